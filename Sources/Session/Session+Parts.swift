import Language

extension Session {
  /// A stretch of code: a line that was typed, a script, or a block of a document.
  public struct Part: Sendable, Equatable {
    public let text: String
    /// The line of the file on which it begins, from 1.
    public let firstLine: Int
    /// Whether its last statement has to fail.
    public let fails: Bool
    /// Whether nothing of what it finds out is told, but what it expects and what goes wrong.
    public let isSilent: Bool

    public init(
      _ text: String, firstLine: Int = 1, fails: Bool = false, isSilent: Bool = false
    ) {
      self.text = text
      self.firstLine = firstLine
      self.fails = fails
      self.isSilent = isSilent
    }
  }

  /// A part that was read, to be run statement by statement.
  public struct ReadPart: Sendable {
    public let part: Part
    public let statements: [ReadStatement]
    /// Why the rest of it cannot be read; only of a part that has to fail.
    let mistakes: [Diagnostic]
    /// Everything, for a mistake that concerns no statement.
    let span: Span

    /// Whether it has to fail and something is left to tell behind its last statement, for
    /// ``Session/conclude(_:)``.
    public var hasOpenEnd: Bool { part.fails && (!mistakes.isEmpty || statements.isEmpty) }
  }

  /// A statement and the lines of the file on which it stands.
  public struct ReadStatement: Sendable {
    let statement: Statement
    public let lines: ClosedRange<Int>

    /// Whether it is `pause`, which is for whoever presents and does nothing else.
    public var isPause: Bool {
      if case .command(let invocation) = statement.kind {
        invocation.word == "pause"
      } else {
        false
      }
    }
  }

  // MARK: Reading

  /// Reads all parts of one text before anything is run, and tells what cannot be read, except of
  /// parts that have to fail. `nil` where that means that nothing is to be run.
  ///
  ///     let read = session.read([Session.Part("a = 2\nb = a^2")], name: "square.gw")
  ///     read?[0].statements.map(\.lines)     // [1...1, 2...2]
  public func read(_ parts: [Part], name: String?) -> [ReadPart]? {
    var canRun = true
    let read = parts.map { part in
      let source = workspace.sources.add(part.text, name: name, firstLine: part.firstLine)
      let script = evaluator.parse(source)
      if !part.fails {
        tell(script.mistakes)
        canRun = canRun && script.mistakes.isEmpty
      }
      return ReadPart(
        part: part, statements: statements(of: script.statements, from: part.firstLine, in: source),
        mistakes: script.mistakes, span: source.span)
    }
    return canRun ? read : nil
  }

  private func statements(
    of statements: [Statement], from firstLine: Int, in source: Source
  ) -> [ReadStatement] {
    var number = firstLine
    var place = source.span.start
    return statements.map { statement in
      func moveOn(to end: UInt32) -> Int {
        let text = workspace.sources.text(of: Span(from: place, to: end))
        number += text.utf8.count { $0 == UInt8(ascii: "\n") }
        place = max(place, end)
        return number
      }
      let first = moveOn(to: statement.span.start)
      return ReadStatement(statement: statement, lines: first...moveOn(to: statement.span.end))
    }
  }

  // MARK: Running

  /// Runs a text: a line that was typed, or a script. Nothing of it is run if it cannot be read;
  /// else it is run up to the first mistake.
  @discardableResult
  public func run(_ text: String, name: String? = nil, firstLine: Int = 1) -> Outcome {
    run([Part(text, firstLine: firstLine)], name: name)
  }

  /// Runs the parts of one text, as the blocks of a document: all of them are read before the
  /// first is run.
  @discardableResult
  public func run(_ parts: [Part], name: String?) -> Outcome {
    guard let read = read(parts, name: name) else { return .failed }
    for part in read {
      let outcome = run(part)
      if outcome != .finished || isFinished { return outcome }
    }
    return .finished
  }

  /// Runs a part up to the first mistake. Of a part that has to fail, the last statement's mistake is
  /// what is expected, and it is one that none comes.
  @discardableResult
  public func run(_ part: ReadPart) -> Outcome {
    let outcome = run(part, part.statements.indices)
    return outcome == .finished && !isFinished ? conclude(part) : outcome
  }

  /// Runs some statements of a part, those before them having been run.
  ///
  ///     for place in part.statements.indices { session.run(part, place..<place + 1) }
  ///     session.conclude(part)
  @discardableResult
  public func run(_ part: ReadPart, _ places: Range<Int>) -> Outcome {
    let outer = (report: report, expectsFailure: expectsFailure)
    if part.part.isSilent {
      report = { [unowned self] report in if isHeard(report) { outer.report(report) } }
    }
    defer { (report, expectsFailure) = outer }
    for place in places {
      if isFinished { return .finished }
      let hasToFail =
        part.part.fails && !part.hasOpenEnd && place == part.statements.count - 1
      expectsFailure = hasToFail
      switch run(part.statements[place].statement) {
      case .finished where hasToFail: return missFailure(of: part)
      case .finished: continue
      case .failed where hasToFail: return .finished
      case let outcome: return outcome
      }
    }
    return .finished
  }

  /// Ends a part whose statements have been run: tells the mistakes of one that could not be read
  /// to its end, and had to fail.
  @discardableResult
  public func conclude(_ part: ReadPart) -> Outcome {
    guard part.hasOpenEnd else { return .finished }
    if part.mistakes.isEmpty { return missFailure(of: part) }
    if part.part.isSilent { return .finished }
    expectsFailure = true
    defer { expectsFailure = false }
    tell(part.mistakes)
    return .finished
  }

  /// Whether something is told of a silent part.
  private func isHeard(_ report: Report) -> Bool {
    switch report {
    case .expectation: true
    case .diagnostic(let diagnostic, _): diagnostic.severity == .error && !expectsFailure
    default: false
    }
  }

  private func missFailure(of part: ReadPart) -> Outcome {
    expectsFailure = false
    tell(Diagnostic(.other("this block has to fail, and it does not", help: nil), part.span))
    return .failed
  }

  // MARK: Lines

  /// The lines of a script on which each of its statements stands, from 1.
  ///
  ///     Session.lines(ofStatementsIn: "# two\na = 2; f(x) = {\n  x\n}")     // [2...2, 2...4]
  public static func lines(ofStatementsIn text: String) -> [ClosedRange<Int>] {
    let session = Session(effects: .quiet)
    let source = session.workspace.sources.add(text)
    let script = session.evaluator.parse(source)
    return session.statements(of: script.statements, from: 1, in: source).map(\.lines)
  }
}
