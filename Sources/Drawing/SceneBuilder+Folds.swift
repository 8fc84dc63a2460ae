import Autograd
import Typography

extension SceneBuilder {
  // MARK: Boxes

  /// The box of an item, which stands for the nodes of `crowd`.
  func box(_ item: Partition.Item, _ crowd: Crowd, _ drawn: DrawnGraph) -> Scene.Box {
    switch item {
    case .value(let place): return box(drawn.nodes[place])
    case .list(let list): return box(subject.lists[list], crowd, drawn)
    case .scope(let fold, let call):
      let fold = subject.folds[fold]
      let name = call.map { "\(fold.name) #\($0 + 1)" } ?? fold.name
      return scope(named: name, function: fold.function, crowd, drawn)
    case .loop:
      return scope(named: lineWords(crowd, drawn) ?? "loop", function: "", crowd, drawn)
    case .earlier:
      return scope(named: "everything before", function: "", crowd, drawn)
    case .gate, .operations: preconditionFailure("a gate is no box")
    }
  }

  private func scope(
    named name: String, function: String, _ crowd: Crowd, _ drawn: DrawnGraph
  ) -> Scene.Box {
    let label = name.split(separator: ".").last.map(String.init) ?? name
    let isCalled = function.isEmpty || label.hasPrefix(function)
    let params =
      crowd.params > 0 ? ", \(crowd.params) \(crowd.params == 1 ? "param" : "params")" : ""
    let size = "\(crowd.count.counted("node"))\(params)"
    let note = isCalled ? size : "\(function) · \(size)"
    var box = Scene.Box(
      node: drawn.nodes[crowd.last], id: id("s", drawn.nodes[crowd.first]), role: .computed,
      name: VisibleText.shortened(name, to: options.textLimit), fullName: name, formula: note,
      value: "", gradient: "", strength: nil, tooltip: "\(name): \(note)",
      classes: unique(["node", "scope"] + (function.isEmpty ? [] : [function])), isRoot: false)
    box.kind = .scope
    box.function = function
    box.nodeCount = crowd.count
    box.note = note
    return box
  }

  private func box(_ list: Subject.List, _ crowd: Crowd, _ drawn: DrawnGraph) -> Scene.Box {
    let graph = subject.graph
    let shape = "[" + list.shape.map(String.init).joined(separator: "×") + "]"
    let most = 3
    let numbers = list.nodes.prefix(most).map { options.numbers.text(graph[$0]) }
    let values = numbers.joined(separator: ", ") + (list.nodes.count > most ? ", …" : "")
    let roles = list.nodes.map(role)
    let common = roles.first.flatMap { first in roles.allSatisfy { $0 == first } ? first : nil }
    let gradients = list.nodes.map { subject.gradient(of: $0) }
    let length = norm(gradients)
    let role = common ?? .computed
    let root = subject.name(of: subject.root)
    let slope = length.map { "‖∂\(root)/∂\(list.name)‖ = \(full($0))" } ?? "gradient not computed"
    let kind = role == .computed ? "list" : "\(role.rawValue) list"
    var box = Scene.Box(
      node: drawn.nodes[crowd.last], id: id("l", drawn.nodes[crowd.first]), role: role,
      name: VisibleText.shortened(list.name, to: options.textLimit), fullName: list.name,
      formula: shape, value: values, gradient: length.map { options.numbers.text($0) } ?? "–",
      // A length has no sign, which is what a shade tells.
      strength: length.flatMap { $0.isNaN ? nil : 0 },
      tooltip: "\(kind) \(list.name) \(shape) = \(values); \(slope)",
      classes: unique(["node", "list", role.rawValue]), isRoot: false)
    box.kind = .list
    box.nodeCount = crowd.count
    box.note = shape
    return box
  }

  /// The first of the values that cross the frame of a scope, by their places.
  func ports(_ sources: [Int32], _ drawn: DrawnGraph) -> Scene.Ports {
    let shown = sources.prefix(3).map { port(drawn.nodes[Int($0)]) }
    return Scene.Ports(shown: shown, omitted: sources.count - shown.count)
  }

  private func port(_ node: Node) -> Scene.Port {
    Scene.Port(
      name: VisibleText.shortened(subject.name(of: node), to: options.textLimit),
      value: options.numbers.text(subject.graph[node]),
      gradient: subject.gradient(of: node).map(options.numbers.text) ?? "–")
  }

