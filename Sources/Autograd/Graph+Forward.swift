#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Graph {
  /// Computes every value from `first` on anew, after leaves were set.
  ///
  /// One loop over the arrays, without recursion: O(nodes).
  public mutating func replay(from first: Node = Node(0), through last: Node? = nil) {
    makeUnique()
    replay(
      UnsafeMutableBufferPointer(start: storage.values, count: count), from: first, through: last)
  }

  /// Computes into `values`, one a node, what the graph would hold with the leaves found there;
  /// up to `last`, where given.
  public func replay(
    _ values: inout [Double], from first: Node = Node(0), through last: Node? = nil
  ) {
    precondition(values.count == count, "\(values.count) values for \(count) nodes")
    values.withUnsafeMutableBufferPointer { replay($0, from: first, through: last) }
  }

  private func replay(
    _ values: UnsafeMutableBufferPointer<Double>, from first: Node, through last: Node?
  ) {
    let end = last.map { $0.index + 1 } ?? count
    precondition(end <= count, "the last node is not a node of this graph")
    guard first.index < end else { return }
    instructions.withUnsafeBufferPointer {
      replay(values, $0, from: first.index, to: end)
    }
  }

  /// The loop of a replay.
  ///
  /// Often the operand of a node is the one before it. Its value is then handed on as `last`, because
  /// a processor that reads a number from memory right after it was written waits longer than an
  /// addition takes.
  private func replay(
    _ values: UnsafeMutableBufferPointer<Double>, _ instructions: UnsafeBufferPointer<Instruction>,
    from first: Int, to end: Int
  ) {
    // `while` rather than `for`: without the optimiser, a range is a generic sequence.
    var index = first
    var last = first > 0 ? values[first - 1] : 0
    while index < end {
      let instruction = instructions[index]
      let left = Int(instruction.left)
      let right = Int(instruction.right)
      switch instruction.code {
      case .leaf: last = values[index]
      case .add:
        let x = left == index - 1 ? last : values[left]
        let y = right == index - 1 ? last : values[right]
        last = x + y
        values[index] = last
      case .mul:
        let x = left == index - 1 ? last : values[left]
        let y = right == index - 1 ? last : values[right]
        let product = x * y
        values[index] = product
        let next = index + 1
        guard next < end, instructions[next].code == .add, instructions[next].right == index else {
          last = product
          break
        }
        // A sum of products, s + x·y: going on with the sum here lets s be handed on.
        let before = Int(instructions[next].left)
        last = (before == index - 1 ? last : values[before]) + product
        values[next] = last
        index = next
      case .sub:
        last = values[left] - values[right]
        values[index] = last
      case .div:
        last = values[left] / values[right]
        values[index] = last
      case .neg:
        last = -values[left]
        values[index] = last
      case .relu:
        last = relu(values[left])
        values[index] = last
      case .tanh:
        last = tanh(left == index - 1 ? last : values[left])
        values[index] = last
      default:
        last = otherValue(Node(index), instruction, values)
        values[index] = last
      }
      index += 1
    }
  }

  @inline(never)
  private func otherValue(
    _ node: Node, _ instruction: Instruction, _ values: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    if isRun(instruction) {
      return operation(instruction.code).value(at: operands(of: node).map { values[$0.index] })
    }
    return value(
      instruction.code, values[Int(instruction.left)], values[Int(instruction.right)])
  }

  /// What an operation of two operands gives for two numbers, without a node.
  @inlinable
  @inline(__always)
  public func value(_ code: OperationCode, _ x: Double, _ y: Double) -> Double {
    Operation.valueByHeart(code, x, y) ?? tableValue(code, x, y)
  }

  /// What an operation of one operand gives for a number, without a node.
  @inlinable
  @inline(__always)
  public func value(_ code: OperationCode, _ x: Double) -> Double { value(code, x, x) }

  @usableFromInline
  func tableValue(_ code: OperationCode, _ x: Double, _ y: Double) -> Double {
    rule(code).value(x, y, arity: arity(code))
  }
}
