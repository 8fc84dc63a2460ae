import Glibc

/// Asks the terminal something that it answers as if it were typed.
package enum TerminalQuestion {
  /// How long a terminal may take for each part of its answer, in milliseconds: one at the other end
  /// of a slow line needs some.
  private static let patience: Int32 = 250

  /// Writes a question and reads the answer, without echo; nothing where there is no terminal.
  package static func ask(_ question: String) -> String {
    guard Screen.isTerminal(STDIN_FILENO), Screen.isTerminal(STDOUT_FILENO) else { return "" }
    var former = termios()
    guard tcgetattr(STDIN_FILENO, &former) == 0 else { return "" }
    var quiet = former
    quiet.c_lflag &= ~tcflag_t(ICANON | ECHO)
    guard tcsetattr(STDIN_FILENO, TCSADRAIN, &quiet) == 0 else { return "" }
    defer { tcsetattr(STDIN_FILENO, TCSADRAIN, &former) }
    guard (try? Descriptor.write(Array(question.utf8), to: STDOUT_FILENO)) != nil else { return "" }
    var answer = ""
    while !GraphicsProtocol.isComplete(answer), !Interrupt.isRaised {
      var source = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&source, 1, patience) > 0 else { break }
      var buffer = [UInt8](repeating: 0, count: 256)
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      guard count > 0 else { break }
      answer += String(decoding: buffer[..<count], as: UTF8.self)
    }
    return answer
  }
}
