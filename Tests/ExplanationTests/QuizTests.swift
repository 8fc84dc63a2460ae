import Autograd
import RandomGraphs
import SeededNumbers
import Testing

@testable import Explanation

/// Questions, verdicts and the score, on the graphs of lectures and on random ones.
@Suite struct QuizTests {
  @Test func theOrderIsThatOfThePass() {
    let graph = LectureGraph.expression
    let order = graph.quiz.questions.map(\.node)
    #expect(order == ["d", "f", "e", "c", "a", "b"].map { graph[$0] })
    #expect(graph.quiz.candidates == 6)
  }

  @Test func aNodeWithSeveralUsesComesAfterAllOfThem() {
    let graph = LectureGraph.twice
    #expect(graph.quiz.questions.map(\.node) == ["d", "e", "a", "b"].map { graph[$0] })
    #expect(graph.quiz.questions[2].uses.map(\.node) == [graph["e"], graph["d"]])
  }

  @Test func constantsAreNotAskedFor() {
    var graph = Graph()
    let x = graph.leaf(3)
    let square = graph.apply(.pow, x, graph.leaf(2, role: .constant))
    let root = graph.apply(.mul, square, graph.leaf(5, role: .constant))
    let quiz = Quiz(on: root, in: graph, count: nil) { _ in 0 }
    #expect(quiz.questions.map(\.node) == [square, x])
  }

  @Test func nanAndWhatManyUseAreNotAskedFor() {
    var graph = Graph()
    let (x, y, z) = (graph.leaf(-1), graph.leaf(2), graph.leaf(3))
    var sum = graph.apply(.mul, z, graph.apply(.log, x))
    for _ in 0...Quiz.mostUses { sum = graph.apply(.add, sum, y) }
    let asked = Quiz(on: sum, in: graph, count: nil) { _ in 0 }.questions.map(\.node)
    #expect(!asked.contains(y))
    #expect(!asked.contains(z))
    // What is around them is nan as well, and all its uses are.
    #expect(asked == [])
  }

  // MARK: Tries and score

  @Test func theSecondWrongAnswerEndsAQuestion() {
    let graph = LectureGraph.expression
    var quiz = graph.quiz
    _ = quiz.answer(QuizAnswer(7, typed: "7"))
    #expect(quiz.attempt == 2)
    guard case .missed? = quiz.answer(QuizAnswer(8, typed: "8")) else {
      Issue.record("a third try")
      return
    }
    quiz.hint()
    _ = quiz.answer(QuizAnswer(4, typed: "4"))
    _ = quiz.answer(QuizAnswer(-2, typed: "-2"))
    _ = quiz.answer(QuizAnswer(2, typed: "2"))
    _ = quiz.answer(QuizAnswer(-2, typed: "-2"))
    quiz.skip()
    #expect(quiz.score == .init(first: 1, later: 2, missed: 1, skipped: 1))
    #expect(quiz.question?.node == graph["b"])
    _ = quiz.answer(QuizAnswer(-4, typed: "-4"))
    #expect(quiz.question == nil)
    #expect(quiz.answer(QuizAnswer(1, typed: "1")) == nil)
  }

  @Test func whatIsKnownGrows() {
    let graph = LectureGraph.expression
    var quiz = graph.quiz
    #expect(Set(quiz.known) == [graph["L"]])
    while let question = quiz.question, question.node != graph["a"] { quiz.skip() }
    #expect(Set(quiz.known) == Set(["L", "d", "f", "e", "c"].map { graph[$0] }))
  }

  static let roundings: [(String, Double, Double, QuizAnswer.Closeness)] = [
    ("exactly", -2, -2, .equal), ("0.39", 0.39, 0.3932, .equal), ("0.40", 0.40, 0.3968, .equal),
    ("0.4", 0.4, 0.3932, .rough), ("-0.2", -0.2, -0.1966, .rough), ("0", 0, 0.3932, .different),
    ("0.0", 0, 0.3932, .different), ("139", 139, 138.83, .rough), ("138.8", 138.8, 138.83, .equal),
    ("1.4e2", 140, 138.83, .equal), ("0.38", 0.38, 0.3932, .different), ("0", 0, 0, .equal),
    ("0.00039", 0.00039, 0.000391, .equal), ("12", 12, 11.6, .rough), ("1e", 1, 1.4, .different),
    ("2/5", 0.4, 0.3932, .different),
  ]

  @Test(arguments: roundings)
  func rounds(text: String, value: Double, exact: Double, closeness: QuizAnswer.Closeness) {
    #expect(QuizAnswer(value, typed: text).closeness(to: exact) == closeness)
  }

  // MARK: Random graphs

  private static func graph(_ seed: Int) -> (Graph, Node) {
    let random = RandomGraph(seed: seed, nodes: 24, root: .sum)
    return (random.graph, random.root)
  }

  @Test(arguments: 1...60)
  func rightIsRightAndWrongIsWrong(seed: Int) {
    let (graph, root) = Self.graph(seed)
    var random = SeededNumbers(seed: 700 + seed)
    var quiz = Quiz(on: root, in: graph, count: nil) { Int.random(in: 0..<$0, using: &random) }
    var asked: [Node] = []
    while let question = quiz.question {
      asked.append(question.node)
      let exact = question.gradient
      let sum = question.uses.reduce(0) { $0 + $1.contribution }
      #expect(abs(sum - exact) <= 1e-9 * (1 + abs(exact)), "seed \(seed)")
      // Off by more than a thousandth, and by more than rounding.
      for wrong in [exact * 1.002, exact * 0.99, -exact, exact + 0.5, 0, graph[question.node]]
      where abs(wrong - exact) > 1e-3 * abs(exact) && abs(wrong - exact) > 1e-9 {
        var trial = quiz
        let verdict = trial.answer(QuizAnswer(wrong, typed: ""))
        if case .wrong? = verdict { continue }
        Issue.record("seed \(seed): \(wrong) for \(exact) is \(String(describing: verdict))")
      }
      let text = NumberFormat.significant(6).text(exact)
      guard case .right? = quiz.answer(QuizAnswer(Double(text)!, typed: text)) else {
        Issue.record("seed \(seed): \(text) for \(exact) is wrong")
        return
      }
    }
    #expect(quiz.score.first == asked.count)
    #expect(asked.count > 3, "seed \(seed)")
    let users = Dictionary(uniqueKeysWithValues: asked.enumerated().map { ($1, $0) })
    for node in asked {
      for operand in graph.operands(of: node) where users[operand] != nil {
        #expect(users[operand]! > users[node]!, "seed \(seed): \(operand) before \(node)")
      }
    }
  }

  @Test(arguments: 1...20)
  func aChoiceKeepsTheOrder(seed: Int) {
    let (graph, root) = Self.graph(seed)
    var random = SeededNumbers(seed: 700 + seed)
    let all = Quiz(on: root, in: graph, count: 1000) { _ in 0 }.questions.map(\.node)
    let some = Quiz(on: root, in: graph, count: 5) { Int.random(in: 0..<$0, using: &random) }
    #expect(some.questions.count == min(5, all.count))
    let chosen = some.questions.map(\.node)
    #expect(all.filter(chosen.contains) == chosen)
  }
}
