/// How a command is written: what the parser has to know of a row of the command table.
public struct CommandSyntax: Sendable {
  public let word: String
  public let arguments: [Argument]
  public let options: [Option]
  /// A shorter word for it while a debugger runs.
  public let short: String?
  /// Whether its word is a command only while a debugger runs, and a name like any other elsewhere.
  public let isContextual: Bool

  public init(
    _ word: String, _ arguments: [Argument] = [], options: [Option] = [], short: String? = nil,
    isContextual: Bool = false
  ) {
    self.word = word
    self.arguments = arguments
    self.options = options
    self.short = short
    self.isContextual = isContextual
  }

  /// How the command is written, without its options: `draw L [to FILE]`.
  public var form: String {
    let words = arguments.map { argument in
      var text = argument.name
      if case .word(let choices) = argument.kind, choices.count == 1 { text = choices[0] }
      if let keyword = argument.keyword { text = "\(keyword) \(text)" }
      return argument.isOptional ? "[\(text)]" : text
    }
    return ([word] + words).joined(separator: " ")
  }

  /// One thing that a command takes, in its order.
  public struct Argument: Sendable {
    public let name: String
    public let kind: Kind
    public let isOptional: Bool
    /// The word before it, as in `draw L to FILE`.
    public let keyword: String?
    /// Whether `=` may stand before it, as in `set x = 3`.
    public let mayFollowEquals: Bool

    public init(
      _ name: String, _ kind: Kind, optional: Bool = false, after keyword: String? = nil,
      mayFollowEquals: Bool = false
    ) {
      self.name = name
      self.kind = kind
      isOptional = optional
      self.keyword = keyword
      self.mayFollowEquals = mayFollowEquals
    }
  }

  public enum Kind: Sendable {
    /// Any expression.
    case expression
    /// A name, an element, `%7`, or an expression in brackets: what another argument may follow.
    case node
    /// Expressions with commas between.
    case expressions
    /// A name or a node, and what it runs over: `x in -5..5`, `xs[0] in -5..5`.
    case loop
    /// One of a few words.
    case word([String])
    /// One or more of a few words.
    case words([String])
    /// What a debugger stops at: a node as above, an operation's name or sign, or a scope's path.
    case target
    /// A file's name, as it is or in quotes.
    case path
    /// What is left of the line.
    case line
    /// What is left of the statement.
    case rest
    /// `left == right ~ tolerance`
    case expectation
  }

  /// `key=value`
  public struct Option: Sendable {
    public let key: String
    public let value: Value
    public let summary: String

    public init(_ key: String, _ value: Value, _ summary: String) {
      self.key = key
      self.value = value
      self.summary = summary
    }

    public enum Value: Sendable {
      case word([String])
      /// Some of a few words, with commas between: `show=value,grad`.
      case words([String])
      case number
      /// One of some words, or a number, which is called `number` where they are listed.
      case wordOrNumber([String], number: String)
      case text
      /// An expression; `rate=1 - 0.9k/100`.
      case expression
    }
  }
}

/// A command as it was written.
public struct Invocation: Sendable {
  public let word: String
  public let span: Span
  /// What was given, by the names of the arguments.
  public let arguments: [String: Given]
  public let options: [String: Given]

  public enum Given: Sendable {
    case expression(Expression)
    case expressions([Expression])
    case loop(Expression, over: Expression)
    case text(String, Span)
    case words([(text: String, span: Span)])
    case number(Double, Span)
    case expectation(Expectation)
  }

  /// `left == right ~ tolerance`, or anything that must not be 0.
  public struct Expectation: Sendable {
    public let actual: Expression
    public let expected: Expression?
    public let tolerance: Expression?
  }
}
