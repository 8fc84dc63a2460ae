/// What the Tab key may put in place of the text before the cursor.
package struct Completion: Sendable, Equatable {
  /// What follows a candidate once it is the only one left.
  package enum Follower: Sendable, Equatable {
    case space, openParenthesis, nothing
  }

  /// One text that could stand there.
  package struct Candidate: Sendable, Equatable {
    package let text: String
    package let follower: Follower

    package init(_ text: String, followedBy follower: Follower = .space) {
      self.text = text
      self.follower = follower
    }
  }

  /// Where the candidates come from.
  package enum Source: Sendable, Equatable {
    case candidates([Candidate])
    /// The file system, as readline completes file names.
    case fileNames
  }

  /// Offset in UTF-8 bytes of the first character that a candidate replaces; the last one is the
  /// one before the cursor.
  package let replacementStart: Int
  package let source: Source

  package init(replacementStart: Int, candidates: [Candidate]) {
    self.replacementStart = replacementStart
    source = .candidates(candidates)
  }

  private init(replacementStart: Int, source: Source) {
    self.replacementStart = replacementStart
    self.source = source
  }

  /// File names in place of the text from `start` on.
  package static func fileNames(from start: Int) -> Completion {
    Completion(replacementStart: start, source: .fileNames)
  }
}
