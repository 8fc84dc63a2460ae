extension Graph {
  /// Runs backward from `root`, from zeroed gradients.
  ///
  /// One loop downward over the arrays: when a node is met, everything that uses it has been, so
  /// its adjoint is complete, and it is passed on to its operands times the local derivatives.
  /// O(nodes up to the root); `seed` is ∂root/∂root, ordinarily 1.
  public func backward(from root: Node, seed: Double = 1) -> BackwardPass {
    var pass = BackwardPass(root: root)
    backward(from: root, seed: seed, into: &pass)
    return pass
  }

  /// The same, in the storage of a pass that is no longer needed: a training loop that replays one
  /// graph then allocates nothing.
  public func backward(from root: Node, seed: Double = 1, into pass: inout BackwardPass) {
    precondition(root.index < count, "the root is not a node of this graph")
    pass.restart(at: root)
    let unreached = pass.adjoints.withUnsafeMutableBufferPointer { adjoints in
      adjoints.update(repeating: BackwardPass.untouched)
      let unreached = withNodes { instructions, values in
        propagate(seed, from: root.index, instructions, values, Adjoints(of: adjoints))
      }
      adjoints[root.index] = seed
      return unreached
    }
    if let unreached { pass.unreached = unreached }
  }

  /// The gradients of a pass while it runs.
  private struct Adjoints {
    let places: UnsafeMutableBufferPointer<Double>

    init(of places: UnsafeMutableBufferPointer<Double>) { self.places = places }

    @inline(__always)
    func isTouched(_ index: Int) -> Bool { BackwardPass.isTouched(places[index]) }

    /// Adds a contribution to the adjoint of a node, and returns the sum. A contribution of −0
    /// counts as 0: see ``BackwardPass/untouched``.
    @inline(__always) @discardableResult
    func add(_ contribution: Double, to index: Int) -> Double {
      let sum = places[index] + (contribution + 0)
      places[index] = sum
      return sum
    }
  }

  /// The loop of a pass. Returns the nodes that the root does not depend on, if there are any.
  ///
  /// Mostly, a node has just been given its last contribution by the one that was met before. The
  /// next adjoint is then handed on as `upstream`, because a processor that reads a number from
  /// memory right after it was written waits longer than a multiplication takes.
  @inline(__always)
  private func propagate(
    _ seed: Double, from root: Int, _ instructions: UnsafeBufferPointer<Instruction>,
    _ values: UnsafeBufferPointer<Double>, _ adjoints: Adjoints
  ) -> NodeSet? {
    guard let records = instructions.baseAddress else { return nil }
    var unreached: NodeSet?
    var upstream = seed + 0
    var index = root
    while true {
      // The node that is met next.
      var below = index &- 1
      if !BackwardPass.isTouched(upstream) {
        adjoints.places[index] = 0
        unreached = unreached ?? NodeSet()
        unreached!.insert(index)
        if index == 0 { return unreached }
        index = below
        upstream = adjoints.places[index]
        continue
      }
      let instruction = instructions[index]
      var left = Int(instruction.left)
      var right = Int(instruction.right)
      switch instruction.code {
      case .leaf:
        // Leaves often stand in rows.
        while below >= 0, records[below].code == .leaf, adjoints.isTouched(below) { below &-= 1 }
        if below < 0 { return unreached }
        upstream = adjoints.places[below]
      case .add:
        var toLeft = adjoints.add(upstream, to: left)
        var toRight = adjoints.add(upstream, to: right)
        // A sum of products, … + x·y + x′·y′: going on with the product here, and from there with the
        // sum so far, lets their adjoints be handed on; and so for as long as the sum is.
        var product = records + below
        while right == below, product.pointee.code == .mul {
          let (x, y) = (Int(product.pointee.left), Int(product.pointee.right))
          let toX = adjoints.add(toRight * values[y], to: x)
          let toY = adjoints.add(toRight * values[x], to: y)
          below &-= 1
          guard left == below, x != below, y != below, product[-1].code == .add else {
            toLeft = x == below ? toX : toLeft
            toRight = toY
            right = y
            left = x == below ? x : left
            break
          }
          upstream = toLeft
          left = Int(product[-1].left)
          right = Int(product[-1].right)
          below &-= 1
          product -= 2
          toLeft = adjoints.add(upstream, to: left)
          toRight = adjoints.add(upstream, to: right)
        }
        upstream = right == below ? toRight : left == below ? toLeft : adjoints.places[below]
      case .mul:
        let toLeft = adjoints.add(upstream * values[right], to: left)
        let toRight = adjoints.add(upstream * values[left], to: right)
        upstream = right == below ? toRight : left == below ? toLeft : adjoints.places[below]
      case .sub:
        adjoints.add(upstream, to: left)
        adjoints.add(-upstream, to: right)
        upstream = adjoints.places[below]
      case .div:
        adjoints.add(upstream * (1 / values[right]), to: left)
        adjoints.add(upstream * (-values[index] / values[right]), to: right)
        upstream = adjoints.places[below]
      case .neg:
        adjoints.add(-upstream, to: left)
        upstream = adjoints.places[below]
      case .relu:
        adjoints.add(upstream * (values[left] > 0 ? 1 : 0), to: left)
        upstream = adjoints.places[below]
      case .tanh:
        let toLeft = adjoints.add(
          upstream * tanhDerivative(values[left], value: values[index]), to: left)
        upstream = left == below ? toLeft : adjoints.places[below]
      default:
        propagate(upstream, through: instruction, at: index, values, adjoints)
        upstream = adjoints.places[below]
      }
      index = below
    }
  }

  /// The step of the loop for the other operations.
  @inline(never)
  private func propagate(
    _ upstream: Double, through instruction: Instruction, at index: Int,
    _ values: UnsafeBufferPointer<Double>, _ adjoints: Adjoints
  ) {
    let left = Int(instruction.left)
    switch instruction.code {
    case .exp:
      adjoints.add(upstream * values[index], to: left)
    case .log:
      adjoints.add(upstream * (1 / values[left]), to: left)
    case .sigmoid:
      adjoints.add(
        upstream * sigmoidDerivative(values[left], value: values[index]), to: left)
    case _ where isRun(instruction):
      for operand in operands(of: Node(index)) { adjoints.add(0, to: operand.index) }
      for edge in edges(of: Node(index), upstream: upstream) {
        adjoints.add(edge.contribution, to: edge.operand.index)
      }
    default:
      let (byLeft, byRight) = partials(instruction, at: index, values)
      adjoints.add(upstream * byLeft, to: left)
      // Where there is no second operand, this adds 0 to the first.
      adjoints.add(byRight.map { upstream * $0 } ?? 0, to: Int(instruction.right))
    }
  }

  /// The leaves of a role that the root of a pass depends on, in the order of their making.
  public func leaves(of role: Role, in pass: BackwardPass) -> [Node] {
    var leaves: [Node] = []
    instructions.withUnsafeBufferPointer { instructions in
      var index = 0
      while index <= pass.root.index {
        let instruction = instructions[index]
        if instruction.isLeaf, instruction.role == role, pass.reaches(Node(index)) {
          leaves.append(Node(index))
        }
        index += 1
      }
    }
    return leaves
  }

  /// The local derivatives of an operation of one or two operands; `nil` for an operand that is
  /// not there, or that is a number and part of the operation.
  @inline(never)
  func partials(
    _ instruction: Instruction, at index: Int, _ values: UnsafeBufferPointer<Double>
  ) -> (left: Double, right: Double?) {
    let x = values[Int(instruction.left)]
    let y = values[Int(instruction.right)]
    let fixed = fixesRight(instruction.code) && self.instructions[Int(instruction.right)].isConstant
    switch rule(instruction.code) {
    case .unary(_, let derivative):
      return (derivative(x, values[index]), nil)
    case .binary(_, let partials):
      let (byLeft, byRight) = partials(x, y, values[index])
      return (byLeft, fixed ? nil : byRight)
    case .general(_, let partials):
      let all = partials(arity(instruction.code) == 1 ? [x] : [x, y], values[index])
      return (all[0], all.count == 1 || fixed ? nil : all[1])
    }
  }
}
