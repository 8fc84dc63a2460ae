/// What a graph can be exported as that is text of its own, not a picture.
public enum ExportFormat: String, CaseIterable, Sendable {
  case torch, jax, micrograd, swift, json, csv

  /// One line for help.
  public var summary: String {
    switch self {
    case .torch: "a program for PyTorch"
    case .jax: "a program for JAX"
    case .micrograd: "a program for micrograd, or plain Python beside it"
    case .swift: "a program for this package's library"
    case .json: "the graph itself, which load reads"
    case .csv: "a row for each node"
    }
  }
}

extension ExportedGraph {
  /// The graph as a program that prints the same value and gradients, or as a table of its nodes.
  ///
  /// Equal graphs give equal texts. Takes time in proportion to the graph.
  public func text(as format: ExportFormat) -> String {
    switch format {
    case .torch: PythonProgram(self, for: .torch).text
    case .jax: PythonProgram(self, for: .jax).text
    case .micrograd: PythonProgram(self, for: .micrograd).text
    case .swift: SwiftProgram(self).text
    case .json: GraphDocument(self).text
    case .csv: csv
    }
  }
}
