/// The name that somebody may have meant.
public enum Nearest {
  /// The candidate that is the fewest slips away from `word` (a letter missing, extra, wrong or
  /// swapped with its neighbour), if that is few for its length. Of equals, the first.
  public static func name(to word: String, among candidates: [String]) -> String? {
    let letters = Array(word.lowercased())
    let allowed = letters.count < 3 ? 0 : letters.count < 6 ? 1 : 2
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let other = Array(candidate.lowercased())
      guard abs(other.count - letters.count) <= allowed, candidate != word else { continue }
      let distance = distance(letters, other)
      if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// What to say of a word that is none of the candidates: which of them it may be, or which there are.
  ///
  ///     Nearest.cure(of: "quite", among: ["hide", "quiet"])     // "did you mean `quiet`?"
  public static func cure(of word: String, among candidates: [String]) -> String {
    name(to: word, among: candidates).map { "did you mean `\($0)`?" }
      ?? "there are \(candidates.joined(separator: ", "))"
  }

  /// Optimal string alignment distance, O(letters²).
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var rows = [[Int]](
      repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count { rows[i][0] = i }
    for j in 0...b.count { rows[0][j] = j }
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    for i in 1...a.count {
      for j in 1...b.count {
        let change = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, change)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
        }
      }
    }
    return rows[a.count][b.count]
  }
}
