import Autograd

extension ExportedGraph {
  /// A row for each node: its address, name, operation, operands, value, and gradient where a pass
  /// has computed one. Numbers are exact.
  var csv: String {
    var text = "node,name,role,operation,operands,value,gradient\n"
    for node in nodes {
      let instruction = graph.instruction(node)
      let operation = graph.operation(of: node)?.name ?? ""
      let role = instruction.isLeaf ? instruction.role.word : ""
      let operands = graph.operands(of: node).map(\.description).joined(separator: " ")
      let gradient = gradient(node).map(NumberFormat.full.text) ?? ""
      let cells = [
        node.description, names[node] ?? "", role, operation, operands,
        NumberFormat.full.text(graph[node]), gradient,
      ]
      text += cells.map(ExportedGraph.cell).joined(separator: ",") + "\n"
    }
    return text
  }

  /// A cell in quotes where commas and quotes would otherwise part it.
  private static func cell(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x2C, 0x22, 0x0A, 0x0D].contains($0) }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}

extension Role {
  /// How a role is written in files: as in the language, and `leaf` for the plain one.
  var word: String { self == .plain ? "leaf" : "\(self)" }
}
