/// The result of a backward pass: the derivative of one node, the root, by every node it
/// depends on.
public struct BackwardPass: Sendable {
  /// The node that was differentiated.
  public private(set) var root: Node
  /// ∂root/∂node for the nodes up to the root, times the seed; 0 where the pass did not come by.
  public private(set) var adjoints: [Double] = []
  /// Which nodes the root depends on, itself included: 1 or 0 a node.
  private var reached: [UInt8] = []
  /// What earlier passes had left, where this one was asked to add to them.
  private var earlier: [Double?] = []

  init(root: Node) { self.root = root }

  /// Whether the root depends on `node`.
  public func reaches(_ node: Node) -> Bool {
    node.index < reached.count && reached[node.index] != 0
  }

  /// The gradient of `node`, or `nil` where no pass has computed one.
  public func gradient(of node: Node) -> Double? {
    let own = reaches(node) ? adjoints[node.index] : nil
    guard node.index < earlier.count, let before = earlier[node.index] else { return own }
    return before + (own ?? 0)
  }

  /// What earlier passes had left on `node`, where this one was asked to add to them.
  public func earlierGradient(of node: Node) -> Double? {
    node.index < earlier.count ? earlier[node.index] : nil
  }

  /// The same pass with its gradients added to what `before` had left, as when gradients are not
  /// set back to zero.
  public func accumulating(onto before: BackwardPass) -> BackwardPass {
    var pass = self
    pass.earlier = (0..<max(before.adjoints.count, before.earlier.count)).map {
      before.gradient(of: Node($0))
    }
    return pass
  }

  /// The same pass with the gradients of these nodes alone, as if it had not yet come by the others.
  /// O(nodes up to the root).
  public func revealing(_ nodes: [Node]) -> BackwardPass {
    var pass = BackwardPass(root: root)
    pass.adjoints = adjoints
    pass.reached = Array(repeating: 0, count: reached.count)
    for node in nodes where reaches(node) { pass.reached[node.index] = 1 }
    return pass
  }

  /// The same pass over a graph whose nodes have moved; `nil` if the root is gone. Nodes that are
  /// new have no gradient.
  public func relocated(by relocation: Graph.Relocation) -> BackwardPass? {
    guard relocation.keeps(root) else { return nil }
    var pass = BackwardPass(root: relocation.moved(root))
    func relocated<Element>(_ old: [Element], _ none: Element) -> [Element] {
      var new = [Element](repeating: none, count: relocation.boundary(old.count))
      for place in old.indices where relocation.keeps(Node(place)) {
        new[relocation.moved(Node(place)).index] = old[place]
      }
      return new
    }
    pass.adjoints = relocated(adjoints, 0)
    pass.reached = relocated(reached, 0)
    pass.earlier = relocated(earlier, nil)
    return pass
  }

  /// The pass run anew, over values or nodes that have changed, with what earlier passes had left.
  public func renewed(in graph: Graph) -> BackwardPass {
    var pass = graph.backward(from: root)
    pass.earlier = earlier
    return pass
  }

  /// Sets everything back to zero but the root, which has the adjoint `seed`.
  fileprivate mutating func restart(at root: Node, seed: Double) {
    self.root = root
    earlier = []
    if adjoints.count == root.index + 1 {
      withStorage { adjoints, reached in
        adjoints.update(repeating: 0)
        reached.update(repeating: 0)
      }
    } else {
      adjoints = Array(repeating: 0, count: root.index + 1)
      reached = Array(repeating: 0, count: root.index + 1)
    }
    adjoints[root.index] = seed
    reached[root.index] = 1
  }

  /// Lends the arrays without the checks of every access, for the loop of the pass.
  fileprivate mutating func withStorage(
    _ body: (_ adjoints: UnsafeMutableBufferPointer<Double>, UnsafeMutableBufferPointer<UInt8>)
      -> Void
  ) {
    adjoints.withUnsafeMutableBufferPointer { adjoints in
      reached.withUnsafeMutableBufferPointer { reached in body(adjoints, reached) }
    }
  }
}

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
    pass.restart(at: root, seed: seed)
    pass.withStorage { adjoints, reached in
      storedValues.withUnsafeBufferPointer { values in
        instructions.withUnsafeBufferPointer { instructions in
          var index = root.index + 1
          while index > 0 {
            index -= 1
            if reached[index] == 0 { continue }
            let instruction = instructions[index]
            var left = Int(instruction.left)
            var right = Int(instruction.right)
            var upstream = adjoints[index]
            switch instruction.code {
            case .leaf:
              continue
            case .add:
              adjoints[left] += upstream
              adjoints[right] += upstream
              guard right == index - 1, instructions[right].code == .mul else { break }
              // A sum of products: going on with the product here lets the processor see that the
              // sum's next term does not wait for it, which saves a third of the time.
              reached[left] = 1
              reached[right] = 1
              index = right
              left = Int(instructions[index].left)
              right = Int(instructions[index].right)
              upstream = adjoints[index]
              fallthrough
            case .mul:
              adjoints[left] += upstream * values[right]
              adjoints[right] += upstream * values[left]
            case .sub:
              adjoints[left] += upstream
              adjoints[right] -= upstream
            case .div:
              adjoints[left] += upstream * (1 / values[right])
              adjoints[right] += upstream * (-values[index] / values[right])
            case .neg:
              adjoints[left] -= upstream
            case .relu:
              adjoints[left] += upstream * (values[left] > 0 ? 1 : 0)
            default:
              if isRun(instruction) {
                for edge in edges(of: Node(index), upstream: upstream) {
                  adjoints[edge.operand.index] += edge.contribution
                }
                for operand in operands(of: Node(index)) { reached[operand.index] = 1 }
                continue
              }
              let (byLeft, byRight) = partials(instruction, at: index, values)
              adjoints[left] += upstream * byLeft
              if let byRight { adjoints[right] += upstream * byRight }
            }
            reached[left] = 1
            reached[right] = 1
          }
        }
      }
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
