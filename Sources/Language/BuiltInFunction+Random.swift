import Autograd

extension BuiltInFunction {
  /// Random numbers, the same as those of Python's `random` module after the same seed.
  ///
  /// Each draws plain numbers, which are no nodes until they get a name or meet one. With a count
  /// they give a list, of the numbers that as many calls would have given one after the other.
  static let random: [BuiltInFunction] = [
    BuiltInFunction(
      "uniform", ["lo", "hi", "count"], least: 2,
      summary: "A random number, each between lo and hi as likely as any other; with a count, a "
        + "list of them. As Python's uniform; `seed` makes it reproducible.",
      example: "seed 1337\nuniform(-1, 1)"
    ) { (call) throws(Diagnostic) in
      let (low, high) = (try call.number(0), try call.number(1))
      return try call.drawn { $0.uniform(low, high) }
    },
    BuiltInFunction(
      "normal", ["mean", "deviation", "count"], least: 2,
      summary: "A random number from a normal distribution; with a count, a list of them. As "
        + "Python's normalvariate.",
      example: "seed 1337\nnormal(0, 1)"
    ) { (call) throws(Diagnostic) in
      let (mean, deviation) = (try call.number(0), try call.number(1))
      return try call.drawn { $0.normal(mean, deviation) }
    },
    BuiltInFunction(
      "gauss", ["mean", "deviation", "count"], least: 2,
      summary: "A random number from a normal distribution; with a count, a list of them. As "
        + "Python's gauss, whose numbers are not those of normalvariate.",
      example: "seed 1337\ngauss(0, 1)"
    ) { (call) throws(Diagnostic) in
      let (mean, deviation) = (try call.number(0), try call.number(1))
      return try call.drawn { $0.gauss(mean, deviation) }
    },
    BuiltInFunction(
      "randint", ["first", "last", "count"], least: 2,
      summary: "A random whole number from first to last, both of them possible; with a count, a "
        + "list of them. As Python's randint.",
      example: "seed 1337\nrandint(1, 6)"
    ) { (call) throws(Diagnostic) in
      let (first, last) = (try call.exactWhole(0), try call.exactWhole(1))
      guard first <= last else {
        throw Diagnostic(
          .other("there is no whole number from \(first) to \(last)", help: nil), call.span)
      }
      return try call.drawn { Double($0.integer(first, last)) }
    },
    BuiltInFunction(
      "choice", ["xs", "count"], least: 1,
      summary: "A random element of a list; with a count, a list of them, each from all of the "
        + "elements. As Python's choice.",
      example: "seed 1337\nchoice([2, 3, 5, 7])"
    ) { (call) throws(Diagnostic) in
      let elements = try call.elements(0)
      guard !elements.isEmpty else { throw Diagnostic(.emptyList(call.function), call.span) }
      return try call.drawn(countAt: 1) { elements[$0.below(elements.count)] }
    },
    BuiltInFunction(
      "shuffle", ["xs"],
      summary: "A new list of the same elements in a random order; xs stays as it is. The order "
        + "is that of Python's shuffle.",
      example: "seed 1337\nshuffle(1..5)"
    ) { (call) throws(Diagnostic) in
      var elements = try call.elements(0)
      try call.checkMayDraw()
      call.workspace.draw { $0.shuffle(&elements) }
      return .list(elements)
    },
  ]
}

extension BuiltInFunction.Call {
  fileprivate func number(_ place: Int) throws(Diagnostic) -> Double {
    try checkMayDraw()
    return try evaluator.plainNumber(
      arguments[place], at: spans[place], needed: "an argument of `\(function)`")
  }

  /// A whole number that no rounding has touched.
  fileprivate func exactWhole(_ place: Int) throws(Diagnostic) -> Int {
    try checkMayDraw()
    let whole = try evaluator.wholeNumber(
      arguments[place], at: spans[place], needed: "an argument of `\(function)`")
    guard whole.magnitude <= 1 << 53 else {
      throw Diagnostic(
        .other("\(exact(Double(whole))) is too large", help: "the largest is 2^53"), spans[place])
    }
    return whole
  }

  /// An `op` is traced once, where it is defined, and would repeat the same numbers for ever.
  fileprivate func checkMayDraw() throws(Diagnostic) {
    guard evaluator.isTracing else { return }
    throw Diagnostic(
      .other("an `op` cannot draw random numbers", help: "pass them as parameters"), span)
  }

  fileprivate func drawn(
    _ number: (inout MersenneTwister) -> Double
  ) throws(Diagnostic) -> Datum {
    try drawn(countAt: 2) { .number(number(&$0)) }
  }

  /// One value, or where there is a count, a list of so many.
  fileprivate func drawn(
    countAt place: Int, _ value: (inout MersenneTwister) -> Datum
  ) throws(Diagnostic) -> Datum {
    try checkMayDraw()
    guard place < arguments.count else { return workspace.draw(value) }
    let count = try evaluator.wholeNumber(arguments[place], at: spans[place], needed: "a count")
    guard count >= 0 else {
      throw Diagnostic(.other("a count cannot be \(count)", help: nil), spans[place])
    }
    guard count <= Evaluator.longestList else {
      throw Diagnostic(.tooManyElements(count), spans[place])
    }
    var values: [Datum] = []
    values.reserveCapacity(count)
    while values.count < count {
      try evaluator.checkInterrupt(at: span)
      workspace.draw { generator in
        for _ in values.count..<min(values.count + 10_000, count) {
          values.append(value(&generator))
        }
      }
    }
    return .list(values)
  }
}
