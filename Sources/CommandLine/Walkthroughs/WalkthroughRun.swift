import Markdown
import Session

/// A walk-through while it is run, step by step.
///
/// It tells what there is to show, in order; what the options `hide` and `quiet` keep from the
/// reader is not told. Who presents waits between the steps; who publishes takes them one after the
/// other. What the code does to the world are the session's effects, which may be put in the place
/// of others before.
///
///     let run = WalkthroughRun(walkthrough, name: "walk.md", in: session) { event in … }
///     while let outcome = run?.advance() { … }
final class WalkthroughRun {
  /// One step: what is shown or run without a stop.
  enum Step {
    /// Some text. A heading is always the first block of its step.
    case prose([Block])
    case code(Chunk)
    /// `pause` on lines of its own.
    case pause
  }

  /// Whole lines of code: a statement, with the comments and blank lines before it, and what stands
  /// on the same lines. After the last statement of a piece there may be lines without one.
  struct Chunk {
    /// The lines, without blank ones at their ends.
    let lines: [String]
    /// The line of the file on which they begin, from 1.
    let firstLine: Int
    let options: Walkthrough.Options
    /// Whether it is the first of its piece of code.
    let isFirst: Bool
    /// Which part they belong to, and which statements of it they hold.
    fileprivate let part: Int
    fileprivate let statements: Range<Int>
    /// Whether the part ends with it.
    fileprivate let isEnd: Bool
  }

  /// What there is to show.
  enum Event {
    case prose([Block])
    /// Code that is about to be run.
    case code(Chunk)
    /// What the code found out. A mistake is `isExpected` where the block had to fail.
    case report(Report, isExpected: Bool)
    case pause
  }

  let session: Session
  let steps: [Step]
  /// The step that is next.
  var position = 0
  private let parts: [Session.ReadPart]
  private let tell: (Event) -> Void

  /// Reads a walk-through; `nil` where its code cannot be read, which the session has told.
  init?(
    _ walkthrough: Walkthrough, name: String, in session: Session, tell: @escaping (Event) -> Void
  ) {
    guard let parts = session.read(walkthrough.parts, name: name) else { return nil }
    self.session = session
    self.parts = parts
    self.tell = tell
    steps = walkthrough.pieces.flatMap { piece in
      switch piece {
      case .prose(let blocks): Self.sections(of: blocks).map(Step.prose)
      case .code(let code): Self.steps(of: code, parts[code.part])
      }
    }
  }

  // MARK: Steps

  /// Text parted before each heading.
  private static func sections(of blocks: [Block]) -> [[Block]] {
    var sections: [[Block]] = []
    for block in blocks {
      if case .heading = block {
        sections.append([block])
      } else if sections.isEmpty {
        sections.append([block])
      } else {
        sections[sections.count - 1].append(block)
      }
    }
    return sections
  }

  private static func steps(of code: Walkthrough.Code, _ part: Session.ReadPart) -> [Step] {
    var lines = code.text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let end = code.firstLine + lines.count
    var steps: [Step] = []
    var next = code.firstLine
    var isFirst = true
    func add(through line: Int, _ statements: Range<Int>, isEnd: Bool = false) {
      var first = next
      var last = min(line, end - 1)
      next = line + 1
      func isBlank(_ line: Int) -> Bool { lines[line - code.firstLine].allSatisfy(\.isWhitespace) }
      while first <= last, isBlank(first) { first += 1 }
      while last >= first, isBlank(last) { last -= 1 }
      if first > last, statements.isEmpty, !isEnd { return }
      let text = first > last ? [] : (first...last).map { String(lines[$0 - code.firstLine]) }
      steps.append(
        .code(
          Chunk(
            lines: text, firstLine: first, options: code.options, isFirst: isFirst,
            part: code.part, statements: statements, isEnd: isEnd)))
      isFirst = false
    }
    var place =
      part.statements.firstIndex { $0.lines.lowerBound >= code.firstLine } ?? part.statements.count
    while place < part.statements.count, part.statements[place].lines.lowerBound < end {
      let start = place
      var last = part.statements[place].lines.upperBound
      place += 1
      while place < part.statements.count, part.statements[place].lines.lowerBound <= last {
        last = part.statements[place].lines.upperBound
        place += 1
      }
      if part.statements[start..<place].allSatisfy(\.isPause) {
        let first = part.statements[start].lines.lowerBound
        // The comments before it.
        add(through: first - 1, start..<start)
        next = last + 1
        steps.append(.pause)
      } else {
        add(through: last, start..<place)
      }
    }
    add(through: end - 1, place..<place, isEnd: part.hasOpenEnd)
    return steps
  }

  // MARK: Running

  /// Takes the next step, and says how it ended; `nil` behind the last, or after `quit`. After a
  /// mistake it can go on: what is left of the lines with the mistake is passed over.
  func advance() -> Session.Outcome? {
    guard position < steps.count, !session.isFinished else { return nil }
    position += 1
    switch steps[position - 1] {
    case .prose(let blocks): tell(.prose(blocks))
    case .pause: tell(.pause)
    case .code(let chunk): return run(chunk)
    }
    return .finished
  }

  private func run(_ chunk: Chunk) -> Session.Outcome {
    let part = parts[chunk.part]
    if !chunk.options.contains(.hide), !chunk.lines.isEmpty { tell(.code(chunk)) }
    let outer = session.report
    defer { session.report = outer }
    session.report = { [session, tell] report in
      guard case .diagnostic(let diagnostic, let place) = report else {
        // The session passes on what is expected, for tests.
        if !part.part.isSilent { tell(.report(report, isExpected: false)) }
        return
      }
      let isMistake = diagnostic.severity == .error
      // What is part of the story stands beneath its code.
      let isOfStory = !isMistake || session.expectsFailure
      tell(
        .report(
          .diagnostic(diagnostic, isOfStory ? place?.withoutFile : place),
          isExpected: isMistake && isOfStory))
    }
    return chunk.isEnd ? session.conclude(part) : session.run(part, chunk.statements)
  }
}
