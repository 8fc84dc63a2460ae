/// What stands around a block of code: three backticks or tildes, or more.
struct Fence {
  let signs: Substring
  /// What stands behind the opening ones.
  let info: String

  /// `nil` where a line opens no block.
  init?(opening line: some StringProtocol) {
    guard let start = Self.unindented(line), let sign = start.first, sign == "`" || sign == "~"
    else { return nil }
    signs = start.prefix { $0 == sign }
    info = String(start.dropFirst(signs.count).drop { $0 == " " || $0 == "\t" })
    // With such signs behind it, it is code in a line of text.
    guard signs.count >= 3, sign == "~" || !info.contains("`") else { return nil }
  }

  /// Whether a line closes the block.
  func isClosed(by line: some StringProtocol) -> Bool {
    guard let start = Self.unindented(line), start.hasPrefix(signs) else { return false }
    return start.drop { $0 == signs.first }.allSatisfy { $0 == " " || $0 == "\t" }
  }

  /// A line without the blanks that may stand before a fence.
  private static func unindented(_ line: some StringProtocol) -> Substring? {
    let blanks = line.prefix { $0 == " " }.count
    return blanks > 3 ? nil : Substring(line).dropFirst(blanks)
  }
}
