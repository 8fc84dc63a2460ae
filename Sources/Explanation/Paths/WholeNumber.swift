/// A whole number of any size, from 0, that can be added to: paths soon outnumber what a machine
/// word holds.
///
///     var paths = WholeNumber(1)
///     for _ in 0..<64 { paths += paths }
///     paths.description   // 18446744073709551616
public struct WholeNumber: Sendable, Hashable {
  /// Eighteen decimal digits each, the lowest first, so that its text needs no division; none for 0.
  private(set) var limbs: [UInt64] = []

  private static let base: UInt64 = 1_000_000_000_000_000_000

  public init(_ number: Int) {
    precondition(number >= 0, "a whole number is not negative")
    var rest = UInt64(number)
    while rest > 0 {
      limbs.append(rest % WholeNumber.base)
      rest /= WholeNumber.base
    }
  }

  /// O(digits).
  public static func += (a: inout WholeNumber, b: WholeNumber) {
    if a.limbs.isEmpty {
      a = b
      return
    }
    var carry: UInt64 = 0
    for place in 0..<max(a.limbs.count, b.limbs.count) {
      if place == a.limbs.count { a.limbs.append(0) }
      let sum = a.limbs[place] + (place < b.limbs.count ? b.limbs[place] : 0) + carry
      carry = sum >= base ? 1 : 0
      a.limbs[place] = carry == 1 ? sum - base : sum
    }
    if carry == 1 { a.limbs.append(1) }
  }

  /// How many units of storage it takes, which is what an addition costs.
  var size: Int { limbs.count }
}

extension WholeNumber: CustomStringConvertible {
  /// Every digit.
  public var description: String {
    guard let highest = limbs.last else { return "0" }
    return limbs.dropLast().reversed().reduce(into: String(highest)) { text, limb in
      let digits = String(limb)
      text += String(repeating: "0", count: 18 - digits.count) + digits
    }
  }
}

extension WholeNumber: Comparable {
  public static func < (a: WholeNumber, b: WholeNumber) -> Bool {
    if a.limbs.count != b.limbs.count { return a.limbs.count < b.limbs.count }
    return a.limbs.reversed().lexicographicallyPrecedes(b.limbs.reversed())
  }
}
