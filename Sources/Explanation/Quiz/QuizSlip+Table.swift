import Autograd

extension QuizSlip {
  /// The slips that are known, those that say more before those that say less.
  static let table: [QuizSlip] = sums + [operation] + factors + [sign] + rest

  /// The names of the slips, in the order of the table.
  public static let names: [String] = table.map(\.name)

  // MARK: Sums over uses

  private static let sums: [QuizSlip] = [
    QuizSlip(
      name: "forgotten use",
      answers: { situation in
        let uses = situation.uses
        guard uses.count > 1 else { return [] }
        // Of two uses the first remembered leaves out the last; the other way round, see below.
        let missing = uses.count == 2 ? uses.suffix(1) : uses[...]
        return missing.map { edge in
          let sum = uses.reduce(0) { $1 == edge ? $0 : $0 + $1.contribution }
          return Answer(sum, at: edge)
        }
          + (uses.count > 2
            ? uses.dropLast().map { Answer($0.contribution, at: $0, note: "alone") } : [])
      },
      says: { answer, question, words in
        let count = "\(words.name(question.node)) is used \(question.uses.count) times"
        return answer.note.isEmpty
          ? "\(count), and the use in \(words.use(answer.edge)) is not in that sum"
          : "\(count), and that is what the use in \(words.use(answer.edge)) adds alone"
      }),
    QuizSlip(
      name: "overwritten",
      answers: { situation in
        guard situation.uses.count > 1, let last = situation.uses.last else { return [] }
        return [Answer(last.contribution, at: last)]
      },
      says: { answer, _, words in
        "that is what the last use, \(words.use(answer.edge)), adds alone: gradients add up with "
          + "+=, and = overwrites those of the uses before"
      }),
    QuizSlip(
      name: "product of uses",
      answers: { situation in
        guard situation.uses.count > 1 else { return [] }
        return [
          Answer(situation.uses.reduce(1) { $0 * $1.contribution }, at: situation.uses[0])
        ]
      },
      says: { _, question, _ in
        "that multiplies what the \(question.uses.count) uses give; they add up"
      }),
  ]

  // MARK: Factors

  private static let factors: [QuizSlip] = [
    QuizSlip(
      name: "wrong operand",
      answers: { situation in
        situation.replacing { edge -> [Answer] in
          situation.graph.localDerivatives(of: edge.node)
            .filter { $0.position != edge.position }
            .map {
              Answer(
                edge.upstream * $0.local, at: edge,
                note: $0.operand == edge.operand ? "" : "\($0.operand.index)")
            }
        }
      },
      says: { answer, _, words in
        let formula = words.formula(answer.edge.node)
        let other = Int(answer.note).map { words.name(Node($0)) } ?? "the other operand"
        return "that takes the local derivative of \(formula) by \(other); the one by "
          + "\(words.name(answer.edge.operand)) is \(words.local(answer.edge))"
      }),
    QuizSlip(
      name: "upstream forgotten",
      answers: { $0.replacingEach(by: { $0.local }) },
      says: { answer, _, words in
        "that is the local derivative \(words.derivative(answer.edge)) alone; multiply it by the "
          + "upstream \(words.gradient(answer.edge.node)) = \(words.number(answer.edge.upstream))"
      }),
    QuizSlip(
      name: "upstream only",
      answers: { $0.replacingEach(by: { $0.upstream }) },
      says: { answer, _, words in
        "that is the upstream \(words.gradient(answer.edge.node)) alone; multiply it by the local "
          + "derivative \(words.equation(answer.edge))"
      }),
    QuizSlip(
      name: "link skipped",
      answers: { situation in
        situation.replacing { edge -> [Answer] in
          situation.graph.uses(of: edge.node, in: situation.quiz.pass).map {
            Answer($0.upstream * edge.local, at: edge, note: "\($0.node.index)")
          }
        }
      },
      says: { answer, _, words in
        let taken = Int(answer.note).map { words.gradient(Node($0)) } ?? "another"
        return "that has the upstream \(taken) in it, which skips a link of the chain; the one "
          + "here is \(words.gradient(answer.edge.node)) = \(words.number(answer.edge.upstream))"
      }),
  ]

  private static let sign = QuizSlip(
    name: "sign",
    answers: { situation in
      guard let first = situation.uses.first else { return [] }
      return [Answer(-situation.question.gradient, at: first, note: "whole")]
        + situation.replacingEach(by: { -$0.contribution })
    },
    says: { answer, question, words in
      guard question.uses.count == 1 else {
        return answer.note == "whole"
          ? "the size is right, the sign is not"
          : "the part that comes through \(words.use(answer.edge)) has the wrong sign"
      }
      let edge = answer.edge
      let reason =
        switch (edge.upstream < 0, edge.local < 0) {
        case (true, true): "upstream and local derivative are negative, and their product is not"
        case (false, false): "neither the upstream nor the local derivative is negative"
        case (true, false): "the upstream is negative, the local derivative is not"
        case (false, true): "the local derivative is negative, the upstream is not"
        }
      return "the size is right, the sign is not: \(reason)"
    })

  // MARK: Others

  private static let rest: [QuizSlip] = [
    QuizSlip(
      name: "zero",
      answers: { situation in situation.uses.prefix(1).map { Answer(0, at: $0) } },
      says: { _, question, words in
        "0 would mean that \(words.name(question.node)) does not matter to "
          + "\(words.name(words.root)), and it does"
      }),
    QuizSlip(
      name: "reciprocal",
      answers: { situation in
        guard let first = situation.uses.first else { return [] }
        return situation.replacingEach(by: { $0.upstream / $0.local })
          + [Answer(1 / situation.question.gradient, at: first, note: "whole")]
      },
      says: { answer, _, words in
        answer.note.isEmpty
          ? "that divides by the local derivative \(words.equation(answer.edge)); multiply by it"
          : "that is one over the gradient"
      }),
    QuizSlip(
      name: "sum for product",
      answers: { $0.replacingEach(by: { $0.upstream + $0.local }) },
      says: { answer, _, words in
        "that adds the upstream \(words.gradient(answer.edge.node)) and the local derivative "
          + "\(words.derivative(answer.edge)); multiply them"
      }),
    QuizSlip(
      name: "value",
      answers: { situation in
        guard let first = situation.uses.first else { return [] }
        return [
          Answer(situation.graph[situation.question.node], at: first),
          Answer(situation.graph[first.node], at: first, note: "user"),
        ]
      },
      says: { answer, question, words in
        let edge = answer.edge
        let node = answer.note.isEmpty ? edge.operand : edge.node
        return "that is the value of \(words.name(node)); asked is how fast "
          + "\(words.name(words.root)) changes with \(words.name(question.node))"
      }),
  ]
}
