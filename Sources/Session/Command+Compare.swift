import Autograd
import Explanation
import Language

extension Command {
  /// The words for the orders that can be asked for.
  private static let orders = Comparison.Order.allCases.filter { $0 != .backward }.map(\.rawValue)

  static let compare = Command(
    "compare", [.init("L", .node), .init("orders…", .words(orders), optional: true)],
    summary: "Runs backward in wrong orders too, and shows where they part from the right one.",
    details: """
      `recursion` has each node pass its gradient on and then every operand do the same, without \
      sorting first; `breadth` takes each node once, those nearer to L first; `overwriting` keeps \
      the right order but writes = for +=. Without a word all three are shown. The last column is \
      what `backward` gives; ✗ marks a wrong gradient. An order that happens to be right for this \
      graph is called so, and one with more than \(Comparison.mostVisits) visits is given up.
      """,
    examples: [
      "a = 3; b = a + a; c = b + b\ncompare c",
      "a = 2; b = a + 1; c = b * b; L = b + c\ncompare L breadth",
    ]
  ) { (call) throws(Diagnostic) in try call.compare() }
}

extension Command.Call {
  fileprivate func compare() throws(Diagnostic) {
    guard let root = try computedNode("L") else { return }
    var asked: [String] = []
    if case .words(let words)? = invocation.arguments["orders…"] { asked = words.map(\.text) }
    let pass = graph.backward(from: root)
    let leaves = graph.nodes.prefix(root.index + 1).filter {
      let instruction = graph.instruction($0)
      return instruction.isLeaf && !instruction.isConstant && pass.reaches($0)
    }
    var orders: [CompareReport.Order] = []
    for order in Comparison.Order.allCases.dropFirst() + [.backward]
    where asked.isEmpty || order == .backward || asked.contains(order.rawValue) {
      guard
        let run = graph.comparison(
          of: root, in: order, isInterrupted: session.effects.isInterrupted)
      else { throw Diagnostic(.interrupted, span) }
      orders.append(self.order(run, leaves, pass))
    }
    report(
      .compared(
        CompareReport(
          root: workspace.label(root), orders: orders,
          leaves: leaves.prefix(session.settings.rows).map(workspace.label),
          omitted: max(leaves.count - session.settings.rows, 0))))
  }

  private func order(
    _ run: Comparison, _ leaves: [Node], _ pass: BackwardPass
  ) -> CompareReport.Order {
    let name =
      switch run.order {
      case .backward: "backward"
      case .recursion: "plain recursion"
      case .breadth: "breadth-first"
      case .overwriting: "overwriting"
      }
    return CompareReport.Order(
      word: run.order.rawValue, name: name,
      visits: run.visits.prefix(session.settings.rows).map(workspace.label),
      visitCount: run.visitCount, isCut: run.isCut,
      gradients: leaves.prefix(session.settings.rows).map { leaf in
        .init(value: run.gradients[leaf.index], isRight: run.isRight(at: leaf, beside: pass))
      },
      wrongCount: leaves.count { !run.isRight(at: $0, beside: pass) },
      parting: run.parting.map { parting in
        .init(
          visit: parting.visit, node: workspace.label(parting.node),
          reason: sentence(for: parting))
      })
  }

  private func sentence(for parting: Comparison.Parting) -> String {
    let node = workspace.label(parting.node)
    switch parting.reason {
    case .early(let arrived, let uses):
      let use = uses == 1 ? "use" : "\(ordinal(arrived + 1)) use"
      return "\(node) is passed on before its \(use) has arrived"
    case .again:
      return "\(node) is passed on again, with what it had passed on before"
    case .overwrites(let operand, let before, let contribution):
      let format = session.settings.precision
      return "\(workspace.label(operand)).grad = \(format.text(contribution)) takes the place of "
        + "\(format.text(before)), to which it should be added"
    }
  }

  private func ordinal(_ number: Int) -> String {
    let words = [
      "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ]
    if (1...words.count).contains(number) { return words[number - 1] }
    let ending =
      switch (number % 10, number % 100) {
      case (_, 11...13): "th"
      case (1, _): "st"
      case (2, _): "nd"
      case (3, _): "rd"
      default: "th"
      }
    return "\(number)\(ending)"
  }
}
