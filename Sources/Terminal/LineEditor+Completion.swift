import CReadline
import Glibc

/// Completion: where the word begins is decided by the completer, not by readline.
extension LineEditor {
  func installCompletion() {
    readline_set_completer(
      { _, start, end in LineEditor.active?.matches(from: Int(start), to: Int(end)) },
      { LineEditor.active?.findWordBreak() })
  }

  /// Readline's way to ask for the characters that end a word. The answer is the one before the
  /// text to replace, since readline walks back from the cursor to the nearest of them.
  private func findWordBreak() -> UnsafeMutablePointer<CChar> {
    let completion = askCompleter()
    pendingCompletion = completion
    let start = completion.replacementStart
    wordBreak[0] = start > 0 ? readline_line()[start - 1] : 0
    return wordBreak
  }

  private func askCompleter() -> Completion {
    let cursor = Int(readline_point())
    let completion = complete(String(cString: readline_line()), cursor)
    // Bytes that are no UTF-8 were repaired for the completer, so its offsets may be off.
    guard (0...cursor).contains(completion.replacementStart) else {
      return Completion(replacementStart: cursor, candidates: [])
    }
    return completion
  }

  /// The candidates in readline's form: the text they share, each of them, and nil.
  private func matches(
    from start: Int, to end: Int
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    // On an empty line readline does not ask for word breaks.
    let completion = pendingCompletion ?? askCompleter()
    pendingCompletion = nil
    readline_let_completion_wait()
    readline_set_appended(0)
    readline_use_file_names(0)
    // The walk back stopped elsewhere: inside a comment, after a letter that no code has.
    guard completion.replacementStart == start else { return nil }
    switch completion.source {
    case .fileNames:
      readline_use_file_names(1)
      readline_set_appended(Int32(UInt8(ascii: " ")))
      return nil
    case .candidates(let candidates):
      let typed = String(
        decoding: UnsafeBufferPointer(start: readline_line(), count: end)[start...]
          .map(UInt8.init(bitPattern:)), as: UTF8.self)
      return Self.matches(candidates, typed: typed)
    }
  }

  private static func matches(
    _ candidates: [Completion.Candidate], typed: String
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    guard let first = candidates.first else { return nil }
    var texts = candidates.map(\.text)
    if texts.count == 1 {
      readline_set_appended(first.follower.character)
    } else {
      texts.insert(sharedStart(of: texts, typed: typed), at: 0)
    }
    let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
      capacity: texts.count + 1)
    for (index, text) in texts.enumerated() { list[index] = strdup(text) }
    list[texts.count] = nil
    return list
  }

  /// The characters that all candidates begin with, but never less than what is typed: Tab does
  /// not take letters away.
  static func sharedStart(of texts: [String], typed: String) -> String {
    var shared = texts.first ?? typed
    for text in texts.dropFirst() { shared = shared.commonPrefix(with: text) }
    return shared.hasPrefix(typed) ? shared : typed
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}

extension Completion.Follower {
  /// What readline appends, 0 for nothing.
  fileprivate var character: Int32 {
    switch self {
    case .space: Int32(UInt8(ascii: " "))
    case .openParenthesis: Int32(UInt8(ascii: "("))
    case .nothing: 0
    }
  }
}
