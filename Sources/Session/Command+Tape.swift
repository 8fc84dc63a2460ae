import Autograd
import Language

extension Command {
  static let tape = Command(
    "tape", [.init("L", .expression), .init("FILE", .path, optional: true, after: "to")],
    options: [
      .init("as", .word(TapeReport.Format.allCases.map(\.rawValue)), "how the table is written")
    ],
    summary: "Shows the forward and the backward pass as one table.",
    details: """
      On the left the values, to be read downward; on the right the gradients, to be read upward: \
      beside each node stands what the backward pass adds to its operands' gradients when it comes \
      by, upstream times local derivative. Constants are left out. A FILE is written as its ending \
      says: .md, .csv, .tex (which needs the package booktabs) or .txt. In csv each use of a node is \
      a row, and numbers are exact.
      """,
    examples: [
      "a = 2; b = 3; L = a*b + a\ntape L", "x = 2; y = 3x^2\ntape y as=markdown",
      "x = 2; y = 3x^2\ntape y to y.csv",
    ]
  ) { (call) throws(Diagnostic) in try call.tape() }
}

extension Command.Call {
  fileprivate func tape() throws(Diagnostic) {
    guard let root = try node("L") else { return }
    let file = text("FILE")
    let format = try format(of: file)
    let report = tape(of: root, as: format)
    if report.omitted > 0, format != .text || file != nil { hintAtOmitted(report) }
    guard let (path, span) = file else { return self.report(.tape(report)) }
    let lines = TapeText(report: report, format: session.settings.precision).lines
    let bytes = Array(lines.joined(separator: "\n").utf8) + [UInt8(ascii: "\n")]
    try session.attempt(at: span) { () throws(Effects.Failure) in
      try session.writeFile(bytes, path)
    }
    self.report(.file(path: path, format: format.rawValue, nodes: nil))
  }

  /// The format that is asked for, or that the file's ending means.
  private func format(of file: (text: String, span: Span)?) throws(Diagnostic) -> TapeReport.Format
  {
    if let format = word(option: "as").flatMap(TapeReport.Format.init) { return format }
    guard let (path, span) = file else { return .text }
    let ending = FilePath.ending(of: path)
    switch ending {
    case "md", "markdown": return .markdown
    case "csv": return .csv
    case "tex": return .latex
    case "txt": return .text
    default:
      throw Diagnostic(
        .other(
          ending.isEmpty
            ? "the file's name has no ending" : "a table is not written as .\(ending)",
          help: "end it in .md, .csv, .tex or .txt"), span)
    }
  }

  /// What is cut from text that goes elsewhere is said beside it.
  private func hintAtOmitted(_ report: TapeReport) {
    let count = report.omitted + report.rows.count
    session.report(
      .diagnostic(
        Diagnostic(
          .other(
            report.omitted == 1
              ? "the first of \(count) rows is left out"
              : "the first \(report.omitted) of \(count) rows are left out",
            help: count <= Settings.mostRows ? "option rows \(count) takes them in" : nil),
          span, severity: .hint),
        workspace.sources.place(of: span)))
  }

  private func tape(of root: Node, as format: TapeReport.Format) -> TapeReport {
    let pass = graph.backward(from: root)
    let reached = graph.nodes.prefix(root.index + 1).reversed().lazy.filter { [graph] in
      pass.reaches($0) && !graph.instruction($0).isConstant
    }
    let shown = Array(reached.prefix(session.settings.rows))
    var contributions: [Node: [TapeReport.Contribution]] = [:]
    var steps: [Node: [TapeReport.Step]] = [:]
    var sums: [Node: Double] = [:]
    for node in shown {
      for edge in graph.edges(of: node, upstream: pass.adjoints[node.index])
      where !graph.instruction(edge.operand).isConstant {
        let before = sums[edge.operand]
        let after = before.map { $0 + edge.contribution } ?? edge.contribution
        sums[edge.operand] = after
        contributions[edge.operand, default: []].append(
          .init(
            user: workspace.label(node), upstream: edge.upstream, local: edge.local,
            product: edge.contribution))
        steps[node, default: []].append(
          .init(
            node: workspace.label(edge.operand),
            formula: graph.localFormula(
              of: node, at: edge.position, format: session.settings.precision,
              name: workspace.label),
            upstream: edge.upstream, local: edge.local, product: edge.contribution,
            before: before, after: after))
      }
    }
    let rows = shown.reversed().map { node in
      TapeReport.Row(
        node: workspace.label(node), formula: tapeFormula(of: node),
        isLeaf: graph.instruction(node).isLeaf, value: graph[node],
        adjoint: pass.adjoints[node.index], contributions: contributions[node] ?? [],
        steps: steps[node] ?? [])
    }
    return TapeReport(
      root: workspace.label(root), rows: rows,
      omitted: shown.count < session.settings.rows ? 0 : reached.count - shown.count,
      format: format)
  }

  private func tapeFormula(of node: Node) -> String {
    let instruction = graph.instruction(node)
    guard instruction.isLeaf else { return session.formula(of: node) }
    return instruction.role == .plain ? "leaf" : "\(instruction.role)"
  }
}
