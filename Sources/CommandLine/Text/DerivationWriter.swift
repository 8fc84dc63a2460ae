import Autograd
import Explanation
import Session
import Terminal
import Typography

/// A derivation as lines of text.
struct DerivationWriter {
  let writer: TextWriter
  let report: DerivationReport

  /// Formulas are not written beyond this many characters.
  static let longest = 1000
  /// Nor the chain rule with its substitutions undone beyond these, which are six lines.
  static let longestExpansion = 480
  /// Of more steps than these, only some are written.
  static let mostSteps = 24

  private var derivation: Derivation { report.derivation }
  private var notation: Formula.Notation { report.notation(writer.format) }
  private var top: String { fraction(derivation.root, derivation.variable) }

  func lines() -> [String] {
    if report.format == .latex {
      return LaTeXDerivation(report: report, format: writer.format).lines
    }
    let root = report.name(derivation.root)
    let variable = report.name(derivation.variable)
    switch derivation.dependence {
    case .same: return ["\(top) = 1: everything changes as fast as itself"]
    case .none:
      return writer.wrapped(
        "\(top) = 0: \(root) does not depend on \(variable)"
          + (report.isReversed
            ? ", but \(variable) on \(root): `derive \(variable) \(root)`" : ""),
        indent: 2)
    case .computed: break
    }
    return head + steps + chain + numbers
      + report.kinks.flatMap { wrapped("kink of \($0.name): \($0.value)", indent: 2) }
  }

  private func fraction(_ node: Node, _ variable: Node) -> String {
    "∂\(report.name(node))/∂\(report.name(variable))"
  }

  /// `∂y/∂x|u` where u is held.
  private func fraction(_ partial: Derivation.Partial) -> String {
    let held = partial.held.map(report.name).joined(separator: ",")
    return fraction(partial.node, partial.operand) + (held.isEmpty ? "" : "|" + held)
  }

  // MARK: The formula

  private var formula: String? {
    guard let text = derivation.formula?.text(notation), text.count <= DerivationWriter.longest
    else { return nil }
    return text
  }

  private var head: [String] {
    guard let formula else {
      return wrapped(
        "\(top): a formula of more than \(DerivationWriter.longest) characters is left out",
        indent: 0)
    }
    return wrapped("\(top) = \(formula)", indent: 0)
  }

  // MARK: Steps

  private var steps: [String] {
    if derivation.omittedNodes > 0 {
      return wrapped(
        "\(derivation.omittedNodes) nodes lie on the way, and their rules are left out", indent: 2)
    }
    let rows = derivation.steps.prefix(DerivationWriter.mostSteps).map(row)
    let first = rows.map { Screen.width(of: $0.formula) }.filter { $0 <= 30 }.max() ?? 0
    let second = rows.map { Screen.width(of: $0.rule) }.max() ?? 0
    var lines: [String] = []
    for row in rows {
      var before = "  " + Screen.padded(row.formula, to: first)
      if Screen.width(of: row.formula) > 30 {
        lines += wrapped(row.formula, indent: 2)
        before = String(repeating: " ", count: 2 + first)
      }
      before += "  " + Screen.padded(row.rule, to: second) + "  "
      for partial in row.partials {
        if Screen.width(of: before) + Screen.width(of: partial) <= writer.columns {
          lines.append(before + partial)
        } else {
          lines.append(before.trimmingEnd)
          lines += wrapped(partial, indent: 6)
        }
        before = String(repeating: " ", count: Screen.width(of: before))
      }
    }
    let rest = derivation.steps.count - rows.count
    return lines.filter { !$0.isEmpty }
      + (rest > 0
        ? wrapped("… and \(rest.counted("more step")), which the chain rule joins", indent: 2) : [])
  }

  private func row(_ step: Derivation.Step) -> (formula: String, rule: String, partials: [String]) {
    (
      "\(report.name(step.node)) = \(step.formula.text(notation))", step.rule,
      step.partials.map {
        "\(fraction($0)) = \($0.formula.text(notation))"
      }
    )
  }

