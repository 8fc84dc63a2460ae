/// Names for a program: letters and digits that every language takes, each given once.
struct Identifiers {
  private var taken: Set<String>
  /// With which number to go on for a name that was taken.
  private var next: [String: Int] = [:]

  /// - Parameter reserved: words that mean something in the program already.
  init(reserved: Set<String>) { taken = reserved }

  /// An identifier for a name: `sigma` for σ, `x1` for x₁, `lambda_` for a keyword, `xs_0` for
  /// `xs[0]`.
  mutating func identifier(for name: String) -> String {
    let plain = Identifiers.plain(name)
    if taken.insert(plain).inserted { return plain }
    if taken.insert(plain + "_").inserted { return plain + "_" }
    var number = next[plain] ?? 2
    while !taken.insert("\(plain)_\(number)").inserted { number += 1 }
    next[plain] = number + 1
    return "\(plain)_\(number)"
  }

  /// The name in ASCII: what has no letters of its own there is spelled, or numbered.
  private static func plain(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_": text.unicodeScalars.append(scalar)
      case "'", "′": text += "_prime"
      case "%": text += "n"
      case "]": break
      case "[", ".", " ": text += "_"
      case "₀"..."₉": text += "\(scalar.value - 0x2080)"
      case "α"..."ω": text += greek[Int(scalar.value - 0x3B1)]
      case "Α"..."Ω" where scalar.value != 0x3A2:
        text += greek[Int(scalar.value - 0x391)].capitalizedFirst
      default: text += "u" + String(scalar.value, radix: 16)
      }
    }
    let isStart = text.first.map { !$0.isNumber } ?? false
    // Two underscores mean something of their own in Python.
    return isStart && text != "_" && !text.hasPrefix("_") ? text : "v" + text
  }

  /// From alpha on; the two forms of sigma stand side by side.
  private static let greek = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
    "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon",
    "phi", "chi", "psi", "omega",
  ]
}

extension String {
  /// The text with a capital at its beginning.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
