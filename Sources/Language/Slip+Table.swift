extension Slip {
  /// The slips, those that say more before those that say less.
  static let table: [Slip] =
    statements + operators + functions + members
    + ForeignWords.cures.sorted { $0.key < $1.key }.map { word, cure in
      Slip(word, "`\(word)` is no word of this language", cure)
    }
    + words

  /// What functions stand in elsewhere.
  static let modules: Set<String> = [
    "F", "Math", "jnp", "math", "nn", "np", "numpy", "tf", "torch",
  ]

  private static let statements = [
    Slip("^ = …", "there is no name before `=`", "write x = \\1"),
    Slip("^ input = …", "`input` marks a leaf and cannot be a name", "write input x = \\1"),
    Slip("^ param = …", "`param` marks a leaf and cannot be a name", "write param x = \\1"),
    Slip("^ <name> : = …", "`:=` gives no name a value", "write \\1 = \\2"),
    Slip(
      "^ <name> , <name> = <value> , <value> $", "a statement gives one name a value",
      "write \\1 = \\3; \\2 = \\4"),
    Slip(
      "^ <name> , <name>", "a statement gives one name a value",
      "write a statement for each: \\1 = …; \\2 = …"),
    Slip(
      "^ <name> = <name> = … $", "a statement gives one name a value",
      "write \\2 = \\3; \\1 = \\2"),
    Slip(
      "^ for <name> in range ( <value> ) :", "a block stands in braces",
      "write for \\1 in 0..<\\2 { … }"),
    Slip("^ for <name> in … :", "a block stands in braces", "write for \\1 in \\2 { … }"),
    Slip("^ if … : … $", "a block stands in braces", "write if \\1 { \\2 }"),
    Slip("^ if … :", "a block stands in braces", "write if \\1 { … }"),
    Slip("else :", "a block stands in braces", "write } else { … }"),
    Slip("^ print <value> <value>", nil, "put commas between: print \\1, \\2"),
    Slip("^ say … $", nil, "write say \"\\1\""),
    Slip("^ <command> ( )", "`\\1` is a command, without parentheses", "write \\1 L"),
  ]

  private static let operators = [
    Slip("[ … ; …", "`;` does not part the rows of a matrix", "write [[1, 2], [3, 4]]"),
    Slip("<number> , <number> $", nil, "a decimal point is `.`: \\1.\\2"),
    Slip("/ /", "there is no division without remainder", "write / for division"),
    Slip("<name> + + $", "there is no `++`", "write \\1 += 1"),
    Slip("<name> - - $", "there is no `--`", "write \\1 -= 1"),
    Slip("<value> % <value>", "there is no remainder operation", "`%7` is a node's number"),
    Slip("<value> <node>", "there is no remainder operation", "`\\2` is a node's number"),
    Slip(") % <value>", "there is no remainder operation", "`%7` is a node's number"),
    Slip("<value> ! $", "there is no factorial", "write the product out: 3 * 2 * 1"),
    Slip("<open> ! <name>", nil, "write 1 - \\1, or \\1 == 0"),
    Slip("<open> | … |", nil, "write abs(\\1)"),
    Slip(
      "∂ <name> / ∂ <name>", "a gradient is not written as a fraction",
      "write backward \\1, then \\2.grad"),
    Slip(
      "<differential> / <differential>", "a gradient is not written as a fraction",
      "write backward \\1, then \\2.grad"),
    Slip(") <value>", nil, "to multiply, write * between"),
  ]

  private static let functions = [
    Slip("<module> . <function> ( <value> )", "functions stand alone here", "write \\2(\\3)"),
    Slip("<module> . <function>", "functions stand alone here", "write \\2(x)"),
    Slip("<module> . pi", "names stand alone here", "write pi"),
    Slip("<module> . <name>", "functions stand alone here", "write sin(x), without `\\1.`"),
    Slip("range ( <value> )", nil, "write 0..<\\1"),
    Slip("range ( <value> , <value> )", nil, "write \\1..<\\2"),
    Slip("<name> = Value (", nil, "write \\1 = 3"),
    Slip("<function> <value>", nil, "write \\1(\\2)"),
  ]

  private static let members = [
    Slip(
      "grad . zero_", "gradients need no zeroing", "every backward starts from zero"),
    Slip(
      "<name> . grad . grad", "a gradient is a plain number",
      "write grad(L, \\1) for one that can be used further"),
    Slip(". value . grad", "a value is a plain number", "write x.grad"),
    Slip("<name> . grad (", "`\\1.grad` is a number, not a function", "write \\1.grad"),
    Slip("<name> . value (", "`\\1.value` is a number, not a function", "write \\1.value"),
    Slip(
      "<name> . grad =", "a gradient cannot be given a value",
      "every backward starts from zero; `backward L accumulate` adds"),
    Slip(
      "<name> . grad +=", "a gradient cannot be given a value",
      "every backward starts from zero; `backward L accumulate` adds"),
    Slip("<name> . value =", "a value is changed by a command", "write set \\1 3"),
    Slip("<name> . data =", "a value is changed by a command", "write set \\1 3"),
    Slip("<name> . backward", nil, "write backward \\1"),
    Slip(
      ". grad . grad", "a gradient is a plain number",
      "write grad(L, x) for one that can be used further"),
    Slip(". backward", nil, "write backward L"),
    Slip("<name> . data", nil, "write \\1.value"),
    Slip("<name> . item", nil, "write \\1.value"),
    Slip("<name> . zero_grad", nil, "every backward starts from zero"),
    Slip("<name> . <function>", nil, "write \\2(\\1)"),
  ]

  private static let words = [
    Slip(
      "^ <misspelt> <value>", "there is no command of this name", "did you mean `\\1`?",
      pointsToFirst: true)
  ]
}
