import Autograd
import Drawing
import Language

extension Command {
  static let walks: [Command] = [
    Command(
      "frames",
      [.init("L", .expression), .init("DIR", .path, after: "to")],
      options: walkOptions + [
        .init(
          "format", .word(PictureFormats.single), "how the pictures of a folder are written; svg")
      ],
      summary: "Draws each step of the backward pass of L as a picture of its own.",
      details: """
        To a folder, one picture a step; to a file.pdf, one page a step. Every node and edge is at \
        the same place in all of them. The step's operation is lit, and what waits is pale; a \
        gradient to which more will be added ends in dots. The picture says what the step adds.
        """,
      examples: ["a = 2; b = -3; L = a*b\nframes L to walk.pdf"]
    ) { (call) throws(Diagnostic) in try call.frames() },
    Command(
      "deck",
      [.init("L", .expression), .init("FILE", .path, after: "to")],
      options: walkOptions,
      summary: "Writes a page on which the backward pass of L is stepped through.",
      details: """
        The page is a single html file that needs no network. Arrow keys and buttons step both \
        ways, a slider goes anywhere, a blank lets it play. Each step shows what is added and why; \
        a node under the pointer shows its formula and numbers. It prints to a page a step. \
        Without theme= it is light or dark as the reader's system is.
        """,
      examples: ["a = 2; b = -3; L = a*b\ndeck L to walk.html"]
    ) { (call) throws(Diagnostic) in try call.deck() },
  ]

  private static let walkOptions: [CommandSyntax.Option] =
    [
      .init(
        "pass", .word(Walk.Pass.allCases.map(\.rawValue)), "which pass is walked through; backward")
    ] + pictureOptions.filter { $0.key != "fold" }
}

extension Command.Call {
  fileprivate func frames() throws(Diagnostic) {
    guard let root = try computedNode("L"), let place = text("DIR") else { return }
    if place.text.isEmpty {
      throw Diagnostic(
        .other("frames need a folder's name", help: "as in frames L to walk"), place.span)
    }
    let walk = try walk(to: root)
    let options = try walkingOptions(for: word(option: "format") == "png" ? .pixels : .vectors)
    let frames = try frames(of: walk, root, options, captions: walk.steps.map(\.line))
    let ending = FilePath.ending(of: place.text)
    let isPDF = ending == "pdf"
    if isPDF, word(option: "format") != nil {
      throw Diagnostic(
        .other("`format=` is for the pictures of a folder", help: "leave it out"), place.span)
    }
    let format = isPDF ? "pdf" : word(option: "format") ?? "svg"
    if !isPDF, !ending.isEmpty {
      throw Diagnostic(
        .other(
          "frames are written to a folder or to a pdf, not to `\(ending)`",
          help: "as in frames L to walk, or frames L to walk.pdf"), place.span)
    }
    let pictures = try laidOut(frames, format)
    let count = walk.moments.count
    try session.attempt(at: place.span) { () throws(Effects.Failure) in
      if isPDF { return try session.writeFile(pictures[0], place.text) }
      try session.effects.makeFolder(place.text)
      try session.writeFiles(
        pictures.enumerated().map { number, picture in
          (picture, Self.name(of: number, of: count, in: place.text, format))
        })
    }
    let walkReport = WalkReport(
      path: place.text, format: format, steps: count, nodes: frames.boxCount,
      first: isPDF ? nil : Self.name(of: 0, of: count, in: place.text, format),
      last: isPDF ? nil : Self.name(of: count - 1, of: count, in: place.text, format),
      older: isPDF ? [] : olderFrames(than: count, in: place.text, format))
    if isSilent { return }
    guard session.effects.collectsExhibits else { return report(.walk(walkReport)) }
    let (deck, _) = try deck(of: walk, root, options)
    report(.exhibit(.deck(deck, walkReport)))
  }

  fileprivate func deck() throws(Diagnostic) {
    guard let root = try computedNode("L"), let file = text("FILE") else { return }
    guard ["html", "htm"].contains(FilePath.ending(of: file.text)) else {
      throw Diagnostic(
        .other("a deck is a page, and its file ends in .html", help: "as in deck L to walk.html"),
        file.span)
    }
    let walk = try walk(to: root)
    let options = try walkingOptions()
    let (deck, nodes) = try deck(of: walk, root, options)
    try session.attempt(at: file.span) { () throws(Effects.Failure) in
      try session.writeFile(Array(deck.page.utf8), file.text)
    }
    let walkReport = WalkReport(
      path: file.text, format: "html", steps: walk.steps.count, nodes: nodes, first: nil,
      last: nil, older: [])
    report(
      session.effects.collectsExhibits ? .exhibit(.deck(deck, walkReport)) : .walk(walkReport))
  }

