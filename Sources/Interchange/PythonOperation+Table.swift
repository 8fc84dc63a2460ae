#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension PythonOperation {
  /// A row for each of the table of operations, in its order.
  static let table: [PythonOperation] =
    arithmetic + powers + trigonometric + activation + selection + comparison

  /// The same in all libraries, and numbers may stand in it.
  private static func everywhere(
    _ name: String, _ value: String, _ partials: [String], _ text: String
  ) -> PythonOperation {
    let form = Form(text, numbers: true)
    return PythonOperation(name, value, partials, micrograd: form, torch: form, jax: form)
  }

  /// A function of one operand that PyTorch and JAX have under the same name.
  private static func function(
    _ name: String, _ partial: String, jax: String? = nil,
    where isExact: @escaping @Sendable (Double) -> Bool = { _ in true }
  ) -> PythonOperation {
    PythonOperation(
      name, "m.\(name)(x)", [partial],
      torch: Form("torch.\(name)(#1)") { x, _, _ in isExact(x) },
      jax: Form("jnp.\(jax ?? name)(#1)") { x, _, _ in isExact(x) })
  }

  private static let arithmetic: [PythonOperation] = [
    everywhere("add", "x + y", ["1.0", "1.0"], "#1 + #2"),
    everywhere("sub", "x - y", ["1.0", "-1.0"], "#1 - #2"),
    everywhere("mul", "x * y", ["y", "x"], "#1 * #2"),
    PythonOperation(
      "div", "m.over(x, y)", ["m.over(1.0, y)", "-m.over(v, y)"],
      // There it is a product with y ** -1, and Python's powers fail where they overflow.
      micrograd: Form("#1 / #2", numbers: true) { x, y, _ in
        abs(x) < 1e100 && abs(y) > 1e-100 && abs(y) < 1e100
      },
      torch: Form("#1 / #2", numbers: true) { x, y, _ in x.isFinite && y != 0 },
      jax: Form("#1 / #2", numbers: true) { x, y, _ in x.isFinite && abs(y) > 1e-100 }),
    everywhere("neg", "-x", ["-1.0"], "-#1"),
    PythonOperation(
      "relu", "m.where((x > 0.0) | (x != x), x, 0.0)", ["m.where(x > 0.0, 1.0, 0.0)"],
      micrograd: Form("#1.relu()"), torch: Form("torch.relu(#1)") { x, _, _ in !x.isNaN },
      jax: Form("jax.nn.relu(#1)")),
  ]

  private static let powers: [PythonOperation] = [
    PythonOperation(
      "pow", "m.power(x, y)",
      [
        "m.where(y == 0.0, 0.0, y * m.power(x, y - 1.0))",
        "m.where((x == 0.0) & (y >= 0.0), 0.0, v * m.log(x))",
      ],
      micrograd: Form("#1 ** #2", numbers: true) { x, y, isFixed in
        isFixed && isTamePower(x, y)
      },
      torch: Form("#1 ** #2", numbers: true) { x, y, _ in isTamePower(x, y) },
      jax: Form("#1 ** #2", numbers: true) { x, y, isFixed in
        isTamePower(x, y) && (isFixed || x > 0)
      }),
    function("sqrt", "m.over(0.5, v)"),
    function("exp", "v"),
    function("log", "m.over(1.0, x)"),
    function("log2", "m.over(1.0, x * 0.6931471805599453)"),
    function("log10", "m.over(1.0, x * 2.302585092994046)"),
    function("log1p", "m.over(1.0, 1.0 + x)"),
    // Both libraries take the derivative for the value + 1, which far below 0 is 0.
    function("expm1", "m.exp(x)") { $0 > -1 },
  ]

  /// Whether nothing overflows, is undefined, or has a corner there.
  private static func isTamePower(_ x: Double, _ y: Double) -> Bool {
    guard abs(y) < 1000, abs(x) > 1e-100, abs(x) < 1e100 else { return false }
    return (x > 0 || y == y.rounded()) && abs(y) * abs(log2(abs(x))) < 600
  }

  private static let trigonometric: [PythonOperation] = [
    function("sin", "m.cos(x)"),
    function("cos", "-m.sin(x)"),
    function("tan", "1.0 + v * v"),
    // Near ±1 the libraries' 1 - x * x has lost its digits.
    function("asin", "m.over(1.0, m.sqrt((1.0 - x) * (1.0 + x)))", jax: "arcsin") { abs($0) < 0.9 },
    function("acos", "m.over(-1.0, m.sqrt((1.0 - x) * (1.0 + x)))", jax: "arccos") {
      abs($0) < 0.9
    },
    function("atan", "1.0 / (1.0 + x * x)", jax: "arctan") { abs($0) < 1e100 },
    PythonOperation(
      "atan2", "m.atan2(x, y)",
      [
        "m.over(m.over(y, m.hypot(x, y)), m.hypot(x, y))",
        "-m.over(m.over(x, m.hypot(x, y)), m.hypot(x, y))",
      ],
      torch: Form("torch.atan2(#1, #2)") { x, y, _ in isTamePoint(x, y) },
      jax: Form("jnp.arctan2(#1, #2)", numbers: true) { x, y, _ in isTamePoint(x, y) }),
    function("sinh", "m.cosh(x)"),
    function("cosh", "m.sinh(x)"),
    function(
      "tanh",
      "m.where(abs(v) < 0.99, 1.0 - v * v, 4.0 * m.exp(-2.0 * abs(x))"
        + " / (1.0 + m.exp(-2.0 * abs(x))) / (1.0 + m.exp(-2.0 * abs(x))))"
    ) {
      // Closer to ±1 the libraries' 1 - v * v loses its digits.
      abs($0) < 2.5
    },
  ]

  /// Whether the squares of both neither overflow nor vanish.
  private static func isTamePoint(_ x: Double, _ y: Double) -> Bool {
    let largest = max(abs(x), abs(y))
    return largest > 1e-100 && largest < 1e100
  }

  private static let activation: [PythonOperation] = [
    PythonOperation(
      "erf", "m.erf(x)", ["1.1283791670955126 * m.exp(-x * x)"], torch: Form("torch.erf(#1)"),
      jax: Form("jax.scipy.special.erf(#1)")),
    PythonOperation(
      "sigmoid", "m.sigmoid(x)", ["v * m.where(x > 2.0, m.sigmoid(-x), 1.0 - v)"],
      torch: Form("torch.sigmoid(#1)") { x, _, _ in x < 5 },
      jax: Form("jax.nn.sigmoid(#1)") { x, _, _ in x < 5 }),
    PythonOperation(
      "softplus", "m.where(x > 0.0, x, 0.0) + m.log1p(m.exp(-abs(x)))", ["m.sigmoid(x)"],
      // Above 20 it leaves the logarithm out.
      torch: Form("torch.nn.functional.softplus(#1)") { x, _, _ in abs(x) < 18 },
      jax: Form("jax.nn.softplus(#1)") { x, _, _ in abs(x) < 18 }),
    PythonOperation(
      "leaky_relu", "m.where(x > 0.0, x, y * x)",
      ["m.where(x > 0.0, 1.0, y)", "m.where(x > 0.0, 0.0, x)"],
      torch: Form("torch.nn.functional.leaky_relu(#1, #2)", numbers: true) { _, _, isFixed in
        isFixed
      },
      // At 0, JAX has the derivative 1.
      jax: Form("jax.nn.leaky_relu(#1, #2)", numbers: true) { x, _, isFixed in
        isFixed && x != 0
      }),
    PythonOperation(
      "elu", "m.where(x > 0.0, x, y * m.expm1(x))",
      ["m.where(x > 0.0, 1.0, y * m.exp(x))", "m.where(x > 0.0, 0.0, m.expm1(x))"],
      torch: Form("torch.nn.functional.elu(#1, #2)", numbers: true) { x, _, isFixed in
        isFixed && (x > 0 || x < -0.1 && x > -30)
      },
      jax: Form("jax.nn.elu(#1, #2)", numbers: true) { x, _, isFixed in
        isFixed && (x > 0 || x < -0.1 && x > -1)
      }),
    PythonOperation(
      "gelu", "m.where(x < -1e300, 0.0, x * 0.5 * m.erfc(-x * 0.7071067811865476))",
      [
        "m.where(abs(x) > 1e300, m.where(x > 0.0, 1.0, 0.0), 0.5 * m.erfc(-x * 0.7071067811865476)"
          + " + x * 0.3989422804014327 * m.exp(-0.5 * x * x))"
      ],
      torch: Form("torch.nn.functional.gelu(#1)") { x, _, _ in x > -0.5 && x < 5 }),
    PythonOperation(
      "silu", "m.where(x < -1e300, 0.0, x * m.sigmoid(x))",
      [
        "m.where(abs(x) > 1e300, m.where(x > 0.0, 1.0, 0.0),"
          + " m.sigmoid(x) * (1.0 + x * m.sigmoid(-x)))"
      ],
      torch: Form("torch.nn.functional.silu(#1)") { x, _, _ in abs(x) < 30 },
      jax: Form("jax.nn.silu(#1)") { x, _, _ in abs(x) < 30 }),
  ]

  private static let selection: [PythonOperation] = [
    PythonOperation(
      "abs", "abs(x)", ["m.sign(x)"], torch: Form("torch.abs(#1)") { x, _, _ in !x.isNaN },
      // At 0, JAX has the derivative 1.
      jax: Form("jnp.abs(#1)") { x, _, _ in x != 0 && !x.isNaN }),
    PythonOperation(
      "sign", "m.sign(x)", ["0.0"], torch: Form("torch.sign(#1)") { x, _, _ in !x.isNaN },
      jax: Form("jnp.sign(#1)")),
    PythonOperation(
      "max", "m.where((x != x) | (x > y), x, y)",
      [
        "m.where(x == y, 0.5, m.where(x < y, 0.0, 1.0))",
        "m.where(x == y, 0.5, m.where(x > y, 0.0, 1.0))",
      ],
      torch: Form("torch.maximum(#1, #2)") { x, y, _ in !x.isNaN && !y.isNaN },
      jax: Form("jnp.maximum(#1, #2)", numbers: true) { x, y, _ in !x.isNaN && !y.isNaN }),
    PythonOperation(
      "min", "m.where((x != x) | (x < y), x, y)",
      [
        "m.where(x == y, 0.5, m.where(x > y, 0.0, 1.0))",
        "m.where(x == y, 0.5, m.where(x < y, 0.0, 1.0))",
      ],
      torch: Form("torch.minimum(#1, #2)") { x, y, _ in !x.isNaN && !y.isNaN },
      jax: Form("jnp.minimum(#1, #2)", numbers: true) { x, y, _ in !x.isNaN && !y.isNaN }),
  ]

  private static let comparison: [PythonOperation] = [
    ("less", "<"), ("less_equal", "<="), ("greater", ">"), ("greater_equal", ">="),
    ("equal", "=="), ("not_equal", "!="),
  ].map { PythonOperation($0, "m.where(x \($1) y, 1.0, 0.0)", ["0.0", "0.0"]) }
}
