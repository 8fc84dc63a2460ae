/// Words that people bring along from other languages and programs, and what they are here.
enum ForeignWords {
  static let cures: [String: String] = [
    "and": "multiply comparisons: (a > 0) * (b > 0)",
    "or": "add comparisons: (a > 0) + (b > 0)",
    "not": "write 1 - c, or c == 0",
    "def": "write f(x) = x^2",
    "func": "write f(x) = x^2",
    "function": "write f(x) = x^2",
    "lambda": "write x -> x^2",
    "let": "leave it out: x = 2",
    "var": "leave it out: x = 2",
    "const": "leave it out: x = 2",
    "return": "a function's value is that of its last expression",
    "while": "loops run over a range: for k in 0..<10 { … }",
    "import": "everything is there already; `help` lists it",
    "from": "everything is there already; `help` lists it",
    "True": "write 1",
    "False": "write 0",
    "true": "write 1",
    "false": "write 0",
    "None": "leave it out",
    "exit": "write quit, or press Ctrl-D",
  ]

  /// Names from elsewhere, which are as good as any other here, and what they stand for.
  static let names: [String: String] = [
    "Value": "a number is a value already: x = 3",
    "arccos": "write acos(x)",
    "arcsin": "write asin(x)",
    "arctan": "write atan(x)",
    "array": "write [1, 2, 3]",
    "e": "Euler's number is exp(1); else give it a value: e = 1",
    "fabs": "write abs(x)",
    "float": "leave it out",
    "ln": "write log(x)",
    "logistic": "write sigmoid(x)",
    "power": "write x^2",
    "pow": "write x^2",
    "range": "write 0..<3",
    "sgn": "write sign(x)",
    "sqr": "write x^2",
    "square": "write x^2",
    "tensor": "write [1, 2, 3]",
  ]

  static func cure(of name: String) -> String? { cures[name] ?? names[name] }
}
