import Autograd

/// A graph as a Python program: a line for each node, the backward pass, and a line of output for
/// the value and for each leaf's gradient.
struct PythonProgram {
  enum Library: String { case torch, jax, micrograd }

  let text: String

  init(_ exported: ExportedGraph, for library: Library) {
    var writer = PythonWriter(exported, library)
    text = writer.program()
  }
}

/// Writes the parts of a program.
private struct PythonWriter {
  let exported: ExportedGraph
  let library: PythonProgram.Library
  let dialect: PythonDialect
  var functions: PythonFunctions
  /// What the nodes are called in the program.
  var names: [Node: String] = [:]

  init(_ exported: ExportedGraph, _ library: PythonProgram.Library) {
    self.exported = exported
    self.library = library
    dialect =
      switch library {
      case .torch: .torch
      case .jax: .jax
      case .micrograd: .plain
      }
    functions = PythonFunctions(library, dialect)
    // The program's own functions keep their names, whatever a node is called.
    var reserved = dialect.reserved
    for operation in Operation.table {
      reserved.formUnion(functions.reservedNames(of: operation))
    }
    var identifiers = Identifiers(reserved: reserved)
    for operation in exported.graph.ownOperations {
      functions.own.append(identifiers.identifier(for: operation.name))
      _ = identifiers.identifier(for: functions.own.last!.capitalizedFirst)
    }
    // Names first: what has none is called by its number.
    for node in exported.nodes where exported.number(node) == nil {
      if let name = exported.names[node] { names[node] = identifiers.identifier(for: name) }
    }
    for node in exported.nodes where exported.number(node) == nil && names[node] == nil {
      names[node] = identifiers.identifier(for: node.description)
    }
  }

  mutating func program() -> String {
    let indent = library == .jax ? "    " : ""
    var lines: [String] = []
    lines.reserveCapacity(exported.nodes.count)
    for node in exported.nodes where exported.number(node) == nil {
      let line: String
      if exported.graph.instruction(node).isLeaf {
        guard let leaf = self.leaf(node) else { continue }
        line = leaf
      } else {
        line = "\(names[node]!) = \(expression(of: node))"
      }
      lines.append(indent + line + comment(node))
    }
    var parts = [head]
    if !functions.text.isEmpty {
      parts += dialect.definitions(usedBy: functions.text)
      if library == .micrograd { parts.append(PythonWriter.node) }
      parts.append(functions.text)
    }
    parts += [body(lines) + "\n\n" + tail]
    // Two lines between functions, as Python is written.
    return "# \(title)\n" + parts.joined(separator: "\n\n\n") + "\n"
  }

  private var title: String {
    "\(visible(exported.label(exported.root))) and its gradients, with "
      + ["torch": "PyTorch", "jax": "JAX", "micrograd": "micrograd"][library.rawValue]!
      + ". Written by Gradwalk."
  }

  private var head: String {
    switch library {
    case .torch:
      """
      import torch

      torch.set_default_dtype(torch.float64)


      def number(x):
          return torch.tensor(x)
      """
    case .jax:
      """
      import jax
      import jax.numpy as jnp

      jax.config.update("jax_enable_x64", True)


      def number(x):
          return jnp.float64(x)
      """
    case .micrograd:
      """
      \(functions.text.isEmpty ? "" : "import math\n\n")from micrograd.engine import Value
      """
    }
  }

  /// What micrograd lacks: a value with a backward step of its own.
  private static let node = """
    def value(x):
        return x if isinstance(x, Value) else Value(x)


    def node(data, name, *operands):
        # Each operand comes with the local derivative by it.
        out = Value(data, tuple(operand for operand, _ in operands), name)

        def _backward():
            for operand, local in operands:
                operand.grad += local * out.grad

        out._backward = _backward
        return out
    """

  // MARK: Nodes

  private func leaf(_ node: Node) -> String? {
    let number = PythonWriter.literal(exported.graph[node])
    let name = names[node]!
    switch library {
    case .torch:
      return exported.leaves.contains(sorted: node)
        ? "\(name) = torch.tensor(\(number), requires_grad=True)"
        : "\(name) = torch.tensor(\(number))"
    case .jax: return "\(name) = leaves[\"\(name)\"]"
    case .micrograd: return "\(name) = Value(\(number))"
    }
  }

