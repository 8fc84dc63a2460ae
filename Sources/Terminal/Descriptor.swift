import Glibc

/// Bytes to a descriptor.
package enum Descriptor {
  /// Why not all bytes were written.
  package struct WriteFailure: Error, Equatable {
    /// The C library's error number.
    package let code: Int32

    /// Nobody reads any more, as after `gradwalk … | head`: end without a word.
    package var isClosed: Bool { code == EPIPE }
  }

  /// Writes all bytes, however many calls it takes.
  package static func write(
    _ bytes: some Sequence<UInt8>, to descriptor: Int32
  ) throws(WriteFailure) {
    let bytes = ContiguousArray(bytes)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count >= 0 {
        written += count
      } else if errno == EAGAIN {
        var target = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&target, 1, -1)
      } else if errno != EINTR {
        throw WriteFailure(code: errno)
      } else if Interrupt.isRaised {
        // Ctrl-C while a slow reader holds us up.
        throw WriteFailure(code: EINTR)
      }
    }
  }
}
