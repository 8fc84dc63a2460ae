/// Whether two numbers are the same, bit for bit; every nan is the same.
func isSame(_ a: Double, _ b: Double) -> Bool { [a].bits == [b].bits }

extension Array where Element == Double {
  /// The numbers to the last bit; every nan is the same.
  var bits: [UInt64] { map { $0.isNaN ? .max : $0.bitPattern } }
}
