/// A scope as it is seen from outside: the calls of one function that share a name.
public struct NamedScope: Sendable, Equatable {
  /// Its path: `net.layer1.neuron3`.
  public let name: String
  /// What was called: `neuron`.
  public let function: String
  /// The place of the scope around it in the list, which is before this one's.
  public let parent: Int?
  /// The indices of the nodes that each call made, in the order of the calls; those of inner calls
  /// are among them.
  public fileprivate(set) var ranges: [Range<Int>]
}

extension Workspace {
  /// Every scope that made nodes, and those around it, outer ones first.
  ///
  /// Takes time in proportion to the number of calls.
  public var namedScopes: [NamedScope] {
    var places: [ObjectIdentifier: Int] = [:]
    var found: [NamedScope] = []
    for range in scopes {
      var unknown: [Scope] = []
      var next: Scope? = range.scope
      while let scope = next, places[ObjectIdentifier(scope)] == nil {
        unknown.append(scope)
        next = scope.parent
      }
      for scope in unknown.reversed() {
        let parent = scope.parent.map { places[ObjectIdentifier($0)]! }
        let name = parent.map { "\(found[$0].name).\(scope.label)" } ?? scope.label
        places[ObjectIdentifier(scope)] = found.count
        found.append(
          NamedScope(name: name, function: scope.function, parent: parent, ranges: []))
      }
      found[places[ObjectIdentifier(range.scope)]!].ranges.append(range.start..<range.end)
    }
    return found
  }
}
