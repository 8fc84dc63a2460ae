import Markdown

/// Walk-throughs that are presented, and what is known of them.
extension JSONWriter {
  /// Text, a line for each block.
  static func lines(for blocks: [Block]) -> [String] {
    let writer = ProseWriter(columns: .max, ink: .init(isOn: false))
    return blocks.compactMap { block in
      if case .heading(let level, let title) = block {
        return JSON.object([
          ("type", .string("heading")), ("level", .integer(level)),
          ("text", .string(title.plainText)),
        ]).text
      }
      let text = writer.lines(for: [block]).joined(separator: "\n")
      if text.isEmpty { return nil }
      return JSON.object([("type", .string("text")), ("text", .string(text))]).text
    }
  }

  /// Code that is about to be run.
  static func line(for chunk: WalkthroughRun.Chunk) -> String {
    JSON.object([
      ("type", .string("code")), ("line", .integer(chunk.firstLine)),
      ("text", .string(chunk.lines.joined(separator: "\n"))),
    ]).text
  }

  static func line(for lesson: Lesson) -> String {
    JSON.object([
      ("type", .string("lesson")), ("name", .string(lesson.name)),
      ("title", .string(lesson.title)), ("summary", .string(lesson.summary)),
      ("path", .string(lesson.path)),
    ]).text
  }
}
