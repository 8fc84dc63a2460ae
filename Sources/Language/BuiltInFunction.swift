import Autograd

/// A function that is built in and makes no node of its own kind: it counts, pairs or combines.
public final class BuiltInFunction: Sendable {
  public let name: String
  public let parameters: [String]
  /// How many of the parameters have to be given.
  let least: Int
  /// How many arguments can be given by place.
  var most: Int { isVariadic ? .max : parameters.count }
  /// Whether any number of arguments may stand for the last parameter.
  public let isVariadic: Bool
  /// The arguments that can be given by name.
  public let named: [String]
  public let summary: String
  /// A line of the language whose result help shows.
  public let example: String
  let apply: @Sendable (Call) throws(Diagnostic) -> Datum

  /// - Parameter options: arguments that can be given by name only.
  init(
    _ name: String, _ parameters: [String], least: Int? = nil, variadic: Bool = false,
    options: [String] = [], summary: String, example: String,
    apply: @escaping @Sendable (Call) throws(Diagnostic) -> Datum
  ) {
    self.name = name
    self.parameters = parameters
    self.least = least ?? parameters.count
    isVariadic = variadic
    named = options
    self.summary = summary
    self.example = example
    self.apply = apply
  }

  /// Every built-in function.
  public static let table: [BuiltInFunction] = reductions + shapes + random + higherOrder + data

  static let byName: [String: BuiltInFunction] = Dictionary(
    uniqueKeysWithValues: table.map { ($0.name, $0) })

  /// A call while it is carried out.
  struct Call {
    let evaluator: Evaluator
    let function: String
    let arguments: [Datum]
    let spans: [Span]
    let named: [String: (value: Datum, span: Span)]
    let span: Span
  }
}

extension BuiltInFunction.Call {
  var workspace: Workspace { evaluator.workspace }

  /// The elements of an argument that has to be a list.
  func elements(_ place: Int) throws(Diagnostic) -> [Datum] {
    try evaluator.elements(
      of: arguments[place], at: spans[place], needed: "the argument of `\(function)`")
  }

  /// An argument as a grid.
  func grid(_ place: Int) throws(Diagnostic) -> Grid {
    try evaluator.grid(arguments[place], at: spans[place])
  }

  func wholeNumber(_ place: Int, needed: String) throws(Diagnostic) -> Int {
    try evaluator.wholeNumber(arguments[place], at: spans[place], needed: needed)
  }

  func number(_ place: Int, needed: String) throws(Diagnostic) -> Double {
    try evaluator.plainNumber(arguments[place], at: spans[place], needed: needed)
  }

  /// Applies an operation, as an operator in the language would.
  func apply(_ code: OperationCode, _ x: Datum, _ y: Datum) throws(Diagnostic) -> Datum {
    try evaluator.apply(code, x, y, sign: function, at: span)
  }

  func nonEmpty(_ value: Datum?) throws(Diagnostic) -> Datum {
    guard let value else { throw Diagnostic(.emptyList(function), span) }
    return value
  }

  /// The elements combined by an operation, from the left.
  func folded(_ code: OperationCode, _ elements: [Datum]) throws(Diagnostic) -> Datum? {
    guard var result = elements.first else { return nil }
    if code == .add, let sum = evaluator.sum(elements, at: span) { return sum }
    for element in elements.dropFirst() {
      try evaluator.checkInterruptNowAndThen(at: span)
      result = try apply(code, result, element)
    }
    return result
  }

  /// The first argument's elements, all of them or along `axis=`, each row reduced to one value.
  func reduced(
    _ reduce: ([Datum]) throws(Diagnostic) -> Datum
  ) throws(Diagnostic) -> Datum {
    let elements = try elements(0)
    if named.isEmpty, elements.areScalars { return try reduce(elements) }
    let grid = try grid(0)
    guard let (value, span) = named["axis"] else { return try reduce(grid.elements) }
    let given = try evaluator.wholeNumber(value, at: span, needed: "an axis")
    let axis = given < 0 ? given + grid.shape.count : given
    guard grid.shape.indices.contains(axis) else {
      throw Diagnostic(.noSuchAxis(given, grid.shape), span)
    }
    let (shape, rows) = grid.rows(along: axis)
    var results: [Datum] = []
    for row in rows { results.append(try reduce(row)) }
    return Grid(shape: shape, elements: results).value
  }
}