  private mutating func expression(of node: Node) -> String {
    let graph = exported.graph
    let operation = graph.operation(of: node)!
    let operands = graph.operands(of: node)
    let numbers = operands.map(exported.number)
    let row = PythonOperation.named[operation.name]
    let isOwn = Int(graph.instruction(node).code.rawValue) >= Operation.table.count
    let form: PythonOperation.Form? =
      switch library {
      case .torch: row?.torch
      case .jax: row?.jax
      case .micrograd: row?.micrograd
      }
    if !isOwn, let form {
      let x = graph[operands[0]]
      let y = graph[operands[operands.count - 1]]
      if form.isExact(x, y, operands.count == 2 && numbers[1] != nil) {
        let inlines = form.takesNumbers && numbers.contains { $0 == nil }
        let texts = operands.map { text($0, inlined: inlines) }
        return Template.filled(form.text, texts)
      }
    }
    let function = functions.call(graph.instruction(node).code, operation, in: graph)
    let texts = operands.map { text($0, inlined: library == .micrograd) }
    return "\(function)(\(texts.joined(separator: ", ")))"
  }

  private func text(_ node: Node, inlined: Bool) -> String {
    guard let number = exported.number(node) else { return names[node]! }
    let literal = PythonWriter.literal(number)
    if inlined { return literal.hasPrefix("-") ? "(\(literal))" : literal }
    return library == .micrograd ? "Value(\(literal))" : "number(\(literal))"
  }

  static func literal(_ number: Double) -> String {
    if number.isNaN { return "float(\"nan\")" }
    if number.isInfinite { return number < 0 ? "-float(\"inf\")" : "float(\"inf\")" }
    return number.description
  }

  /// What a node is called in the session, where that is another name.
  private func comment(_ node: Node) -> String {
    guard let name = exported.names[node], name != names[node] else { return "" }
    return "  # \(visible(name))"
  }

  private func visible(_ name: String) -> String {
    String(String.UnicodeScalarView(name.unicodeScalars.filter { $0.value >= 32 }))
  }

  // MARK: The frame around them

  private func body(_ lines: [String]) -> String {
    guard library == .jax else { return lines.joined(separator: "\n") }
    let leaves = exported.leaves.map {
      "    \"\(names[$0]!)\": \(PythonWriter.literal(exported.graph[$0])),\(comment($0))"
    }
    return
      "leaves = {\n" + leaves.joined(separator: "\n") + "\n}\n\n\ndef graph(leaves):\n"
      + (lines + ["    return \(names[exported.root]!)", ""]).joined(separator: "\n")
  }

  private var tail: String {
    let root = names[exported.root]!
    let rootLabel = Template.quoted("\(exported.label(exported.root)) =")
    let labels = exported.leaves.map {
      (names[$0]!, Template.quoted("\(exported.label($0)).grad ="))
    }
    switch library {
    case .torch:
      return
        ([
          "\(root).backward()", "print(\(rootLabel), repr(\(root).item()))",
        ] + labels.map { "print(\($1), repr(\($0).grad.item()))" }).joined(separator: "\n")
    case .jax:
      let names = labels.map { "    \"\($0)\": \($1)," }.joined(separator: "\n")
      return """
        names = {
        \(names)
        }

        value, gradients = jax.value_and_grad(graph)(leaves)
        print(\(rootLabel), repr(float(value)))
        for leaf, name in names.items():
            print(name, repr(float(gradients[leaf])))
        """
    case .micrograd:
      // micrograd looks for the order of its nodes by recursion, three calls an operation at most.
      let isDeep = exported.depth > 250
      let backward = isDeep ? PythonWriter.backward + "\n\nbackward(\(root))" : "\(root).backward()"
      return
        ([backward, "print(\(rootLabel), repr(float(\(root).data)))"]
        + labels.map { "print(\($1), repr(float(\($0).grad)))" }).joined(separator: "\n")
    }
  }

  private static let backward = """

    def backward(root):
        # micrograd's own backward() is recursive, and this graph is deeper than Python's stack.
        order, seen, stack = [], set(), [(root, False)]
        while stack:
            node, is_done = stack.pop()
            if is_done:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                stack.append((node, True))
                stack.extend((operand, False) for operand in node._prev)
        root.grad = 1.0
        for node in reversed(order):
            node._backward()
    """
}

extension [Node] {
  /// Whether an array in rising order holds `node`. O(log n)
  func contains(sorted node: Node) -> Bool {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if self[middle] == node { return true }
      if self[middle] < node { low = middle + 1 } else { high = middle }
    }
    return false
  }
}
