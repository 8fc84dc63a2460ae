import Autograd
import Typography

extension Mistake {
  /// What is wrong, in a sentence.
  public var message: String {
    switch self {
    case .numberTooLarge(let text): "`\(text)` is too large for a number"
    case .unknownEscape(let text): "`\(text)` means nothing in a string"
    case .unterminatedString: "the string has no end"
    case .unknownCharacter(let scalar): "`\(Mistake.shown(scalar))` has no meaning here"
    case .notText: "this is not text (no UTF-8)"
    case .unexpected(let found, let context, _): "\(found) cannot follow \(context)"
    case .foreignWord(let word): "`\(word)` is no word of this language"
    case .expected(let wanted, let context, let found):
      "expected \(wanted)\(context.map { " after \($0)" } ?? ""), found \(found)"
    case .unclosed(let bracket): "`\(bracket)` is never closed"
    case .unopened(let bracket): "`\(bracket)` closes nothing"
    case .tooDeep: "this is nested too deeply"
    case .commandAsName(let word): "`\(word)` is a command and cannot be a name"
    case .keywordAsName(let word): "`\(word)` is a word of the language and cannot be a name"
    case .notAssignable: "only a name can be given a value"
    case .assignmentForComparison: "`=` gives a name a value; it does not compare"
    case .chainedComparison: "comparisons cannot be chained"
    case .tuple: "a comma between parentheses makes no value"
    case .parameterIsNoName: "a parameter has to be a name"
    case .repeatedParameter(let name): "`\(name)` is a parameter already"
    case .placeAfterName: "an argument without a name cannot follow one with a name"
    case .wrongDerivativeCount(let parameters, let derivatives):
      "\(parameters.counted("parameter")) but \(derivatives.counted("derivative"))"
    case .unknownCommand(let word, _): "there is no command `\(word)`"
    case .missingArgument(let word, let lacking, _):
      "`\(word)` is not complete\(lacking.map { ": \($0) is missing" } ?? "")"
    case .notAChoice(let word, let name, _, _):
      // The name of an option stands in ticks; a word of its own has no name that anybody typed.
      word.map { name.hasPrefix("`") ? "\(name) cannot be `\($0)`" : "`\($0)` means nothing here" }
        ?? "expected \(name)"
    case .unknownOption(let key, let command, _, _): "`\(command)` has no option `\(key)`"
    case .toleranceWithoutEquality: "a tolerance needs an equality before it"
    case .undefined(let name, _): "`\(name)` is not defined"
    case .undefinedFunction(let name, _): "there is no function `\(name)`"
    case .noSuchNode(let index, _): "there is no node `%\(index)`"
    case .notANumber(let found, let needed): "\(needed) has to be a number, not \(found)"
    case .notAWholeNumber(let number, let needed):
      "\(needed) has to be a whole number, not \(exact(number))"
    case .notAList(let found, let needed): "\(needed) has to be a list or a range, not \(found)"
    case .notAFunction(let found, let name):
      "\(name.map { "`\($0)`" } ?? "this") is \(found), not a function"
    case .listInOperation(let name, let count):
      "`\(name)` takes numbers, not a list of \(count)"
    case .ragged: "the rows of this list are not of one length"
    case .shapeMismatch(let sign, let a, let b):
      "`\(sign)` cannot combine the shapes \(Grid.text(a)) and \(Grid.text(b))"
    case .noSuchAxis(let axis, let shape):
      "there is no axis \(axis) in the shape \(Grid.text(shape))"
    case .unknownArgument(let name, let function, _):
      "`\(function)` has no argument `\(name)`"
    case .wrongArgumentCount(let function, let parameters, let least, let given):
      "`\(function)` takes \(Mistake.arity(parameters.last == "…" ? .max : parameters.count, least)), not \(given)"
    case .indexOutOfRange(let index, let count):
      "there is no element \(index) in a list of \(count)"
    case .wrongElementCount(let names, let values):
      "\(names.counted("name")) for \(values.counted("value"))"
    case .notAName(let what): "the name of \(what) has to stand in quotes"
    case .emptyList(let function): "`\(function)` of an empty list has no value"
    case .endlessRange: "a range by 0 never ends"
    case .tooManyElements(let count):
      count < 1 ? "there has to be at least one element" : "a list of \(count) elements is too long"
    case .unknownMember(let name, _): "a value has no `.\(name)`"
    case .noGradient(let name): "no backward pass has computed a gradient for `\(name)`"
    case .noValue(let what): "\(what) has no value"
    case .roleNeedsNumber(let role, let name):
      "`\(role) \(name)` has to be a given number, and this is computed from other nodes"
    case .runawayRecursion(let name, let limit): "`\(name)` calls itself more than \(limit) deep"
    case .choiceInOperation: "an `op` cannot choose by the value of its operands"
    case .nodeInOperation(let name): "an `op` cannot use the node `\(name)` from outside"
    case .notALeaf(let name, let formula): "`\(name)` is computed: \(formula)"
    case .tooManyNodes: "the graph is full (\(Graph.capacity) nodes)"
    case .interrupted: "interrupted"
    case .failedExpectation(let actual, let expected, let difference):
      "expected \(expected), got \(actual)\(difference.map { " (off by \($0))" } ?? "")"
    case .noError(let expected): "expected an error with “\(expected)”, and there was none"
    case .otherError(let actual, let expected):
      "expected an error with “\(expected)”, and it was: \(actual)"
    case .alreadyTold: "the file did not run to its end"
    case .slip(let message, _): message
    case .other(let message, _): message
    }
  }

