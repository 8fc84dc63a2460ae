import Autograd

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

// Measures the engine beside the yardstick, and prints lines of JSON.
//
//     gradwalk-bench time DIRECTORY WORKLOAD PAIRS     building anew and replaying
//     gradwalk-bench memory DIRECTORY WORKLOAD         bytes an operation of graph and pass
//
// DIRECTORY holds the two builds of the yardstick, as `Benchmarks/bench.py` makes them. Memory has a
// process of its own, because its peak is one number a process.

/// Holds a run to the yardstick before it is measured. The build that it is held to fuses no
/// multiplication with an addition, or the two would differ in last digits.
func verify(_ run: inout Run, by exact: Yardstick) throws(Mismatch) -> Verification {
  let number = run.workload.number
  exact.reset(number)
  exact.seconds(number, run.way.mode, 1)
  run.run(1)
  var verification = try Verification(of: run, with: exact.records(number))
  if number == 2 {
    exact.seconds(number, run.way.mode, 19)
    run.run(19)
    try verification.compare(run.parameters, exact.parameters, "parameter of W2")
  }
  return verification
}

func measureTimes(_ number: Int, _ directory: String, pairs: Int) throws(Mismatch) {
  let yardstick = Yardstick(library: directory + "/libyardstick.so")
  let exact = Yardstick(library: directory + "/libyardstick-exact.so")
  for way in Run.Way.allCases {
    var run = Run(number, way, of: yardstick)
    let verification = try verify(&run, by: exact)
    yardstick.reset(number)
    write(
      way.name, number, way.mode, verification,
      Measurement(
        pairs: pairs,
        ours: { repetitions in seconds { run.run(repetitions) } },
        yardstick: { repetitions in yardstick.seconds(number, way.mode, repetitions) }))
  }
  measureCompiling(number, yardstick, pairs: pairs)
  guard ValueRun.workloads.contains(number) else { return }
  var run = ValueRun(number, of: yardstick)
  run.run(1, readsGradients: true)
  exact.reset(number)
  exact.seconds(number, .rebuild, 1)
  let verification = try Verification(of: run, with: exact.records(number))
  write(
    "Gradwalk, `Value`", number, .rebuild, verification,
    Measurement(
      pairs: pairs,
      ours: { repetitions in seconds { run.run(repetitions) } },
      yardstick: { repetitions in yardstick.seconds(number, .rebuild, repetitions) }))
}

/// How many plain replays take as long as compiling, and what the compiled form holds.
func measureCompiling(_ number: Int, _ yardstick: Yardstick, pairs: Int) {
  var run = Run(number, .plain, of: yardstick)
  let (graph, root) = (run.graph, run.root)
  var bytes = 0
  let measurement = Measurement(
    pairs: min(pairs, 5),
    ours: { repetitions in
      seconds {
        for _ in 0..<repetitions { bytes = CompiledGraph(graph, root: root)!.size }
      }
    },
    yardstick: { repetitions in seconds { run.run(repetitions) } })
  write([
    ("kind", .text("compile")), ("workload", .number(number)),
    ("replays", .number(quantile(measurement.ratios, 0.5))),
    ("bytes", .number(Double(bytes) / Double(graph.count))),
  ])
}

func write(
  _ who: String, _ number: Int, _ mode: Yardstick.Mode, _ verification: Verification,
  _ measurement: Measurement
) {
  write(
    [
      ("kind", .text("time")), ("who", .text(who)), ("workload", .number(number)),
      ("mode", .text("\(mode)")),
    ] + measurement.fields + [
      ("error", .number(verification.error)), ("compared", .number(verification.compared)),
    ])
}

func measureMemory(_ number: Int, _ directory: String) {
  let yardstick = Yardstick(library: directory + "/libyardstick.so")
  let workload = Workload(number, of: yardstick)
  let operations = number == 4 ? 3 * Workload.links : 2 * Workload.products - 1
  var graph = Graph()
  let before = peakMemory()
  graph.reserveCapacity(operations + workload.inputs.count)
  let root = workload.build(in: &graph)
  let pass = graph.backward(from: root)
  let bytes = (peakMemory() - before) / Double(operations)
  precondition(pass.reaches(Node(2)))
  write([
    ("kind", .text("memory")), ("who", .text("Gradwalk")), ("workload", .number(number)),
    ("bytes", .number(bytes)),
  ])
}

let words = Array(CommandLine.arguments.dropFirst())
switch (words.first, words.count > 2 ? Int(words[2]) : nil) {
case ("time", let number?):
  let pairs = words.count > 3 ? Int(words[3]) ?? 15 : 15
  do throws(Mismatch) {
    try measureTimes(number, words[1], pairs: pairs)
  } catch {
    fail("W\(number): \(error.text)")
  }
case ("memory", let number?): measureMemory(number, words[1])
default: fail("usage: gradwalk-bench time|memory DIRECTORY WORKLOAD [PAIRS]")
}
