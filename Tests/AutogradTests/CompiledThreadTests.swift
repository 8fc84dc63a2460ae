import Testing

@testable import Autograd

/// Meant for ThreadSanitizer (`make sanitize`), and true without it.
@Suite("Compiled graphs on several threads")
struct CompiledThreadTests {
  @Test("different graphs are compiled and replayed at the same time")
  func apart() async {
    await withTaskGroup(of: (Int, String?).self) { group in
      for seed in 1...8 {
        group.addTask {
          let layered = LayeredGraph(seed: 800 + seed, rows: 15)
          return (seed, ReplayComparison.complaint(layered.graph, root: layered.root))
        }
      }
      for await (seed, complaint) in group { #expect(complaint == nil, "seed \(800 + seed)") }
    }
  }

  @Test("the same graph is compiled at the same time for several roots")
  func sameGraph() async {
    let layered = LayeredGraph(seed: 820, rows: 15)
    let graph = layered.graph
    await withTaskGroup(of: String?.self) { group in
      for root in graph.nodes.suffix(8) {
        group.addTask { ReplayComparison.complaint(graph, root: root) }
      }
      for await complaint in group { #expect(complaint == nil, "\(layered)") }
    }
  }

  @Test("a compiled graph is handed from thread to thread, and read by many")
  func shared() async {
    let layered = LayeredGraph(seed: 830, rows: 15)
    let graph = layered.graph
    let replayed = await Task.detached {
      var compiled = CompiledGraph(graph, root: layered.root)!
      compiled.forward()
      compiled.backward()
      return Shared(compiled)
    }.value
    let expected = replayed.total(of: graph)
    await withTaskGroup(of: Double.self) { group in
      for _ in 0..<8 { group.addTask { replayed.total(of: graph) } }
      for await total in group { #expect(isSame(total, expected)) }
    }
  }
}

/// A compiled graph that nothing changes any more.
private final class Shared: Sendable {
  private let compiled: CompiledGraph

  init(_ compiled: consuming CompiledGraph) { self.compiled = compiled }

  func total(of graph: Graph) -> Double {
    graph.nodes.reduce(0) { $0 + compiled[$1] + (compiled.gradient(of: $1) ?? 0) }
  }
}
