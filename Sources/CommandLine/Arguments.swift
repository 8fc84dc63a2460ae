import COptions
import Glibc
import Terminal

/// What the command line asks for.
struct Arguments {
  enum Mode: Equatable {
    case prompt
    case code
    case file(String, [String])
    case test([String])
    case walk(String)
    case lesson(String?)
    case publish(PublishRun.Request)
    case help
    case version
    case generate(String)
  }

  /// When a walk-through goes on.
  enum Pace: Equatable {
    /// When somebody says so.
    case keys
    /// By itself, after so many seconds.
    case seconds(Double)

    /// Enough to see that something has come.
    static let usual = 5.0
  }

  var mode = Mode.prompt
  var code: [String] = []
  var isInteractive = false
  var writesJSON = false
  var color = ColorChoice.auto
  var seed: Double?
  var isQuiet = false
  var runsStartUpFile = true
  var pace = Pace.keys
  /// The file that is published to.
  var output: String?
  var writesSlides = false
  /// The options that were given.
  private var given: [CommandLineOption] = []

  init() {}

  /// Reads the words of a command line, the program's name first. Options end at the first word
  /// that is none, so that a script can have options of its own; those of a subcommand may stand
  /// anywhere behind its word.
  init(_ words: [String]) throws(UsageError) {
    let operands = try readOptions(words, areAnywhere: false)
    if code.isEmpty, let word = operands.first, let subcommand = Subcommand.named(word) {
      let rest = try readOptions([words[0]] + operands.dropFirst(), areAnywhere: true)
      try checkOptions(of: subcommand)
      if case .prompt = mode { mode = try subcommand.mode(rest, self) }
    } else {
      try take(operands)
      try checkOptions(of: nil)
    }
  }

  /// Refuses options that are for other subcommands.
  private func checkOptions(of subcommand: Subcommand?) throws(UsageError) {
    switch mode {
    case .help, .version, .generate: return
    default: break
    }
    for row in given where !row.subcommands.isEmpty {
      if let subcommand, row.subcommands.contains(subcommand.word) { continue }
      let forms = row.subcommands.map { "`gradwalk \($0)`" }.joined(separator: " and ")
      throw UsageError("`--\(row.long)` is for \(forms)")
    }
    if subcommand != nil, !code.isEmpty {
      throw UsageError("code and a file cannot both be run: `\(code[0])`")
    }
  }

  /// Reads options with getopt_long(3) and returns the words that are none: all behind the first, or
  /// those between the options.
  private mutating func readOptions(
    _ words: [String], areAnywhere: Bool
  ) throws(UsageError) -> [String] {
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    let table = CommandLineOption.table
    let names = table.map { strdup($0.long) }
    defer { for name in names { free(name) } }
    var options = table.enumerated().map { place, row in
      option(
        name: names[place],
        has_arg: row.value == nil
          ? no_argument : row.isValueOptional ? optional_argument : required_argument,
        flag: nil, val: Int32(256 + place))
    }
    options.append(option())
    // `-` returns words that are no options in their places, whatever POSIXLY_CORRECT says.
    let short =
      (areAnywhere ? "-:" : "+:")
      + table.compactMap { row in row.short.map { "\($0)\(row.value == nil ? "" : ":")" } }.joined()

    var operands: [String] = []
    options_restart()
    while true {
      let found = getopt_long(Int32(words.count), &pointers, short, options, nil)
      if found == -1 { break }
      let word = words[min(max(Int(options_index()) - 1, 0), words.count - 1)]
      switch UInt8(truncatingIfNeeded: found) {
      case UInt8(ascii: "?") where found < 256:
        throw UsageError(Arguments.unknown(word, short: options_rejected()))
      case UInt8(ascii: ":") where found < 256:
        throw UsageError("`\(word)` needs a value")
      case 1 where found < 256:
        operands.append(options_argument().map { String(cString: $0) } ?? "")
      default:
        let row =
          found >= 256
          ? table[Int(found) - 256]
          : table.first { $0.short?.asciiValue == UInt8(truncatingIfNeeded: found) }!
        given.append(row)
        try row.apply(&self, options_argument().map { String(cString: $0) } ?? "")
      }
    }
    return operands + words.dropFirst(Int(options_index()))
  }

  private static func unknown(_ word: String, short: Int32) -> String {
    let isLong = word.hasPrefix("--")
    if isLong, let name = word.dropFirst(2).split(separator: "=").first,
      CommandLineOption.table.contains(where: { $0.long == name })
    {
      return "`--\(name)` takes no value"
    }
    if isLong || short == 0 || short >= 256 { return "there is no option `\(word)`" }
    return "there is no option `-\(Character(UnicodeScalar(UInt8(truncatingIfNeeded: short))))`"
  }

  private mutating func take(_ words: [String]) throws(UsageError) {
    switch mode {
    case .help, .version, .generate: return
    default: break
    }
    if !code.isEmpty {
      guard words.isEmpty else {
        throw UsageError("code and a file cannot both be run: `\(words[0])`")
      }
      mode = .code
    } else if let file = words.first {
      mode = .file(file, Array(words.dropFirst()))
    }
  }

  /// The answer to `--help`.
  static var help: String {
    let width = CommandLineOption.forms.map(\.form.count).max() ?? 0
    var text = "Gradwalk: computation graphs at a prompt.\n\nusage:\n"
    for (form, summary) in CommandLineOption.forms {
      text += "  \(form)\(String(repeating: " ", count: width - form.count + 2))\(summary)\n"
    }
    text += "\noptions:\n"
    let heads = CommandLineOption.table.map { row in
      (row.short.map { "-\($0), " } ?? "    ") + "--\(row.long)\(row.valueForm)"
    }
    let column = heads.map(\.count).max() ?? 0
    for (head, row) in zip(heads, CommandLineOption.table) {
      text += "  \(head)\(String(repeating: " ", count: column - head.count + 2))\(row.summary)\n"
    }
    let keys = TextWriter().wrapped(Presentation.keys).joined(separator: "\n")
    return text + """

      \(keys)

      Exit status: \(ExitStatus.meaning)

      """
  }
}
