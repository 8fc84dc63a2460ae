/// How the numbers of a ``PythonOperation`` are written for one library.
struct PythonDialect: Sendable {
  /// What stands for `m.` before a function's name, where nothing else is said.
  let module: String
  /// What functions are called that have another name there.
  let renamed: [String: String]
  /// Functions that the program brings along itself, by the names that ``renamed`` gives them.
  let definitions: [(name: String, text: String)]
  /// Words that mean something in the program.
  let reserved: Set<String>

  /// An expression in `x`, `y` and `v` with the names of this library, and other operands.
  ///
  ///     torch.text("m.exp(-x)", ["x": "a"])   // torch.exp(-a)
  func text(_ expression: String, _ names: [String: String] = [:]) -> String {
    var text = ""
    var rest = expression.unicodeScalars[...]
    while let first = rest.first {
      guard PythonDialect.isLetter(first) else {
        text.unicodeScalars.append(first)
        rest = rest.dropFirst()
        // A number may hold the e of an exponent.
        if "0123456789.".unicodeScalars.contains(first) {
          let digits = rest.prefix { "0123456789.e".unicodeScalars.contains($0) }
          text.unicodeScalars.append(contentsOf: digits)
          rest = rest.dropFirst(digits.count)
        }
        continue
      }
      let word = String(String.UnicodeScalarView(rest.prefix(while: PythonDialect.continuesWord)))
      rest = rest.dropFirst(word.unicodeScalars.count)
      if word == "m", rest.first == "." {
        rest = rest.dropFirst()
        let function = String(
          String.UnicodeScalarView(rest.prefix(while: PythonDialect.continuesWord)))
        rest = rest.dropFirst(function.unicodeScalars.count)
        text += renamed[function] ?? module + function
      } else {
        text += names[word] ?? word
      }
    }
    return text
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar == "_"
  }

  private static func continuesWord(_ scalar: Unicode.Scalar) -> Bool {
    isLetter(scalar) || ("0"..."9").contains(scalar)
  }

  /// The definitions that `text` uses, and those that they use, in their order.
  func definitions(usedBy text: String) -> [String] {
    var used = text
    var kept: [String] = []
    // A definition uses only earlier ones.
    for (name, definition) in definitions.reversed() where used.contains("\(name)(") {
      used += definition
      kept.append(definition)
    }
    return kept.reversed()
  }

  /// Words of Python, and built-in functions that the programs call.
  static let python: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield", "match", "case", "type", "abs", "float", "isinstance", "print", "repr", "set",
    "tuple", "reversed", "zip", "len", "math", "max", "min", "pow", "sum",
  ]
}

extension PythonDialect {
  /// Numbers of plain Python, whose own functions fail where they ought to give inf or nan.
  static let plain = PythonDialect(
    module: "_", renamed: [:],
    definitions: [
      (
        "_guarded",
        """
        def _guarded(function, x):
            try:
                return function(x)
            except ValueError:
                return math.nan
            except OverflowError:
                return -math.inf if function is math.sinh and x < 0 else math.inf
        """
      ),
      (
        "_where",
        """
        def _where(condition, x, y):
            return x if condition else y
        """
      ),
      (
        "_over",
        """
        def _over(x, y):
            if y != 0:
                return x / y
            return math.nan if x == 0 or x != x else math.copysign(math.inf, x) * math.copysign(1, y)
        """
      ),
      (
        "_sign",
        """
        def _sign(x):
            return x if x != x else (x > 0) * 1.0 - (x < 0) * 1.0
        """
      ),
      (
        "_power",
        """
        def _power(x, y):
            is_odd = y % 2 == 1 if math.isfinite(y) else False
            try:
                return math.pow(x, y)
            except OverflowError:
                return -math.inf if x < 0 and is_odd else math.inf
            except ValueError:
                return math.nan if x != 0 else math.copysign(math.inf, x) if is_odd else math.inf
        """
      ),
    ]
      + ["exp", "expm1", "sin", "cos", "tan", "asin", "acos", "sqrt", "sinh", "cosh"].map {
        ("_\($0)", "def _\($0)(x):\n    return _guarded(math.\($0), x)")
      }
      + ["atan", "tanh", "erf", "erfc"].map {
        ("_\($0)", "def _\($0)(x):\n    return math.\($0)(x)")
      }
      + ["atan2", "hypot"].map {
        ("_\($0)", "def _\($0)(x, y):\n    return math.\($0)(x, y)")
      }
      + [("log", "0"), ("log2", "0"), ("log10", "0"), ("log1p", "-1")].map { name, edge in
        (
          "_\(name)",
          "def _\(name)(x):\n    return -math.inf if x == \(edge) else _guarded(math.\(name), x)"
        )
      }
      + [
        (
          "_sigmoid",
          """
          def _sigmoid(x):
              decay = _exp(-abs(x))
              return (decay if x < 0 else 1.0) / (1.0 + decay)
          """
        )
      ],
    reserved: python.union(["Value", "node", "value", "backward"]))

  static let torch = PythonDialect(
    module: "torch.", renamed: ["over": "_over", "power": "torch.pow", "sign": "_sign"],
    definitions: [
      (
        "_over",
        """
        def _over(x, y):
            return torch.as_tensor(x) / y
        """
      ),
      (
        "_sign",
        """
        def _sign(x):
            return torch.where(x != x, x, torch.sign(x))
        """
      ),
    ],
    reserved: python.union(["torch", "number", "ctx", "upstream"]))

  static let jax = PythonDialect(
    module: "jnp.",
    renamed: [
      "over": "jnp.divide", "asin": "jnp.arcsin", "acos": "jnp.arccos", "atan": "jnp.arctan",
      "atan2": "jnp.arctan2", "erf": "jax.scipy.special.erf", "erfc": "jax.scipy.special.erfc",
      "sigmoid": "jax.nn.sigmoid",
    ],
    definitions: [],
    reserved: python.union([
      "jax", "jnp", "number", "graph", "leaves", "names", "gradients", "upstream", "saved",
    ]))
}