  /// What to do about it, where that can be said.
  public var help: String? {
    switch self {
    case .numberTooLarge: "the largest is about 1.8e308"
    case .unknownEscape: #"write \\ for a backslash; \n, \t and \" are known"#
    case .unterminatedString: "end it with \" on the same line"
    case .unknownCharacter(let scalar): Mistake.cure(scalar)
    case .expected(_, _, "`=`"): "to compare, write =="
    case .unexpected("`=`", _, _): "to compare, write =="
    case .unexpected(_, _, let form):
      form.map { "write \($0)" }
        ?? "a new line or `;` ends a statement; f(x) calls, and x * y multiplies"
    case .foreignWord(let word): ForeignWords.cures[word]
    case .unclosed(let bracket):
      "add `\(bracket == "(" ? ")" : bracket == "[" ? "]" : "}")`"
    case .notAList: "as in 0..<3 or [1, 2, 3]"
    case .unopened: "remove it"
    case .tooDeep: "name a part of it: h = …"
    case .commandAsName(let word): "choose another name, as \(word)1; `help \(word)` explains it"
    case .keywordAsName(let word): "choose another name, as \(word)1"
    case .notAssignable(let isElement):
      isElement ? "to change an element in place: set xs[0] 3" : "to compare, write =="
    case .assignmentForComparison: "to compare, write =="
    case .chainedComparison: "write (a < b) * (b < c)"
    case .tuple: "a list stands in square brackets: [1, 2]"
    case .parameterIsNoName: "as in f(x) = 3x^2"
    case .repeatedParameter: "give each its own name"
    case .wrongDerivativeCount: "give one for each parameter: op f(x, y) = x * y grad y, x"
    case .unknownCommand(_, let nearest):
      nearest.map { "did you mean `\($0)`?" } ?? "`help` lists the commands"
    case .missingArgument(_, _, let form): "write \(form)"
    case .notAChoice(_, _, let choices, let nearest):
      nearest.map { "did you mean `\($0)`?" } ?? "it can be \(listed(choices))"
    case .unknownOption(_, let command, let options, let nearest):
      nearest.map { "did you mean `\($0)=`?" }
        ?? (options.isEmpty
          ? "`help \(command)` shows how it is written" : "it has \(listed(options))")
    case .toleranceWithoutEquality: "as in expect a.grad == 6 ~ 1e-9"
    case .undefined(let name, let nearest):
      ForeignWords.cure(of: name) ?? nearest.map { "did you mean `\($0)`?" }
        ?? "give it a value first: \(name) = 1"
    case .undefinedFunction(let name, let nearest):
      ForeignWords.cure(of: name) ?? nearest.map { "did you mean `\($0)`?" }
        ?? "define it first: \(name)(x) = x^2"
    case .noSuchNode(_, let count):
      count == 0 ? "the graph is empty" : "the last is %\(count - 1)"
    case .notAFunction("a number", let name):
      "to multiply, write \(name.map { "\($0) * (…)" } ?? "* between them")"
    case .listInOperation(let name, _):
      "take its elements one by one: [\(name)(x) for x in xs]"
    case .shapeMismatch("@", let a, let b):
      a.isEmpty || b.isEmpty
        ? "@ takes vectors and matrices; numbers are multiplied by *"
        : "the last axis of the left and the first of the right have to be equally long"
    case .shapeMismatch: "from the last axis on, lengths have to be equal, or one of them 1"
    case .noSuchAxis(_, let shape):
      shape.count == 1 ? "there is only axis 0" : "axes are numbered from 0 to \(shape.count - 1)"
    case .unknownArgument(_, _, let nearest): nearest.map { "did you mean `\($0)`?" }
    case .wrongArgumentCount(let function, let parameters, _, _):
      "write \(function)(\(parameters.joined(separator: ", ")))"
    case .indexOutOfRange(_, let count):
      count == 0 ? "the list is empty" : "they are numbered from 0 to \(count - 1)"
    case .endlessRange: "give another step, as 0..10 by 2"
    case .tooManyElements: "a `for` loop runs over a range without making it a list"
    case .unknownMember(_, let nearest):
      nearest.map { "did you mean `.\($0)`?" } ?? "there are .grad and .value"
    case .noGradient: "run one first: backward L"
    case .noValue: "end a function's block with an expression"
    case .roleNeedsNumber(_, let name): "to start from its number, write (…).value; or \(name) = …"
    case .runawayRecursion: "let an `if` end it"
    case .choiceInOperation: "use max, min or a comparison: (x > 0) * x"
    case .nodeInOperation(let name): "pass it as a parameter, or use \(name).value"
    case .notALeaf: "only a leaf can be changed in place"
    case .tooManyNodes: "`reset` begins anew"
    case .slip(_, let cure): cure
    case .other(_, let help): help
    default: nil
    }
  }

  private static func shown(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      "U+" + String(scalar.value, radix: 16, uppercase: true)
    default: String(scalar)
    }
  }

  private static func cure(_ scalar: Unicode.Scalar) -> String? {
    let powers = "⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars
    if let digit = Array(powers).firstIndex(of: scalar) { return "write ^\(digit)" }
    switch scalar {
    case "'", "‘", "’", "“", "”": return "strings stand between straight double quotes: \"…\""
    case "!": return "not equal is !="
    case "&", "|": return "multiply comparisons for `and`, add them for `or`"
    case "√": return "write sqrt(x)"
    case "$", "`": return "leave it out"
    case "%": return "a node's number follows at once: %7"
    default: return nil
    }
  }

  private static func arity(_ most: Int, _ least: Int) -> String {
    most == .max
      ? "\(least) or more arguments"
      : least == most ? most.counted("argument") : "\(least) to \(most) arguments"
  }
}

/// `a, b or c`
func listed(_ words: [String]) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " or " + last
}

func exact(_ number: Double) -> String { NumberFormat.full.text(number) }
