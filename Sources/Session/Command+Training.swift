import Autograd
import Language

extension Command {
  static let training: [Command] = [
    Command(
      "descend", [.init("rate", .expression)],
      summary: "Moves every param with a gradient against it: by -rate · gradient.",
      details: """
        The gradients are those of the last backward pass; what depends on the params is computed \
        anew. A negative rate climbs.
        """,
      examples: ["param w = 3; L = w^2\nbackward L;\ndescend 0.1"], voice: .outsideBlocks
    ) { (call) throws(Diagnostic) in try call.descend() },
    Command(
      "train", [.init("loss", .node)],
      options: [
        .init("steps", .expression, "how many steps; 100 if not given"),
        .init(
          "rate", .expression,
          "the learning rate, which may depend on the step k; 0.05 if not given"),
        .init(
          "momentum", .expression, "how much of the last step is taken again; for optimizer=sgd"),
        .init(
          "optimizer", .word(Optimizer.Kind.allCases.map(\.rawValue)), "the rule; sgd if not given"),
      ],
      summary: "Trains: backward and descend, over and over, on the same graph.",
      details: """
        Every param that the loss depends on is moved. `losses` is then the list of the losses \
        before each step. Ctrl-C stops after the current step and keeps what was learned; a loss \
        that is no number any more stops it too. adam is used with its usual constants.
        """,
      examples: ["param w = 3; L = (w - 1)^2\ntrain L steps=20 rate=0.1\nw"], voice: .outsideBlocks
    ) { (call) throws(Diagnostic) in try call.train() },
  ]
}

/// A rule by which params move.
struct Optimizer {
  enum Kind: String, CaseIterable { case sgd, adam }

  let kind: Kind
  let momentum: Double
  /// What each param's last steps left behind.
  private var velocities: [Double]
  private var squares: [Double]
  private var steps = 0

  init(_ kind: Kind, momentum: Double, params: Int) {
    self.kind = kind
    self.momentum = momentum
    velocities = [Double](repeating: 0, count: params)
    squares = kind == .adam ? velocities : []
  }

  /// How far each param moves for its gradient.
  ///
  /// Adam: m ← 0.9m + 0.1g, v ← 0.999v + 0.001g², step rate · m̂ / (√v̂ + 1e-8), both corrected for
  /// their start at 0. Source: Kingma and Ba, 2014.
  mutating func moves(for gradients: [Double], rate: Double) -> [Double] {
    steps += 1
    switch kind {
    case .sgd:
      for place in gradients.indices {
        velocities[place] = momentum * velocities[place] + gradients[place]
      }
      return velocities.map { -rate * $0 }
    case .adam:
      var meanCorrection = 1.0
      var squareCorrection = 1.0
      for _ in 0..<min(steps, 100_000) {
        meanCorrection *= 0.9
        squareCorrection *= 0.999
      }
      return gradients.indices.map { place in
        let gradient = gradients[place]
        velocities[place] = 0.9 * velocities[place] + 0.1 * gradient
        squares[place] = 0.999 * squares[place] + 0.001 * gradient * gradient
        let mean = velocities[place] / (1 - meanCorrection)
        let square = squares[place] / (1 - squareCorrection)
        return -rate * mean / (square.squareRoot() + 1e-8)
      }
    }
  }
}

extension Command.Call {
  fileprivate func descend() throws(Diagnostic) {
    guard let rate = try number("rate") else { return }
    guard let pass = workspace.pass else {
      throw Diagnostic(
        .other("there are no gradients to descend along", help: "run one first: backward L"), span)
    }
    let params = workspace.leaves(of: .param, in: pass)
    guard !params.isEmpty else { throw noParams(pass.root) }
    let before = workspace.value(of: pass.root)
    let changes = params.map {
      (node: $0, value: workspace.value(of: $0) - rate * (pass.gradient(of: $0) ?? 0))
    }
    workspace.set(changes)
    report(
      .descended(
        params: params.count, rate: rate,
        root: Change(
          name: workspace.label(pass.root), before: before, after: workspace.value(of: pass.root))))
  }

  private func noParams(_ root: Node) -> Diagnostic {
    Diagnostic(
      .other(
        "`\(workspace.label(root))` depends on no param", help: "make some: param w = 0.5"), span)
  }

  // MARK: train

  fileprivate func train() throws(Diagnostic) {
    guard let root = try node("loss") else { return }
    let steps = try wholeNumber(option: "steps") ?? 100
    let momentum = try number(expression: "momentum") ?? 0
    let kind = word(option: "optimizer").flatMap(Optimizer.Kind.init) ?? .sgd
    if kind == .adam, momentum != 0 {
      throw Diagnostic(.other("adam has a momentum of its own", help: "leave momentum= out"), span)
    }
    let params = graph.leaves(of: .param, in: graph.backward(from: root))
    guard let first = params.first else { throw noParams(root) }
    var optimizer = Optimizer(kind, momentum: momentum, params: params.count)
    // A rate may depend on any node, also behind the loss.
    let hasRate = expression(option: "rate") != nil
    var losses: [Double] = []
    var isInterrupted = false
    workspace.willChange(params)
    defer { session.effects.showProgress(nil) }
    for step in 0..<max(steps, 0) {
      let loss = workspace.value(of: root)
      if !loss.isFinite { break }
      if session.effects.isInterrupted() {
        isInterrupted = true
        break
      }
      let rate = try self.rate(at: step)
      let gradients = workspace.gradients(of: params, of: root)
      let moves = optimizer.moves(for: gradients, rate: rate)
      workspace.change(
        zip(params, moves).map { (node: $0, value: workspace.value(of: $0) + $1) },
        through: hasRate ? nil : root)
      losses.append(loss)
      session.effects.showProgress(
        .init(
          done: step + 1, total: steps,
          note: "\(workspace.label(root)) \(session.settings.precision.text(loss))"))
    }
    workspace.change([(node: first, value: workspace.value(of: first))])
    workspace.define("losses", .list(losses.map { .number($0) }))
    session.effects.showProgress(nil)
    report(
      .trained(
        TrainingReport(
          root: workspace.label(root), losses: losses, final: graph[root], params: params.count,
          isInterrupted: isInterrupted)))
    warnOfBirth(from: first)
  }

  /// The rate at a step, with the step's number as `k`.
  private func rate(at step: Int) throws(Diagnostic) -> Double {
    guard let expression = expression(option: "rate") else { return 0.05 }
    let value = try session.evaluator.evaluate(
      expression, with: "k", as: .number(Double(step)))
    return value
  }

  private func number(expression key: String) throws(Diagnostic) -> Double? {
    guard let expression = expression(option: key) else { return nil }
    return try session.evaluator.plainNumber(
      session.evaluator.evaluate(expression), at: expression.span, needed: "\(key)=")
  }

  private func wholeNumber(option key: String) throws(Diagnostic) -> Int? {
    guard let expression = expression(option: key) else { return nil }
    return try session.evaluator.wholeNumber(
      session.evaluator.evaluate(expression), at: expression.span, needed: "\(key)=")
  }
}
