#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A time, measured in turns with the yardstick's: yardstick, ours, yardstick.
struct Measurement {
  /// Our time by the mean of the yardstick's before and after: one number a pair, sorted.
  private(set) var ratios: [Double] = []
  private var times: [Double] = []
  private var references: [Double] = []

  /// Each body runs so many repetitions and returns the seconds they took.
  init(pairs: Int, ours: (Int) -> Double, yardstick: (Int) -> Double) {
    let repetitions = Measurement.enough(ours)
    let references = Measurement.enough(yardstick)
    for _ in 0..<pairs {
      let before = yardstick(references)
      let time = ours(repetitions) / Double(repetitions)
      let reference = (before + yardstick(references)) / 2 / Double(references)
      times.append(time)
      self.references.append(reference)
      ratios.append(time / reference)
    }
    ratios.sort()
    times.sort()
    self.references.sort()
  }

  /// As many repetitions as take a hundredth of a second.
  private static func enough(_ body: (Int) -> Double) -> Int {
    var repetitions = 1
    while true {
      let seconds = body(repetitions)
      if seconds >= 0.01 { return repetitions }
      repetitions = max(2 * repetitions, Int(Double(repetitions) * 0.012 / max(seconds, 1e-7)))
    }
  }

  /// The median with its quartiles, and the medians of the times.
  var fields: [(String, JSONField)] {
    [
      ("ratio", .number(quantile(ratios, 0.5))), ("low", .number(quantile(ratios, 0.25))),
      ("high", .number(quantile(ratios, 0.75))), ("seconds", .number(quantile(times, 0.5))),
      ("yardstick", .number(quantile(references, 0.5))), ("pairs", .number(ratios.count)),
    ]
  }
}

func quantile(_ sorted: [Double], _ part: Double) -> Double {
  sorted[Int(part * Double(sorted.count - 1) + 0.5)]
}

/// The seconds of the processor's that `body` takes: what else the machine does is not in it.
func seconds(_ body: () -> Void) -> Double {
  let start = processorTime()
  body()
  return processorTime() - start
}

private func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// The most memory the process has held so far, in bytes.
func peakMemory() -> Double {
  var usage = rusage()
  getrusage(0, &usage)  // 0 is RUSAGE_SELF, which each C library declares differently.
  return Double(usage.ru_maxrss) * 1024
}

enum JSONField {
  case number(Double)
  case text(String)

  static func number(_ count: Int) -> JSONField { .number(Double(count)) }

  var text: String {
    switch self {
    case .number(let number): Int(exactly: number).map { "\($0)" } ?? "\(number)"
    case .text(let text): "\"\(text)\""
    }
  }
}

/// Prints a line of JSON.
func write(_ fields: [(String, JSONField)]) {
  print("{" + fields.map { "\"\($0.0)\": \($0.1.text)" }.joined(separator: ", ") + "}")
  fflush(nil)  // Or a crash of what is measured next would take the line with it.
}

/// Ends the process with a message.
func fail(_ message: String) -> Never {
  print("gradwalk-bench: \(message)")
  exit(3)
}
