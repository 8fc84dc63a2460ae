import Autograd

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

// Prints medians: nanoseconds a node, and bytes a node. One thread, nothing but the engine.

func nanoseconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

/// The median time of `body`, in nanoseconds, over `rounds` rounds.
func median(_ rounds: Int, _ body: () -> Void) -> Double {
  body()
  let times = (0..<rounds).map { _ in
    let start = nanoseconds()
    body()
    return nanoseconds() - start
  }
  return times.sorted()[rounds / 2]
}

/// The most memory the process has held so far, in bytes.
func peakMemory() -> Double {
  var usage = rusage()
  getrusage(0, &usage)  // 0 is RUSAGE_SELF, which each C library declares differently.
  return Double(usage.ru_maxrss) * 1024
}

func report(_ name: String, _ number: Double, _ unit: String) {
  let padded = name + String(repeating: " ", count: max(1, 44 - name.count))
  print(padded + NumberFormat.decimals(2).text(number) + " " + unit)
}

func measureChain(links: Int, name: String) {
  let before = peakMemory()
  let start = nanoseconds()
  var graph = Graph()
  let root = Workload.chain(links, in: &graph)
  let built = nanoseconds()
  let pass = graph.backward(from: root)
  let end = nanoseconds()
  let nodes = Double(graph.count)
  precondition(pass.gradient(of: Node(2)) != nil)
  report("\(name): build", (built - start) / nodes, "ns/node")
  report("\(name): backward", (end - built) / nodes, "ns/node")
  report("\(name): memory", (peakMemory() - before) / nodes, "bytes/node")
}

// The chains first, while the peak of memory is still their own; the longer one last of them.
measureChain(links: 1_000_000, name: "chain of 3,000,000")
measureChain(links: 3_333_333, name: "chain of 10,000,000")

var graph = Graph()
let root = Workload.moons(in: &graph)
let nodes = Double(graph.count)
var pass = graph.backward(from: root)
report("moons: nodes", nodes, "")
report(
  "moons: build",
  median(101) {
    var fresh = Graph()
    _ = Workload.moons(in: &fresh)
  } / nodes, "ns/node")
report("moons: forward", median(301) { graph.replay() } / nodes, "ns/node")
report(
  "moons: backward", median(301) { graph.backward(from: root, into: &pass) } / nodes, "ns/node")
report(
  "moons: forward and backward",
  median(301) {
    graph.replay()
    graph.backward(from: root, into: &pass)
  } / nodes, "ns/node")
