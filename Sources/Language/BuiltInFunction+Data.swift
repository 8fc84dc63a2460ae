import Autograd
import Typography

extension BuiltInFunction {
  /// Functions that bring numbers in, and that look into other functions.
  static let data: [BuiltInFunction] = [
    BuiltInFunction(
      "load", ["file"],
      summary: "The numbers of a csv file: a row for each line, or one list if they have one each. "
        + "Of a json file that export has written, the node; the names in it that are still free are "
        + "defined.",
      example: "load"
    ) { (call) throws(Diagnostic) in
      guard case .text(let path) = call.arguments[0] else {
        throw Diagnostic(.notAName(of: "a file"), call.spans[0])
      }
      do throws(UnreadableFile) {
        let text = try call.evaluator.readFile(path)
        if path.lowercased().hasSuffix(".json") {
          return .node(try call.evaluator.load(text, at: call.span))
        }
        return try NumberTable(parsing: text).value
      } catch {
        throw Diagnostic(
          .other("cannot load \(path): \(error.reason)", help: error.help), call.spans[0])
      }
    },
    BuiltInFunction(
      "params", ["f"],
      summary: "The params that a function's making made, in one list: those of a network.",
      example: "net = mlp(2, [3, 1])\nlen(params(net))"
    ) { (call) throws(Diagnostic) in
      guard case .function(.user(let function)) = call.arguments[0] else {
        throw Diagnostic(.notAFunction(call.arguments[0].kind, name: nil), call.spans[0])
      }
      var params: [Datum] = []
      for value in call.workspace.params(of: function) {
        params += try call.evaluator.grid(value, at: call.span).elements
      }
      return .list(params)
    },
  ]
}

/// Why a file's numbers cannot be had.
public struct UnreadableFile: Error {
  public let reason: String
  public let help: String?

  public init(_ reason: String, help: String? = nil) {
    self.reason = reason
    self.help = help
  }
}

/// The numbers of a csv text.
struct NumberTable {
  let rows: [[Double]]

  /// Reads lines of numbers with commas between. A first line without a number is a heading, and
  /// empty lines and lines that begin with `#` are skipped.
  init(parsing text: String) throws(UnreadableFile) {
    var rows: [[Double]] = []
    var isFirst = true
    for (place, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(NumberTable.trim)
      if cells.count == 1, cells[0].isEmpty || cells[0].hasPrefix("#") { continue }
      let numbers = cells.map { Double($0) }
      defer { isFirst = false }
      if isFirst, numbers.allSatisfy({ $0 == nil }) { continue }
      if let wrong = numbers.firstIndex(where: { $0 == nil }) {
        throw UnreadableFile("line \(place + 1) has `\(cells[wrong])`, which is no number")
      }
      let row = numbers.compactMap { $0 }
      if let first = rows.first, first.count != row.count {
        throw UnreadableFile(
          "line \(place + 1) has \(row.count.counted("number")), the first \(first.count)")
      }
      rows.append(row)
    }
    guard !rows.isEmpty else { throw UnreadableFile("it has no numbers") }
    self.rows = rows
  }

  private static func trim(_ cell: Substring) -> String {
    let blanks: Set<Character> = [" ", "\t", "\""]
    let start = cell.drop(while: blanks.contains)
    return String(start.reversed().drop(while: blanks.contains).reversed())
  }

  var value: Datum {
    rows[0].count == 1
      ? .list(rows.map { .number($0[0]) })
      : .list(rows.map { row in .list(row.map { .number($0) }) })
  }
}
