import Language

extension Highlighter {
  /// With the words of the table of commands.
  public static let standard = Highlighter(commands: Command.table.map(\.syntax))
}
