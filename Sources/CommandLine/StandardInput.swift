import Glibc
import Session
import Terminal

/// Standard input, line by line, for whoever answers a question of a script.
final class StandardInput {
  private var pending: [UInt8] = []
  private var isAtEnd = false
  /// Whether the script itself came from there, so that no answer can.
  var isScript = false

  /// The next line without its newline; `nil` at the end, or after Ctrl-C. On a terminal, `prompt`
  /// asks for it.
  func line(_ prompt: String, output: Output) throws(Effects.Failure) -> String? {
    if isScript {
      throw Effects.Failure(
        "the answers are read from standard input, and that was the script itself; put it into a "
          + "file: gradwalk FILE < answers")
    }
    output.flush()
    if Screen.isTerminal(STDIN_FILENO) {
      try? Descriptor.write(Array(prompt.utf8), to: STDERR_FILENO)
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 12)
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        defer { pending.removeSubrange(...end) }
        return text(pending[..<end])
      }
      if isAtEnd {
        defer { pending = [] }
        return pending.isEmpty ? nil : text(pending[...])
      }
      if Interrupt.isRaised { return interrupted() }
      // Ctrl-C may land on another thread, and does not wake a read.
      var source = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      if poll(&source, 1, 100) <= 0 { continue }
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 {
        throw Effects.Failure("\(FileFailure(.read, "standard input", code: errno))")
      }
      if count == 0 { isAtEnd = true } else { pending += buffer[..<count] }
    }
  }

  /// Ctrl-C ends the quiz, and the script goes on.
  private func interrupted() -> String? {
    Interrupt.clear()
    if Screen.isTerminal(STDIN_FILENO) {
      try? Descriptor.write([UInt8(ascii: "\n")], to: STDERR_FILENO)
    }
    return nil
  }

  private func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes, as: UTF8.self)
  }
}
