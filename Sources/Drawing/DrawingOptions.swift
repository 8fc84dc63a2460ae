import Autograd

/// How a picture is to look. Every choice has the word by which users ask for it as raw value.
public struct DrawingOptions: Sendable, Hashable {
  public var style = Style.micrograd
  public var direction = Direction.leftToRight
  public var theme = ThemeName.light
  public var shading = Shading.gradient
  /// What is drawn as one box.
  public var folding = Folding.automatic
  /// How values and gradients are written.
  public var numbers = NumberFormat.decimals(4)
  /// A line above the picture.
  public var title: String?
  /// The most boxes and gates a picture may have; layout time grows faster than they do.
  public var nodeLimit = 2000
  /// The most characters of a name that are shown; the tooltip has all of them.
  public var textLimit = 32
  /// Stands before every id, for pages that hold several pictures.
  public var idPrefix = ""

  public init() {}

  /// For a drawing with the characters of a terminal, where every column counts.
  public static var terminal: DrawingOptions {
    var options = DrawingOptions()
    options.numbers = .significant(4)
    options.textLimit = 12
    return options
  }

  /// What boxes and gates look like.
  public enum Style: String, CaseIterable, Sendable {
    /// A record `name | data 2.0000 | grad 6.0000` a value, a round gate an operation: the
    /// figures of the micrograd lecture.
    case micrograd
  }

  /// Which way values flow.
  public enum Direction: String, CaseIterable, Sendable {
    case leftToRight = "LR"
    case topToBottom = "TB"
  }

  /// Which colours are used.
  public enum ThemeName: String, CaseIterable, Sendable {
    case light
  }

  /// What the background of a number tells.
  public enum Shading: String, CaseIterable, Sendable {
    /// Blue for positive, orange for negative gradients, the stronger the larger.
    case gradient
    case none
  }
}