  /// The length of a gradient, of as much of it as is known; `nil` where nothing is.
  private func norm(_ gradients: [Double?]) -> Double? {
    let known = gradients.compactMap(\.self)
    return known.isEmpty ? nil : known.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  // MARK: Gates

  func gate(_ item: Partition.Item, _ crowd: Crowd, _ drawn: DrawnGraph) -> Scene.Gate {
    if case .gate(let place) = item { return gate(drawn.nodes[place]) }
    let first = drawn.nodes[crowd.firstComputed ?? crowd.first]
    if crowd.count == 1 { return gate(first) }
    let operation = subject.graph.operation(of: first)!
    let word = subject.wording(subject.graph.instruction(first).origin)?.word ?? ""
    // A sign is drawn as it is on the gate of one node; `@` and `sum` are many operations.
    let isOwn = crowd.isUniform && (word == operation.name || !word.isName && word != "@")
    var label = isOwn || word.isEmpty ? self.label(of: first, operation) : word
    if isOwn, let number = crowd.constant { label = self.label(label, with: number, of: first) }
    if isOwn, crowd.isChained { label += ", \(crowd.count) times" }
    return Scene.Gate(
      node: drawn.nodes[crowd.last], id: id("g", first),
      label: VisibleText.shortened(label, to: options.textLimit),
      tooltip: "\(label): \(crowd.count.counted("node")), from \(first)",
      classes: unique(["gate", "operations", operation.name]))
  }

  // MARK: Wires

  /// The wire of a bundle. Where no box shows the values that flow along it, it says them itself.
  func wire(
    _ bundle: Bundle, from: (end: Scene.End, id: String), to: (end: Scene.End, id: String),
    isHidden: Bool, isLabelled: Bool, _ drawn: DrawnGraph
  ) -> Scene.Wire {
    let nodes = bundle.sources.prefix(3).map { subject.name(of: drawn.nodes[Int($0)]) }
    var words = nodes.joined(separator: ", ")
    if bundle.sources.count > nodes.count {
      words += " and \(bundle.sources.count - nodes.count) more"
    }
    if !bundle.users.isEmpty {
      words += ", used \(times(bundle.count))"
    }
    let root = subject.name(of: subject.root)
    var label = ""
    if bundle.sources.count == 1, case let node = drawn.nodes[Int(bundle.sources[0])] {
      let gradient = subject.gradient(of: node)
      if isHidden { words += "; value \(full(subject.graph[node]))" }
      if let gradient { words += "; ∂\(root)/∂\(nodes[0]) = \(full(gradient))" }
      if let part = contribution(bundle, of: node, drawn) {
        words += ", of which \(full(part)) from here"
      }
      label = "\(options.numbers.text(subject.graph[node])) | "
      label += gradient.map(options.numbers.text) ?? "–"
    } else {
      label = "\(bundle.sources.count) values | "
      let gradients = bundle.sources.map { subject.gradient(of: drawn.nodes[Int($0)]) }
      if subject.pass != nil, let length = norm(gradients) {
        words += "; the norm of their gradients is \(full(length))"
        label += "‖\(options.numbers.text(length))‖"
      } else {
        label += "–"
      }
    }
    return Scene.Wire(
      id: "\(options.idPrefix)w-\(from.id.dropFirst(options.idPrefix.count))"
        + "-\(to.id.dropFirst(options.idPrefix.count))",
      from: from.end, to: to.end, tooltip: words,
      classes: ["edge", bundle.users.isEmpty ? "result" : "operand", "bundle"], count: bundle.count,
      label: isLabelled ? label : "")
  }

  /// What the uses of a bundle add to the gradient of its one value; `nil` where that is all of it,
  /// or not known.
  private func contribution(_ bundle: Bundle, of node: Node, _ drawn: DrawnGraph) -> Double? {
    guard let pass = subject.pass, !bundle.users.isEmpty, bundle.count == bundle.users.count,
      bundle.count < Bundle.mostUsers
    else { return nil }
    var sum = 0.0
    var seen = -1
    for user in bundle.users where user != seen {
      seen = user
      let name = drawn.nodes[user]
      guard let upstream = pass.gradient(of: name) else { return nil }
      for edge in subject.graph.edges(of: name, upstream: upstream) where edge.operand == node {
        sum += edge.contribution
      }
    }
    return sum == pass.gradient(of: node) ? nil : sum
  }

  // MARK: Texts

  /// `1 −` or `× 0.5`, where the operations of a gate all have the same number as operand.
  private func label(_ sign: String, with number: Double, of node: Node) -> String {
    let operands = subject.graph.differentiatedOperands(of: node).map(\.node)
    guard operands.count == 2 else { return sign }
    let isFirst = subject.graph.instruction(operands[0]).isConstant
    let number = full(number)
    return isFirst && sign != "×" && sign != "+" ? "\(number) \(sign)" : "\(sign) \(number)"
  }

  private func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }

  /// The line in which a loop was written.
  private func lineWords(_ crowd: Crowd, _ drawn: DrawnGraph) -> String? {
    guard let place = crowd.firstComputed else { return nil }
    let line = subject.wording(subject.graph.instruction(drawn.nodes[place]).origin)?.line
    return line.flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension String {
  /// Whether it begins as a name does.
  fileprivate var isName: Bool { first.map { $0.isLetter || $0 == "_" } ?? false }
}
