import Runs

extension LaneKernels {
  func forward(unary run: Run) {
    switch run.kernel {
    case .neg: forward(run, VectorMath.Negation.self)
    case .relu: forward(run, VectorMath.Rectifier.self)
    case .sqrt: forward(run, VectorMath.SquareRoot.self)
    case .exp: forward(run, VectorMath.Exponential.self)
    case .log: forward(run, VectorMath.Logarithm.self)
    case .log1p: forward(run, VectorMath.LogarithmOfSuccessor.self)
    case .expm1: forward(run, VectorMath.ExponentialLessOne.self)
    case .tanh: forward(run, VectorMath.HyperbolicTangent.self)
    case .sigmoid: forward(run, VectorMath.Sigmoid.self)
    case .softplus: forward(run, VectorMath.Softplus.self)
    case .gelu: forward(run, VectorMath.GaussianUnit.self)
    case .silu: forward(run, VectorMath.SigmoidUnit.self)
    case .abs: forward(run, VectorMath.AbsoluteValue.self)
    case .sign: forward(run, VectorMath.Sign.self)
    default: preconditionFailure("no loop computes \(run.kernel)")
    }
  }

  func backward(unary run: Run) {
    switch run.kernel {
    case .neg: backward(run, VectorMath.Negation.self)
    case .relu: backward(run, VectorMath.Rectifier.self)
    case .sqrt: backward(run, VectorMath.SquareRoot.self)
    case .exp: backward(run, VectorMath.Exponential.self)
    case .log: backward(run, VectorMath.Logarithm.self)
    case .log1p: backward(run, VectorMath.LogarithmOfSuccessor.self)
    case .expm1: backward(run, VectorMath.ExponentialLessOne.self)
    case .tanh: backward(run, VectorMath.HyperbolicTangent.self)
    case .sigmoid: backward(run, VectorMath.Sigmoid.self)
    case .softplus: backward(run, VectorMath.Softplus.self)
    case .gelu: backward(run, VectorMath.GaussianUnit.self)
    case .silu: backward(run, VectorMath.SigmoidUnit.self)
    case .abs: backward(run, VectorMath.AbsoluteValue.self)
    case .sign: backward(run, VectorMath.Sign.self)
    default: preconditionFailure("no loop computes \(run.kernel)")
    }
  }

  private func forward<Function: VectorFunction>(_ run: Run, _: Function.Type) {
    var loop = UnaryForward<Function>(
      operand: AnyLanes(run.left, in: self), results: values + run.results)
    loop.run(run.lanes)
  }

  private func backward<Function: VectorFunction>(_ run: Run, _: Function.Type) {
    let operand = AnyLanes(run.left, in: self)
    operand.receive(
      run.lanes,
      ByOperand<Function>(
        operand: operand, results: values + run.results, upstream: adjoints + run.results))
  }
}

private struct UnaryForward<Function: VectorFunction>: LaneLoop {
  let operand: AnyLanes
  let results: UnsafeMutablePointer<Double>

  @inline(__always)
  mutating func step<Group: LaneGroup>(_ lane: Int, _: Group.Type) {
    let x: Group = operand.values(lane)
    let value = Group.width == 8 ? Function.value(x.padded) : Rest<Function>.value(x.padded)
    results.store(Group(first: value), lane)
  }
}

private struct ByOperand<Function: VectorFunction>: Contribution {
  let operand: AnyLanes
  let results: UnsafeMutablePointer<Double>
  let upstream: UnsafeMutablePointer<Double>

  @inline(__always)
  func group<Group: LaneGroup>(_ lane: Int) -> Group {
    let x: Group = operand.values(lane)
    let value: Group = results.load(lane)
    let local =
      Group.width == 8
      ? Function.derivative(x.padded, value.padded)
      : Rest<Function>.derivative(x.padded, value.padded)
    return upstream.load(lane) * Group(first: local)
  }
}

/// The function for groups smaller than eight: one copy, called, where the loop over eights has its
/// own.
private enum Rest<Function: VectorFunction> {
  @inline(never)
  static func value(_ x: Lanes) -> Lanes { Function.value(x) }

  @inline(never)
  static func derivative(_ x: Lanes, _ value: Lanes) -> Lanes { Function.derivative(x, value) }
}
