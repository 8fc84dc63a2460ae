import Autograd
import Drawing
import Language

extension Session {
  /// The last pass, if its gradients can stand beside a root: those of the pass that ran from there,
  /// or from what was computed from it. A picture of `L` that showed ∂M/∂a would tell a lie.
  func pass(reaching root: Node) -> BackwardPass? {
    workspace.pass.flatMap { $0.reaches(root) ? $0 : nil }
  }

  /// What is drawn of a node: its part of the graph, with all that is known of it.
  func subject(of root: Node) -> Subject {
    var subject = Subject(
      graph: workspace.graph, root: root, pass: pass(reaching: root), names: workspace.labels,
      folds: workspace.namedScopes.map {
        Subject.Fold(
          name: $0.name, function: $0.function, parent: $0.parent, ranges: $0.ranges,
          isFolded: $0.isFolded)
      },
      lists: workspace.definitions.compactMap { name, value in
        guard let (shape, nodes) = elements(of: value), !shape.isEmpty else { return nil }
        return Subject.List(name: name, shape: shape, nodes: nodes)
      })
    let sources = workspace.sources
    subject.wording = { origin in
      Subject.Wording(word: sources.word(at: origin), line: sources.line(at: origin))
    }
    return subject
  }

  /// The shape of a list of nodes and its elements, row by row; `nil` of what holds anything else,
  /// or of rows of unequal lengths.
  private func elements(of value: Datum) -> (shape: [Int], nodes: [Node])? {
    switch value {
    case .node(let node): return ([], [node])
    case .list(let rows):
      var shape: [Int]?
      var nodes: [Node] = []
      for row in rows {
        guard let (inner, elements) = elements(of: row), inner == shape ?? inner else {
          return nil
        }
        shape = inner
        nodes += elements
      }
      return shape.map { ([rows.count] + $0, nodes) }
    default: return nil
    }
  }
}
