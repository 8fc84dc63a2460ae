import Runs
import Testing

@testable import Autograd
@testable import Kernels

@Suite("Kernels")
struct KernelTests {
  private static let computed = Kernel.allCases.filter { $0 != .table }

  @Test("are named after rows of the table, each of one or of two operands")
  func names() throws {
    for kernel in Self.computed {
      let code = try #require(Operation.code(named: kernel.rawValue), "\(kernel)")
      switch Operation.table[Int(code.rawValue)].rule {
      case .unary, .binary: break
      case .general: Issue.record("\(kernel) has any number of operands")
      }
    }
    #expect(Operation.code(named: Kernel.table.rawValue) == nil)
  }

  @Test("are there for every function on eight numbers at a time, and for no other unary row")
  func functions() throws {
    let unary = try Self.computed.filter {
      let code = try #require(Operation.code(named: $0.rawValue))
      return Operation.table[Int(code.rawValue)].arity == 1
    }
    #expect(Set(unary.map(\.rawValue)) == Set(VectorMath.functions.map { $0.name }))
  }

  @Test("compute what their row says", arguments: computed)
  func rows(kernel: Kernel) throws {
    let code = try #require(Operation.code(named: kernel.rawValue))
    for lanes in 4...17 {
      var graph = Graph()
      let two = graph.leaf(2, role: .constant)
      let xs = (0..<lanes).map { graph.leaf(0.3 + Double($0)) }
      let ys = (0..<lanes).map { graph.leaf(1.7 * Double($0) - 3) }
      let results = (0..<lanes).map { lane in
        switch kernel {
        case .pow: graph.apply(code, xs[lane], two)
        case _ where Operation.table[Int(code.rawValue)].arity == 1: graph.apply(code, xs[lane])
        default: graph.apply(code, xs[lane], ys[lane])
        }
      }
      // Three times each, or products and sums would belong to the sum.
      let root = graph.sum(results + results + results)
      let share = CompiledGraph(graph, root: root)!.sequentialShare
      #expect(share == 0, "\(kernel), \(lanes) lanes")
      #expect(ReplayComparison.complaint(graph, root: root) == nil, "\(kernel), \(lanes) lanes")
    }
  }
}
