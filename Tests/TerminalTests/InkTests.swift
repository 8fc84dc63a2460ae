import Foundation
import Testing

@testable import Terminal

@Suite struct InkTests {
  @Test(arguments: [
    ("a terminal", ColorChoice.auto, true, ["TERM": "xterm"], true),
    ("no terminal", .auto, false, ["TERM": "xterm"], false),
    ("NO_COLOR", .auto, true, ["TERM": "xterm", "NO_COLOR": "1"], false),
    ("an empty NO_COLOR", .auto, true, ["TERM": "xterm", "NO_COLOR": ""], true),
    ("TERM=dumb", .auto, true, ["TERM": "dumb"], false),
    ("no TERM", .auto, true, [:], false),
    ("always", .always, false, ["NO_COLOR": "1"], true),
    ("never", .never, true, ["TERM": "xterm"], false),
  ])
  func chooses(
    _ name: String, choice: ColorChoice, isTerminal: Bool, environment: [String: String],
    expected: Bool
  ) {
    let allowed = choice.allowsColor(
      on: 1, isTerminal: { _ in isTerminal }, environment: { environment[$0] })
    #expect(allowed == expected)
  }

  @Test func wrapsText() {
    let ink = Ink(isOn: true)
    #expect(ink("6", .positive) == "\u{1B}[38;5;33m6\u{1B}[0m")
    #expect(ink("6", .plain) == "6")
    #expect(ink("", .error) == "")
    #expect(Ink(isOn: false)("6", .positive) == "6")
  }

  /// Every colour is from the cube or the greys, and stands out from white and from black.
  @Test(arguments: Ink.Role.allCases)
  func isReadableOnAnyBackground(role: Ink.Role) throws {
    guard let style = Ink.style(of: role) else { return }
    let parameters = style.split(separator: ";").compactMap { Int($0) }
    guard let mark = parameters.firstIndex(of: 38) else {
      #expect([[1], [3], [4], [7]].contains(parameters))
      return
    }
    let luminance = luminance(of: parameters[mark + 2])
    #expect(1.05 / (luminance + 0.05) >= 3)
    #expect((luminance + 0.05) / 0.05 >= 3)
  }

  /// Relative luminance (WCAG) of a colour of xterm's palette.
  private func luminance(of index: Int) -> Double {
    let cube = [0.0, 95, 135, 175, 215, 255]
    let levels: [Double]
    if index >= 232 {
      levels = Array(repeating: Double(8 + 10 * (index - 232)), count: 3)
    } else {
      let place = index - 16
      levels = [cube[place / 36], cube[place / 6 % 6], cube[place % 6]]
    }
    let linear = levels.map { level -> Double in
      let share = level / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }
}
