import Foundation
import Testing

@testable import Drawing

@Suite struct CurveSamplingTests {
  private func curve(
    _ start: Double, _ end: Double, _ function: (Double) -> Double
  ) -> CurveSampling {
    CurveSampling(
      through: CurveSampling.places(from: start, to: end).map { .init($0, function($0)) },
      value: function)
  }

  private func gaps(_ curve: CurveSampling) -> [Double] {
    curve.points.filter(\.y.isNaN).map(\.x)
  }

  @Test func placesReachBothEnds() {
    let places = CurveSampling.places(from: -5, to: 5)
    #expect(places.count == 401 && places[0] == -5 && places[400] == 5 && places[200] == 0)
    let powers = CurveSampling.places(from: 0.01, to: 100, isLogarithmic: true, count: 5)
    #expect(powers.count == 5 && powers[0] == 0.01 && powers[4] == 100)
    #expect(abs(powers[2] - 1) < 1e-12)
  }

  static let continuous: [@Sendable (Double) -> Double] = [
    { sin($0) }, { $0 * $0 }, { exp(3 * $0) }, { abs($0) }, { tanh(1e6 * $0) }, { _ in 2 },
    { max($0, 0) },
  ]

  @Test(arguments: continuous.indices)
  func aContinuousFunctionHasNoGap(place: Int) {
    let curve = curve(-3.3, 4.1, Self.continuous[place])
    #expect(curve.points.count == 401)
    let values = curve.points.map(\.y)
    #expect(curve.extent == values.min()!...values.max()!)
  }

  @Test func aJumpIsAGapBetweenItsTwoSides() throws {
    let curve = curve(-1, 2) { $0 < 0.3 ? -1 : 1 }
    let gap = try #require(gaps(curve).first)
    #expect(gaps(curve).count == 1 && abs(gap - 0.3) < 1e-9)
    let place = try #require(curve.points.firstIndex { $0.y.isNaN })
    #expect(curve.points[place - 1].y == -1 && curve.points[place + 1].y == 1)
    #expect(curve.points[place + 1].x - curve.points[place - 1].x < 1e-9)
    #expect(curve.extent == -1...1)
  }

  @Test func aPoleIsAGapAndDoesNotFlattenTheRest() throws {
    for offset in [0, 0.001, 0.1] {
      let curve = curve(-5, 5) { 1 / ($0 - offset) }
      #expect(curve.points.contains { abs($0.y) > 1e3 || !$0.y.isFinite })
      let extent = try #require(curve.extent)
      #expect(extent.upperBound < 30 && extent.lowerBound > -30, "\(offset)")
      let across = zip(curve.points, curve.points.dropFirst()).filter {
        $0.0.y < -20 && $0.1.y > 20 && $0.0.y.isFinite && $0.1.y.isFinite
      }
      #expect(across.isEmpty, "\(offset)")
    }
    #expect(gaps(curve(-5, 5, { tan($0) })).count == 4)
  }

  @Test func aCurveReachesTheEdgeOfItsDomain() throws {
    let curve = curve(-1, 2) { ($0 - 0.1234567).squareRoot() }
    let first = try #require(curve.points.first { !$0.y.isNaN })
    #expect(abs(first.x - 0.1234567) < 1e-6)
  }

  @Test func noValueAtAll() {
    let curve = curve(0, 1) { _ in .nan }
    #expect(curve.extent == nil && curve.points.count == 401)
  }
}
