extension Command {
  /// Each in a file of its own: `Command+Why.swift` …
  static let explanations: [Command] = [
    why,
    paths,
    derive,
    compare,
    quiz,
    expand,
    fold,
  ]
}
