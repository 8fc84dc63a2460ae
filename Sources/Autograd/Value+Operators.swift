/// Powers, as in Python; binds tighter than `*`, and to the right.
precedencegroup PowerPrecedence {
  higherThan: MultiplicationPrecedence
  associativity: right
}

infix operator ** : PowerPrecedence

extension Value {
  @inlinable public static func + (a: Value, b: Value) -> Value { a.applying(.add, b) }
  @inlinable public static func + (a: Value, b: Double) -> Value { a + a.constant(b) }
  @inlinable public static func + (a: Double, b: Value) -> Value { b.constant(a) + b }
  @inlinable public static func += (a: inout Value, b: Value) { a = a + b }
  @inlinable public static func += (a: inout Value, b: Double) { a = a + b }

  @inlinable public static func - (a: Value, b: Value) -> Value { a.applying(.sub, b) }
  @inlinable public static func - (a: Value, b: Double) -> Value { a - a.constant(b) }
  @inlinable public static func - (a: Double, b: Value) -> Value { b.constant(a) - b }
  @inlinable public static func -= (a: inout Value, b: Value) { a = a - b }
  @inlinable public static func -= (a: inout Value, b: Double) { a = a - b }

  @inlinable public static func * (a: Value, b: Value) -> Value { a.applying(.mul, b) }
  @inlinable public static func * (a: Value, b: Double) -> Value { a * a.constant(b) }
  @inlinable public static func * (a: Double, b: Value) -> Value { b.constant(a) * b }
  @inlinable public static func *= (a: inout Value, b: Value) { a = a * b }
  @inlinable public static func *= (a: inout Value, b: Double) { a = a * b }

  @inlinable public static func / (a: Value, b: Value) -> Value { a.applying(.div, b) }
  @inlinable public static func / (a: Value, b: Double) -> Value { a / a.constant(b) }
  @inlinable public static func / (a: Double, b: Value) -> Value { b.constant(a) / b }
  @inlinable public static func /= (a: inout Value, b: Value) { a = a / b }
  @inlinable public static func /= (a: inout Value, b: Double) { a = a / b }

  @inlinable public static prefix func - (a: Value) -> Value { a.applying(.neg) }

  /// a to the power of b. An exponent that is a number is part of the operation.
  @inlinable public static func ** (a: Value, b: Value) -> Value { a.applying(.pow, b) }
  @inlinable public static func ** (a: Value, b: Double) -> Value { a ** a.constant(b) }
  @inlinable public static func ** (a: Double, b: Value) -> Value { b.constant(a) ** b }
}

// Comparisons that are nodes: 1 where they hold, 0 where not, with derivative 0. The point in the
// operator says, as for SIMD vectors, that the result is no Bool.
extension Value {
  @inlinable public static func .< (a: Value, b: Value) -> Value { a.applying(.less, b) }
  @inlinable public static func .< (a: Value, b: Double) -> Value { a .< a.constant(b) }
  @inlinable public static func .< (a: Double, b: Value) -> Value { b.constant(a) .< b }

  @inlinable public static func .<= (a: Value, b: Value) -> Value { a.applying(.lessEqual, b) }
  @inlinable public static func .<= (a: Value, b: Double) -> Value { a .<= a.constant(b) }
  @inlinable public static func .<= (a: Double, b: Value) -> Value { b.constant(a) .<= b }

  @inlinable public static func .> (a: Value, b: Value) -> Value { a.applying(.greater, b) }
  @inlinable public static func .> (a: Value, b: Double) -> Value { a .> a.constant(b) }
  @inlinable public static func .> (a: Double, b: Value) -> Value { b.constant(a) .> b }

  @inlinable public static func .>= (a: Value, b: Value) -> Value { a.applying(.greaterEqual, b) }
  @inlinable public static func .>= (a: Value, b: Double) -> Value { a .>= a.constant(b) }
  @inlinable public static func .>= (a: Double, b: Value) -> Value { b.constant(a) .>= b }

  @inlinable public static func .== (a: Value, b: Value) -> Value { a.applying(.equal, b) }
  @inlinable public static func .== (a: Value, b: Double) -> Value { a .== a.constant(b) }
  @inlinable public static func .== (a: Double, b: Value) -> Value { b.constant(a) .== b }

  @inlinable public static func .!= (a: Value, b: Value) -> Value { a.applying(.notEqual, b) }
  @inlinable public static func .!= (a: Value, b: Double) -> Value { a .!= a.constant(b) }
  @inlinable public static func .!= (a: Double, b: Value) -> Value { b.constant(a) .!= b }
}
