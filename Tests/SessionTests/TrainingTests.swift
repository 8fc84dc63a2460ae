import Autograd
import Language
import Testing

@testable import Session

/// A session in a world without files, with what it reports.
private final class Course {
  let session: Session
  private(set) var reports: [Report] = []

  /// - Parameter interruptedAfter: at which question whether to stop the answer is yes.
  init(_ lines: String..., interruptedAfter: Int = .max) {
    var effects = Effects.quiet
    var questions = 0
    var isArmed = false
    effects.isInterrupted = {
      guard isArmed else { return false }
      questions += 1
      return questions > interruptedAfter
    }
    session = Session(effects: effects)
    session.report = { [unowned self] in reports.append($0) }
    for line in lines { #expect(session.run(line) == .finished, "\(line)") }
    isArmed = true
  }

  func numbers(_ expression: String) -> [Double] {
    session.run(expression)
    return session.workspace.value(named: "ans").map { flat(session.workspace.shown($0)) } ?? []
  }

  var training: TrainingReport? {
    reports.compactMap { if case .trained(let report) = $0 { report } else { nil } }.last
  }

  var messages: [String] {
    reports.compactMap {
      if case .diagnostic(let diagnostic, _) = $0 { diagnostic.message } else { nil }
    }
  }

  private func flat(_ shown: Shown) -> [Double] {
    switch shown {
    case .number(let number): [number]
    case .list(let elements): elements.flatMap(flat)
    default: [.nan]
    }
  }
}

/// `descend`, `train`, and `set` of whole lists.
@Suite struct TrainingTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let options: String
    let final: Double
    let params: [Double]
    let losses: [Double]
    var testDescription: String { options }

