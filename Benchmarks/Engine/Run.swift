import Autograd

/// Our side of a measurement: a workload with its graph and its gradients.
struct Run: ~Copyable {
  /// How the workload is run again.
  enum Way: CaseIterable {
    /// Its graph is built anew.
    case rebuilding
    /// One graph is replayed node by node.
    case plain
    /// One graph is compiled, and that is replayed.
    case compiled

    /// What the yardstick does in the meantime.
    var mode: Yardstick.Mode { self == .rebuilding ? .rebuild : .replay }
    var name: String { self == .plain ? "Gradwalk, plain passes" : "Gradwalk" }
  }

  let way: Way
  private(set) var workload: Workload
  private(set) var graph = Graph()
  private(set) var root = Node(0)
  private var pass: BackwardPass
  private var compiled: CompiledGraph
  private let parameterNodes = (0..<Workload.parameters).map(Node.init)

  init(_ number: Int, _ way: Way, of yardstick: Yardstick) {
    self.way = way
    workload = Workload(number, of: yardstick)
    root = workload.build(in: &graph)
    pass = graph.backward(from: root)
    compiled = CompiledGraph(graph, root: root)!
  }

  /// The parameters of W2 after its last step.
  var parameters: [Double] {
    way == .rebuilding
      ? Array(workload.inputs.prefix(Workload.parameters)) : parameterNodes.map { value($0) }
  }

  func value(_ node: Node) -> Double { way == .compiled ? compiled[node] : graph[node] }

  func gradient(_ node: Node) -> Double {
    way == .compiled ? compiled.gradient(of: node)! : pass.adjoints[node.index]
  }

  /// Runs forward and backward so many times, in W2 with a step of descent each.
  mutating func run(_ repetitions: Int) {
    let descends = workload.number == 2
    switch way {
    case .rebuilding:
      for _ in 0..<repetitions {
        graph.truncate(to: 0, operations: 0)
        root = workload.build(in: &graph)
        graph.backward(from: root, into: &pass)
        if descends { descend() }
      }
    case .plain:
      for _ in 0..<repetitions {
        graph.replay()
        graph.backward(from: root, into: &pass)
        if descends { descend() }
      }
    case .compiled:
      for _ in 0..<repetitions {
        compiled.forward()
        compiled.backward()
        if descends { descend() }
      }
    }
  }

  private mutating func descend() {
    switch way {
    case .rebuilding:
      for node in parameterNodes {
        workload.inputs[node.index] -= Workload.rate * pass.adjoints[node.index]
      }
    case .plain:
      for node in parameterNodes {
        graph.set(node, to: graph[node] - Workload.rate * pass.adjoints[node.index])
      }
    case .compiled:
      compiled.update(parameterNodes) { value, gradient in value -= Workload.rate * gradient }
    }
  }
}
