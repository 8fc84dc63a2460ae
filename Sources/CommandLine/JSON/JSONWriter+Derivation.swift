import Autograd
import Explanation
import Session

extension JSONWriter {
  /// A derivation; formulas in the language's notation, with numbers that read back exactly.
  static func members(_ report: DerivationReport) -> [(key: String, value: JSON)] {
    let derivation = report.derivation
    let notation = report.notation(.full)
    let text = { (formula: Formula?) in
      formula?.text(notation).limited(to: DerivationWriter.longest)
    }
    let steps = derivation.steps.map { step in
      JSON.object([
        ("node", .string(report.name(step.node))), ("formula", .optional(text(step.formula))),
        ("rule", .string(step.rule)),
        (
          "inputs",
          .array(
            step.partials.map {
              .object([
                ("node", .string(report.name($0.operand))),
                ("derivative", .optional(text($0.formula))), ("local", .number($0.value)),
              ])
            })
        ),
      ])
    }
    let latex =
      report.format == .latex
      ? [
        (
          "latex",
          JSON.string(
            LaTeXDerivation(report: report, format: .full).lines.joined(separator: "\n"))
        )
      ] : []
    return [
      ("node", .string(report.name(derivation.variable))),
      ("root", .string(report.name(derivation.root))),
      ("formula", .optional(text(derivation.formula))), ("steps", .array(steps)),
      ("omitted", .integer(derivation.omittedNodes)), ("value", .optional(derivation.value)),
      ("gradient", .number(derivation.gradient)),
    ] + latex
  }
}

extension String {
  /// The text, if it is not longer.
  fileprivate func limited(to longest: Int) -> String? { count <= longest ? self : nil }
}
