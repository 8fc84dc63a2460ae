import Foundation
import Testing

@testable import Terminal

@Suite struct ScreenTests {
  @Test(arguments: [
    ("", 0), ("a = 2", 5), ("∂L/∂a", 5), ("σ₁ → –", 6), ("e\u{301}", 1), ("x\u{302}", 1),
    ("日本", 4), ("ｆ", 2), ("한", 2), ("😀", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤️", 2), ("❤", 1), ("é", 1),
    ("\u{1B}[1;38;5;31mname\u{1B}[0m", 4), ("a\u{200B}b", 2), ("│┌─", 3),
  ])
  func measures(text: String, width: Int) {
    #expect(Screen.width(of: text) == width)
  }

  @Test func fillsUp() {
    #expect(Screen.padded("σ", to: 3) == "σ  ")
    #expect(Screen.padded("日", to: 3, .right) == " 日")
    #expect(Screen.padded("long", to: 3) == "long")
    #expect(Screen.padded(Ink(isOn: true)("a", .name), to: 2).hasSuffix("m "))
  }

  @Test(arguments: [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("日本語", 4, "日…"), ("ab", 0, "")])
  func shortens(text: String, width: Int, expected: String) {
    #expect(Screen.shortened(text, to: width) == expected)
  }

  @Test func countsColumns() {
    let nowhere = open("/dev/null", O_WRONLY)
    defer { close(nowhere) }
    #expect(!Screen.isTerminal(nowhere))
    #expect(Screen.size(of: nowhere) == nil)
    let variable = ProcessInfo.processInfo.environment["COLUMNS"]
    #expect(Screen.columns(of: nowhere) == variable.flatMap { Int($0) } ?? 80)
  }

  @Test func marksColoursInPrompts() {
    #expect(
      LineEditor.bracketed("\u{1B}[1m>\u{1B}[0m ") == "\u{1}\u{1B}[1m\u{2}>\u{1}\u{1B}[0m\u{2} ")
    #expect(LineEditor.bracketed(">>> ") == ">>> ")
  }

  @Test func neverTakesLettersAway() {
    #expect(LineEditor.sharedStart(of: ["tan", "tanh"], typed: "t") == "tan")
    #expect(LineEditor.sharedStart(of: ["Sin", "sinh"], typed: "s") == "s")
  }

  @Test(arguments: [
    ("net.layer1.neuron3.w[2]", 12, "net.l…3.w[2]"), ("short", 12, "short"), ("abcdef", 5, "ab…ef"),
    ("abcdef", 2, "a…"), ("abcdef", 0, ""), ("値値値値", 5, "値…値"),
  ])
  func aNameIsCutInItsMiddle(text: String, width: Int, expected: String) {
    #expect(Screen.shortenedInside(text, to: width) == expected)
    #expect(Screen.width(of: Screen.shortenedInside(text, to: width)) <= max(width, 0))
  }
}
