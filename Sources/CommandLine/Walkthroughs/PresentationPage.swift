import Glibc
import Language
import Session
import Terminal

/// What a presentation writes: text, code behind prompts, results, and what can be done at a stop.
struct PresentationPage {
  let program: Program
  var settings: Settings
  private var last = Kind.nothing

  private enum Kind {
    case nothing, prose, code, typing
  }

  init(program: Program, settings: Settings) {
    self.program = program
    self.settings = settings
  }

  private var ink: Ink { program.writer.ink }
  private var output: Output { program.output }

  mutating func show(_ event: WalkthroughRun.Event) {
    if program.arguments.writesJSON { return writeJSON(event) }
    switch event {
    case .prose(let blocks):
      let lines = ProseWriter(columns: min(Screen.columns(), ProseWriter.widest), ink: ink)
        .lines(for: blocks)
      if lines.isEmpty { return }
      if last != .nothing { output.line("") }
      for line in lines { output.line(line) }
      last = .prose
    case .code(let chunk):
      if last == .prose || last == .typing { output.line("") }
      echo(chunk.lines)
      last = .code
    case .report(let report, let isExpected):
      if isExpected {
        // It belongs to the story.
        var writer = program.writer
        writer.columns = Screen.columns()
        for line in writer.lines(for: report) { output.line(line) }
      } else {
        program.write(report, settings)
      }
    case .pause: break
    }
  }

  /// Code as it would have been typed.
  private func echo(_ lines: [String]) {
    let lines = lines.map(DiagnosticWriter.visible)
    let pieces = Highlighter.standard.lines(of: lines.joined(separator: "\n"))
    var typed = ""
    for (line, pieces) in zip(lines, pieces) {
      let isInside = !typed.isEmpty && Parser.isUnfinished(typed)
      if line.allSatisfy(\.isWhitespace), !isInside {
        output.line("")
        continue
      }
      output.line(ink(isInside ? "... " : ">>> ", .prompt) + ink(pieces))
      typed += line + "\n"
    }
  }

  private func writeJSON(_ event: WalkthroughRun.Event) {
    switch event {
    case .prose(let blocks):
      for line in JSONWriter.lines(for: blocks) { output.line(line) }
    case .code(let chunk): output.line(JSONWriter.line(for: chunk))
    case .report(let report, _): program.write(report, settings)
    case .pause: output.line(JSON.object([("type", .string("pause"))]).text)
    }
  }

  // MARK: Stops

  /// Shows a line, after a blank one, while something is waited for.
  func during<Result>(_ text: String, _ wait: () -> Result) -> Result {
    let room = max(Screen.columns() - 1, 10)
    write("\n" + ink(Screen.shortened(text, to: room), .dimmed) + (canMoveCursor ? "" : "\n"))
    defer { if canMoveCursor { write("\r\u{1B}[K\u{1B}[A") } }
    return wait()
  }

  /// Says what can be done, on a line after a blank one; of what does not fit, the last is left out.
  /// Returns how many lines that are.
  func hint(_ words: [String]) -> Int {
    var words = words
    while words.count > 1,
      Screen.width(of: words.joined(separator: "   ")) >= Screen.columns()
    {
      words.removeLast()
    }
    output.line("")
    output.line(ink(words.joined(separator: "   "), .dimmed))
    output.flush()
    return 2
  }

  /// Says something about the presentation itself.
  mutating func remark(_ text: String) {
    output.line("")
    output.line(ink(text, .dimmed))
    if last == .nothing { last = .prose }
  }

  /// Takes the last lines off the screen.
  func erase(_ lines: Int) {
    if lines > 0, canMoveCursor { write("\r\u{1B}[\(lines)A\u{1B}[J") }
  }

  private var canMoveCursor: Bool {
    World.variable("TERM").map { $0 != "dumb" } ?? false
  }

  private func write(_ text: String) {
    output.flush()
    try? Descriptor.write(Array(text.utf8), to: STDOUT_FILENO)
  }

  /// Something was typed, and stands between.
  mutating func noteTyping() { last = .typing }
}
