import COptions
import Glibc
import Terminal

/// What the command line asks for.
struct Arguments: Equatable {
  enum Mode: Equatable {
    case prompt
    case code
    case file(String, [String])
    case test([String])
    case help
    case version
    case generate(String)
  }

  var mode = Mode.prompt
  var code: [String] = []
  var isInteractive = false
  var writesJSON = false
  var color = ColorChoice.auto
  var seed: Double?
  var isQuiet = false
  var runsStartUpFile = true

  init() {}

  /// Reads the words of a command line, the program's name first, with getopt_long(3). Options end
  /// at the first word that is none, so that a script can have options of its own.
  init(_ words: [String]) throws(UsageError) {
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    let table = CommandLineOption.table
    let names = table.map { strdup($0.long) }
    defer { for name in names { free(name) } }
    var options = table.enumerated().map { place, row in
      option(
        name: names[place], has_arg: row.value == nil ? no_argument : required_argument, flag: nil,
        val: Int32(256 + place))
    }
    options.append(option())
    let short =
      "+:"
      + table.compactMap { row in row.short.map { "\($0)\(row.value == nil ? "" : ":")" } }.joined()

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
      default:
        let row =
          found >= 256
          ? table[Int(found) - 256]
          : table.first { $0.short?.asciiValue == UInt8(truncatingIfNeeded: found) }!
        try row.apply(&self, options_argument().map { String(cString: $0) } ?? "")
      }
    }
    try take(Array(words.dropFirst(Int(options_index()))))
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
    } else if words.first == "test" {
      guard words.count > 1 else { throw UsageError("`test` needs a file") }
      mode = .test(Array(words.dropFirst()))
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
      let value = row.value.map { row.short == nil ? "=\($0)" : " \($0)" } ?? ""
      return (row.short.map { "-\($0), " } ?? "    ") + "--\(row.long)\(value)"
    }
    let column = heads.map(\.count).max() ?? 0
    for (head, row) in zip(heads, CommandLineOption.table) {
      text += "  \(head)\(String(repeating: " ", count: column - head.count + 2))\(row.summary)\n"
    }
    return text + """

      Exit status: 0 fine, 1 a mistake in the code or a failed test, 2 a wrong command line.

      """
  }
}
