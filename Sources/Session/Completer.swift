import Autograd
import Language

/// What the Tab key offers, from the tables and from what is defined.
public struct Completer {
  let session: Session

  public init(_ session: Session) { self.session = session }

  /// What may stand in place of the text before the cursor.
  public struct Offer: Sendable, Equatable {
    /// Where the replaced text starts, in UTF-8 bytes.
    public let start: Int
    public let kind: Kind

    public enum Kind: Sendable, Equatable {
      case words([Word])
      case files
    }
  }

  /// A word, and what follows it.
  public struct Word: Sendable, Equatable, Hashable {
    public let text: String
    public let follower: Follower

    public enum Follower: Sendable { case space, parenthesis, nothing }
  }

  /// The offer for a line, of which the part before the cursor counts.
  public func offer(for line: String, cursor: Int) -> Offer {
    let before = String(decoding: line.utf8.prefix(cursor), as: UTF8.self)
    // Only the last statement of the line matters.
    let statement = before.split(separator: ";", omittingEmptySubsequences: false).last ?? ""
    let fragment = fragment(of: before)
    let start = cursor - fragment.utf8.count
    let words = statement.dropLast(fragment.count).split(separator: " ").map(String.init)
    let command = words.first.map { $0.hasPrefix(":") ? String($0.dropFirst()) : $0 }
    if let command = command.flatMap({ Command.named[$0] }), command.word != "expect",
      !command.syntax.isContextual || session.isDebugging
    {
      return offer(for: command, words: Array(words.dropFirst()), statement, fragment, cursor)
    }
    if before.hasSuffix("." + fragment), !fragment.isEmpty || before.last == "." {
      return Offer(start: start, kind: matching(fragment, ["grad", "value"], .nothing))
    }
    let isFirst =
      words.isEmpty && !before.dropLast(fragment.count).contains { "(+-*/=[".contains($0) }
    let keywords = ["for", "if", "op", "input", "param"]
    let candidates =
      names
      + (isFirst
        ? (commandWords + keywords).map { Word(text: $0, follower: .space) } : [])
    return Offer(start: start, kind: matching(fragment, candidates))
  }

  /// The words that begin a command here: those of the debugger only while one runs.
  private var commandWords: [String] {
    Command.table.filter { !$0.syntax.isContextual || session.isDebugging }.map(\.word)
  }

  private func offer(
    for command: Command, words: [String], _ statement: Substring, _ fragment: String, _ cursor: Int
  ) -> Offer {
    let start = cursor - fragment.utf8.count
    let arguments = command.syntax.arguments
    if let argument = arguments.first(where: { isPath($0, after: words) }), argument.kind.isPath {
      // A file's name may hold what ends a word elsewhere.
      let path = statement.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
      return Offer(start: cursor - path.utf8.count, kind: .files)
    }
    if command.word == "help" {
      return Offer(start: start, kind: matching(fragment, Help(session: session).topics, .nothing))
    }
    if let (key, value) = assignment(in: statement),
      let option = command.syntax.options.first(where: { $0.key == key })
    {
      switch option.value {
      case .word(let choices), .wordOrNumber(let choices, _):
        return Offer(
          start: cursor - value.utf8.count, kind: matching(String(value), choices, .space))
      case .words(let choices):
        let given = value.split(separator: ",", omittingEmptySubsequences: false)
        let last = given.last ?? ""
        let others = choices.filter { !given.dropLast().contains(Substring($0)) }
        return Offer(
          start: cursor - last.utf8.count, kind: matching(String(last), others, .nothing))
      case .number, .text, .expression:
        return Offer(start: start, kind: .words([]))
      }
    }
    if command.word == "option",
      let setting = Setting.table.first(where: { $0.name == words.first })
    {
      return Offer(start: start, kind: matching(fragment, setting.words, .nothing))
    }
    if let offer = paths(for: command, words, fragment, cursor) { return offer }
    var candidates: [Word] = []
    let place = min(words.count, max(arguments.count - 1, 0))
    if let argument = arguments.dropFirst(place).first {
      if case .words(let choices) = argument.kind {
        candidates += choices.map { Word(text: $0, follower: .space) }
      } else if case .word(let choices) = argument.kind {
        candidates += choices.map { Word(text: $0, follower: .space) }
      } else if argument.keyword == nil {
        candidates += names
      }
    }
    if !words.isEmpty {
      candidates += arguments.compactMap(\.keyword).filter { !words.contains($0) }
        .map { Word(text: $0, follower: .space) }
      candidates += command.syntax.options.map { Word(text: $0.key + "=", follower: .nothing) }
      for case .word(let choices) in arguments.filter(\.isOptional).map(\.kind) {
        candidates += choices.map { Word(text: $0, follower: .space) }
      }
    }
    return Offer(start: start, kind: matching(fragment, candidates))
  }

