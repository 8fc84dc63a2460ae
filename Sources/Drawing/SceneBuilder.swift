import Autograd
import Typography

/// Writes the parts of a scene that stand for one node each.
struct SceneBuilder {
  var subject: Subject
  let options: DrawingOptions
  /// The largest gradient that is shown and can be compared with others; those of constants are not.
  let largest: Double

  init(subject: Subject, options: DrawingOptions, drawn: DrawnGraph) {
    self.subject = subject
    self.options = options
    largest = drawn.nodes.reduce(0) { largest, node in
      guard let gradient = subject.pass?.gradient(of: node), gradient.isFinite,
        subject.graph.instruction(node).role != .constant
      else { return largest }
      return max(largest, abs(gradient))
    }
  }

  func box(_ node: Node) -> Scene.Box {
    let graph = subject.graph
    let gradient = subject.gradient(of: node)
    let role = role(of: node)
    // A constant is shown as it was written.
    let format = role == .constant ? .full : options.numbers
    let kind = graph.operation(of: node)?.name ?? "leaf"
    let state = subject.moment?.state(of: node)
    var box = Scene.Box(
      node: node, id: id("n", node), role: role,
      name: subject.names[node].flatMap {
        $0.isEmpty ? nil : VisibleText.shortened($0, to: options.textLimit)
      },
      fullName: subject.name(of: node),
      formula: graph.formula(of: node, name: subject.name(of:)),
      value: subject.isComputed(node) ? format.text(graph[node]) : "–",
      gradient: gradient.map { written($0, isFinal: isFinal(node)) } ?? "–",
      strength: role == .constant ? nil : gradient.flatMap(strength),
      tooltip: tooltip(of: node, role: role, gradient: gradient),
      classes: unique(["node", kind, role.rawValue] + (state.map { [$0.rawValue] } ?? [])),
      isRoot: node == subject.root)
    box.state = state
    return box
  }

  private func isFinal(_ node: Node) -> Bool { subject.moment?.settled.contains(node) ?? true }

  /// A gradient; one to which more will be added ends in dots.
  private func written(_ gradient: Double, isFinal: Bool) -> String {
    options.numbers.text(gradient) + (isFinal ? "" : " …")
  }

  func gate(_ node: Node) -> Scene.Gate {
    let operation = subject.graph.operation(of: node)!
    let positions = subject.graph.differentiatedOperands(of: node).map(\.position)
    let state = subject.moment?.state(ofGate: node, positions)
    return Scene.Gate(
      node: node, id: id("g", node), label: label(of: node, operation),
      tooltip: "\(operation.name): \(equation(of: node))",
      classes: ["gate", operation.name] + (state.map { [$0.rawValue] } ?? []),
      pins: operation.commutes || positions.count < 2 ? [] : positions, state: state)
  }

  func wire(
    into node: Node, _ operand: (position: Int, node: Node), from: Scene.End, to: Scene.End
  ) -> Scene.Wire {
    let graph = subject.graph
    let name = subject.name(of: node)
    let operandName = subject.name(of: operand.node)
    var words = "\(operandName) in \(equation(of: node))"
    let state = subject.moment?.state(ofWireInto: node, at: operand.position)
    let upstream = subject.pass?.gradient(of: node) ?? .nan
    let edge = graph.edges(of: node, upstream: upstream).first { $0.position == operand.position }
    var downstream: Double?
    if let edge {
      words += "; local ∂\(name)/∂\(operandName) = \(full(edge.local))"
      if let pass = subject.pass, pass.reaches(node), state != .waiting {
        let product = "\(full(edge.upstream)) · \(full(edge.local))"
        words += "; upstream · local = \(product) = \(full(edge.contribution))"
        downstream = edge.contribution
      }
    }
    // Nobody asks for the derivative by a number; the tooltip has it.
    let isLabelled = !graph.instruction(operand.node).isConstant
    return Scene.Wire(
      id: id("w", node) + "-\(operand.position)", from: from, to: to, tooltip: words,
      classes: ["edge", "operand"] + (state.map { [$0.rawValue] } ?? []),
      position: operand.position,
      local: isLabelled ? edge.map { options.numbers.text($0.local) } : nil,
      downstream: isLabelled ? downstream.map(options.numbers.text) ?? "–" : nil, state: state)
  }

  func wire(outOf node: Node, from: Scene.End, to: Scene.End) -> Scene.Wire {
    let state = subject.moment?.state(ofWireOutOf: node)
    return Scene.Wire(
      id: id("w", node), from: from, to: to, tooltip: equation(of: node),
      classes: ["edge", "result"] + (state.map { [$0.rawValue] } ?? []), state: state)
  }

  // MARK: Texts

  func role(of node: Node) -> Scene.Role {
    let instruction = subject.graph.instruction(node)
    guard instruction.isLeaf else { return .computed }
    return switch instruction.role {
    case .plain: .plain
    case .input: .input
    case .param: .param
    case .constant: .constant
    }
  }

  /// `×`; with an operand that belongs to the operation, `x²`.
  func label(of node: Node, _ operation: Operation) -> String {
    guard let fixed = operation.fixedOperand,
      case let operand = subject.graph.operands(of: node)[fixed],
      subject.graph.instruction(operand).isConstant
    else { return operation.symbol }
    let number = full(subject.graph[operand])
    if case .infix(let sign, Precedence.power) = operation.notation {
      return SmallText.above(number).map { "x" + $0 } ?? "x\(sign)\(number)"
    }
    let usual = operation.defaults.last.map(full)
    return number == usual ? operation.symbol : "\(operation.symbol) \(number)"
  }

  private func tooltip(of node: Node, role: Scene.Role, gradient: Double?) -> String {
    let value = full(subject.graph[node])
    let name = subject.name(of: node)
    let root = subject.name(of: subject.root)
    var words: [String]
    switch role {
    case .computed: words = [equation(of: node), "value \(value)"]
    case .constant: words = ["constant \(value)"]
    case .plain: words = ["\(name) = \(value)"]
    case .input, .param: words = ["\(role.rawValue) \(name) = \(value)"]
    }
    words.append(
      gradient.map { "∂\(root)/∂\(name) = \(full($0))\(isFinal(node) ? "" : " so far")" }
        ?? "gradient not computed")
    return words.joined(separator: "; ")
  }

  /// `e = a * b`
  private func equation(of node: Node) -> String {
    let formula = subject.graph.formula(of: node, name: subject.name(of:))
    return "\(subject.name(of: node)) = \(formula)"
  }

  func full(_ number: Double) -> String { NumberFormat.full.text(number) }

  func id(_ letter: String, _ node: Node) -> String {
    "\(options.idPrefix)\(letter)\(node.index)"
  }

  func strength(_ gradient: Double) -> Double? {
    if gradient.isNaN { return nil }
    if gradient.isInfinite { return gradient < 0 ? -1 : 1 }
    return largest == 0 ? 0 : gradient / largest
  }

  func unique(_ classes: [String]) -> [String] {
    classes.enumerated().filter { classes.firstIndex(of: $1) == $0 }.map(\.element)
  }
}
