/// A part of the language that help explains.
public struct LanguageTopic: Sendable {
  public let name: String
  public let summary: String
  public let paragraphs: [String]
  /// Code that help and the tests run.
  public let examples: [String]

  /// What can be typed at a stop of a walk-through, as the end of a sentence and another.
  public static let stopKeys = """
    Enter goes on, b goes back to the stop before, and q leaves. Any other line is tried; what it \
    changes is put back when the walk-through goes on.
    """

  public static let table: [LanguageTopic] = [
    LanguageTopic(
      name: "numbers", summary: "Numbers, and numbers directly before a name.",
      paragraphs: [
        """
        Numbers are written 2, .5 or 1e-3. A number directly before a name or a parenthesis \
        multiplies, and binds tighter than * and /: 1/2x is 1/(2x). Powers are x^2 or x**2; they \
        group from the right and bind tighter than a minus before them.
        """
      ],
      examples: ["x = 3; 3x^2 - 4x + 5", "-2^2"]),
    LanguageTopic(
      name: "names", summary: "Giving a node a name, and giving the name to another node.",
      paragraphs: [
        """
        x = 2 makes a leaf. A name that is given a new value leaves the old node as it was, with \
        everything that uses it, so c += c + 1 makes new nodes. `set x 3` changes a leaf in \
        place. `input x = 2` and `param w = 0.5` say what a leaf is for. _ and ans are the last \
        value; %7 is the node with that number.
        """
      ],
      examples: ["c = 1; c += c + 1; c", "input x = 2; param w = 0.5; y = w*x"]),
    LanguageTopic(
      name: "functions", summary: "Functions of your own, named or not.",
      paragraphs: [
        """
        f(x) = … defines a function; a body in braces has as its value that of its last \
        expression. x -> x + 1 is a function without a name. Calling one builds the nodes of \
        its body.
        """
      ],
      examples: [
        "f(x) = 3x^2 - 4x + 5\nf(3)", "g(x) = { h = x + 1; h * h }\ng(2)",
        "twice(f, x) = f(f(x))\ntwice(x -> x^2, 3)",
      ]),
    LanguageTopic(
      name: "op", summary: "An operation of your own: one node, with a derivative that you give.",
      paragraphs: [
        """
        op name(x) = value grad derivative. With several parameters the derivatives stand in \
        their order, with commas. `check` finds a wrong one.
        """
      ],
      examples: [
        "op legendre3(x) = (5x^3 - 3x)/2 grad (15x^2 - 3)/2\nx = 0.5; y = legendre3(x)\nbackward y"
      ]),
    LanguageTopic(
      name: "lists", summary: "Lists, ranges, elements and slices.",
      paragraphs: [
        """
        [1, 2, 3] is a list; its places are numbered from 0. 0..4 is a range with its end, 0..<4 \
        one without, 0..1 by 0.25 has another step. A list can be made from another, and indexed \
        by a range.
        """
      ],
      examples: ["xs = [1, 2, 3]; xs[0]", "[x^2 for x in 0..4]", "xs = [4, 5, 6, 7]; xs[1..<3]"]),
    LanguageTopic(
      name: "for", summary: "Loops.",
      paragraphs: [
        """
        for k in 0..<3 { … } runs the statements once for each element. Statements in a block \
        show nothing by themselves; `print` does.
        """
      ],
      examples: ["s = 0\nfor k in 1..3 { s += k; print k, s }"]),
    LanguageTopic(
      name: "if", summary: "Choices.",
      paragraphs: [
        """
        if c { … } else { … } chooses when it is run, by a value; what is not chosen leaves no \
        nodes. A comparison is 1 where it holds and 0 where it does not.
        """
      ],
      examples: ["x = -2\nif x < 0 { y = -x } else { y = x }\ny"]),
    LanguageTopic(
      name: "walk", summary: "Walk-throughs: scripts that tell a story, and are presented.",
      paragraphs: [
        """
        `gradwalk walk FILE` shows the text of a .md file, or the comments of a script, and runs \
        the code between. It stops at each `pause`, before each section, and at the end. There \
        \(stopKeys) `print b` shows a node that is called b.
        """,
        """
        `gradwalk lesson` lists those that come with the program, and `gradwalk test FILE` \
        checks what one expects.
        """,
      ],
      examples: ["pause", "a = 2\nexpect a^2 == 4"]),
  ]
}
