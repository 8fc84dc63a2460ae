/// A heap, from which the largest element is taken first. Each step takes O(log count).
struct Heap<Element: Comparable> {
  private var elements: [Element] = []

  mutating func insert(_ element: Element) {
    elements.append(element)
    var place = elements.count - 1
    while place > 0, elements[(place - 1) / 2] < elements[place] {
      elements.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func popLargest() -> Element? {
    guard let largest = elements.first else { return nil }
    let last = elements.removeLast()
    guard !elements.isEmpty else { return largest }
    elements[0] = last
    var place = 0
    while true {
      var largestPlace = place
      for child in [2 * place + 1, 2 * place + 2]
      where child < elements.count && elements[largestPlace] < elements[child] {
        largestPlace = child
      }
      if largestPlace == place { return largest }
      elements.swapAt(place, largestPlace)
      place = largestPlace
    }
  }
}
