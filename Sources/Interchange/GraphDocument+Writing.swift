import Autograd

extension GraphDocument {
  /// The document as JSON, a line for each node.
  public var text: String {
    var lines = [
      "{",
      "\"format\":\(JSON.string(GraphDocument.format).text),",
      "\"version\":\(GraphDocument.version),",
      "\"root\":\(root),",
    ]
    lines += list("operations", operations.map { JSON.object(members($0)).text })
    lines[lines.count - 1] += ","
    lines += list(
      "names",
      names.map { name, value in
        JSON.object([("name", .string(name)), ("node", json(value))]).text
      })
    lines[lines.count - 1] += ","
    lines += list(
      "nodes",
      nodes.enumerated().map { place, node in
        JSON.object([("id", .integer(place))] + members(node)).text
      })
    lines.append("}")
    return lines.joined(separator: "\n") + "\n"
  }

  private typealias Members = [(key: String, value: JSON)]

  private func list(_ key: String, _ elements: [String]) -> [String] {
    guard let last = elements.last else { return ["\"\(key)\":[]"] }
    return ["\"\(key)\":["] + elements.dropLast().map { $0 + "," } + [last, "]"]
  }

  private func members(_ node: Record) -> Members {
    var members: Members = []
    if let name = node.name { members.append(("name", .string(name))) }
    switch node.kind {
    case .leaf(let role): members.append(("role", .string(role.word)))
    case .operation(let reference, let operands):
      let name =
        switch reference {
        case .table(let code): Operation.table[Int(code.rawValue)].name
        case .own(let place): operations[place].name
        }
      // Two operations of the user's own may have one name, and a name of the table.
      if case .own(let place) = reference { members.append(("own", .integer(place))) }
      members.append(("operation", .string(name)))
      members.append(("operands", .array(operands.map { .integer($0) })))
    }
    if let value = node.value { members.append(("value", .number(value))) }
    if let gradient = node.gradient { members.append(("gradient", .number(gradient))) }
    return members
  }

  private func members(_ operation: OwnOperation) -> Members {
    [
      ("name", .string(operation.name)),
      ("parameters", .array(operation.parameters.map { .string($0) })),
      ("formula", .string(operation.formula)),
      ("derivatives", .array(operation.derivativeTexts.map { .string($0) })),
      ("value", json(operation.value)),
      ("partials", .array(operation.derivatives.map(json))),
    ]
  }

  private func json(_ function: Function) -> JSON {
    .object([
      ("root", .integer(function.root)),
      ("nodes", .array(function.nodes.map { .object(members($0)) })),
    ])
  }

  private func json(_ places: Places) -> JSON {
    switch places {
    case .node(let place): .integer(place)
    case .list(let elements): .array(elements.map(json))
    }
  }
}
