import Glibc

/// Files that are written whole or not at all.
package enum AtomicFile {
  /// Replaces or creates a file.
  ///
  /// The bytes go to a new file beside the target, to the disk, and then under the target's name in
  /// one step: whoever reads sees the old file or the new one, and an error leaves the old one.
  /// A symbolic link keeps pointing to the file that is replaced; permissions stay, a new file gets
  /// those of the umask. What is no regular file (`/dev/stdout`, a named pipe) is written to directly.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileFailure) {
    var status = stat()
    if stat(path, &status) == 0 {
      switch status.st_mode & S_IFMT {
      // What a descriptor is open on is to be written to, not replaced: `> log` and /dev/stdout.
      case S_IFREG where path.hasPrefix("/dev/") || path.hasPrefix("/proc/"):
        return try writeDirectly(bytes, to: path)
      case S_IFREG: break
      case S_IFDIR: throw FileFailure(.write, path, code: EISDIR)
      default: return try writeDirectly(bytes, to: path)
      }
      // A rename asks the directory only, and would replace a file that is write-protected.
      guard access(path, W_OK) == 0 else { throw FileFailure(.write, path, code: errno) }
      try replace(path, with: bytes, status: status)
    } else if errno == ENOENT {
      try replace(path, with: bytes, status: nil)
    } else {
      throw FileFailure(.write, path, code: errno)
    }
  }

  /// Replaces or creates several files of one folder: all of them, or where one cannot be written,
  /// none.
  ///
  /// They are not brought to the disk: for sixty pictures that takes some ten times as long as
  /// drawing them. Who reads sees whole files, whatever becomes of this process; only where the power
  /// fails within seconds may a new file be empty, and can be made again.
  package static func write(
    together files: [(bytes: [UInt8], path: String)]
  ) throws(FileFailure) {
    var written: [(temporary: String, target: String)] = []
    defer { for file in written { unlink(file.temporary) } }
    for (bytes, path) in files {
      let target = try resolved(path)
      var status = stat()
      if stat(target, &status) == 0 {
        guard status.st_mode & S_IFMT == S_IFREG else {
          throw FileFailure(.write, path, code: EISDIR)
        }
        guard access(target, W_OK) == 0 else { throw FileFailure(.write, path, code: errno) }
      }
      let temporary = temporaryName(in: directory(of: target))
      let descriptor = try create(temporary, for: path)
      written.append((temporary, target))
      do {
        try fill(descriptor, with: bytes, for: path)
      } catch {
        close(descriptor)
        throw error
      }
      // Some file systems say only now that they are full.
      guard close(descriptor) == 0 else { throw FileFailure(.write, path, code: errno) }
    }
    for (place, file) in written.enumerated() {
      guard rename(file.temporary, file.target) == 0 else {
        throw FileFailure(.write, files[place].path, code: errno)
      }
    }
    written = []
  }

  /// Text as UTF-8.
  package static func write(_ text: String, to path: String) throws(FileFailure) {
    try write(Array(text.utf8), to: path)
  }

  private static func writeDirectly(_ bytes: [UInt8], to path: String) throws(FileFailure) {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw FileFailure(.write, path, code: errno) }
    defer { close(descriptor) }
    try fill(descriptor, with: bytes, for: path)
  }

  private static func replace(
    _ path: String, with bytes: [UInt8], status: stat?
  ) throws(FileFailure) {
    let target = try resolved(path)
    let directory = directory(of: target)
    let temporary = temporaryName(in: directory)
    let descriptor = try create(temporary, for: path)
    var isPlaced = false
    defer { if !isPlaced { unlink(temporary) } }
    do {
      defer { close(descriptor) }
      if let status {
        // Only root can give files away; for others the new file is theirs already.
        _ = fchown(descriptor, status.st_uid, status.st_gid)
        _ = fchmod(descriptor, status.st_mode & 0o7777)
      }
      try fill(descriptor, with: bytes, for: path)
      guard fsync(descriptor) == 0 || errno == EINVAL else {
        throw FileFailure(.write, path, code: errno)
      }
    }
    guard rename(temporary, target) == 0 else { throw FileFailure(.write, path, code: errno) }
    isPlaced = true
    syncDirectory(of: target)
  }

  private static func temporaryName(in directory: String) -> String {
    directory + ".gradwalk-" + String(UInt64.random(in: .min ... .max), radix: 36)
  }

  private static func create(_ temporary: String, for path: String) throws(FileFailure) -> Int32 {
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw FileFailure(.write, path, code: errno) }
    return descriptor
  }

  /// Best effort: the names reach the disk too.
  private static func syncDirectory(of target: String) {
    let directory = directory(of: target)
    let parent = open(directory.isEmpty ? "." : directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if parent >= 0 {
      fsync(parent)
      close(parent)
    }
  }

  private static func fill(
    _ descriptor: Int32, with bytes: [UInt8], for path: String
  ) throws(FileFailure) {
    do {
      try Descriptor.write(bytes, to: descriptor)
    } catch {
      throw FileFailure(.write, path, code: error.code)
    }
  }

  /// The path behind symbolic links; the last one may point to a file that is yet to be made.
  private static func resolved(_ path: String) throws(FileFailure) -> String {
    var current = path
    // As many links as Linux follows.
    for _ in 0..<40 {
      var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
      let count = buffer.withUnsafeMutableBytes { readlink(current, $0.baseAddress!, $0.count) }
      if count < 0 { return current }
      let link = String(decoding: buffer[..<count], as: UTF8.self)
      current = link.hasPrefix("/") ? link : directory(of: current) + link
    }
    throw FileFailure(.write, path, code: ELOOP)
  }

  /// The path up to its last slash, empty for the current directory.
  private static func directory(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }
}
