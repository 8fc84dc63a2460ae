import Glibc

/// How many of some numbers lie in each of a row of equal intervals.
public struct Histogram: Sendable, Equatable {
  /// Where the first interval begins.
  public let start: Double
  public let width: Double
  /// For each list of numbers, how many lie in each interval. An interval holds its lower end.
  public let counts: [[Int]]

  /// The counts of several lists in common intervals; `nil` without a finite number.
  ///
  /// The width is that of Freedman and Diaconis, 2 · (interquartile range) / ∛n, made one of 1, 2 and
  /// 5 times a power of ten; Sturges' number of intervals, log₂ n + 1, where half of the numbers
  /// are equal; or so that there are about `bins`.
  public init?(of lists: [[Double]], bins: Int? = nil) {
    let all = lists.joined().filter { abs($0) < Plot.largest }.sorted()
    guard let least = all.first, let most = all.last else { return nil }
    let width: Double
    if least == most {
      width = least == 0 ? 1 : Histogram.round(abs(least) / 5)
    } else if let bins {
      width = (most - least) / Double(bins)
    } else {
      let quartiles = all[all.count * 3 / 4] - all[all.count / 4]
      let rule = 2 * quartiles / cbrt(Double(all.count))
      let sturges = (most - least) / (log2(Double(all.count)) + 1)
      // A few numbers far off must not make a thousand intervals.
      width = Histogram.round(max(rule > 0 ? rule : sturges, (most - least) / 100))
    }
    let start = bins == nil || least == most ? (least / width).rounded(.down) * width : least
    // The largest number lies in the last interval, and begins none of its own.
    let steps = (most - start) / width
    let last = max(bins.map { $0 - 1 } ?? Int(steps.rounded(.down)), 0)
    let count = least == most ? 1 : last + 1
    self.start = start
    self.width = width
    counts = lists.map { list in
      var counts = [Int](repeating: 0, count: count)
      for number in list where abs(number) < Plot.largest {
        counts[min(max(Int(((number - start) / width).rounded(.down)), 0), count - 1)] += 1
      }
      return counts
    }
  }

  /// The bars of one of the lists.
  public func bars(of list: Int) -> [Plot.Point] {
    counts[list].enumerated().map { place, count in
      Plot.Point(start + (Double(place) + 0.5) * width, Double(count))
    }
  }

  /// The next number up that is 1, 2 or 5 times a power of ten.
  private static func round(_ number: Double) -> Double {
    let power = pow(10, log10(number).rounded(.down))
    return ([1, 2, 5].first { $0 * power >= number * 0.999 } ?? 10) * power
  }
}
