// The line editor with nothing behind it, for the tests: it says what it read.
import Glibc
import Terminal

let arguments = CommandLine.arguments

if arguments.count == 4, arguments[1] == "write" {
  do {
    try AtomicFile.write([UInt8](repeating: 120, count: Int(arguments[3]) ?? 0), to: arguments[2])
  } catch {
    print(error)
    exit(1)
  }
  exit(0)
}

let words =
  ["tanh", "tan", "sin", "softmax", "σ_gate", "x'", "%7", "%12", "backward"]
  + (100..<220).map { "w\($0)" }

func complete(_ line: String, _ cursor: Int) -> Completion {
  let before = Array(line.utf8.prefix(cursor))
  if let quote = before.lastIndex(of: UInt8(ascii: "\"")) {
    return .fileNames(from: quote + 1)
  }
  let isPart = { (byte: UInt8) in
    byte >= 0x80 || byte == UInt8(ascii: "%") || byte == UInt8(ascii: "'")
      || byte == UInt8(ascii: "_") || Character(Unicode.Scalar(byte)).isLetter
      || Character(Unicode.Scalar(byte)).isNumber
  }
  let start = (before.lastIndex { !isPart($0) } ?? -1) + 1
  let typed = String(decoding: before[start...], as: UTF8.self)
  return Completion(
    replacementStart: start,
    candidates: words.filter { $0.hasPrefix(typed) }.map {
      .init($0, followedBy: $0.hasPrefix("t") ? .openParenthesis : $0 == "x'" ? .nothing : .space)
    })
}

Interrupt.install()
let ink = Ink(.auto, on: STDOUT_FILENO)
let editor = LineEditor(
  name: "probe", historyFile: arguments.count > 1 ? arguments[1] : nil, complete: complete)
if let warning = editor.takeWarning() { print("warning: \(warning)") }

reading: while true {
  switch editor.read(prompt: ink("»", .prompt) + " ") {
  case .line("history"): print(editor.history)
  case .line("columns"): print("columns \(Screen.columns())")
  case .line("work"):
    print("working")
    while !Interrupt.isRaised { usleep(1000) }
    print("stopped")
  case .line(let text):
    editor.remember(text)
    print("read \(text.debugDescription)")
    if let warning = editor.takeWarning() { print("warning: \(warning)") }
  case .interrupted: print("interrupted")
  case .end:
    print("end")
    break reading
  }
}
