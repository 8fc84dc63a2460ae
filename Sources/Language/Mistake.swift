/// What can be wrong with a line: the facts of it, not yet in words.
public enum Mistake: Sendable, Equatable {
  // Reading
  case numberTooLarge(String)
  case unknownEscape(String)
  case unterminatedString
  case unknownCharacter(Unicode.Scalar)
  case notText
  case unexpected(String, after: String, form: String?)
  case foreignWord(String)
  case expected(String, after: String?, found: String)
  case unclosed(String)
  case unopened(String)
  case tooDeep
  case commandAsName(String)
  case keywordAsName(String)
  case notAssignable(isElement: Bool)
  case assignmentForComparison
  case chainedComparison(String)
  case tuple
  case parameterIsNoName
  case repeatedParameter(String)
  case placeAfterName
  case wrongDerivativeCount(parameters: Int, derivatives: Int)
  case unknownCommand(String, nearest: String?)
  case missingArgument(String, lacking: String?, form: String)
  case notAChoice(String?, String, [String], nearest: String?)
  case unknownOption(String, command: String, options: [String], nearest: String?)
  case toleranceWithoutEquality

  // Evaluating
  case undefined(String, nearest: String?)
  case undefinedFunction(String, nearest: String?)
  case noSuchNode(Int, count: Int)
  case notANumber(String, needed: String)
  case notAWholeNumber(Double, needed: String)
  case notAList(String, needed: String)
  case notAFunction(String, name: String?)
  case listInOperation(String, count: Int)
  case ragged
  case shapeMismatch(String, [Int], [Int])
  case noSuchAxis(Int, [Int])
  case unknownArgument(String, function: String, nearest: String?)
  case wrongArgumentCount(function: String, parameters: [String], least: Int, given: Int)
  case indexOutOfRange(Int, count: Int)
  case wrongElementCount(names: Int, values: Int)
  case emptyList(String)
  case notAName(of: String)
  case endlessRange
  case tooManyElements(Int)
  case unknownMember(String, nearest: String?)
  case noGradient(String)
  case noValue(String)
  case roleNeedsNumber(String, String)
  case runawayRecursion(String, limit: Int)
  case choiceInOperation
  case nodeInOperation(String)
  case notALeaf(String, formula: String)
  case tooManyNodes
  case interrupted

  // Expecting
  case failedExpectation(actual: String, expected: String, difference: String?)
  case noError(String)
  case otherError(String, expected: String)

  /// The mistake was told where it was made, in a file that was being run.
  case alreadyTold

  /// What a line was refused for, and what its words show to be the reason.
  case slip(message: String, cure: String)
  /// What a command reports in its own words.
  case other(String, help: String?)
}

/// A mistake and where it was made.
public struct Diagnostic: Error, Sendable, Equatable {
  public enum Severity: String, Sendable {
    case error
    case warning
    case hint
  }

  public let severity: Severity
  public let mistake: Mistake
  public let span: Span

  public init(_ mistake: Mistake, _ span: Span, severity: Severity = .error) {
    self.mistake = mistake
    self.span = span
    self.severity = severity
  }

  public var message: String { mistake.message }
  public var help: String? { mistake.help }
}
