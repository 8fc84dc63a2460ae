import Autograd

/// How a picture is to look. Every choice has the word by which users ask for it as raw value.
public struct DrawingOptions: Sendable, Hashable {
  public var style: Style
  public var direction: Direction
  public var theme = ThemeName.light
  public var shading: Shading
  /// What is drawn as one box.
  public var folding = Folding.automatic
  /// What is written beside the names.
  public var show: Set<Detail> = [.value, .grad]
  /// How values and gradients are written.
  public var numbers: NumberFormat
  /// A line above the picture.
  public var title: String?
  /// The most boxes and gates a picture may have; layout time grows faster than they do.
  public var nodeLimit = 20_000
  /// With more nodes than these, a picture is folded by itself.
  public var readableNodes = 60
  /// How many boxes and wires one that was folded by itself may have.
  public var readableBoxes = 60
  public var readableWires = 80
  /// The most characters of a name that are shown; the tooltip has all of them.
  public var textLimit = 32
  /// Dots an inch of a bitmap; `nil` for what is usual. In vectors it would change the size.
  public var dotsPerInch: Int?
  /// Stands before every id, for pages that hold several pictures.
  public var idPrefix = ""

  /// What is usual in a style.
  public init(style: Style = .micrograd) {
    self.style = style
    direction = .leftToRight
    switch style {
    case .micrograd: (shading, numbers) = (.gradient, .decimals(4))
    case .circuit, .roles: (shading, numbers) = (.none, .decimals(2))
    }
  }

  /// For a drawing with the characters of a terminal, where every column counts.
  public static var terminal: DrawingOptions {
    var options = DrawingOptions()
    options.numbers = .significant(4)
    options.textLimit = 12
    options.readableBoxes = 24
    options.readableWires = 40
    return options
  }

  /// What boxes and gates look like.
  public enum Style: String, CaseIterable, Sendable {
    /// A record `name | data 2.0000 | grad 6.0000` a value, a round gate an operation: the
    /// figures of the micrograd lecture.
    case micrograd
    /// A wire a value, with the value above it and the gradient below, a round gate an operation:
    /// the figures of CS231n.
    case circuit
    /// Boxes for inputs, diamonds for parameters, circles for what is computed, the operation on
    /// the edge.
    case roles

    /// A few words for help.
    public var summary: String {
      switch self {
      case .micrograd: "a record for each value and a round gate for each operation"
      case .circuit: "a wire for each value, which stands above it, and the gradient below"
      case .roles: "boxes for inputs, diamonds for params, circles for what is computed"
      }
    }
  }

  /// Which way values flow.
  public enum Direction: String, CaseIterable, Sendable {
    case leftToRight = "LR"
    case topToBottom = "TB"
  }

  /// Which colours are used.
  public enum ThemeName: String, CaseIterable, Sendable {
    case light
    case dark
    case print
    case projector

    /// A few words for help.
    public var summary: String {
      switch self {
      case .light: "dark on white"
      case .dark: "light on a dark page"
      case .print: "black and greys on white"
      case .projector: "heavy lines, large texts and strong colours"
      }
    }
  }

  /// What the background of a number tells.
  public enum Shading: String, CaseIterable, Sendable {
    /// Blue for positive, orange for negative gradients, the stronger the larger.
    case gradient
    case none
  }

  /// What can be written in a picture, beside the names.
  public enum Detail: String, CaseIterable, Sendable {
    case value
    case grad
    /// On the edges: ∂ of the operation by the operand.
    case local
    /// On the edges: upstream · local, what the edge adds to the operand's gradient.
    case downstream
    /// How a value is made: `a * b`.
    case formula

    /// A few words for help.
    public var summary: String {
      switch self {
      case .value: "values"
      case .grad: "gradients"
      case .local: "the local derivative on each edge"
      case .downstream: "upstream · local on each edge"
      case .formula: "how a value is made"
      }
    }
  }
}
