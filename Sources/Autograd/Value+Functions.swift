// The operations of the table as functions. Each writes one node; `Operation.table` says what it
// computes, its derivative, and what holds at kinks.

@inlinable public func exp(_ x: Value) -> Value { x.applying(.exp) }
@inlinable public func log(_ x: Value) -> Value { x.applying(.log) }
@inlinable public func log2(_ x: Value) -> Value { x.applying(.log2) }
@inlinable public func log10(_ x: Value) -> Value { x.applying(.log10) }
@inlinable public func log1p(_ x: Value) -> Value { x.applying(.log1p) }
@inlinable public func expm1(_ x: Value) -> Value { x.applying(.expm1) }
@inlinable public func sqrt(_ x: Value) -> Value { x.applying(.sqrt) }
@inlinable public func abs(_ x: Value) -> Value { x.applying(.abs) }
@inlinable public func sign(_ x: Value) -> Value { x.applying(.sign) }
@inlinable public func sin(_ x: Value) -> Value { x.applying(.sin) }
@inlinable public func cos(_ x: Value) -> Value { x.applying(.cos) }
@inlinable public func tan(_ x: Value) -> Value { x.applying(.tan) }
@inlinable public func asin(_ x: Value) -> Value { x.applying(.asin) }
@inlinable public func acos(_ x: Value) -> Value { x.applying(.acos) }
@inlinable public func atan(_ x: Value) -> Value { x.applying(.atan) }
@inlinable public func sinh(_ x: Value) -> Value { x.applying(.sinh) }
@inlinable public func cosh(_ x: Value) -> Value { x.applying(.cosh) }
@inlinable public func tanh(_ x: Value) -> Value { x.applying(.tanh) }
@inlinable public func erf(_ x: Value) -> Value { x.applying(.erf) }
@inlinable public func sigmoid(_ x: Value) -> Value { x.applying(.sigmoid) }
@inlinable public func softplus(_ x: Value) -> Value { x.applying(.softplus) }
@inlinable public func relu(_ x: Value) -> Value { x.applying(.relu) }
@inlinable public func gelu(_ x: Value) -> Value { x.applying(.gelu) }
@inlinable public func silu(_ x: Value) -> Value { x.applying(.silu) }

@inlinable public func pow(_ x: Value, _ y: Value) -> Value { x ** y }
@inlinable public func pow(_ x: Value, _ y: Double) -> Value { x ** y }
@inlinable public func pow(_ x: Double, _ y: Value) -> Value { x ** y }

/// The angle of the point (x, y); y comes first.
@inlinable public func atan2(_ y: Value, _ x: Value) -> Value { y.applying(.atan2, x) }

/// x where it is positive, else slope · x.
@inlinable
public func leakyRelu(_ x: Value, slope: Double = 0.01) -> Value {
  x.applying(.leakyRelu, x.constant(slope))
}

/// x where it is positive, else alpha · (eˣ − 1).
@inlinable
public func elu(_ x: Value, alpha: Double = 1) -> Value {
  x.applying(.elu, x.constant(alpha))
}

/// The larger of two; at a tie each gets half of the gradient.
@inlinable public func max(_ x: Value, _ y: Value) -> Value { x.applying(.max, y) }
@inlinable public func max(_ x: Value, _ y: Double) -> Value { max(x, x.constant(y)) }
@inlinable public func max(_ x: Double, _ y: Value) -> Value { max(y.constant(x), y) }

/// The smaller of two; at a tie each gets half of the gradient.
@inlinable public func min(_ x: Value, _ y: Value) -> Value { x.applying(.min, y) }
@inlinable public func min(_ x: Value, _ y: Double) -> Value { min(x, x.constant(y)) }
@inlinable public func min(_ x: Double, _ y: Value) -> Value { min(y.constant(x), y) }

// As methods, those that micrograd and its lecture call that way.
extension Value {
  @inlinable public func relu() -> Value { applying(.relu) }
  @inlinable public func tanh() -> Value { applying(.tanh) }
  @inlinable public func exp() -> Value { applying(.exp) }
  @inlinable public func log() -> Value { applying(.log) }
}