  // MARK: The chain rule

  private var chain: [String] {
    if derivation.steps.count > DerivationWriter.mostSteps { return [] }
    return derivation.equations.flatMap { equation -> [String] in
      let left = fraction(derivation.root, equation.node)
      let symbols = sum(equation) { fraction($0) }
      let short = sum(equation) { $0.formula.text(notation) }
      let long = sum(equation) { $0.expanded?.text(notation) }
      guard let symbols, let short else { return wrapped("chain rule: \(left) = …", indent: 2) }
      return wrapped("chain rule: \(left) = \(symbols)", indent: 2)
        + wrapped("= \(short)", indent: 4)
        + (long.map {
          $0 == short || $0.count > DerivationWriter.longestExpansion
            ? [] : wrapped("= \($0)", indent: 4)
        } ?? [])
    }
  }

  private func sum(
    _ equation: Derivation.Equation, _ part: (Derivation.Partial) -> String?
  ) -> String? {
    let terms = equation.terms
    // What stands alone is no factor.
    let isAlone = terms.count == 1 && terms[0].upstream == nil && terms[0].partials.count == 1
    return equation.sum(
      times: " · ", longest: DerivationWriter.longest,
      upstream: { fraction(derivation.root, $0) },
      partial: { partial, _ in part(partial).map { isAlone ? $0 : Text.factor($0) } })
  }

  // MARK: Numbers

  private var numbers: [String] {
    let most = 8
    var point = report.point.prefix(most).map { "\($0.name) = \(writer.number($0.value))" }
    if report.point.count > most { point.append("…") }
    let start = point.isEmpty ? "" : "at \(point.joined(separator: ", ")): "
    let isJoined = derivation.steps.count <= DerivationWriter.mostSteps
    let product = isJoined ? derivation.equations.last.flatMap(numbers) : nil
    let value = derivation.value.map(writer.number)
    let parts = [product, value].compactMap { $0 }
    let gradient = writer.number(derivation.gradient)
    if parts.isEmpty { return wrapped("the engine says \(gradient)", indent: 2) }
    return wrapped(
      "\(start)\(parts.joined(separator: " = ")), and the engine says \(gradient)", indent: 2)
  }

  private func numbers(of equation: Derivation.Equation) -> String? {
    var terms: [String] = []
    var count = 0
    for term in equation.terms {
      let numbers = (term.upstream == nil ? [] : [term.upstreamValue]) + term.partials.map(\.value)
      count += numbers.count
      if count > 40 { return nil }
      terms.append(
        numbers.map(writer.number).joined(separator: " · "))
    }
    return terms.joined(separator: " + ")
  }

  /// Text that begins after `indent` blanks; where it does not fit, it goes on further in.
  private func wrapped(_ text: String, indent: Int) -> [String] {
    var narrow = writer
    narrow.columns = max(writer.columns - indent, 20)
    let blanks = String(repeating: " ", count: indent)
    return narrow.wrapped(text, indent: 4).map { blanks + $0 }
  }
}

extension Derivation.Equation {
  /// A sum of products; `nil` where a part is not there, or they would be longer than `longest`.
  func sum(
    times sign: String, longest: Int, upstream: (Node) -> String,
    partial part: (Derivation.Partial, _ isFirst: Bool) -> String?
  ) -> String? {
    var products: [String] = []
    var length = 0
    for term in terms {
      var factors = term.upstream.map { [upstream($0)] } ?? []
      for partial in term.partials {
        guard let text = part(partial, factors.isEmpty && products.isEmpty) else { return nil }
        length += text.count
        if length > longest { return nil }
        factors.append(text)
      }
      products.append(factors.joined(separator: sign))
    }
    return products.joined(separator: " + ")
  }
}

extension String {
  /// Without blanks at its end.
  fileprivate var trimmingEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
