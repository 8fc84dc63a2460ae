import Glibc

/// What the user said about colour: `--color auto|always|never`.
package enum ColorChoice: String, CaseIterable, Sendable {
  case auto, always, never

  /// Whether to write colours to a descriptor.
  ///
  /// `auto` wants a terminal that is not `TERM=dumb`, and no `NO_COLOR` (https://no-color.org).
  package func allowsColor(
    on descriptor: Int32,
    isTerminal: (Int32) -> Bool = Screen.isTerminal,
    environment: (String) -> String? = { getenv($0).map { String(cString: $0) } }
  ) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto:
      isTerminal(descriptor) && (environment("NO_COLOR") ?? "").isEmpty
        && !["", "dumb"].contains(environment("TERM") ?? "")
    }
  }
}
