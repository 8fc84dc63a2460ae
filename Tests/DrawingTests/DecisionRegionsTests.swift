import Testing

@testable import Drawing

@Suite struct DecisionRegionsTests {
  private func regions(
    _ count: Int = 41, _ scores: (Double, Double) -> [Double]
  ) -> DecisionRegions {
    let places = CurveSampling.places(from: -2, to: 2, count: count)
    return DecisionRegions(
      xs: places, ys: places, scores: places.map { y in places.map { x in scores(x, y) } })
  }

  @Test func aLineHasTwoSidesThatFillThePlane() {
    let outlines = regions { x, y in [x + y] }.outlines.dropFirst()
    #expect(outlines.map(\.label).sorted() == [0, 1])
    #expect(outlines.allSatisfy { abs($0.size / 2 - 8) < 1e-9 })
  }

  @Test func aDiscIsPaintedOverWhatIsAroundIt() throws {
    let outlines = regions { x, y in [1 - x * x - y * y] }.outlines
    let disc = try #require(outlines.last)
    #expect(disc.label == 1 && abs(disc.size / 2 - .pi) < 0.02)
    #expect(outlines[0].label == 0 && outlines[0].size / 2 == 16)
    for corner in disc.corners {
      #expect(abs((corner.x * corner.x + corner.y * corner.y).squareRoot() - 1) < 0.01)
    }
  }

  /// Whatever the scores are, the outlines of one class enclose what its places hold: their sizes,
  /// holes taken off by those of the others painted later, add up to the plane.
  @Test(arguments: 0..<20)
  func theLastPaintedIsTheClass(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 33) / Double(1 << 31) - 0.5
    }
    let regions = regions(9) { _, _ in [random()] }
    let outlines = regions.outlines
    for (row, y) in regions.ys.enumerated().dropFirst().dropLast() {
      for (column, x) in regions.xs.enumerated().dropFirst().dropLast() {
        let painted = outlines.last { contains($0.corners, x, y) }
        #expect(
          painted?.label == (regions.scores[row][column][0] > 0 ? 1 : 0),
          "seed \(seed), \(x), \(y)")
      }
    }
  }

  /// Whether a ray to the right crosses the outline an odd number of times.
  private func contains(_ corners: [Plot.Point], _ x: Double, _ y: Double) -> Bool {
    zip(corners, corners.dropFirst() + corners.prefix(1)).filter { a, b in
      (a.y > y) != (b.y > y) && x < a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x)
    }.count % 2 == 1
  }

  @Test func theLargestScoreWins() {
    let outlines = regions { x, y in [x, -x + y, -y] }.outlines
    #expect(Set(outlines.map(\.label)) == [0, 1, 2])
    #expect(regions { _, _ in [1, 1, 0] }.label(row: 0, column: 0) == 0)
    #expect(regions { _, _ in [.nan] }.outlines.isEmpty)
  }

  /// As `argmax` says it; the class that loses there is the one with the largest region.
  @Test func ofEqualScoresTheFirstWins() {
    let outlines = regions { x, _ in x > -1 ? [1, 0, 0] : [0, 1, 1] }.outlines
    #expect(outlines.last { contains($0.corners, -1.5, 0.5) }?.label == 1)
    #expect(outlines.last { contains($0.corners, 1.5, 0.5) }?.label == 0)
    #expect(!outlines.contains { $0.label == 2 })
  }
}
