import Autograd
import Drawing
import Language
import Typography

extension Command {
  static let pictures: [Command] = [
    Command(
      "draw",
      [.init("L", .expression), .init("FILE", .path, optional: true, after: "to")],
      options: pictureOptions,
      summary: "Draws the graph of L, in the terminal or to a file.",
      details: """
        The file's ending says the format: \(PictureFormats.all.joined(separator: ", ")). A gradient that no backward pass \
        has computed is drawn as `–`; so is every gradient where the last pass ran from another root \
        that does not depend on L. Every element of an svg has an id, a class and a tooltip. In the \
        terminal a drawing has one style and no colours. `option style` and `option theme` say what \
        is usual.
        """,
      examples: [
        "a = 2; b = -3; L = a*b\nbackward L;\ndraw L", "a = 2; L = 3a\ndraw L to L.svg",
        "a = 2; b = -3; L = a*b\nbackward L;\ndraw L to L.svg style=circuit show=value,grad,local",
      ]
    ) { (call) throws(Diagnostic) in try call.draw() }
  ]

  /// How a picture can be asked for.
  static let pictureOptions: [CommandSyntax.Option] = [
    .init(
      "style", .word(DrawingOptions.Style.allCases.map(\.rawValue)),
      choices(DrawingOptions.Style.allCases.map { ($0.rawValue, $0.summary) })),
    .init(
      "show", .words(DrawingOptions.Detail.allCases.map(\.rawValue) + [showNothing]),
      choices(
        DrawingOptions.Detail.allCases.map { ($0.rawValue, $0.summary) }
          + [(showNothing, "names alone")])),
    .init(
      "direction", .word(DrawingOptions.Direction.allCases.map(\.rawValue)),
      "left to right or top to bottom"),
    .init(
      "theme", .word(DrawingOptions.ThemeName.allCases.map(\.rawValue)),
      choices(DrawingOptions.ThemeName.allCases.map { ($0.rawValue, $0.summary) })),
    .init(
      "shading", .word(DrawingOptions.Shading.allCases.map(\.rawValue)),
      "whether gradients are shaded"),
    .init(
      "fold", .wordOrNumber(Folding.words, number: "depth"),
      "what is drawn as one box: calls, so that it can be read; nothing; lists; calls in so many"
    ),
    .init("precision", .number, "how many decimals numbers have"),
    .init("title", .text, "a line above the picture"),
    .init("dpi", .number, "dots an inch of a png; 144 if not given"),
  ]

  /// Stands alone in `show=`.
  fileprivate static let showNothing = "none"

  /// `light: dark on white; dark: light on a dark page`
  private static func choices(_ choices: [(word: String, summary: String)]) -> String {
    choices.map { "\($0.word): \($0.summary)" }.joined(separator: "; ")
  }
}

/// The formats of a picture, which are the endings of its file.
enum PictureFormats {
  static let all = ["svg", "pdf", "png", "tex", "dot"]
  /// Those of a picture that is one of several; a pdf holds them all.
  static let single = all.filter { $0 != "pdf" }
}

extension Command.Call {
  fileprivate func draw() throws(Diagnostic) {
    guard let (value, span) = try value("L") else { return }
    let root = try node(value, at: span)
    let file = text("FILE")
    let format = try file.map { (file) throws(Diagnostic) in
      try self.ending(
        of: file, among: PictureFormats.all, for: "pictures", example: "draw L to L.svg")
    }
    let isImage = file == nil && session.effects.showsImages(session.settings.graphics)
    let isExhibit = file == nil && session.effects.collectsExhibits
    let isBitmap = isImage || isExhibit || format == "png"
    let options = try drawingOptions(
      for: isBitmap ? .pixels : file == nil ? .characters : .vectors)
    if let file, let format { return try writePicture(of: root, options, to: file, as: format) }
    if isExhibit { return try exhibit(root, options, file: nil) }
    let scene = try scene(root, options)
    if isImage { return try show(scene, options) }
    try drawInTerminal(scene, options)
  }

  /// Draws into a file, in one of the formats of ``PictureFormats``.
  func writePicture(
    of root: Node, _ options: DrawingOptions, to file: (text: String, span: Span), as ending: String
  ) throws(Diagnostic) {
    let scene = try scene(root, options)
    let dot = Dot.text(of: scene, options: options)
    let bytes = try session.attempt(at: span) { () throws(Effects.Failure) in
      ending == "dot" ? Array(dot.utf8) : try session.effects.layOut(dot, ending)
    }
    try session.attempt(at: file.span) { () throws(Effects.Failure) in
      try session.writeFile(bytes, file.text)
    }
    if session.effects.collectsExhibits {
      return try exhibit(root, options, file: (file.text, ending))
    }
    report(
      .file(
        path: file.text, format: ending, nodes: scene.boxes.count,
        folding: FoldingReport(scene)))
    showWritten { () throws(Diagnostic) in try show(scene, options) }
  }

  /// Shows in the terminal, too, what was written to a file, where that is wanted and can be.
  func showWritten(_ show: () throws(Diagnostic) -> Void) {
    guard session.effects.showsWrittenPictures, !isSilent,
      session.effects.showsImages(session.settings.graphics)
    else { return }
    // The file is there, whatever becomes of this.
    try? show()
  }

