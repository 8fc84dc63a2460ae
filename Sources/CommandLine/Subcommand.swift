import Session

/// One row of the table of what the program can do with files besides running them: `gradwalk test`.
///
/// Reading the arguments, `--help`, the man page and the shells' completions come from these rows.
/// Its options may stand anywhere behind its word; which they are is said in the rows of
/// ``CommandLineOption``.
struct Subcommand: Sendable {
  let word: String
  /// What follows it: `FILE...`.
  let operands: String
  let summary: String
  /// What a shell offers for the operands.
  let completion: Completion
  /// What the operands ask for, with the options that were given.
  let mode: @Sendable ([String], Arguments) throws(UsageError) -> Arguments.Mode

  enum Completion: Sendable {
    case files
    /// The names of the lessons, which the program lists.
    case lessons
  }

  static let table: [Subcommand] = [
    Subcommand(
      word: "test", operands: "FILE...", summary: "run files and count what they expect",
      completion: .files
    ) { (files, _) throws(UsageError) in
      if files.isEmpty { throw UsageError("`test` needs a file") }
      return .test(files)
    },
    Subcommand(
      word: "walk", operands: "FILE", summary: "present a walk-through, stop by stop",
      completion: .files
    ) { (files, _) throws(UsageError) in
      .walk(try one(of: files, for: "walk"))
    },
    Subcommand(
      word: "lesson", operands: "[NAME]",
      summary: "list the walk-throughs that come with the program, or present one",
      completion: .lessons
    ) { (names, _) throws(UsageError) in
      .lesson(names.isEmpty ? nil : try one(of: names, for: "lesson", "name"))
    },
    Subcommand(
      word: "publish", operands: "FILE -o OUT",
      summary: "write a walk-through as a page, as slides, or as Markdown", completion: .files
    ) { (files, arguments) throws(UsageError) in
      .publish(
        try PublishRun.Request(
          file: one(of: files, for: "publish"), output: arguments.output,
          isSlides: arguments.writesSlides))
    },
  ]

  static func named(_ word: String) -> Subcommand? { table.first { $0.word == word } }

  /// How it is called: `gradwalk test FILE...`.
  var form: String { "gradwalk \(word) \(operands)" }

  /// The only operand.
  private static func one(
    of operands: [String], for word: String, _ thing: String = "file"
  ) throws(UsageError) -> String {
    guard let first = operands.first else { throw UsageError("`\(word)` needs a \(thing)") }
    guard operands.count == 1 else {
      throw UsageError("`\(word)` takes one \(thing): what is `\(operands[1])` for?")
    }
    return first
  }
}
