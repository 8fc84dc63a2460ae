import Glibc

/// The entries of earlier sessions, one line each.
///
/// A backslash is written `\\` and a newline `\n`, so an entry of many lines stays one line of the
/// file: a single write appends it whole, `grep` finds it, and cutting the file between lines cuts
/// it between entries. Readline's own format marks entries by lines such as `#1700000000`, which a
/// comment in a pasted script could be mistaken for.
struct HistoryFile {
  /// Entries that are read; the file may grow to twice as many before it is cut.
  static let limit = 10_000

  let path: String

  /// The last entries, the oldest first; none when there is no file yet.
  func load() throws(FileFailure) -> [String] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { return [] }
      throw FileFailure(.read, path, code: errno)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      throw FileFailure(.read, path, code: EISDIR)
    }
    // Someone who wants no history links it to /dev/null; other devices may have no end.
    guard status.st_mode & S_IFMT == S_IFREG else { return [] }
    let lines = try readAll(descriptor).split(separator: UInt8(ascii: "\n"))
    if lines.count > 2 * Self.limit { trim(descriptor) }
    return lines.suffix(Self.limit).compactMap(Self.decode)
  }

  /// Adds one entry. The file and its directories are made when missing, for their owner alone.
  func append(_ entry: String) throws(FileFailure) {
    let descriptor = try openLocked()
    defer { close(descriptor) }
    var bytes = Self.encode(entry) + [UInt8(ascii: "\n")]
    if !endsInNewline(descriptor) { bytes.insert(UInt8(ascii: "\n"), at: 0) }
    do {
      try Descriptor.write(bytes, to: descriptor)
    } catch {
      throw FileFailure(.write, path, code: error.code)
    }
  }

  /// The file for appending, with the lock held until it is closed.
  private func openLocked() throws(FileFailure) -> Int32 {
    let flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC
    while true {
      var descriptor = open(path, flags, 0o600)
      if descriptor < 0 && errno == ENOENT {
        makeDirectories()
        descriptor = open(path, flags, 0o600)
      }
      guard descriptor >= 0 else { throw FileFailure(.write, path, code: errno) }
      // Not all file systems can lock; what is lost then is the protection from `trim`.
      flock(descriptor, LOCK_EX)
      var opened = stat()
      var current = stat()
      // Another session may have cut the file while this one waited: then the lock is on a file
      // that no longer has the name.
      if fstat(descriptor, &opened) == 0, stat(path, &current) == 0,
        opened.st_ino == current.st_ino
      {
        return descriptor
      }
      close(descriptor)
    }
  }

  static func encode(_ entry: String) -> [UInt8] {
    entry.utf8.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "\\"): Array(#"\\"#.utf8)
      case UInt8(ascii: "\n"): Array(#"\n"#.utf8)
      default: [byte]
      }
    }
  }

  /// An entry from its line; nil for one with control characters, which no session writes.
  static func decode(_ line: ArraySlice<UInt8>) -> String? {
    // Nearly all entries are as they were typed, and 10,000 of them are read at the start.
    if line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }) {
      return String(validating: line, as: UTF8.self)
    }
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in line {
      if byte < 0x20 && byte != UInt8(ascii: "\t") || byte == 0x7F { return nil }
      if isEscaped {
        isEscaped = false
        switch byte {
        case UInt8(ascii: "n"): bytes.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "\\"): bytes.append(byte)
        default: bytes += [UInt8(ascii: "\\"), byte]
        }
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        bytes.append(byte)
      }
    }
    if isEscaped { bytes.append(UInt8(ascii: "\\")) }
    return String(validating: bytes, as: UTF8.self)
  }

  private func readAll(_ descriptor: Int32) throws(FileFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count > 0 {
        bytes += chunk[..<count]
      } else if errno != EINTR {
        throw FileFailure(.read, path, code: errno)
      }
    }
  }

  /// Cuts the file to the newest entries. It is read again under the lock: another session may
  /// have written since. A failure is of no consequence; the next start tries again.
  private func trim(_ descriptor: Int32) {
    guard flock(descriptor, LOCK_EX) == 0, lseek(descriptor, 0, SEEK_SET) == 0,
      let bytes = try? readAll(descriptor)
    else { return }
    let newest = bytes.split(separator: UInt8(ascii: "\n")).suffix(Self.limit)
    try? AtomicFile.write(newest.flatMap { $0 + [UInt8(ascii: "\n")] }, to: path)
    flock(descriptor, LOCK_UN)
  }

  /// Whether the next entry begins on a line of its own: a full disk may have cut the last one.
  private func endsInNewline(_ descriptor: Int32) -> Bool {
    let size = lseek(descriptor, 0, SEEK_END)
    var last: UInt8 = 0
    return size <= 0 || pread(descriptor, &last, 1, size - 1) != 1 || last == UInt8(ascii: "\n")
  }

  private func makeDirectories() {
    for index in path.indices.dropFirst() where path[index] == "/" {
      mkdir(String(path[..<index]), 0o700)
    }
  }
}
