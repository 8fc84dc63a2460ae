import Autograd

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

// Prints medians: nanoseconds a node, and bytes a node. One thread, nothing but the engine.
//
//     gradwalk-bench moons         the moons graph: build, forward, backward
//     gradwalk-bench chain N       a chain of N operations, and the memory it takes
//
// Each is a process of its own, because the peak of memory is one number a process.

func nanoseconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

/// The median time of `body`, in nanoseconds, over `rounds` rounds after one that is not counted.
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
  let padded = name + String(repeating: " ", count: max(1, 40 - name.count))
  print(padded + NumberFormat.decimals(2).text(number) + " " + unit)
}

func measureMoons() {
  var graph = Graph()
  let root = Workload.moons(in: &graph)
  let nodes = Double(graph.count)
  var pass = graph.backward(from: root)
  // Rebuilt in the memory of the round before, as a loop does; new memory costs several times more,
  // all of it in the system.
  var fresh = Graph()
  let build = median(101) {
    fresh.truncate(to: 0, operations: 0)
    _ = Workload.moons(in: &fresh)
  }
  let tape = Tape()
  let values = median(101) {
    tape.run { tape.forgetting { Workload.moonsOfValues().backward() } }
  }
  let forward = median(301) { graph.replay() }
  let backward = median(301) { graph.backward(from: root, into: &pass) }
  report("moons, build", build / nodes, "ns/node")
  report("moons, build and backward, Value", values / nodes, "ns/node")
  report("moons, forward", forward / nodes, "ns/node")
  report("moons, backward", backward / nodes, "ns/node")
  report("moons, replay (both)", (forward + backward) / nodes, "ns/node")
}

func measureChain(of operations: Int) {
  let before = peakMemory()
  let start = nanoseconds()
  var graph = Graph()
  let root = Workload.chain(operations / 3, in: &graph)
  let built = nanoseconds()
  let pass = graph.backward(from: root)
  let end = nanoseconds()
  precondition(pass.reaches(Node(2)))
  let nodes = Double(graph.count)
  let name = "chain of \(operations)"
  report("\(name), build", (built - start) / nodes, "ns/node")
  report("\(name), backward", (end - built) / nodes, "ns/node")
  report("\(name), memory", (peakMemory() - before) / nodes, "bytes/node")
}

switch Array(CommandLine.arguments.dropFirst()) {
case ["moons"]: measureMoons()
case let words where words.count == 2 && words[0] == "chain" && Int(words[1]) != nil:
  measureChain(of: Int(words[1])!)
default:
  print("usage: gradwalk-bench moons | chain N")
  exit(2)
}
