/// One slide: its heading, and what is shown at once and after each pause.
struct SlideParts {
  let heading: Publication.Heading?
  /// Whether a slide before it has the same heading.
  let isContinued: Bool
  var steps: [[Publication.Item]]

  /// How high the content of a slide can be, in pixels, before it is made smaller.
  private static let room = 540.0

  /// The slides of a section. One that is too long goes on, where it can be parted: before a
  /// heading, text or code, but not between code and what it found out.
  static func parts(of section: [Publication.Item]) -> [SlideParts] {
    var heading: Publication.Heading?
    var items = section[...]
    if case .heading(let first)? = items.first {
      heading = first
      items = items.dropFirst()
    }
    let groups = groups(of: items)
    let slides = shares(of: groups.map { Double(SlideHeight.of($0)) }).map { groups[$0].joined() }
    if slides.isEmpty { return [SlideParts(heading: heading, isContinued: false, steps: [[]])] }
    return slides.enumerated().map { number, items in
      var steps: [[Publication.Item]] = [[]]
      for (place, item) in items.enumerated() {
        // To go on to the next slide is a pause by itself.
        if item.isPause, number > 0, place == 0 { continue }
        if item.isPause { steps.append([]) } else { steps[steps.count - 1].append(item) }
      }
      return SlideParts(heading: heading, isContinued: number > 0, steps: steps)
    }
  }

  /// Which groups have a slide together, so that few slides are too full, few nearly empty, and all
  /// are few. O(groups²)
  private static func shares(of heights: [Double]) -> [Range<Int>] {
    // Of the first groups, what the best slides cost, and where the last of them begins.
    var best: [(cost: Double, start: Int)] = [(0, 0)]
    for end in heights.indices.map({ $0 + 1 }) {
      var height = 0.0
      var found = (cost: Double.infinity, start: end - 1)
      for start in (0..<end).reversed() {
        height += heights[start]
        let cost = best[start].cost + cost(ofSlide: height)
        if cost < found.cost { found = (cost, start) }
        if height > 4 * room { break }
      }
      best.append(found)
    }
    var shares: [Range<Int>] = []
    var end = heights.count
    while end > 0 {
      shares.append(best[end].start..<end)
      end = best[end].start
    }
    return shares.reversed()
  }

  /// How much is wrong with a slide: it is one more, it is too full, which is the worst, or too empty.
  private static func cost(ofSlide height: Double) -> Double {
    let excess = (height - room) / room
    return 0.2 + (excess > 0 ? 6 : 1) * excess * excess
  }

  /// What stays together: code with its output, a heading with what follows it, a pause with what
  /// it holds back.
  private static func groups(of items: ArraySlice<Publication.Item>) -> [[Publication.Item]] {
    var groups: [[Publication.Item]] = []
    for item in items {
      let joins: Bool
      switch (groups.last?.last, item) {
      case (nil, _): joins = false
      case (.heading?, _), (.pause?, _): joins = true
      // Two large pictures have a slide each.
      case (.output(.picture)?, .output(.deck)), (.output(.deck)?, .output(.deck)),
        (.output(.deck)?, .output(.picture)):
        joins = false
      case (_, .output): joins = true
      default: joins = false
      }
      if joins { groups[groups.count - 1].append(item) } else { groups.append([item]) }
    }
    return groups
  }
}

extension Publication.Item {
  fileprivate var isPause: Bool { if case .pause = self { true } else { false } }
}
