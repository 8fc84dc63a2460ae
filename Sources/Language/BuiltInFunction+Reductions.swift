import Autograd

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension BuiltInFunction {
  /// Functions that make one number of many.
  static let reductions: [BuiltInFunction] = [
    BuiltInFunction(
      "sum", ["xs"], options: ["axis"],
      summary: "The sum of a list's elements, of all or along one axis; 0 where there are none.",
      example: "sum([[1, 2], [3, 4]], axis=0)"
    ) { (call) throws(Diagnostic) in
      try call.reduced { (row) throws(Diagnostic) in try call.folded(.add, row) ?? .number(0) }
    },
    BuiltInFunction(
      "mean", ["xs"], options: ["axis"],
      summary: "The mean of a list's elements, of all or along one axis.",
      example: "mean([1, 2, 6])"
    ) { (call) throws(Diagnostic) in
      try call.reduced { (row) throws(Diagnostic) in
        let sum = try call.nonEmpty(call.folded(.add, row))
        return try call.apply(.div, sum, .number(Double(row.count)))
      }
    },
    extremum("max", "largest"),
    extremum("min", "smallest"),
    BuiltInFunction(
      "argmax", ["xs"], options: ["axis"],
      summary: "The place of the largest element, the first of equals; a plain number.",
      example: "argmax([2, 7, 3])"
    ) { (call) throws(Diagnostic) in
      try call.reduced { (row) throws(Diagnostic) in
        guard !row.isEmpty else { throw Diagnostic(.emptyList("argmax"), call.span) }
        var best = 0
        var largest = -Double.infinity
        for (place, element) in row.enumerated() {
          let number = try call.evaluator.plainNumber(
            element, at: call.span, needed: "an element")
          if number > largest || place == 0 {
            best = place
            largest = number
          }
        }
        return .number(Double(best))
      }
    },
    BuiltInFunction(
      "dot", ["xs", "ys"], summary: "The dot product of two vectors; `xs @ ys` means the same.",
      example: "dot([1, 2, 3], [4, 5, 6])"
    ) { (call) throws(Diagnostic) in
      try call.evaluator.product(call.arguments[0], call.arguments[1], at: call.span)
    },
    BuiltInFunction(
      "norm", ["xs"], summary: "The length of a vector: the root of the sum of its squares.",
      example: "norm([3, 4])"
    ) { (call) throws(Diagnostic) in
      let power = try call.apply(Operators.power, call.arguments[0], .number(2))
      let squares = try call.evaluator.grid(power, at: call.spans[0]).elements
      let sum = try call.folded(.add, squares) ?? .number(0)
      return try call.evaluator.apply(
        Operation.code(named: "sqrt")!, sum, sign: "norm", at: call.span)
    },
  ]

  private static func extremum(_ name: String, _ which: String) -> BuiltInFunction {
    BuiltInFunction(
      name, ["x", "y"], least: 1, variadic: true, options: ["axis"],
      summary: "The \(which) of two or more numbers, or of a list, of all or along one axis; taken "
        + "two by two from the left.",
      example: "\(name)(2, 7, 3)"
    ) { (call) throws(Diagnostic) in
      let code = Operation.code(named: name)!
      guard call.arguments.count == 1 else {
        return try call.nonEmpty(call.folded(code, call.arguments))
      }
      return try call.reduced { (row) throws(Diagnostic) in
        try call.nonEmpty(call.folded(code, row))
      }
    }
  }
}