  // MARK: Parts

  /// The pictures of a walk as a deck, and how many nodes each shows.
  private func deck(
    of walk: Walk, _ root: Node, _ options: DrawingOptions
  ) throws(Diagnostic) -> (deck: Deck, nodes: Int) {
    let isOfBoth = leavesTheme
    let shades: [(shade: Deck.Shade?, theme: DrawingOptions.ThemeName)] =
      isOfBoth
      ? [(.light, .light), (.dark, .dark)]
      : [(options.theme == .dark ? .dark : .light, options.theme)]
    var pictures: [Deck.Picture] = []
    var nodes = 0
    for (shade, theme) in shades {
      var options = options
      options.theme = theme
      options.title = nil
      options.dotsPerInch = nil
      if isOfBoth, shade == .dark { options.idPrefix = "dark-" }
      let frames = try frames(of: walk, root, options, captions: [])
      nodes = frames.boxCount
      pictures.append(Deck.Picture(shade: shade, frames: try drawn(frames)))
    }
    let title = word(option: "title") ?? "\(workspace.label(root)) = \(session.formula(of: root))"
    return (Deck(title: title, steps: walk.steps, pictures: pictures), nodes)
  }

  private func walk(to root: Node) throws(Diagnostic) -> Walk {
    let pass = word(option: "pass").flatMap(Walk.Pass.init) ?? .backward
    guard let walk = Walk(pass, to: root, in: session) else {
      throw Diagnostic(
        .other(
          "a walk of more than \(Walk.longest) steps is too long to be shown",
          help: "walk through a part of it, as %7, or `debug \(workspace.label(root))`"), span)
    }
    return walk
  }

  private func walkingOptions(for medium: Medium = .vectors) throws(Diagnostic) -> DrawingOptions {
    var options = try drawingOptions(for: medium)
    options.folding = .none
    options.nodeLimit = 2 * Walk.longest
    return options
  }

  private func frames(
    of walk: Walk, _ root: Node, _ options: DrawingOptions, captions: [String]
  ) throws(Diagnostic) -> Frames {
    var subject = session.subject(of: root)
    subject.pass = graph.backward(from: root)
    do throws(TooLarge) {
      return try Frames(of: subject, through: walk.moments, captions: captions, options: options)
    } catch {
      throw Diagnostic(.other(error.message, help: "walk through a part of it, as %7"), span)
    }
  }

  private func laidOut(_ frames: Frames, _ format: String) throws(Diagnostic) -> [[UInt8]] {
    if format == "dot" { return frames.dots.texts.map { Array($0.utf8) } }
    if format == "svg" {
      let picture = try drawn(frames)
      return (0..<picture.count).map(picture.bytes)
    }
    return try session.attempt(at: span) { () throws(Effects.Failure) in
      try session.effects.layOutFrames(frames.dots, format)
    }
  }

  private func drawn(_ frames: Frames) throws(Diagnostic) -> PartedPicture {
    try session.attempt(at: span) { () throws(Effects.Failure) in
      try session.effects.drawFrames(frames.dots)
    }
  }

  /// The pictures of a folder that this walk has not replaced, but who shows all of them will see.
  private func olderFrames(than count: Int, in folder: String, _ format: String) -> [String] {
    let written = Set((0..<count).map { Self.name(of: $0, of: count, in: "", format).dropFirst() })
    return session.effects.names(folder).filter { name in
      name.hasPrefix("frame-") && name.hasSuffix(".\(format)") && !written.contains(name[...])
        && name.dropFirst(6).dropLast(format.count + 1).allSatisfy(\.isNumber)
    }.sorted()
  }

  /// `walk/frame-007.svg`; with as many digits as the last one needs, three at least.
  private static func name(
    of number: Int, of count: Int, in folder: String, _ format: String
  ) -> String {
    let digits = max(3, "\(count - 1)".count)
    let text = "\(number)"
    let zeros = String(repeating: "0", count: digits - text.count)
    let slash = folder.hasSuffix("/") ? "" : "/"
    return "\(folder)\(slash)frame-\(zeros)\(text).\(format)"
  }
}
