import Autograd
import Drawing
import Interchange
import Language

extension Command {
  static let export = Command(
    "export", [.init("L", .expression), .init("FILE", .path, after: "to")],
    options: [.init("as", .word(ExportTarget.all.map(\.word)), ExportTarget.listed)],
    summary: "Writes the graph of L for another program.",
    details: """
      The file's ending says what is meant by .json, .csv, .dot, .tex and .swift; a .py needs as=. A \
      program holds one line for each node and, when it is run, prints the value of L and the \
      gradient of every leaf; names that the other language cannot have are changed, with the old \
      one beside them. An `op` becomes a function with its own derivative. csv and json hold the \
      gradients of the last backward pass, if there was one. `load("L.json")` brings the graph back.
      """,
    examples: [
      "a = 2; b = -3; L = tanh(a*b)\nexport L to L.py as=torch",
      "a = 2; L = a^2\nexport L to L.json",
    ]
  ) { (call) throws(Diagnostic) in try call.export() }
}

/// What a graph can be exported as: text that is made of the graph, or a picture.
private enum ExportTarget {
  case text(ExportFormat)
  case picture(String)

  /// By the word after `as=`, with what `help` says of it.
  static let all: [(word: String, target: ExportTarget, summary: String)] =
    ExportFormat.allCases.map { ($0.rawValue, .text($0), $0.summary) } + [
      ("dot", .picture("dot"), "as draw writes it"), ("tex", .picture("tex"), "as draw writes it"),
    ]

  static var listed: String { all.map { "\($0.word): \($0.summary)" }.joined(separator: "; ") }

  /// The words that a file's ending may be.
  static let endings = ["json", "csv", "dot", "tex", "swift"]
}

extension Command.Call {
  fileprivate func export() throws(Diagnostic) {
    guard let (value, span) = try value("L"), let file = text("FILE") else { return }
    let root = try node(value, at: span)
    let word = try exportWord(for: file)
    guard let target = ExportTarget.all.first(where: { $0.word == word })?.target else { return }
    switch target {
    case .picture(let ending):
      try writePicture(
        of: root, DrawingOptions(style: session.settings.style), to: file, as: ending)
    case .text(let format):
      try checkName(of: file, word)
      let exported = ExportedGraph(
        of: root, in: graph, pass: session.pass(reaching: root), names: workspace.labels)
      let text =
        format == .json
        ? GraphDocument(exported, definitions: session.documentDefinitions).text
        : exported.text(as: format)
      try session.attempt(at: file.span) { () throws(Effects.Failure) in
        try session.writeFile(Array(text.utf8), file.text)
      }
      report(.file(path: file.text, format: word, nodes: exported.nodes.count, folding: nil))
    }
  }

  /// Python looks for libraries beside the program first.
  private func checkName(of file: (text: String, span: Span), _ word: String) throws(Diagnostic) {
    let name = FilePath.name(of: file.text)
    guard ["torch.py", "jax.py", "micrograd.py"].contains(name), name == "\(word).py" else {
      return
    }
    throw Diagnostic(
      .other(
        "Python would take `\(name)` for the library itself", help: "give it another name: L.py"),
      file.span)
  }

  /// What is asked for, or what the file's ending means.
  private func exportWord(for file: (text: String, span: Span)) throws(Diagnostic) -> String {
    if let word = word(option: "as") { return word }
    let ending = FilePath.ending(of: file.text)
    if ExportTarget.endings.contains(ending) { return ending }
    throw Diagnostic(
      .other(
        ending == "py"
          ? "`\(file.text)` does not say for which library the program is"
          : "`\(file.text)` does not say what is to be written",
        help: ending == "py"
          ? "add as=torch, as=jax or as=micrograd"
          : "add as=" + ExportTarget.all.map(\.word).joined(separator: "|")), file.span)
  }
}

extension Session {
  /// The names that stand for nodes or lists of nodes, as a document keeps them.
  fileprivate var documentDefinitions: [(name: String, value: GraphDocument.Definition)] {
    (workspace.definitions + workspace.ownedDefinitions).compactMap { name, value in
      documentDefinition(value).map { (name, $0) }
    }
  }

  private func documentDefinition(_ value: Datum) -> GraphDocument.Definition? {
    switch value {
    case .node(let node): return .node(node)
    case .list(let elements):
      var list: [GraphDocument.Definition] = []
      for element in elements {
        guard let definition = documentDefinition(element) else { return nil }
        list.append(definition)
      }
      return .list(list)
    default: return nil
    }
  }
}
