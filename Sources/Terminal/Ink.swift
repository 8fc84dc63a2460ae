/// Colours text by what it is: roles in, SGR sequences out.
package struct Ink: Sendable {
  /// What a piece of text is.
  package enum Role: String, CaseIterable, Sendable {
    case plain, name, number, string, operation, keyword, comment
    case positive, negative
    case error, warning, hint, success
    case prompt, heading, emphasis, slanted, underlined, dimmed, current
  }

  /// Whether anything is coloured.
  package let isOn: Bool

  package init(isOn: Bool) { self.isOn = isOn }

  package init(_ choice: ColorChoice, on descriptor: Int32) {
    self.init(isOn: choice.allowsColor(on: descriptor))
  }

  /// The text in the colour of its role, or as it is.
  package func callAsFunction(_ text: String, _ role: Role) -> String {
    guard isOn, !text.isEmpty, let style = Self.style(of: role) else { return text }
    return "\u{1B}[\(style)m\(text)\u{1B}[0m"
  }

  /// The first role that is written with these SGR parameters.
  package static func role(ofStyle style: String) -> Role? {
    Role.allCases.first { self.style(of: $0) == style }
  }

  /// The SGR parameters of a role, nil for the terminal's own colour.
  ///
  /// The colours stand out from white and from black by at least 3 : 1, which a test computes;
  /// the first sixteen are not used, since they differ from one terminal to the next. Blue against
  /// orange stays apart for the colour-blind, and the sign is always written too.
  static func style(of role: Role) -> String? {
    switch role {
    case .plain, .number: nil
    case .name: "38;5;31"
    case .string: "38;5;65"
    case .operation: "38;5;133"
    case .keyword: "1;38;5;97"
    case .comment, .dimmed: "38;5;244"
    case .positive: "38;5;33"
    case .negative: "38;5;166"
    case .error: "1;38;5;160"
    case .warning: "1;38;5;136"
    case .hint: "38;5;30"
    case .success: "38;5;28"
    case .prompt, .heading, .emphasis: "1"
    case .slanted: "3"
    case .underlined: "4"
    case .current: "7"
    }
  }
}
