/// Operations on eight numbers at a time.
enum VectorMath {
  /// Every operation that is computed so, once.
  static let functions: [any VectorFunction.Type] = [
    Negation.self, Rectifier.self, AbsoluteValue.self, SquareRoot.self, Exponential.self,
    HyperbolicTangent.self,
  ]
}
