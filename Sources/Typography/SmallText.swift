/// Texts in the small characters that Unicode has above and below the line.
public enum SmallText {
  /// `⁻³` for `-3`; `nil` where a character has no small form.
  public static func above(_ text: String) -> String? { small(text, superscripts) }

  /// `ᵢ₊₁` for `i+1`; `nil` where a character has no small form.
  public static func below(_ text: String) -> String? { small(text, subscripts) }

  private static func small(_ text: String, _ table: [Character: Character]) -> String? {
    var small = ""
    for character in text {
      guard let form = table[character] else { return nil }
      small.append(form)
    }
    return small
  }

  private static let superscripts = table(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW⊤′",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵀ′")

  private static let subscripts = table(
    "0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")

  private static func table(_ plain: String, _ small: String) -> [Character: Character] {
    Dictionary(uniqueKeysWithValues: zip(plain, small))
  }
}
