/// A text that was read: a line typed at the prompt, or a file.
public struct Source: Sendable {
  /// The file's name, or `nil` for what was typed.
  public let name: String?
  public let text: String
  /// The line of the file on which the text begins, from 1; more for a block inside a document.
  public let firstLine: Int
  /// Where the text begins in the numbering that all sources of a session share.
  let base: UInt32
  let bytes: [UInt8]

  var end: UInt32 { base + UInt32(bytes.count) }

  /// All of it.
  public var span: Span { Span(start: base, end: end) }
}

/// A stretch of source text, in UTF-8 positions that run through all sources of a session, so that
/// four bytes on a node are enough to find the place where it was written.
public struct Span: Hashable, Sendable {
  public let start: UInt32
  public let end: UInt32

  /// Nowhere: what was not written by anybody.
  public static let none = Span(start: 0, end: 0)

  init(start: UInt32, end: UInt32) {
    self.start = start
    self.end = end
  }

  /// From one position to another behind it; empty where that is not behind it.
  public init(from start: UInt32, to end: UInt32) { self.init(start: start, end: max(start, end)) }

  /// The place that a node carries as its origin.
  public init(origin: UInt32) { self.init(start: origin, end: origin) }

  /// From the beginning of this span to the end of `other`.
  public func joined(to other: Span) -> Span {
    Span(start: min(start, other.start), end: max(end, other.end))
  }
}

/// Every text that a session has read.
public struct SourceMap: Sendable {
  private(set) var sources: [Source] = []

  public init() {}

  /// Takes in a text and gives its positions numbers.
  public mutating func add(_ text: String, name: String? = nil, firstLine: Int = 1) -> Source {
    // Position 0 stands for nowhere, and a gap keeps one source's end apart from the next.
    let source = Source(
      name: name, text: text, firstLine: firstLine, base: (sources.last?.end ?? 0) + 1,
      bytes: Array(text.utf8))
    sources.append(source)
    return source
  }

  /// The source that a span lies in.
  public func source(of span: Span) -> Source? {
    guard span != .none else { return nil }
    var low = 0
    var high = sources.count
    while low < high {
      let middle = (low + high) / 2
      if sources[middle].base <= span.start { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? sources[low - 1] : nil
  }

  /// The text of a span.
  public func text(of span: Span) -> String {
    guard let source = source(of: span) else { return "" }
    return String(decoding: source.bytes[source.range(span)], as: UTF8.self)
  }

  /// The text of a span, after the lines of comment directly above it.
  public func textWithComment(of span: Span) -> String {
    guard let source = source(of: span) else { return "" }
    let before = String(decoding: source.bytes[..<source.range(span).lowerBound], as: UTF8.self)
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    let comment = lines.reversed().prefix { $0.hasPrefix("#") }.reversed()
    return (comment + [text(of: span)[...]]).joined(separator: "\n")
  }

  /// Where a span begins, as people count.
  public func place(of span: Span) -> Place? {
    guard let source = source(of: span) else { return nil }
    let start = source.range(span).lowerBound
    var lineStart = 0
    var line = source.firstLine
    for (offset, byte) in source.bytes[..<start].enumerated() where byte == UInt8(ascii: "\n") {
      line += 1
      lineStart = offset + 1
    }
    let lineEnd =
      source.bytes[start...].firstIndex { $0 == UInt8(ascii: "\n") } ?? source.bytes.count
    let before = String(decoding: source.bytes[lineStart..<start], as: UTF8.self)
    let marked = String(
      decoding: source.bytes[start..<min(max(source.range(span).upperBound, start), lineEnd)],
      as: UTF8.self)
    return Place(
      file: source.name, line: line, column: before.unicodeScalars.count + 1,
      text: String(decoding: source.bytes[lineStart..<lineEnd], as: UTF8.self),
      before: before, marked: marked)
  }
}

/// A place in a text as people count: lines and columns from 1, a column a character.
public struct Place: Sendable, Equatable {
  public let file: String?
  public let line: Int
  public let column: Int
  /// The whole line.
  public let text: String
  /// The part of the line before the place.
  public let before: String
  /// The part of the line that is meant; empty at the line's end.
  public let marked: String

  /// The same without the file's name, for those who have the file before them, or do not have it.
  public var withoutFile: Place { withFile(nil) }

  /// The same in a file that is called otherwise.
  public func withFile(_ file: String?) -> Place {
    Place(file: file, line: line, column: column, text: text, before: before, marked: marked)
  }
}

extension Source {
  func range(_ span: Span) -> Range<Int> {
    let start = min(Int(span.start - base), bytes.count)
    return start..<min(max(Int(span.end) - Int(base), start), bytes.count)
  }
}
