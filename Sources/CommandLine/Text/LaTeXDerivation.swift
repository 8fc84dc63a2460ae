import Autograd
import Explanation
import Session
import Typography

/// A derivation as a block for LaTeX with amsmath, complete with its environment.
struct LaTeXDerivation {
  let report: DerivationReport
  let format: NumberFormat

  /// LaTeX takes about four characters for one of text.
  private static let longest = 4 * DerivationWriter.longest

  private var derivation: Derivation { report.derivation }
  private var notation: Formula.Notation { report.notation(format) }

  var lines: [String] {
    var rows = [head]
    for step in derivation.steps.prefix(DerivationWriter.mostSteps) {
      rows += step.partials.enumerated().map { place, partial in
        let first =
          place == 0 ? "\(name(step.node)) &= \(step.formula.latex(notation))" : "&"
        let rule = place == 0 ? " && \\text{\(TeX.text(step.rule))}" : ""
        return "\(first) & \(fraction(partial)) &= "
          + partial.formula.latex(notation) + rule
      }
    }
    let rest = derivation.steps.count - DerivationWriter.mostSteps
    if rest > 0 || derivation.omittedNodes > 0 {
      rows.append("& \\text{and \(max(rest, derivation.omittedNodes)) more steps}")
    } else {
      for equation in derivation.equations { rows += chain(equation) }
    }
    if let end { rows.append(end) }
    return ["\\begin{align*}"]
      + rows.enumerated().map { "  \($1)" + ($0 + 1 < rows.count ? " \\\\" : "") }
      + ["\\end{align*}"]
  }

  private var top: String { fraction(derivation.root, derivation.variable) }

  private var head: String {
    guard let formula = derivation.formula?.latex(notation),
      formula.count <= LaTeXDerivation.longest
    else { return "\(top) &= \\text{a formula too long to be written}" }
    return "\(top) &= \(formula)"
  }

  private func chain(_ equation: Derivation.Equation) -> [String] {
    let symbols = sum(equation) { partial, _ in fraction(partial) }
    let short = sum(equation) { $0.formula.factorLaTeX(notation, isFirst: $1) }
    let long = sum(equation) { $0.expanded?.factorLaTeX(notation, isFirst: $1) }
    guard let symbols, let short else { return [] }
    return ["\(fraction(derivation.root, equation.node)) &= \(symbols)", "&= \(short)"]
      + (long.map { $0 == short ? [] : ["&= \($0)"] } ?? [])
  }

  private func sum(
    _ equation: Derivation.Equation, _ part: (Derivation.Partial, _ isFirst: Bool) -> String?
  ) -> String? {
    equation.sum(
      times: " \\cdot ", longest: LaTeXDerivation.longest,
      upstream: { fraction(derivation.root, $0) }, partial: part)
  }

  private var end: String? {
    guard derivation.dependence == .computed else { return nil }
    // The number goes on with the chain rule, where that was written just above.
    let isJoined =
      !derivation.equations.isEmpty && derivation.steps.count <= DerivationWriter.mostSteps
    return (isJoined ? "" : top + " ") + "&= \(TeX.number(format.text(derivation.gradient)))"
      + place
  }

  private var place: String {
    let point = report.point.prefix(8).map {
      "\(TeX.name($0.name)) = \(TeX.number(format.text($0.value)))"
    }
    return point.isEmpty
      ? ""
      : " && \\text{at } " + point.joined(separator: ",\\; ")
        + (report.point.count > 8 ? ",\\; \\dots" : "")
  }

  private func fraction(_ partial: Derivation.Partial) -> String {
    let text = fraction(partial.node, partial.operand)
    let held = partial.held.map(name).joined(separator: ",")
    return held.isEmpty ? text : "\\left.\(text)\\right|_{\(held)}"
  }

  private func name(_ node: Node) -> String { TeX.name(report.name(node)) }

  private func fraction(_ node: Node, _ variable: Node) -> String {
    "\\frac{\\partial \(name(node))}{\\partial \(name(variable))}"
  }
}
