import Glibc

/// A curve from the numbers of a function: where it jumps, or leaves its domain, there is a gap.
///
/// Two neighbours that lie far apart are looked at more closely: between them the interval is halved
/// again and again towards the larger half of the step. A continuous function's step becomes smaller on
/// the way; that of a jump or a pole does not.
public struct CurveSampling: Sendable, Equatable {
  public let points: [Plot.Point]
  /// What is worth showing of it: beside a pole, the middle part of the values.
  public let extent: ClosedRange<Double>?

  /// How many points a curve has before it is looked at more closely.
  public static let usualCount = 401

  /// The places at which a curve from `start` to `end` is computed.
  public static func places(
    from start: Double, to end: Double, isLogarithmic: Bool = false, count: Int = usualCount
  ) -> [Double] {
    guard count > 1 else { return [start] }
    let last = Double(count - 1)
    return (0..<count).map { place in
      if place == count - 1 { return end }
      let share = Double(place) / last
      return isLogarithmic
        ? start * pow(end / start, share) : start * (1 - share) + end * share
    }
  }

  /// The curve through `points`, of a function that `value` computes at other places.
  public init<Failure: Error>(
    through points: [Plot.Point], value: (Double) throws(Failure) -> Double
  ) throws(Failure) {
    let finite = points.map(\.y).filter { abs($0) < Plot.largest }.sorted()
    guard let least = finite.first, let most = finite.last, points.count > 1 else {
      self.points = points
      extent = nil
      return
    }
    let low = finite[finite.count / 20]
    let high = finite[finite.count - 1 - finite.count / 20]
    let span = high > low ? high - low : most - least
    var curve: [Plot.Point] = [points[0]]
    var hasPole = finite.count < points.count && most - least > 5 * span
    let places = CurveSampling.suspicions(points, beyond: 0.02 * span)
    for (place, (before, after)) in zip(points, points.dropFirst()).enumerated() {
      defer { curve.append(after) }
      guard places.contains(place) else { continue }
      guard abs(before.y) < Plot.largest, abs(after.y) < Plot.largest else {
        try curve.append(contentsOf: CurveSampling.edge(before, after, value))
        continue
      }
      guard let (left, right) = try CurveSampling.jump(before, after, value) else { continue }
      curve += [left, Plot.Point(left.x, .nan), right]
      if max(abs(left.y - low), abs(right.y - high)) > 5 * span { hasPole = true }
    }
    self.points = curve
    extent =
      hasPole && span > 0
      ? max(least, low - 0.5 * span)...min(most, high + 0.5 * span) : least...most
  }

  /// The places of the points after which to look closely: those with the largest steps. Where the
  /// domain ends, the step is infinite.
  private static func suspicions(_ points: [Plot.Point], beyond least: Double) -> Set<Int> {
    let steps = zip(points, points.dropFirst()).enumerated().compactMap {
      place, pair -> (place: Int, size: Double)? in
      let isBefore = abs(pair.0.y) < Plot.largest
      let isAfter = abs(pair.1.y) < Plot.largest
      guard isBefore || isAfter else { return nil }
      let size = isBefore && isAfter ? abs(pair.1.y - pair.0.y) : .infinity
      return size > least ? (place, size) : nil
    }
    let largest = steps.sorted { ($1.size, $0.place) < ($0.size, $1.place) }.prefix(mostSearches)
    return Set(largest.map(\.place))
  }

  /// A function with more steps than this is looked at no further.
  private static let mostSearches = 60

  /// The points at both sides of a jump between two, or `nil` where the function is continuous.
  private static func jump<Failure: Error>(
    _ before: Plot.Point, _ after: Plot.Point, _ value: (Double) throws(Failure) -> Double
  ) throws(Failure) -> (Plot.Point, Plot.Point)? {
    var (left, right) = (before, after)
    let step = abs(after.y - before.y)
    for _ in 0..<45 {
      let x = left.x + (right.x - left.x) / 2
      guard left.x < x, x < right.x else { break }
      let middle = Plot.Point(x, try value(x))
      guard abs(middle.y) < Plot.largest else { return (left, right) }
      if abs(middle.y - left.y) > abs(right.y - middle.y) { right = middle } else { left = middle }
      if abs(right.y - left.y) < 0.5 * step { return nil }
    }
    return (left, right)
  }

  /// The last point with a value between one that has a value and one that has none.
  private static func edge<Failure: Error>(
    _ before: Plot.Point, _ after: Plot.Point, _ value: (Double) throws(Failure) -> Double
  ) throws(Failure) -> [Plot.Point] {
    let isRising = abs(before.y) < Plot.largest
    var inside = isRising ? before : after
    var outside = isRising ? after.x : before.x
    for _ in 0..<20 {
      let x = inside.x + (outside - inside.x) / 2
      let y = try value(x)
      if abs(y) < Plot.largest { inside = Plot.Point(x, y) } else { outside = x }
    }
    return [inside]
  }
}
