import Language
import Terminal

extension Ink {
  /// A line of code, in colours.
  func callAsFunction(_ pieces: [Highlighter.Piece]) -> String {
    pieces.map { self($0.text, Self.role(of: $0.role)) }.joined()
  }

  private static func role(of role: Highlighter.Role) -> Role {
    switch role {
    case .plain: .plain
    case .command, .keyword: .keyword
    case .name, .function: .name
    case .number: .number
    case .string: .string
    case .option, .operation: .operation
    case .comment: .comment
    }
  }
}