  /// The calls that `fold` and `expand` take by their paths, beside the names; `nil` where there are
  /// none. A path is replaced as a whole, since a name ends at its point.
  private func paths(
    for command: Command, _ words: [String], _ fragment: String, _ cursor: Int
  ) -> Offer? {
    let folded = session.workspace.foldedPaths
    let paths: [String]
    switch command.word {
    case "fold": paths = session.workspace.scopePaths.filter { !folded.contains($0) }
    case "expand": paths = folded
    default: return nil
    }
    // What stands before the last point counts as a word before the fragment.
    let isPath = words.count == 1 && words[0].hasSuffix(".")
    guard !paths.isEmpty, words.isEmpty || isPath else { return nil }
    let typed = words.joined() + fragment
    let candidates = paths.map { Word(text: $0, follower: .nothing) }
    // The functions whose calls `fold` takes are not called there.
    let names = names.map { Word(text: $0.text, follower: .nothing) }
    return Offer(
      start: cursor - typed.utf8.count,
      kind: matching(typed, isPath ? candidates : candidates + names))
  }

  private func isPath(_ argument: CommandSyntax.Argument, after words: [String]) -> Bool {
    argument.kind.isPath && (argument.keyword.map { words.last == $0 } ?? true)
  }

  /// `key` and `value` where the statement ends in `key=value`.
  private func assignment(in statement: Substring) -> (key: Substring, value: Substring)? {
    guard let word = statement.split(separator: " ", omittingEmptySubsequences: false).last,
      let sign = word.firstIndex(of: "=")
    else { return nil }
    return (word[..<sign], word[word.index(after: sign)...])
  }

  // MARK: Names

  private var names: [Word] {
    let own = session.workspace.definitions.map { name, value in
      if case .function = value { return Word(text: name, follower: .parenthesis) }
      return Word(text: name, follower: .nothing)
    }
    let constants = Set(BuiltIns.constants.map(\.name))
    return own
      + session.evaluator.preludeNames.map { Word(text: $0, follower: .parenthesis) }
      + BuiltIns.names.map {
        Word(text: $0, follower: constants.contains($0) ? .nothing : .parenthesis)
      }
  }

  /// The name that is being typed.
  private func fragment(of text: String) -> String {
    var scalars: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars.reversed() {
      guard Names.canContinue(scalar) else { break }
      scalars.append(scalar)
    }
    var fragment = String.UnicodeScalarView()
    fragment.append(contentsOf: scalars.reversed())
    return String(fragment)
  }

  private func matching(
    _ fragment: String, _ candidates: [String], _ follower: Word.Follower
  ) -> Offer.Kind {
    matching(fragment, candidates.map { Word(text: $0, follower: follower) })
  }

  private func matching(_ fragment: String, _ candidates: [Word]) -> Offer.Kind {
    var seen: Set<String> = []
    let fitting = candidates.filter { $0.text.hasPrefix(fragment) && seen.insert($0.text).inserted }
    return .words(fitting.sorted { $0.text < $1.text })
  }
}

extension CommandSyntax.Kind {
  var isPath: Bool {
    if case .path = self { true } else { false }
  }
}
