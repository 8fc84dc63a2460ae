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
func verify(_ run: inout Run, _ mode: Yardstick.Mode, by exact: Yardstick) throws(Mismatch)
  -> Verification
{
  let number = run.workload.number
  exact.reset(number)
  exact.seconds(number, mode, 1)
  run.run(mode, 1)
  var verification = try Verification(of: run, with: exact.records(number))
  if number == 2 {
    exact.seconds(number, mode, 19)
    run.run(mode, 19)
    try verification.compare(run.parameters, exact.parameters, "parameter of W2")
  }
  return verification
}

func measureTimes(_ number: Int, _ directory: String, pairs: Int) throws(Mismatch) {
  let yardstick = Yardstick(library: directory + "/libyardstick.so")
  let exact = Yardstick(library: directory + "/libyardstick-exact.so")
  for mode in Yardstick.Mode.allCases {
    var run = Run(number, of: yardstick)
    let verification = try verify(&run, mode, by: exact)
    yardstick.reset(number)
    write(
      "Gradwalk", number, mode, verification,
      Measurement(
        pairs: pairs,
        ours: { repetitions in seconds { run.run(mode, repetitions) } },
        yardstick: { repetitions in yardstick.seconds(number, mode, repetitions) }))
  }
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
  var workload = Workload(number, of: yardstick)
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
