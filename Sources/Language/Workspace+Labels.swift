import Autograd

extension Workspace {
  /// What the named nodes are called; an element of a list `xs[0]`. A node with several names is
  /// called by the first.
  public var labels: [Node: String] {
    if let labelCache { return labelCache }
    var labels: [Node: String] = [:]
    for (name, value) in definitions {
      Workspace.collect(value, name, into: &labels)
    }
    for (name, value) in ownedDefinitions { Workspace.collect(value, name, into: &labels) }
    labelCache = labels
    return labels
  }

  private static func collect(_ value: Datum, _ name: String, into labels: inout [Node: String]) {
    switch value {
    case .node(let node):
      if labels[node] == nil { labels[node] = name }
    case .list(let elements):
      for (place, element) in elements.enumerated() {
        collect(element, "\(name)[\(place)]", into: &labels)
      }
    default:
      break
    }
  }

  /// What a node is called: its name, or its address.
  public func label(_ node: Node) -> String {
    // For a label or two, a look through the names costs less than writing the labels of all nodes.
    if labelCache == nil, labelSearches < 4 {
      labelSearches += 1
      return searchedLabel(of: node) ?? node.description
    }
    labelSearches = 0
    return labels[node] ?? node.description
  }

  private func searchedLabel(of node: Node) -> String? {
    func place(in value: Datum) -> String? {
      switch value {
      case .node(node): return ""
      case .list(let elements):
        for (index, element) in elements.enumerated() {
          if let rest = place(in: element) { return "[\(index)]\(rest)" }
        }
        return nil
      default: return nil
      }
    }
    for id in order where !Workspace.ownNames.contains(names.texts[id]) {
      if let rest = globals[id].flatMap(place) { return names.texts[id] + rest }
    }
    for param in ownedParams {
      if let rest = place(in: param.value) { return "\(param.scope.path).\(param.name)\(rest)" }
    }
    return nil
  }
}
