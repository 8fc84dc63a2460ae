import Explanation
import Session

extension JSONWriter {
  static func members(_ report: StopReport) -> Members {
    [
      ("root", .string(report.root)), ("direction", .string(report.direction.rawValue)),
      ("step", .integer(report.position)), ("steps", .integer(report.count)),
      ("reason", .string(report.reason.rawValue)), ("name", .optional(report.name)),
      ("node", .optional(report.node)),
      ("last", report.step.map { .object(members($0)) } ?? .null), ("next", .optional(report.next)),
      (
        "settled",
        .array(
          report.settled.map {
            .object([
              ("node", .string($0.node)),
              (report.direction == .backward ? "gradient" : "value", .number($0.number)),
            ])
          })
      ),
      ("settledCount", .integer(report.settledCount)),
      (
        "waiting",
        .array(
          report.waiting.map {
            .object([
              ("node", .string($0.node)), ("arrived", .integer($0.arrived)),
              ("needed", .integer($0.needed)),
            ])
          })
      ),
      ("waitingCount", .integer(report.waitingCount)),
    ] + (report.gradients.isEmpty ? [] : [("gradients", json(report.gradients))])
  }

  static func members(_ report: StepsReport) -> Members {
    [
      ("root", .string(report.root)), ("step", .integer(report.position)),
      ("count", .integer(report.count)),
      ("steps", .array(report.steps.map { .object(members($0)) })),
    ]
  }

  static func members(_ report: BreakpointsReport) -> Members {
    [
      (
        "breakpoints",
        .array(
          report.breakpoints.map {
            .object([("name", .string($0.name)), ("kind", .string($0.value))])
          })
      ),
      ("watches", .array(report.watches.map { .string($0) })),
    ]
  }

  /// Numbers that the debugger has not come to yet are left out.
  private static func members(_ step: DebuggerStep) -> Members {
    let isKnown = step.isTaken || step.after != nil
    var members: Members = [("number", .integer(step.number)), ("node", .string(step.node))]
    if let edge = step.edge {
      members += [("operand", .string(edge.operand)), ("formula", .string(edge.formula))]
      if isKnown {
        members += [
          ("upstream", .number(edge.upstream)), ("local", .number(edge.local)),
          ("contribution", .number(edge.contribution)),
        ]
      }
    } else {
      members += [("formula", .string(step.formula))]
    }
    if step.edge != nil, let before = step.before { members += [("before", .number(before))] }
    if let after = step.after { members += [("after", .number(after))] }
    return members
  }
}
