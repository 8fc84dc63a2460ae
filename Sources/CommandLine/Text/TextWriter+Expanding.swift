import Autograd
import Session
import Typography

extension TextWriter {
  /// More calls than this are counted, not listed.
  private static let mostScopes = 8

  func lines(_ report: ExpansionReport) -> [String] {
    let entries = report.nodes.flatMap { lines($0, isFolding: report.isFolding) }
    let more = report.omitted > 0 ? ["and \(report.omitted.counted("node")) more"] : []
    return entries + more + report.kept.flatMap { wrapped("  " + $0, indent: 2) }
      + folds(report.scopes, isFolding: report.isFolding)
  }

  private func lines(_ entry: ExpansionReport.Entry, isFolding: Bool) -> [String] {
    let head = "\(ink(entry.name, .name)) = "
    let text =
      isFolding
      ? "\(head)\(entry.after) again"
      : "\(head)\(entry.before) is now \(entry.operations.counted("operation")): \(entry.after)"
    let value = entry.value
    guard number(value.before) != number(value.after) else { return wrapped(text, indent: 2) }
    return wrapped(
      text + " (\(number(value.before)) → \(number(value.after)), by rounding)", indent: 2)
  }

  private func folds(_ scopes: [String], isFolding: Bool) -> [String] {
    guard !scopes.isEmpty else { return [] }
    let omitted = scopes.count - TextWriter.mostScopes
    let names =
      scopes.prefix(TextWriter.mostScopes).map { ink($0, .name) }.joined(separator: ", ")
      + (omitted > 0 ? " and \(omitted) more" : "")
    let isOne = scopes.count == 1
    return wrapped(
      isFolding
        ? "\(names): drawn as one box\(isOne ? "" : " each") from now on"
        : "\(names): drawn node by node again", indent: 2)
  }
}
