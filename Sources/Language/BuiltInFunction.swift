import Autograd

/// A function that is built in and makes no node of its own kind: it counts, pairs or combines.
public struct BuiltInFunction: Sendable {
  public let name: String
  public let parameters: [String]
  /// How many of the parameters have to be given.
  let least: Int
  /// Whether any number of arguments may stand for the last parameter.
  public let isVariadic: Bool
  public let summary: String
  /// A line of the language whose result help shows.
  public let example: String
  let apply: @Sendable (Call) throws(Diagnostic) -> Datum

  init(
    _ name: String, _ parameters: [String], least: Int? = nil, variadic: Bool = false,
    summary: String, example: String,
    apply: @escaping @Sendable (Call) throws(Diagnostic) -> Datum
  ) {
    self.name = name
    self.parameters = parameters
    self.least = least ?? parameters.count
    isVariadic = variadic
    self.summary = summary
    self.example = example
    self.apply = apply
  }

  /// A call while it is carried out.
  struct Call {
    let evaluator: Evaluator
    let function: String
    let arguments: [Datum]
    let spans: [Span]
    let span: Span
  }

  /// Every built-in function.
  public static let table: [BuiltInFunction] = lists + random

  private static let lists: [BuiltInFunction] = [
    BuiltInFunction(
      "len", ["xs"], summary: "The number of elements of a list.", example: "len([4, 5, 6])"
    ) { (call) throws(Diagnostic) in .number(Double(try call.elements(0).count)) },
    BuiltInFunction(
      "zip", ["xs", "ys"], variadic: true,
      summary: "The elements of lists of one length, side by side.",
      example: "[x * y for x, y in zip([1, 2], [3, 4])]"
    ) { (call) throws(Diagnostic) in try call.zipped() },
    BuiltInFunction(
      "sum", ["xs"], summary: "The sum of a list's elements; 0 where there are none.",
      example: "sum([1, 2, 3])"
    ) { (call) throws(Diagnostic) in
      try call.folded(.add, call.elements(0)) ?? .number(0)
    },
    BuiltInFunction(
      "mean", ["xs"], summary: "The mean of a list's elements.", example: "mean([1, 2, 6])"
    ) { (call) throws(Diagnostic) in
      let elements = try call.elements(0)
      let sum = try call.nonEmpty(call.folded(.add, elements))
      return try call.evaluator.apply(
        .div, sum, .number(Double(elements.count)), sign: call.function, at: call.span)
    },
    extremum("max", "largest"),
    extremum("min", "smallest"),
  ]

  private static func extremum(_ name: String, _ which: String) -> BuiltInFunction {
    BuiltInFunction(
      name, ["x", "y"], least: 1, variadic: true,
      summary: "The \(which) of two or more numbers, or of a list.", example: "\(name)(2, 7, 3)"
    ) { (call) throws(Diagnostic) in
      let elements =
        try call.arguments.count == 1 ? call.elements(0) : call.arguments
      return try call.nonEmpty(call.folded(Operation.code(named: name)!, elements))
    }
  }

  static let named: [String: BuiltInFunction] = Dictionary(
    uniqueKeysWithValues: table.map { ($0.name, $0) })
}

extension BuiltInFunction.Call {
  /// The elements of an argument that has to be a list.
  func elements(_ place: Int) throws(Diagnostic) -> [Datum] {
    try evaluator.elements(
      of: arguments[place], at: spans[place], needed: "the argument of `\(function)`")
  }

  func nonEmpty(_ value: Datum?) throws(Diagnostic) -> Datum {
    guard let value else { throw Diagnostic(.emptyList(function), span) }
    return value
  }

  /// The elements combined by an operation, from the left.
  func folded(_ code: OperationCode, _ elements: [Datum]) throws(Diagnostic) -> Datum? {
    guard var result = elements.first else { return nil }
    for element in elements.dropFirst() {
      result = try evaluator.apply(code, result, element, sign: function, at: span)
    }
    return try .some(evaluator.checkIsNumber(result, sign: function, at: span))
  }

  func zipped() throws(Diagnostic) -> Datum {
    var lists: [[Datum]] = []
    for place in arguments.indices { lists.append(try elements(place)) }
    for (list, span) in zip(lists, spans) where list.count != lists[0].count {
      throw Diagnostic(
        .other(
          "`zip` needs lists of one length, not of \(lists.map { String($0.count) }.joined(separator: " and "))",
          help: nil), span)
    }
    return .list(lists[0].indices.map { place in .list(lists.map { $0[place] }) })
  }
}
