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
    "e": "Euler's number is exp(1); else give it a value: e = 1",
  ]
}
