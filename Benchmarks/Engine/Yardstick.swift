#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The yardstick in this process: the library that `Benchmarks/Yardstick/yardstick.h` describes.
struct Yardstick {
  /// Whether the graph is built for each run anew, or once.
  enum Mode: Int32, CaseIterable {
    case rebuild, replay
  }

  /// A node as the yardstick has it, with the number of its operation.
  struct Record {
    var operation: UInt8
    var left: Int
    var right: Int
    var value: Double
    var gradient: Double
  }

  private typealias Count = @convention(c) (Int32) -> Int
  private typealias Numbers = @convention(c) (Int32, UnsafeMutablePointer<Double>) -> Void
  private typealias OwnNumbers = @convention(c) (UnsafeMutablePointer<Double>) -> Void
  private typealias Nodes =
    @convention(c) (
      Int32, UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt32>,
      UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>
    ) -> Void

  private let inputCount: Count
  private let nodeCount: Count
  private let inputNumbers: Numbers
  private let labelNumbers: OwnNumbers
  private let parameterNumbers: OwnNumbers
  private let nodes: Nodes
  private let resetGraph: @convention(c) (Int32) -> Void
  private let runSeconds: @convention(c) (Int32, Int32, Int) -> Double

  init(library path: String) {
    guard let library = dlopen(path, RTLD_NOW) else {
      fail(String(cString: dlerror()))
    }
    func function<Function>(_ name: String) -> Function {
      guard let symbol = dlsym(library, "yardstick_" + name) else { fail("no \(name) in \(path)") }
      return unsafeBitCast(symbol, to: Function.self)
    }
    inputCount = function("input_count")
    nodeCount = function("node_count")
    inputNumbers = function("inputs")
    labelNumbers = function("labels")
    parameterNumbers = function("parameters")
    nodes = function("nodes")
    resetGraph = function("reset")
    runSeconds = function("seconds")
  }

  private func doubles(_ count: Int, _ fill: (UnsafeMutablePointer<Double>) -> Void) -> [Double] {
    [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      fill(buffer.baseAddress!)
      filled = count
    }
  }

  /// The values that the inputs of a workload have at first.
  func inputs(_ workload: Int) -> [Double] {
    doubles(inputCount(Int32(workload))) { inputNumbers(Int32(workload), $0) }
  }

  var labels: [Double] { doubles(100, labelNumbers) }
  /// The parameters of W2 after its last step.
  var parameters: [Double] { doubles(41, parameterNumbers) }

  /// Builds the graph with the initial values of its inputs.
  func reset(_ workload: Int) { resetGraph(Int32(workload)) }

  /// Runs forward and backward, in W2 with a step of descent, and returns the processor's seconds.
  @discardableResult
  func seconds(_ workload: Int, _ mode: Mode, _ repetitions: Int) -> Double {
    runSeconds(Int32(workload), mode.rawValue, repetitions)
  }

  /// Every node as the last run left it.
  func records(_ workload: Int) -> [Record] {
    let count = nodeCount(Int32(workload))
    var codes = [UInt8](repeating: 0, count: count)
    var left = [UInt32](repeating: 0, count: count)
    var right = left
    var values = [Double](repeating: 0, count: count)
    var gradients = values
    nodes(Int32(workload), &codes, &left, &right, &values, &gradients)
    return (0..<count).map {
      Record(
        operation: codes[$0], left: Int(left[$0]), right: Int(right[$0]), value: values[$0],
        gradient: gradients[$0])
    }
  }
}
