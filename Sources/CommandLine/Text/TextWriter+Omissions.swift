import Session
import Typography

// What is left out of an answer, and how to see it.
extension TextWriter {
  /// The last line of a table that is cut short: `and 9 rows more; `option rows 11` shows them all`.
  func more(_ omitted: Int, after shown: Int, _ one: String, _ many: String? = nil) -> [String] {
    guard omitted > 0 else { return [] }
    return wrapped(
      "and \(omitted.counted(one, many)) more" + hints([showingAll(shown + omitted)]))
  }

  /// What can be typed to see more, behind what was said: `; this, that`. Nothing, if nothing can.
  func hints(_ hints: [String?]) -> String {
    let known = hints.compactMap { $0 }
    return known.isEmpty ? "" : "; " + known.joined(separator: ", ")
  }

  /// How to see all of so many rows; `nil` where no table may be as long.
  func showingAll(_ count: Int) -> String? {
    count <= Settings.mostRows ? "`option rows \(count)` shows them all" : nil
  }
}
