import Autograd

extension SymbolicGraph {
  /// The derivatives of one term by others: a backward pass that computes with terms. What `root`
  /// does not depend on has derivative 0.
  ///
  /// One loop downward, as ``Graph/backward(from:seed:)``, but only over what lies between the targets
  /// and the root. `tick` is called now and then, and may end it.
  mutating func gradient(
    of root: Term, by targets: [Term?], tick: () throws(Diagnostic) -> Void = {}
  ) throws(Diagnostic) -> [Term] {
    let first = targets.compactMap { $0 }.min() ?? root
    var leads = [Bool](repeating: false, count: root.index + 1)
    for case let target? in targets where target <= root { leads[target.index] = true }
    for index in min(first, root).index...root.index where !leads[index] {
      leads[index] = differentiatedOperands(Term(index: index)).contains { leads[$0.term.index] }
    }
    var adjoints = [Term?](repeating: nil, count: root.index + 1)
    adjoints[root.index] = term(1)
    for index in stride(from: root.index, to: first.index, by: -1) where leads[index] {
      if index % 1024 == 0 { try tick() }
      guard let upstream = adjoints[index] else { continue }
      for (position, operand) in differentiatedOperands(Term(index: index))
      where leads[operand.index] {
        let local = partial(of: Term(index: index), at: position)
        let contribution = product(upstream, local)
        if number(contribution) == 0 { continue }
        let before = adjoints[operand.index]
        adjoints[operand.index] = before.map { sum($0, contribution) } ?? contribution
      }
    }
    let zero = term(0)
    return targets.map { target in
      target.flatMap { $0 <= root ? adjoints[$0.index] : nil } ?? zero
    }
  }

  /// The operands that a gradient flows to, as ``Graph/differentiatedOperands(of:)`` has them.
  private func differentiatedOperands(_ term: Term) -> [(position: Int, term: Term)] {
    guard case .operation(let code, let operands) = kind(term) else { return [] }
    let fixed = operation(code).fixedOperand
    return operands.enumerated().compactMap { position, operand in
      position == fixed && number(operand) != nil ? nil : (position, operand)
    }
  }

  /// ∂term/∂operand, as the table of operations writes it.
  mutating func partial(of term: Term, at position: Int) -> Term {
    guard case .operation(let code, let operands) = kind(term) else { return self.term(0) }
    let operation = operation(code)
    if !operation.derivativeGraphs.isEmpty {
      return instantiated(operation.derivativeGraphs[position], operands)
    }
    let names = Dictionary(uniqueKeysWithValues: zip(operation.parameters, operands))
    return evaluated(SymbolicGraph.derivatives[Int(code.rawValue)][position], names)
  }

  /// The derivatives of the table, read once.
  private static let derivatives: [[Expression]] = Operation.table.map { operation in
    operation.derivatives.map { text in
      var sources = SourceMap()
      var parser = Parser(sources.add(text), names: NameTable(), commands: [:])
      do throws(Diagnostic) {
        return try parser.expression()
      } catch {
        preconditionFailure("a derivative of \(operation.name) cannot be read: \(error.message)")
      }
    }
  }

  /// An expression of the table, with terms for its names. It is no deeper than people write.
  private mutating func evaluated(_ expression: Expression, _ names: [String: Term]) -> Term {
    switch expression.kind {
    case .number(let number): return term(number)
    case .name(let name): return names[name.text]!
    case .grouped(let inner): return evaluated(inner, names)
    case .negated(let operand): return negative(evaluated(operand, names))
    case .power(let base, let exponent, _):
      return apply(Operators.power, [evaluated(base, names), evaluated(exponent, names)])
    case .product(let number, let factor):
      return apply(.mul, [term(number), evaluated(factor, names)])
    case .infix(let first, let applications):
      var value = evaluated(first, names)
      for application in applications {
        value = apply(application.operation!, [value, evaluated(application.operand, names)])
      }
      return value
    case .call(let callee, let arguments):
      guard case .name(let name) = callee.kind, let code = Operation.code(named: name.text) else {
        break
      }
      var operands: [Term] = []
      for argument in arguments { operands.append(evaluated(argument.value, names)) }
      return apply(code, operands)
    default: break
    }
    preconditionFailure("a derivative in the table uses more of the language than formulas do")
  }

  /// The graph of a derivative, with terms for its leaves.
  private mutating func instantiated(_ function: GraphFunction, _ operands: [Term]) -> Term {
    var terms: [Term] = []
    let places = Dictionary(uniqueKeysWithValues: zip(function.leaves, operands))
    for node in function.graph.nodes.prefix(function.root.index + 1) {
      if let operand = places[node] {
        terms.append(operand)
      } else if function.graph.instruction(node).isLeaf {
        terms.append(term(function.graph[node]))
      } else {
        terms.append(
          apply(
            function.graph.instruction(node).code,
            function.graph.operands(of: node).map { terms[$0.index] }))
      }
    }
    return terms[function.root.index]
  }
}