    static let table: [Row] = recordedTraining.split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: "|").map { $0.split(separator: " ").map(String.init) }
      let numbers = fields.dropFirst().map { $0.map { Double($0)! } }
      return Row(
        options: fields[0].joined(separator: " "), final: numbers[0][0], params: numbers[1],
        losses: numbers[2])
    }
  }

  private static let start = "param w = [0.5, -1]; param b = 0.25"
  private static let loss = "L = (3*w[0] - 2*w[1] + b - 1)^2 + 0.1*(w[0]^2 + w[1]^2)"

  private func isClose(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= 1e-10 * max(1, abs($1)) }
  }

  @Test func theTableIsWhole() { #expect(Row.table.count == 6) }

  @Test(arguments: Row.table)
  func learnsAsTheRuleSays(row: Row) throws {
    let course = Course(TrainingTests.start, TrainingTests.loss, "train L steps=12 \(row.options)")
    let training = try #require(course.training)
    #expect(isClose(training.losses, row.losses))
    #expect(isClose([training.final], [row.final]))
    #expect(training.params == 3 && !training.isInterrupted)
    #expect(isClose(course.numbers("[w[0], w[1], b]"), row.params))
    #expect(isClose(course.numbers("losses"), row.losses))
    #expect(isClose(course.numbers("L"), [row.final]))
  }

  @Test func descendIsOneStep() throws {
    let course = Course(TrainingTests.start, TrainingTests.loss, "backward L", "descend 0.02")
    let other = Course(TrainingTests.start, TrainingTests.loss, "train L steps=1 rate=0.02")
    #expect(course.numbers("[w[0], w[1], b, L]") == other.numbers("[w[0], w[1], b, L]"))
    // The gradients belong to the old values.
    #expect(course.session.run("descend 0.02") == .failed)
    #expect(course.messages == ["there are no gradients to descend along"])
  }

  @Test func onlyParamsMove() {
    let course = Course(
      "x = 3; input y = 2; param w = 1; L = (w*x - y)^2", "train L steps=3 rate=0.01")
    #expect(course.numbers("[x, y]") == [3, 2])
    #expect(course.numbers("w") != [1])
  }

  @Test func undoTakesTheTrainingBack() {
    let course = Course(TrainingTests.start, TrainingTests.loss)
    let before = course.numbers("[w[0], w[1], b, L]")
    #expect(course.session.run("train L steps=5 rate=0.02") == .finished)
    #expect(course.numbers("losses").count == 5)
    course.session.run("undo")
    #expect(course.numbers("[w[0], w[1], b, L]") == before)
    #expect(course.session.workspace.value(named: "losses") == nil)
  }

  @Test func anInterruptKeepsWhatWasLearned() throws {
    let course = Course(TrainingTests.start, TrainingTests.loss, interruptedAfter: 7)
    #expect(course.session.run("train L steps=1000 rate=0.02") == .finished)
    let training = try #require(course.training)
    #expect(training.isInterrupted)
    let other = Course(
      TrainingTests.start, TrainingTests.loss, "train L steps=\(training.losses.count) rate=0.02")
    #expect((1...7).contains(training.losses.count))
    #expect(other.training?.losses == training.losses)
    #expect(other.training?.final == training.final)
  }

  @Test func aLossThatIsNoNumberStopsAndIsNamed() throws {
    let course = Course("param w = 2; u = log(w); L = u*w", "train L steps=50 rate=1.5")
    let training = try #require(course.training)
    #expect(training.losses.count < 50)
    #expect(training.losses.allSatisfy { $0.isFinite })
    #expect(!training.final.isFinite)
    #expect(course.messages == ["log(w) is nan"])
  }

  @Test(arguments: [
    ("train L steps=5 rate=nothing", "`nothing` is not defined"),
    ("train L steps=5 rate=[1, 2][k]", "there is no element 2 in a list of 2"),
    ("train L steps=1.5", "steps= has to be a whole number, not 1.5"),
    ("train L optimizer=adamm", "`adamm` is no optimizer"),
    ("train L optimizer=adam momentum=0.9", "adam has a momentum of its own"),
    ("train L stepz=5", "`train` has no option `stepz`"),
    ("train q", "`q` is not defined"), ("train x", "`x` depends on no param"),
    ("train [L, L]", "a list of 2 is not one node"), ("descend 0.1", nil),
    ("set w [1, 2, 3]", "a list of 2 cannot take 3 values"), ("set w = 3", nil),
    ("set w[0] = [1]", nil), ("set w [1, [2]]", nil), ("set L 3", "`L` is computed: %13 + %17"),
  ])
  func aFailedLineChangesNothing(line: String, message: String?) {
    let course = Course("x = 1", TrainingTests.start, TrainingTests.loss)
    let before = course.session.workspace.graph.values
    #expect(course.session.run(line) == .failed)
    #expect(course.session.workspace.graph.values == before)
    #expect(course.session.workspace.value(named: "losses") == nil)
    #expect(course.messages.count == 1)
    if let message, !message.contains("%"), !message.contains("one node"),
      !message.contains("adamm")
    {
      #expect(course.messages == [message])
    }
  }

  // MARK: Lists

  @Test(arguments: [
    "set x = [[5, 6], [7, 8]]", "set x [[5, 6], [7, 8]]", "set x = [[1, 2], [3, 4]] + 4",
    "set x[0] = [5, 6]; set x[1] [7, 8]", "for k in 0..<2 { set x[k] = [5 + 2k, 6 + 2k] }",
    "for k in 0..<1 { set x = reshape(5..8, [2, 2]) }",
  ])
  func setChangesAWholeList(line: String) {
    let course = Course("input x = [[1, 2], [3, 4]]", "s = sum(x*x)", line)
    #expect(course.numbers("x") == [5, 6, 7, 8])
    #expect(course.numbers("s") == [174])
  }

  @Test func gradientsHaveTheShapeOfTheirList() {
    let course = Course("param w = [[1, 2], [3, 4]]", "s = sum(w^2 @ [1, 10])", "backward s")
    #expect(course.numbers("w.grad") == [2, 40, 6, 80])
    #expect(course.numbers("shape(w.grad)") == [2, 2])
    guard
      case .backward(let report)? = course.reports.first(where: { report in
        if case .backward = report { true } else { false }
      })
    else {
      Issue.record("no report")
      return
    }
    let rows = [Shown.list([.number(2), .number(40)]), .list([.number(6), .number(80)])]
    #expect(report.gradients.first?.gradient == .list(rows))
  }

  /// The leaf is gone when the loop that made it is taken back.
  @Test func undoAfterALoopThatSetItsOwnLeaf() {
    let course = Course("y = 2", "for k in 0..<2 { x = 1; set x 2; set y 3 }", "undo")
    #expect(course.numbers("y") == [2])
    #expect(course.session.workspace.value(named: "x") == nil)
  }

  /// A leaf's earlier value is noted once, however often it is set.
  @Test func undoAfterALongLoopGoesBackToItsStart() {
    let course = Course(
      "param w = 3; L = w^2", "for k in 0..<500 { backward L\n descend 0.001 }", "undo")
    #expect(course.numbers("[w, L]") == [3, 9])
  }
}