  /// Hands a drawing over to a page.
  private func exhibit(
    _ root: Node, _ options: DrawingOptions, file: (path: String, format: String)?
  ) throws(Diagnostic) {
    if isSilent { return }
    var options = options
    options.dotsPerInch = nil
    let scene = try scene(root, options)
    func svg(_ theme: DrawingOptions.ThemeName) throws(Diagnostic) -> [UInt8] {
      options.theme = theme
      let dot = Dot.text(of: scene, options: options)
      return try session.attempt(at: span) { () throws(Effects.Failure) in
        try session.effects.layOut(dot, "svg")
      }
    }
    let light = try svg(options.theme)
    let dark = leavesTheme ? try svg(.dark) : nil
    let name = workspace.label(root)
    let formula = "\(name) = \(session.formula(of: root))"
    report(
      .exhibit(
        .picture(
          Exhibit.Picture(
            light: light, dark: dark,
            description: "The graph of \(formula): \(scene.boxes.count.counted("node")).",
            file: file, nodes: scene.boxes.count, folding: FoldingReport(scene)))))
  }

  /// Shows a picture in a terminal that can.
  private func show(_ scene: Scene, _ options: DrawingOptions) throws(Diagnostic) {
    let png = try session.attempt(at: span) { () throws(Effects.Failure) in
      try session.effects.layOut(Dot.text(of: scene, options: options), "png")
    }
    report(.image(png, folding: FoldingReport(scene)))
  }

  private func drawInTerminal(_ scene: Scene, _ options: DrawingOptions) throws(Diagnostic) {
    let session = session
    let text = try session.attempt(at: span) { () throws(Effects.Failure) in
      try TextDrawing.text(
        of: scene, columns: session.effects.columns(),
        direction: word(option: "direction") == nil ? nil : options.direction
      ) { (dot) throws(Effects.Failure) in
        String(decoding: try session.effects.layOut(dot, "plain"), as: UTF8.self)
      }
    }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let most = 300
    if lines.count > most {
      lines =
        lines.prefix(most) + [
          "… and \(lines.count - most) lines more; a file holds it all: draw L to L.svg"
        ]
    }
    let picture = lines.joined(separator: "\n")
    report(.picture(picture, nodes: scene.boxes.count, folding: FoldingReport(scene)))
  }

  /// What a drawing is made of.
  enum Medium {
    case characters, vectors, pixels
  }

  func drawingOptions(for medium: Medium) throws(Diagnostic) -> DrawingOptions {
    let style = word(option: "style").flatMap(DrawingOptions.Style.init) ?? session.settings.style
    var options = medium == .characters ? .terminal : DrawingOptions(style: style)
    options.theme = session.settings.theme
    if let words = words(option: "show") { options.show = try details(words) }
    if let direction = word(option: "direction") { options.direction = .init(rawValue: direction)! }
    if let theme = word(option: "theme") { options.theme = .init(rawValue: theme)! }
    if let shading = word(option: "shading") { options.shading = .init(rawValue: shading)! }
    if let title = word(option: "title") { options.title = title }
    if let folding = word(option: "fold") { options.folding = Folding(word: folding)! }
    if let (number, span) = number(option: "fold") {
      guard let depth = Int(exactly: number), depth > 0 else {
        throw Diagnostic(
          .other(
            "the depth to fold at is a whole number from 1",
            help: "1 folds the outermost calls; fold=none folds nothing"), span)
      }
      options.folding = .depth(depth)
    }
    if let (number, span) = number(option: "dpi") {
      guard medium == .pixels else {
        throw Diagnostic(.other("`dpi=` is for a png", help: "leave it out"), span)
      }
      guard let dots = Int(exactly: number), (36...1200).contains(dots) else {
        throw Diagnostic(
          .other("a png has from 36 to 1200 dots an inch, and a whole number of them", help: nil),
          span)
      }
      options.dotsPerInch = dots
    }
    if let (number, span) = number(option: "precision") {
      guard let digits = Int(exactly: number), (0...15).contains(digits) else {
        throw Diagnostic(
          .other("the precision of a drawing is a whole number from 0 to 15", help: nil), span)
      }
      options.numbers = .decimals(digits)
    }
    return options
  }

  /// The set that `show=` lists.
  private func details(
    _ words: [(text: String, span: Span)]
  ) throws(Diagnostic) -> Set<DrawingOptions.Detail> {
    if words.count > 1, let (word, span) = words.first(where: { $0.text == Command.showNothing }) {
      throw Diagnostic(
        .other("`\(word)` stands alone in `show=`", help: "as in show=\(word)"), span)
    }
    return Set(words.compactMap { DrawingOptions.Detail(rawValue: $0.text) })
  }

  private func scene(_ root: Node, _ options: DrawingOptions) throws(Diagnostic) -> Scene {
    let subject = session.subject(of: root)
    if !options.show.isDisjoint(with: [.grad, .downstream]), subject.pass == nil {
      hintAtOtherRoot(root)
    }
    do throws(TooLarge) {
      return try Scene(of: subject, options: options)
    } catch {
      throw Diagnostic(
        .other(error.message, help: "leave out fold=none, or draw a part: draw %7"), span)
    }
  }

  /// Says why there are no gradients in a picture although a pass has run.
  private func hintAtOtherRoot(_ root: Node) {
    guard !isSilent, let other = workspace.pass?.root else { return }
    let (name, otherName) = (workspace.label(root), workspace.label(other))
    session.tell(
      Diagnostic(
        .other(
          "the last pass ran from `\(otherName)`, which does not depend on `\(name)`: its gradients "
            + "are not shown",
          help: "backward \(name) computes those of \(name)"), span, severity: .hint))
  }
}
