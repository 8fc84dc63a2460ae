/// Ids of headings: what a link to a section is written with.
///
/// They are made of letters, digits and hyphens, each once, and depend on nothing but the headings
/// that came before. What a page calls otherwise has another sign in its id.
package struct HeadingNames: Equatable, Sendable {
  private var used: Set<String>
  /// The last number that stands behind the same words.
  private var numbers: [String: Int] = [:]

  /// - Parameter reserved: ids that the page has already.
  package init(reserved: [String] = []) { used = Set(reserved) }

  /// An id that was not given before: `the-chain-rule`, and the next time `the-chain-rule-2`.
  package mutating func id(for heading: String) -> String {
    var slug = ""
    for character in heading.lowercased() {
      if character.isLetter || character.isNumber {
        slug.append(character)
      } else if character.isWhitespace || "-–—_/".contains(character), !slug.isEmpty,
        slug.last != "-"
      {
        slug.append("-")
      }
    }
    while slug.last == "-" { slug.removeLast() }
    if slug.isEmpty { slug = "section" }
    var id = slug
    // Ten thousand headings may be the same.
    var number = numbers[slug] ?? 1
    while !used.insert(id).inserted {
      number += 1
      id = "\(slug)-\(number)"
    }
    numbers[slug] = number
    return id
  }
}
