extension Graph {
  /// Computes every value from `first` on anew, after leaves were set.
  ///
  /// One loop over the arrays, without recursion: O(nodes).
  public mutating func replay(from first: Node = Node(0), through last: Node? = nil) {
    var values = storedValues
    storedValues = []
    replay(&values, from: first, through: last)
    storedValues = values
  }

  /// Computes into `values`, one a node, what the graph would hold with the leaves found there;
  /// up to `last`, where given.
  public func replay(
    _ values: inout [Double], from first: Node = Node(0), through last: Node? = nil
  ) {
    precondition(values.count == count, "\(values.count) values for \(count) nodes")
    let end = last.map { $0.index + 1 } ?? count
    precondition(end <= count, "the last node is not a node of this graph")
    values.withUnsafeMutableBufferPointer { values in
      instructions.withUnsafeBufferPointer { instructions in
        // `while` rather than `for`: without the optimiser, a range is a generic sequence.
        var index = first.index - 1
        while index + 1 < end {
          index += 1
          let instruction = instructions[index]
          switch instruction.code {
          case .leaf: break
          case .add: values[index] = values[Int(instruction.left)] + values[Int(instruction.right)]
          case .sub: values[index] = values[Int(instruction.left)] - values[Int(instruction.right)]
          case .mul: values[index] = values[Int(instruction.left)] * values[Int(instruction.right)]
          case .div: values[index] = values[Int(instruction.left)] / values[Int(instruction.right)]
          case .neg: values[index] = -values[Int(instruction.left)]
          case .relu: values[index] = relu(values[Int(instruction.left)])
          default: values[index] = tableValue(Node(index), instruction, values)
          }
        }
      }
    }
  }

  @inline(never)
  private func tableValue(
    _ node: Node, _ instruction: Instruction, _ values: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    switch rule(instruction.code) {
    case .unary(let value, _):
      value(values[Int(instruction.left)])
    case .binary(let value, _):
      value(values[Int(instruction.left)], values[Int(instruction.right)])
    case .general(let value, _):
      value(operands(of: node).map { values[$0.index] })
    }
  }

  @inlinable
  public func value(_ code: OperationCode, _ x: Double, _ y: Double) -> Double {
    switch code {
    case .add: x + y
    case .sub: x - y
    case .mul: x * y
    case .div: x / y
    case .neg: -x
    case .relu: relu(x)
    default: tableValue(code, x, y)
    }
  }

  @usableFromInline
  func tableValue(_ code: OperationCode, _ x: Double, _ y: Double) -> Double {
    switch rule(code) {
    case .unary(let value, _): value(x)
    case .binary(let value, _): value(x, y)
    case .general(let value, _): value(arity(code) == 1 ? [x] : [x, y])
    }
  }
}

/// max(x, 0); nan stays nan, as in PyTorch.
@inlinable
@inline(__always)
func relu(_ x: Double) -> Double { x > 0 || x.isNaN ? x : 0 }

extension Graph {
  /// What an operation gives for a number, without a node.
  @inlinable
  public func value(_ code: OperationCode, _ x: Double) -> Double { value(code, x, x) }
}
