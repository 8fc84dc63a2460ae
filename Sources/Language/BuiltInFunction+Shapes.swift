import Autograd
import Typography

extension BuiltInFunction {
  /// Functions that arrange, count and pair.
  static let shapes: [BuiltInFunction] = [
    BuiltInFunction(
      "len", ["xs"], summary: "The number of elements of a list.", example: "len([4, 5, 6])"
    ) { (call) throws(Diagnostic) in
      if case .range(let range) = call.arguments[0] { return .number(Double(range.count)) }
      return .number(Double(try call.elements(0).count))
    },
    BuiltInFunction(
      "shape", ["xs"], summary: "The lengths of a list's axes, outermost first.",
      example: "shape([[1, 2, 3], [4, 5, 6]])"
    ) { (call) throws(Diagnostic) in
      .list(try call.grid(0).shape.map { .number(Double($0)) })
    },
    BuiltInFunction(
      "transpose", ["xs"], summary: "A matrix with its rows as columns.",
      example: "transpose([[1, 2, 3], [4, 5, 6]])"
    ) { (call) throws(Diagnostic) in
      let grid = try call.grid(0)
      guard grid.shape.count == 2 else {
        throw Diagnostic(
          .other(
            "`transpose` needs a matrix, not the shape \(Grid.text(grid.shape))",
            help: "a matrix is a list of rows: [[1, 2], [3, 4]]"), call.spans[0])
      }
      let (_, columns) = grid.rows(along: 0)
      return .list(columns.map { .list($0) })
    },
    BuiltInFunction(
      "reshape", ["xs", "shape"],
      summary: "The same elements in another shape, the last index fastest.",
      example: "reshape(1..6, [2, 3])"
    ) { (call) throws(Diagnostic) in
      let grid = try call.grid(0)
      var shape: [Int] = []
      for length in try call.elements(1) {
        shape.append(
          try call.evaluator.wholeNumber(length, at: call.spans[1], needed: "a length"))
      }
      guard shape.allSatisfy({ $0 >= 0 }), shape.reduce(1, *) == grid.elements.count else {
        throw Diagnostic(
          .other(
            "\(grid.elements.count.counted("element")) cannot have the shape \(Grid.text(shape))",
            help: nil), call.spans[1])
      }
      return Grid(shape: shape, elements: grid.elements).value
    },
    BuiltInFunction(
      "zip", ["xs", "ys"], variadic: true,
      summary: "The elements of lists of one length, side by side.",
      example: "[x * y for x, y in zip([1, 2], [3, 4])]"
    ) { (call) throws(Diagnostic) in
      var lists: [[Datum]] = []
      for place in call.arguments.indices { lists.append(try call.elements(place)) }
      for (list, span) in zip(lists, call.spans) where list.count != lists[0].count {
        let lengths = lists.map { String($0.count) }.joined(separator: " and ")
        throw Diagnostic(
          .other("`zip` needs lists of one length, not of \(lengths)", help: nil), span)
      }
      return .list(lists[0].indices.map { place in .list(lists.map { $0[place] }) })
    },
    BuiltInFunction(
      "join", ["xs", "ys"], variadic: true, summary: "Lists one behind the other, as one list.",
      example: "join([1, 2], [3])"
    ) { (call) throws(Diagnostic) in
      var elements: [Datum] = []
      for place in call.arguments.indices { elements += try call.elements(place) }
      return .list(elements)
    },
    BuiltInFunction(
      "onehot", ["k", "n"],
      summary: "n numbers, 1 at place k and 0 elsewhere; of a list of places, a row for each.",
      example: "onehot(1, 3)"
    ) { (call) throws(Diagnostic) in
      let count = try call.wholeNumber(1, needed: "the length")
      let places = try call.grid(0)
      var rows: [Datum] = []
      for place in places.elements {
        let place = try call.evaluator.wholeNumber(place, at: call.spans[0], needed: "a place")
        guard (0..<max(count, 0)).contains(place) else {
          throw Diagnostic(.indexOutOfRange(place, count: max(count, 0)), call.spans[0])
        }
        rows.append(.list((0..<count).map { .number($0 == place ? 1 : 0) }))
      }
      return Grid(shape: places.shape, elements: rows).value
    },
    BuiltInFunction(
      "linspace", ["from", "to", "n"], summary: "n evenly spaced numbers, both ends included.",
      example: "linspace(0, 1, 5)"
    ) { (call) throws(Diagnostic) in
      let from = try call.number(0, needed: "the start")
      let to = try call.number(1, needed: "the end")
      let count = try call.wholeNumber(2, needed: "the number of points")
      guard (1...Evaluator.longestList).contains(count) else {
        throw Diagnostic(.tooManyElements(count), call.spans[2])
      }
      let step = count > 1 ? (to - from) / Double(count - 1) : 0
      return .list(
        (0..<count).map { .number($0 == count - 1 && count > 1 ? to : from + Double($0) * step) })
    },
  ]
}
