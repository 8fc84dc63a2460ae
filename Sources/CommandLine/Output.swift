import Glibc
import Terminal

/// Standard output and standard error, in order: what was written to one is out before anything
/// is written to the other.
final class Output {
  private var pending: [UInt8] = []
  private let isTerminal: Bool
  /// Whether whoever read the output has gone.
  private(set) var isClosed = false
  /// Why the output could not be written, other than that nobody reads it.
  private(set) var failure: Int32?

  init(isTerminal: Bool) { self.isTerminal = isTerminal }

  /// Writes a line to standard output.
  func line(_ text: String) {
    pending += Array(text.utf8)
    pending.append(UInt8(ascii: "\n"))
    if isTerminal || pending.count > 1 << 16 { flush() }
  }

  /// Writes bytes to standard output as they are, and a newline.
  func bytes(_ bytes: [UInt8]) {
    pending += bytes
    line("")
  }

  /// Writes text to standard error.
  func error(_ text: String) {
    flush()
    try? Descriptor.write(Array((text + "\n").utf8), to: STDERR_FILENO)
  }

  func flush() {
    guard !pending.isEmpty else { return }
    defer { pending.removeAll(keepingCapacity: true) }
    guard !isClosed, failure == nil else { return }
    do throws(Descriptor.WriteFailure) {
      try Descriptor.write(pending, to: STDOUT_FILENO)
    } catch {
      if error.isClosed { isClosed = true } else { failure = error.code }
    }
  }
}
