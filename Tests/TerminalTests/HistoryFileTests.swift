import Foundation
import Testing

@testable import Terminal

@Suite struct HistoryFileTests {
  @Test(arguments: ["a = 2", "f(x) = {\n  # 1\n\tx\n}", #"say "a\nb\\""#, "\\", "σ₁'", "\n\\n\n"])
  func readsBackWhatItWrote(entry: String) throws {
    let scratch = try Scratch()
    let file = HistoryFile(path: scratch("history"))
    try file.append(entry)
    try file.append("next")
    #expect(try scratch.text(of: "history").split(separator: "\n").count == 2)
    #expect(try file.load() == [entry, "next"])
  }

  @Test func skipsWhatNoSessionWrote() throws {
    let scratch = try Scratch()
    let bytes = Array("one\n\u{0}\u{1}\n".utf8) + [0xFF, 0xFE, 0x0A] + Array("two\nhalf".utf8)
    try AtomicFile.write(bytes, to: scratch("history"))
    let file = HistoryFile(path: scratch("history"))
    #expect(try file.load() == ["one", "two", "half"])
    // A line that was cut stays apart from the next one.
    try file.append("three")
    #expect(try file.load() == ["one", "two", "half", "three"])
  }

  @Test func cutsAFileThatHasGrown() throws {
    let scratch = try Scratch()
    let count = 2 * HistoryFile.limit + 1
    let lines = (0..<count).map { "entry \($0)\n" }.joined()
    try AtomicFile.write(lines, to: scratch("history"))
    let file = HistoryFile(path: scratch("history"))
    let entries = try file.load()
    #expect(entries.count == HistoryFile.limit)
    #expect(entries.last == "entry \(count - 1)")
    #expect(try scratch.text(of: "history").hasPrefix("entry \(count - HistoryFile.limit)\n"))
  }

  @Test func losesNothingBetweenSessions() async throws {
    let scratch = try Scratch()
    let path = scratch("state/history")
    await withTaskGroup(of: Void.self) { group in
      for session in 0..<4 {
        group.addTask {
          for entry in 0..<50 { try? HistoryFile(path: path).append("\(session) \(entry)") }
        }
      }
    }
    let entries = try HistoryFile(path: path).load()
    #expect(entries.count == 200)
    #expect(Set(entries).count == 200)
  }
}
