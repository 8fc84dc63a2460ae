import Terminal

/// One row of the table of the command line's options.
///
/// Reading the arguments, `--help`, the man page and the shells' completions come from these rows.
struct CommandLineOption: Sendable {
  let long: String
  let short: Character?
  /// What stands for its value, or `nil` where it has none.
  let value: String?
  /// Whether the value can be left out. It is then empty.
  let isValueOptional: Bool
  /// The words of the subcommands that it is for; none where it is for every call.
  let subcommands: [String]
  /// The values it can have, where they are few.
  let choices: [String]
  let summary: String
  let apply: @Sendable (inout Arguments, String) throws(UsageError) -> Void

  init(
    _ long: String, _ short: Character? = nil, value: String? = nil, optional: Bool = false,
    choices: [String] = [], of subcommands: [String] = [], _ summary: String,
    apply: @escaping @Sendable (inout Arguments, String) throws(UsageError) -> Void
  ) {
    self.long = long
    self.short = short
    self.value = value
    isValueOptional = optional
    self.subcommands = subcommands
    self.choices = choices
    self.summary = summary
    self.apply = apply
  }

  static let table: [CommandLineOption] = [
    CommandLineOption("eval", "e", value: "CODE", "Run CODE; may be repeated.") {
      (arguments, code) throws(UsageError) in arguments.code.append(code)
    },
    CommandLineOption("interactive", "i", "Stay at the prompt after running CODE or FILE.") {
      (arguments, _) throws(UsageError) in arguments.isInteractive = true
    },
    CommandLineOption("json", nil, "Write each result as one line of JSON.") {
      (arguments, _) throws(UsageError) in arguments.writesJSON = true
    },
    CommandLineOption(
      "color", nil, value: "WHEN", choices: ColorChoice.allCases.map(\.rawValue),
      "Colour the output: auto, always or never. NO_COLOR is honoured."
    ) { (arguments, choice) throws(UsageError) in
      guard let color = ColorChoice(rawValue: choice) else {
        throw UsageError("--color is auto, always or never, not `\(choice)`")
      }
      arguments.color = color
    },
    CommandLineOption(
      "seed", nil, value: "N", "Start the random numbers from the whole number N, as `seed N` does."
    ) { (arguments, text) throws(UsageError) in
      guard let number = Double(text), number.isFinite, number == number.rounded() else {
        throw UsageError("--seed takes a whole number, not `\(text)`")
      }
      arguments.seed = number
    },
    CommandLineOption("quiet", "q", "Show only what commands and print ask for.") {
      (arguments, _) throws(UsageError) in arguments.isQuiet = true
    },
    CommandLineOption("no-init", nil, "Do not run the start-up file.") {
      (arguments, _) throws(UsageError) in arguments.runsStartUpFile = false
    },
    CommandLineOption(
      "auto", nil, value: "SECONDS", optional: true, of: ["walk", "lesson"],
      "Go on without a key at each stop; after \(Int(Arguments.Pace.usual)) seconds if not said."
    ) { (arguments, text) throws(UsageError) in
      guard let seconds = text.isEmpty ? Arguments.Pace.usual : Double(text), seconds >= 0,
        seconds <= 3600
      else { throw UsageError("--auto takes a number of seconds, not `\(text)`") }
      arguments.pace = .seconds(seconds)
    },
    CommandLineOption(
      "output", "o", value: "OUT", of: ["publish"], "Write OUT: a page.html, or a page.md."
    ) { (arguments, path) throws(UsageError) in arguments.output = path },
    CommandLineOption("slides", nil, of: ["publish"], "Write slides, in an .html file.") {
      (arguments, _) throws(UsageError) in arguments.writesSlides = true
    },
    CommandLineOption("help", "h", "Show this help and leave.") {
      (arguments, _) throws(UsageError) in arguments.mode = .help
    },
    CommandLineOption("version", "V", "Show the version and leave.") {
      (arguments, _) throws(UsageError) in arguments.mode = .version
    },
    CommandLineOption(
      "generate", nil, value: "PAGE", choices: GeneratedPage.table.map(\.name),
      "Write a page that is made from the tables: \(GeneratedPage.listed)."
    ) { (arguments, name) throws(UsageError) in
      guard GeneratedPage.table.contains(where: { $0.name == name }) else {
        throw UsageError("--generate takes \(GeneratedPage.listed), not `\(name)`")
      }
      arguments.mode = .generate(name)
    },
  ]

  /// The ways to call the program.
  static let forms: [(form: String, summary: String)] =
    [
      ("gradwalk", "start the prompt"),
      (
        "gradwalk FILE [ARG...]",
        "run a script, or the gradwalk blocks of a .md file; - is the input"
      ),
      ("gradwalk -e CODE", "run code"),
    ] + Subcommand.table.map { ($0.form, $0.summary) }

  /// How it is written, behind its long name: `=N`, or `[=SECONDS]`.
  var valueForm: String {
    guard let value else { return "" }
    return isValueOptional ? "[=\(value)]" : short == nil ? "=\(value)" : " \(value)"
  }
}

/// A command line that means nothing.
struct UsageError: Error {
  let message: String
  init(_ message: String) { self.message = message }
}
