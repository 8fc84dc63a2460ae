/// Mathematics as a tree, read from a part of TeX.
///
///     Math(tex: "\\frac{\\partial L}{\\partial x} = 2x^2").text      // "∂L/∂x = 2x²"
///
/// What TeX knows and this does not is kept as it was written.
package indirect enum Math: Equatable, Sendable {
  /// A name: one letter is set in italics, as `x` and `θ`; a longer one where `isItalic` says so.
  case name(String, isItalic: Bool = false)
  case number(String)
  /// A function with a name of its own: `sin`, `max`.
  case function(String)
  case sign(String, Kind)
  /// Words among the formula.
  case text(String)
  case row([Math])
  case fraction(Math, Math)
  case root(Math)
  case scripts(Math, below: Math?, above: Math?)
  /// A sign over something: `hat`, `bar`.
  case accent(Accent, Math)
  /// Something between brackets that are as high as it is; an empty bracket is none.
  case fenced(String, Math, String)
  /// Rows of cells, one below the other.
  case table([[Math]])
  /// Room, in ems.
  case space(Double)
  /// TeX that is shown as it was written.
  case source(String)

  /// How a sign stands between its neighbours.
  package enum Kind: Equatable, Sendable {
    /// As a letter does: ∂, ∞, …
    case ordinary
    case binary, relation
    /// A sign of something: −x.
    case prefix
    case opening, closing
    case punctuation
    /// ∑ and ∏, with limits.
    case large
  }

  package enum Accent: String, Equatable, Sendable {
    case hat, bar, tilde, vec, dot
  }

  /// Whether all of it was understood.
  package var isKnown: Bool {
    switch self {
    case .source: false
    case .name, .number, .function, .sign, .text, .space: true
    case .row(let parts): parts.allSatisfy(\.isKnown)
    case .fraction(let above, let below): above.isKnown && below.isKnown
    case .root(let inner), .accent(_, let inner), .fenced(_, let inner, _): inner.isKnown
    case .scripts(let base, let below, let above):
      base.isKnown && below?.isKnown ?? true && above?.isKnown ?? true
    case .table(let rows): rows.allSatisfy { $0.allSatisfy(\.isKnown) }
    }
  }

  static let empty = Math.row([])

  /// The parts of a row, or the one part that there is.
  var parts: [Math] {
    if case .row(let parts) = self { parts } else { [self] }
  }
}
