/// The result of a backward pass: the derivative of one node, the root, by every node it
/// depends on.
public struct BackwardPass: Sendable {
  /// The node that was differentiated.
  public let root: Node
  /// ∂root/∂node for the nodes up to the root, times the seed; 0 where the pass did not come by.
  public let adjoints: [Double]
  /// Which nodes the root depends on, itself included: 1 or 0 a node.
  let reached: [UInt8]
  /// What earlier passes had left, where this one was asked to add to them.
  private var earlier: [Double?] = []

  init(root: Node, adjoints: [Double], reached: [UInt8]) {
    self.root = root
    self.adjoints = adjoints
    self.reached = reached
  }

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

  /// The same pass with its gradients added to what `before` had left, as when gradients are not
  /// set back to zero.
  public func accumulating(onto before: BackwardPass) -> BackwardPass {
    var pass = self
    pass.earlier = (0..<max(before.adjoints.count, before.earlier.count)).map {
      before.gradient(of: Node($0))
    }
    return pass
  }
}

extension Graph {
  /// Runs backward from `root`, from zeroed gradients.
  ///
  /// One loop downward over the arrays: when a node is met, everything that uses it has been, so
  /// its adjoint is complete, and it is passed on to its operands times the local derivatives.
  /// O(nodes up to the root); `seed` is ∂root/∂root, ordinarily 1.
  public func backward(from root: Node, seed: Double = 1) -> BackwardPass {
    let reached = reach(from: root)
    var adjoints = [Double](repeating: 0, count: root.index + 1)
    adjoints[root.index] = seed
    adjoints.withUnsafeMutableBufferPointer { adjoints in
      storedValues.withUnsafeBufferPointer { values in
        instructions.withUnsafeBufferPointer { instructions in
          for index in stride(from: root.index, through: 0, by: -1) where reached[index] != 0 {
            let instruction = instructions[index]
            let left = Int(instruction.left)
            let right = Int(instruction.right)
            let upstream = adjoints[index]
            switch instruction.code {
            case .leaf:
              break
            case .add:
              adjoints[left] += upstream
              adjoints[right] += upstream
            case .sub:
              adjoints[left] += upstream
              adjoints[right] -= upstream
            case .mul:
              adjoints[left] += upstream * values[right]
              adjoints[right] += upstream * values[left]
            case .div:
              adjoints[left] += upstream * (1 / values[right])
              adjoints[right] += upstream * (-values[index] / values[right])
            case .neg:
              adjoints[left] -= upstream
            case .relu:
              adjoints[left] += upstream * (values[left] > 0 ? 1 : 0)
            default:
              pass(upstream, from: Node(index), instruction, values, to: adjoints)
            }
          }
        }
      }
    }
    return BackwardPass(root: root, adjoints: adjoints, reached: reached)
  }

  /// One node's share of a backward pass, for the operations that are read from the table.
  @inline(never)
  private func pass(
    _ upstream: Double, from node: Node, _ instruction: Instruction,
    _ values: UnsafeBufferPointer<Double>, to adjoints: UnsafeMutableBufferPointer<Double>
  ) {
    let left = Int(instruction.left)
    let right = Int(instruction.right)
    switch rule(instruction.code) {
    case .unary(_, let derivative):
      adjoints[left] += upstream * derivative(values[left], values[node.index])
    case .binary(_, let partials):
      let (x, y) = partials(values[left], values[right], values[node.index])
      adjoints[left] += upstream * x
      if !(instructions[right].isConstant && operation(instruction.code).fixedOperand == 1) {
        adjoints[right] += upstream * y
      }
    case .general:
      for edge in edges(of: node, upstream: upstream) {
        adjoints[edge.operand.index] += edge.contribution
      }
    }
  }

  /// Marks with 1 the nodes that `root` depends on, itself included.
  func reach(from root: Node) -> [UInt8] {
    var reached = [UInt8](repeating: 0, count: root.index + 1)
    reached[root.index] = 1
    reached.withUnsafeMutableBufferPointer { reached in
      instructions.withUnsafeBufferPointer { instructions in
        for index in stride(from: root.index, through: 0, by: -1) where reached[index] != 0 {
          let instruction = instructions[index]
          if instruction.isLeaf { continue }
          if isRun(instruction) {
            for operand in operands(of: Node(index)) { reached[operand.index] = 1 }
          } else {
            reached[Int(instruction.left)] = 1
            reached[Int(instruction.right)] = 1
          }
        }
      }
    }
    return reached
  }
}
