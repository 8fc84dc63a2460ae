import Autograd

/// Our side of a measurement: a workload with its graph and its gradients.
struct Run {
  private(set) var workload: Workload
  private(set) var graph = Graph()
  private(set) var root = Node(0)
  private(set) var pass: BackwardPass

  init(_ number: Int, of yardstick: Yardstick) {
    workload = Workload(number, of: yardstick)
    root = workload.build(in: &graph)
    pass = graph.backward(from: root)
  }

  /// The parameters of W2 after its last step.
  var parameters: [Double] { Array(workload.inputs.prefix(Workload.parameters)) }

  func value(_ node: Node) -> Double { graph[node] }
  func gradient(_ node: Node) -> Double { pass.adjoints[node.index] }

  /// Runs forward and backward so many times, in W2 with a step of descent; the graph is built for
  /// each anew or once.
  mutating func run(_ mode: Yardstick.Mode, _ repetitions: Int) {
    switch mode {
    case .rebuild:
      for _ in 0..<repetitions {
        graph.truncate(to: 0, operations: 0)
        root = workload.build(in: &graph)
        graph.backward(from: root, into: &pass)
        guard workload.number == 2 else { continue }
        for place in 0..<Workload.parameters {
          workload.inputs[place] -= Workload.rate * gradient(Node(place))
        }
      }
    case .replay:
      for _ in 0..<repetitions {
        graph.replay()
        graph.backward(from: root, into: &pass)
        guard workload.number == 2 else { continue }
        for place in 0..<Workload.parameters {
          let node = Node(place)
          workload.inputs[place] = graph[node] - Workload.rate * gradient(node)
          graph.set(node, to: workload.inputs[place])
        }
      }
    }
  }
}
