import Autograd

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Counts paths and the multiplications of their products, upward from the node at the end.
struct PathCount {
  /// `nil` where the digits would have cost more than ``budget`` additions of a word.
  private(set) var count: WholeNumber?
  private(set) var countLog2 = -Double.infinity
  /// The multiplications of all products: one less than a path has edges.
  private(set) var multiplications: WholeNumber?

  /// Enough for numbers of 600 digits at each of a million edges.
  private static let budget = 40_000_000

  /// `nil` where it was interrupted.
  init?(search: PathSearch, isInterrupted: () -> Bool) {
    let span = search.starts.count - 1
    guard span > 0 else {
      (count, multiplications) = (WholeNumber(0), WholeNumber(0))
      return
    }
    var counts: [WholeNumber] = []
    var products: [WholeNumber] = []
    var logs = [Double](repeating: -.infinity, count: span)
    logs[0] = 0
    var spent = 0
    var isExact = true
    counts.reserveCapacity(span)
    products.reserveCapacity(span)
    for place in 0..<span {
      if place & 0xFFF == 0, isInterrupted() { return nil }
      var count = WholeNumber(place == 0 ? 1 : 0)
      var product = WholeNumber(0)
      for edge in search.starts[place]..<search.starts[place + 1] {
        let operand = Int(search.operands[edge])
        logs[place] = PathCount.log2OfSum(logs[place], logs[operand])
        guard isExact else { continue }
        count += counts[operand]
        product += products[operand]
        // The edge to the end has nothing yet to be multiplied with.
        if operand > 0 { product += counts[operand] }
        spent += 2 * product.size
      }
      isExact = isExact && spent < PathCount.budget
      if isExact {
        counts.append(count)
        products.append(product)
      } else {
        (counts, products) = ([], [])
      }
    }
    countLog2 = logs[span - 1]
    (count, multiplications) = (counts.last, products.last)
  }

  /// log2(2^a + 2^b)
  private static func log2OfSum(_ a: Double, _ b: Double) -> Double {
    let (low, high) = (min(a, b), max(a, b))
    return low == -.infinity ? high : high + log1p(exp2(low - high)) / log(2)
  }
}
