import Testing

@testable import Drawing

@Suite struct HistogramTests {
  @Test func eachNumberIsCountedOnce() throws {
    let numbers = (0..<1000).map { Double($0 * 7919 % 1009) / 100 }
    let histogram = try #require(Histogram(of: [numbers]))
    #expect(histogram.counts[0].reduce(0, +) == 1000)
    // Freedman and Diaconis: 2 · 5.04 / 10, made 2.
    #expect(histogram.width == 2 && histogram.start == 0)
    #expect(histogram.bars(of: 0).map(\.x) == [1, 3, 5, 7, 9, 11])
  }

  @Test func anIntervalHoldsItsLowerEnd() throws {
    let histogram = try #require(Histogram(of: [[0, 1, 1, 2, 3, 4]], bins: 4))
    #expect(histogram.counts == [[1, 2, 1, 2]])
  }

  @Test func listsShareTheirIntervals() throws {
    let histogram = try #require(Histogram(of: [[0, 1, 2], [8, 9, 10]], bins: 5))
    #expect(histogram.counts == [[2, 1, 0, 0, 0], [0, 0, 0, 0, 3]])
  }

  @Test func equalNumbersAndOutliersAreNoTrouble() throws {
    let equal = try #require(Histogram(of: [[3, 3, 3]]))
    #expect(equal.counts == [[3]])
    #expect(equal.start <= 3 && 3 < equal.start + equal.width)
    #expect(try #require(Histogram(of: [[0]])).counts == [[1]])
    let numbers = [Double](repeating: 0, count: 50) + [Double](repeating: 1e-9, count: 50) + [1e9]
    #expect(try #require(Histogram(of: [numbers])).counts[0].count <= 101)
    #expect(try #require(Histogram(of: [[1, .nan, .infinity]])).counts == [[1]])
    #expect(Histogram(of: [[.nan]]) == nil && Histogram(of: [[], []]) == nil)
  }
}
