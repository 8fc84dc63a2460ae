import Autograd
import Language

/// What a statement or a command found out: data, which text, JSON and colour are made from.
public enum Report: Sendable {
  case value(name: String?, Shown)
  case printed([Shown])
  case said(String)
  case backward(BackwardReport)
  case gradients([LeafGradient])
  case node(NodeReport)
  case definition(name: String, text: String)
  case definitions([Definition])
  case graph(GraphReport)
  case tape(TapeReport)
  case set(SetReport)
  case sweep(SweepReport)
  case checkSweep(CheckSweepReport)
  case expanded(ExpansionReport)
  case nudge(NudgeReport)
  case descended(params: Int, rate: Double, root: Change)
  case trained(TrainingReport)
  case check(CheckReport)
  case quiz(QuizReport)
  case derivation(DerivationReport)
  case why(WhyReport)
  case paths(PathsReport)
  case picture(String, nodes: Int, folding: FoldingReport? = nil)
  /// A picture for a terminal that can show it, as PNG.
  case image([UInt8], folding: FoldingReport?)
  case walk(WalkReport)
  /// In the place of a picture, an image, a plot, a file or a walk, where a page is made.
  case exhibit(Exhibit)
  case file(path: String, format: String, nodes: Int?, folding: FoldingReport? = nil)
  case compared(CompareReport)
  case stop(StopReport)
  case steps(StepsReport)
  case breakpoints(BreakpointsReport)
  case plot(PlotReport)
  case expectation(passed: Bool, actual: Shown, expected: Shown, place: Place?)
  case diagnostic(Diagnostic, Place?)
  case settings([Named<String>])
  case history([String])
  case help(HelpReport)
  /// Something was done that shows nothing else.
  case done(String)
}

/// Something with its name.
public struct Named<Value: Sendable>: Sendable {
  public let name: String
  public let value: Value

  public init(_ name: String, _ value: Value) {
    self.name = name
    self.value = value
  }
}

/// A node as it is named in a report. A constant is shown as its number, and addressed by `name`.
public struct NodeName: Sendable, Equatable {
  public let name: String
  public let constant: Double?
}

/// A named leaf, or a list of them, with its gradient in its shape.
public struct LeafGradient: Sendable {
  public let name: String
  public let value: Shown
  public let gradient: Shown
}

/// A backward pass, step by step.
public struct BackwardReport: Sendable {
  public let root: String
  public let value: Double
  /// From the root down.
  public let steps: [Step]
  /// How many steps came after those.
  public let omitted: Int
  /// Whether the gradients of earlier passes were added.
  public let isAccumulated: Bool
  /// The gradient of every named leaf that the root depends on, a list in its shape.
  public let gradients: [LeafGradient]

  public struct Step: Sendable {
    public let node: String
    public let operation: String
    public let formula: String
    public let value: Double
    public let upstream: Double
    public let inputs: [Input]
  }

  public struct Input: Sendable {
    public let node: NodeName
    public let local: Double
    public let downstream: Double
  }
}

/// One node, and what is around it.
public struct NodeReport: Sendable {
  public let name: String
  public let node: String
  public let value: Double
  /// `nil` where no pass has computed one.
  public let gradient: Double?
  /// The root of the pass that did.
  public let root: String?
  /// A leaf's role.
  public let role: Role?
  /// The call in which it was made: `net.layer1.neuron3`.
  public let scope: String?
  public let operation: String?
  /// What the operation is, in a sentence.
  public let summary: String?
  public let formula: String?
  /// The formula in the names of leaves, where it is not the same and not too long.
  public let expression: String?
  public let inputs: [Input]
  public let users: [Named<String>]
  public let omittedUsers: Int
  public let place: Place?

  public struct Input: Sendable {
    public let node: NodeName
    public let value: Double
    public let local: Double?
  }
}

/// A name and what it stands for.
public struct Definition: Sendable {
  public let name: String
  public let value: Shown
  /// `input`, `param`, `leaf`, `node`, `list`, `function` …
  public let kind: String
  public let formula: String?
  public let gradient: Shown
}

/// How much there is.
public struct GraphReport: Sendable {
  public let nodes: Int
  public let leaves: Int
  public let constants: Int
  public let operations: [Named<Int>]
  public let names: Int
  public let root: String?
}

/// A number before and after.
public struct Change: Sendable, Equatable {
  public let name: String
  public let before: Double
  public let after: Double

  public init(name: String, before: Double, after: Double) {
    self.name = name
    self.before = before
    self.after = after
  }
}

/// A training run.
public struct TrainingReport: Sendable {
  public let root: String
  /// The loss before each step.
  public let losses: [Double]
  /// The loss after the last.
  public let final: Double
  public let params: Int
  public let isInterrupted: Bool
}

/// Gradients computed in three ways.
public struct CheckReport: Sendable {
  public let root: String
  public let rows: [Row]

  public struct Row: Sendable {
    public let node: String
    public let reverse: Double
    public let forward: Double
    public let central: Double
    public let error: Double
    /// A word: `ok`, `kink` …
    public let verdict: String
    /// Why, where it is not ok.
    public let reason: String?
  }
}

/// An answer to `help`.
public struct HelpReport: Sendable {
  public let title: String
  public let summary: String
  /// How it is written, a line each.
  public let usage: [String]
  /// Facts with a word before them, as `derivative  1 - tanh(x)^2`.
  public let facts: [Named<String>]
  public let paragraphs: [String]
  /// How a function of the language is written, with the comment before it.
  public let source: String?
  /// Lists under a heading, as the commands of a group.
  public let sections: [Section]
  /// Code, and what it reports when it is run.
  public let examples: [Example]

  public struct Section: Sendable {
    public let heading: String
    public let entries: [Named<String>]
  }

  public struct Example: Sendable {
    public let code: String
    public let reports: [Report]
  }

  init(
    title: String, summary: String, usage: [String] = [], facts: [Named<String>] = [],
    paragraphs: [String] = [], source: String? = nil, sections: [Section] = [],
    examples: [Example] = []
  ) {
    self.title = title
    self.summary = summary
    self.usage = usage
    self.facts = facts
    self.paragraphs = paragraphs
    self.source = source
    self.sections = sections
    self.examples = examples
  }
}
