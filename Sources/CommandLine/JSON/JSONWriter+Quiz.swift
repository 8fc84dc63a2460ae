import Session

extension JSONWriter {
  static func object(for quiz: QuizReport) -> (String, Members) {
    switch quiz {
    case .question(let question): ("question", members(question))
    case .verdict(let verdict): ("verdict", members(verdict))
    case .score(let score): ("quiz", members(score))
    }
  }

  private static func members(_ question: QuizReport.Question) -> Members {
    let uses = question.uses.map { use in
      JSON.object([
        ("in", .string(use.user)), ("formula", .string(use.formula)),
        ("value", .number(use.value)),
        ("operands", .object(use.operands.map { ($0.name, .number($0.value)) })),
        ("upstream", .number(use.upstream)),
      ])
    }
    return [
      ("root", .string(question.root)), ("node", .string(question.node)),
      ("number", .integer(question.number)), ("of", .integer(question.count)),
      ("value", .number(question.value)), ("uses", .array(uses)),
    ]
  }

  private static func members(_ verdict: QuizReport.Verdict) -> Members {
    let contributions = verdict.contributions.map { part in
      JSON.object([
        ("in", .string(part.user)), ("upstream", .number(part.upstream)),
        ("local", .number(part.local)), ("contribution", .number(part.product)),
      ])
    }
    return [
      ("root", .string(verdict.root)), ("node", .string(verdict.node)),
      ("verdict", .string(verdict.kind.rawValue)), ("text", .string(verdict.text)),
      ("answer", .optional(verdict.answer)), ("slip", .optional(verdict.slip)),
      ("hint", .optional(verdict.hint)), ("gradient", .optional(verdict.gradient)),
      ("uses", .array(contributions)),
    ]
  }

  private static func members(_ score: QuizReport.Score) -> Members {
    [
      ("root", .string(score.root)), ("questions", .integer(score.count)),
      ("first", .integer(score.first)), ("later", .integer(score.later)),
      ("missed", .integer(score.missed)), ("skipped", .integer(score.skipped)),
      ("complete", .bool(!score.isCutShort)),
    ]
  }
}
