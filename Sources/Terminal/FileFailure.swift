import Glibc

/// A file that could not be read or written, in words: `cannot write L.svg: no space left`.
package struct FileFailure: Error, Equatable, CustomStringConvertible {
  /// What was tried, for the sentence.
  package enum Action: String, Sendable { case read, write }

  package let action: Action
  package let path: String
  /// The C library's error number.
  package let code: Int32

  package init(_ action: Action, _ path: String, code: Int32) {
    self.action = action
    self.path = path
    self.code = code
  }

  package var description: String { "cannot \(action) \(path): \(reason)" }

  /// The reason alone, in plain words.
  package var reason: String {
    switch code {
    case ENOENT where action == .write: "no such directory"
    case ENOENT: "no such file"
    case ENOTDIR: "a part of the path is not a directory"
    case EISDIR: "it is a directory"
    case EACCES, EPERM: "permission denied"
    case EROFS: "the file system is read-only"
    case ENOSPC, EDQUOT: "no space left"
    case EFBIG: "the file is too large"
    case ELOOP: "too many symbolic links"
    case ENAMETOOLONG: "the name is too long"
    case EPIPE: "nobody reads it"
    case EINTR: "interrupted"
    default: String(cString: strerror(code)).lowercased()
    }
  }
}
