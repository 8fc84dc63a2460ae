import Autograd

/// What an expression gives at one place.
public struct Sample: Sendable, Equatable {
  public let value: Double
  /// The derivative by what varies, where it was asked for.
  public let slope: Double?

  public init(value: Double, slope: Double? = nil) {
    self.value = value
    self.slope = slope
  }
}

extension Evaluator {
  /// What varies.
  public enum Variable: Sendable {
    /// A name, which is bound to the number unless it stands for a leaf.
    case name(Identifier)
    case leaf(Node)
  }

  /// What an expression gives where `variable` is `number`: one sample, or one for each number of
  /// a list. A function is called with the number.
  ///
  /// If the name stands for a leaf, the leaf is what varies, so that everything follows that was
  /// computed from it before: with `x = 1; L = x^2`, `L` at 3 is 9. Afterwards all is as it was. The
  /// slope is that of forward mode. O(nodes from the leaf on), O(nodes made) for another name.
  public func samples(
    of expression: Expression, _ variable: Variable, at number: Double, withSlopes: Bool = false
  ) throws(Diagnostic) -> [Sample] {
    try undisturbed { () throws(Diagnostic) in
      if let leaf = leaf(of: variable) {
        let before = workspace.graph[leaf]
        move(leaf, to: number)
        defer { move(leaf, to: before) }
        let value = try evaluate(expression, at: .node(leaf))
        return try samples(of: value, by: leaf, withSlopes, at: expression.span)
      }
      guard case .name(let name) = variable else { return [] }
      let leaf =
        withSlopes
        ? workspace.graph.leaf(number, role: .plain, origin: name.span.start) : nil
      let argument = leaf.map { Datum.node($0) } ?? .number(number)
      bindLocal(name.id, argument)
      let value = try evaluate(expression, at: argument)
      return try samples(of: value, by: leaf, withSlopes, at: expression.span)
    }
  }

  /// The leaf of the graph that varies, where it is one.
  private func leaf(of variable: Variable) -> Node? {
    switch variable {
    case .leaf(let leaf): return leaf
    case .name(let name):
      guard case .node(let node)? = local(name.id) ?? workspace.global(name.id),
        workspace.graph.instruction(node).isLeaf
      else { return nil }
      return node
    }
  }

  /// What a function gives at a point: called with the numbers if it takes as many, else with the
  /// list of them. Afterwards all is as it was.
  public func numbers(
    of function: Function, at point: [Double], span: Span
  ) throws(Diagnostic) -> [Double] {
    try undisturbed { () throws(Diagnostic) in
      let numbers = point.map { Datum.number($0) }
      let arguments = leastArguments(of: function) == point.count ? numbers : [.list(numbers)]
      let value = try call(function, arguments, name: nil, at: span)
      return try samples(of: value, by: nil, false, at: span).map(\.value)
    }
  }

  private func leastArguments(of function: Function) -> Int {
    switch function {
    case .user(let function):
      function.literal.parameters.count - function.literal.defaults.count
    case .operation(let code): workspace.operation(code).arity
    case .builtIn(let function): function.least
    }
  }

  private func move(_ leaf: Node, to number: Double) {
    workspace.graph.set(leaf, to: number)
    workspace.graph.replay(from: leaf)
  }

  /// The value of an expression; a function is called.
  private func evaluate(
    _ expression: Expression, at argument: Datum
  ) throws(Diagnostic) -> Datum {
    let value = try evaluate(expression)
    guard case .function(let function) = value else { return value }
    return try call(function, [argument], name: nil, at: expression.span)
  }

  private func samples(
    of value: Datum, by leaf: Node?, _ withSlopes: Bool, at span: Span
  ) throws(Diagnostic) -> [Sample] {
    var numbers: [(value: Double, node: Node?)] = []
    try collect(value, into: &numbers, at: span)
    guard withSlopes, let leaf else { return numbers.map { Sample(value: $0.value) } }
    let last = numbers.compactMap(\.node).max()
    let tangents = workspace.graph.tangents(along: leaf, to: last ?? leaf)
    return numbers.map { number in
      Sample(value: number.value, slope: number.node.map { tangents[$0.index] } ?? 0)
    }
  }

  private func collect(
    _ value: Datum, into numbers: inout [(value: Double, node: Node?)], at span: Span
  ) throws(Diagnostic) {
    switch value {
    case .number(let number): numbers.append((number, nil))
    case .node(let node): numbers.append((workspace.value(of: node), node))
    case .list(let elements):
      for element in elements { try collect(element, into: &numbers, at: span) }
    case .range(let range):
      try collect(try list(range, at: span), into: &numbers, at: span)
    default: throw Diagnostic(.notANumber(value.kind, needed: "what is plotted"), span)
    }
  }

  /// Does `body` without a trace: without warnings, and dropping the nodes it makes, the local names
  /// it binds and the passes it runs.
  private func undisturbed<Result>(
    _ body: () throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    let mark = workspace.here
    let outside = position
    isSampling = true
    defer {
      workspace.forget(since: mark)
      position = outside
    }
    return try body()
  }
}
