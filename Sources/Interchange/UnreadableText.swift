/// Why a text cannot be read, and where.
public struct UnreadableText: Error, Equatable {
  /// What is wrong, with line and column before it.
  public let message: String

  init(_ message: String, at offset: Int, of bytes: [UInt8]) {
    let before = bytes.prefix(offset)
    let newline = UInt8(ascii: "\n")
    let line = before.count { $0 == newline } + 1
    let start = before.lastIndex(of: newline).map { $0 + 1 } ?? 0
    // Bytes that go on with a character are no columns of their own.
    let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
    self.message = "line \(line), column \(column): \(message)"
  }
}
