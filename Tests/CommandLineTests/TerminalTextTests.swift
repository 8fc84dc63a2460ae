import Language
import Terminal
import Testing

@testable import CommandLine

/// What terminals show in colours, on a page.
@Suite struct TerminalTextTests {
  @Test func coloursBecomeClasses() {
    let ink = Ink(isOn: true)
    let lines = [ink("a<b", .name) + " = 2", "", ink("error:", .error) + ink(" \u{7}", .plain)]
    #expect(
      TerminalText.html(lines)
        == "<span class=\"name\">a&lt;b</span> = 2\n\n<span class=\"error\">error:</span> ␇")
    #expect(TerminalText.plain(lines) == ["a<b = 2", "", "error: \u{7}"])
  }

  /// Whatever stands out in a terminal does so on a page.
  @Test(arguments: Ink.Role.allCases)
  func everyClassHasAStyle(role: Ink.Role) throws {
    let html = TerminalText.html([Ink(isOn: true)("x", role)])
    guard let name = html.firstMatch(of: /class="(\w+)"/)?.1 else {
      #expect(Ink(isOn: true)("x", role) == "x")
      return
    }
    #expect(Assets.page.contains(".out .\(name)"))
  }

  @Test(arguments: Highlighter.Role.allCases)
  func everyRoleOfCodeHasAStyle(role: Highlighter.Role) {
    #expect(
      Assets.page.contains(".code .\(role.rawValue) {") != ItemWriter.quietRoles.contains(role))
  }
}
