import Autograd

/// How a hint calls what it speaks of.
public struct QuizNotation {
  public let root: Node
  public let name: (Node) -> String
  public let number: (Double) -> String
  /// A node in terms of its operands: `a * b`.
  public let formula: (Node) -> String
  /// A local derivative as a formula: `b`.
  public let local: (Edge) -> String

  public init(
    root: Node, name: @escaping (Node) -> String, number: @escaping (Double) -> String,
    formula: @escaping (Node) -> String, local: @escaping (Edge) -> String
  ) {
    self.root = root
    self.name = name
    self.number = number
    self.formula = formula
    self.local = local
  }

  /// `∂L/∂a`
  public func gradient(_ node: Node) -> String { "∂\(name(root))/∂\(name(node))" }

  /// `∂e/∂a`
  func derivative(_ edge: Edge) -> String { "∂\(name(edge.node))/∂\(name(edge.operand))" }

  /// `∂e/∂a = b`
  func equation(_ edge: Edge) -> String { "\(derivative(edge)) = \(local(edge))" }

  /// `e = a * b`
  func use(_ edge: Edge) -> String { "\(name(edge.node)) = \(formula(edge.node))" }

  /// How a question is answered, without the answer: what a hint says when no slip is seen.
  public func method(of question: Quiz.Question) -> String {
    if question.uses.count == 1, question.uses[0].node == root {
      let edge = question.uses[0]
      return "nothing lies between \(name(root)) and \(name(edge.operand)): the gradient is the "
        + "local derivative of \(formula(root)), \(local(edge))"
    }
    var locals: [String] = []
    for edge in question.uses where !locals.contains(equation(edge)) {
      locals.append(equation(edge))
    }
    let products = question.uses.map { "\(gradient($0.node)) · \(derivative($0))" }
    return "\(gradient(question.node)) is \(products.joined(separator: " + ")), where "
      + locals.joined(separator: " and ")
  }
}
