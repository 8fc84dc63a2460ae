import Autograd
import Interchange

extension Evaluator {
  /// Builds the graph of a document behind the nodes that are there, and defines the names in it that
  /// are still free. Inside a function no name is defined. O(nodes).
  ///
  /// What is read is checked before anything is built, so a document that cannot be read leaves
  /// nothing behind.
  func load(_ text: String, at span: Span) throws(UnreadableFile) -> Node {
    let document: GraphDocument
    do throws(UnreadableText) {
      document = try GraphDocument(parsing: text)
    } catch {
      throw UnreadableFile(error.message, help: "export L to L.json writes what can be loaded")
    }
    for (name, _) in document.names { try checkName(name) }
    guard !isTracing else {
      throw UnreadableFile("the value of an operation is no graph of its own")
    }
    let built = workspace.load(document, origin: span.start, defining: !isInFunction)
    if let (node, told) = built.mismatch {
      report(
        .note(
          Diagnostic(
            .other(
              "\(workspace.label(node)) is \(exact(told)) in the file, and computed here "
                + exact(workspace.graph[node]), help: nil), span, severity: .warning)))
    }
    hintAtTaken(built.taken, at: span)
    return built.root
  }

  /// A name is one that could be given by hand; of a param that a function made, with the names of
  /// the calls before it.
  private func checkName(_ name: String) throws(UnreadableFile) {
    let words = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let areNames = !words.isEmpty && words.allSatisfy(Lexer.isName)
    let isTaken = Parser.keywords.contains(name) || commands[name] != nil
    guard areNames, !isTaken else {
      throw UnreadableFile(
        "`\(name)` cannot be a name here",
        help: isTaken ? "the word means something: rename it in the file" : nil)
    }
  }

  private func hintAtTaken(_ names: [(name: String, node: Node)], at span: Span) {
    guard let (name, node) = names.first else { return }
    let message =
      names.count == 1
      ? "`\(name)` stands for something else here, and keeps it"
      : "`\(name)` and \(names.count - 1) more of the file's names stand for something else here, "
        + "and keep it"
    report(
      .note(
        Diagnostic(
          .other(
            message,
            help: "what the file calls `\(name)` is \(node)"), span, severity: .hint)))
  }
}

extension Workspace {
  /// What became of a document.
  struct Loaded {
    let root: Node
    let mismatch: (node: Node, told: Double)?
    /// The names that stood for something else, with the first of their nodes.
    let taken: [(name: String, node: Node)]
  }

  /// Adds the nodes of a document to the graph, and its names where they are free.
  func load(_ document: GraphDocument, origin: UInt32, defining: Bool) -> Loaded {
    let first = graph.count
    let built = document.build(into: &graph, origin: origin)
    var taken: [(name: String, node: Node)] = []
    var scopes: [String: Scope] = [:]
    func datum(_ places: GraphDocument.Places) -> Datum {
      switch places {
      case .node(let place): .node(built.nodes[place])
      case .list(let elements): .list(elements.map(datum))
      }
    }
    func define(_ name: String, _ value: Datum) {
      if let dot = name.lastIndex(of: ".") {
        let scope = scope(String(name[..<dot]), &scopes)
        ownedParams.append((first, value, String(name[name.index(after: dot)...]), scope))
        labelCache = nil
      } else if global(names.id(of: name)) == nil {
        setGlobal(names.id(of: name), value)
      } else if let node = value.nodes.first {
        taken.append((name, node))
      }
    }
    if defining {
      for (name, code) in built.operations where global(names.id(of: name)) == nil {
        setGlobal(names.id(of: name), .function(.operation(code)))
      }
      for (name, places) in document.names { define(name, datum(places)) }
    }
    return Loaded(root: built.root, mismatch: built.mismatch, taken: taken)
  }

  /// The scope with a path, made with those around it where it is not there yet.
  private func scope(_ path: String, _ known: inout [String: Scope]) -> Scope {
    var parent: Scope?
    var path = path[...]
    var walked = ""
    while !path.isEmpty {
      let label = String(path.prefix { $0 != "." })
      path = path.dropFirst(label.count + 1)
      walked += walked.isEmpty ? label : ".\(label)"
      let scope = known[walked] ?? Scope(loaded: label, in: parent)
      known[walked] = scope
      parent = scope
    }
    return parent!
  }
}

extension Datum {
  /// The nodes in it, in order.
  fileprivate var nodes: [Node] {
    switch self {
    case .node(let node): [node]
    case .list(let elements): elements.flatMap(\.nodes)
    default: []
    }
  }
}
