import Typography

/// A page that is stepped through: the pictures of a pass, and what is said at each step.
///
///     let deck = Deck(title: "L", steps: steps, pictures: [.init(shade: nil, frames: picture)])
///     deck.page   // HTML that needs nothing else
///
/// The page holds the last picture, and of the others only the parts that differ.
public struct Deck: Sendable {
  public let title: String
  public let steps: [Step]
  public let pictures: [Picture]
  /// How long a step is shown when the page goes on by itself, in milliseconds.
  public var interval = 1200
  /// How a deck is told apart from others in the same page; a letter first.
  public var id = "deck"

  /// What is said beside a picture.
  public struct Step: Sendable, Equatable {
    /// What is computed: `a.grad += -2 · -3 = 6`.
    public let line: String
    /// The rule in words.
    public let rule: String
    /// The picture in words, for those who cannot see it.
    public let description: String

    public init(line: String, rule: String, description: String) {
      self.line = line
      self.rule = rule
      self.description = description
    }
  }

  /// One picture in all its steps.
  public struct Picture: Sendable {
    /// Whether it is for a light or a dark page; `nil` for both. Where all pictures are for the same,
    /// the page is that, whatever the reader's system is.
    public let shade: Shade?
    /// With a frame a step.
    public let frames: PartedPicture

    public init(shade: Shade?, frames: PartedPicture) {
      self.shade = shade
      self.frames = frames
    }
  }

  public enum Shade: String, Sendable {
    case light
    case dark
  }

  public init(title: String, steps: [Step], pictures: [Picture]) {
    precondition(!steps.isEmpty, "a deck has at least one step")
    precondition(
      pictures.allSatisfy { $0.frames.count == steps.count }, "a deck has a picture a step")
    self.title = title
    self.steps = steps
    self.pictures = pictures
  }

  /// The same as one of several in a page: each with an id of its own, which the ids in its pictures
  /// begin with.
  public func named(_ id: String) -> Deck {
    let pictures = pictures.map { picture in
      Picture(shade: picture.shade, frames: picture.frames.prefixed(with: id + "."))
    }
    var deck = Deck(title: title, steps: steps, pictures: pictures)
    deck.interval = interval
    deck.id = id
    return deck
  }

  // MARK: HTML

  /// The style sheet that every page with decks holds once.
  public static var styleSheet: String {
    String(decoding: PackageResources.deck_css, as: UTF8.self)
  }

  /// The script that every page with decks holds once, after the last of them.
  public static var script: String { String(decoding: PackageResources.deck_js, as: UTF8.self) }

  /// A page of its own, without anything from outside.
  public var page: String {
    """
    <!DOCTYPE html>
    <html lang="en"\(fixedShade)>
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" \
    content="\(HTML.policy(allowsScripts: true))">
    <title>\(HTML.text(title))</title>
    <style>
    html, body { margin: 0; background: #ffffff; }
    html[data-shade="dark"], html[data-shade="dark"] body { background: #111827; }
    main { max-width: 75rem; margin: 0 auto; padding: 1rem; }
    h1 { font: 600 1.3rem/1.3 system-ui, Arial, sans-serif; margin: 0; text-align: center; }
    @page { size: landscape; margin: 1.5cm; }
    \(Deck.styleSheet)</style>
    </head>
    <body>
    <main>
    \(fragment(heading: "h1", isPage: true))
    </main>
    <script>
    \(Deck.script)</script>
    </body>
    </html>

    """
  }

  /// The deck as part of a page that has ``styleSheet`` and ``script``.
  public var fragment: String { fragment(heading: "h3", isPage: false) }

  private func fragment(heading: String, isPage: Bool) -> String {
    let last = steps[steps.count - 1]
    let shades = Set(pictures.compactMap(\.shade))
    return """
      <section class="gw-deck"\(fixedShade) id="\(HTML.attribute(id))" aria-label="\(HTML.attribute(title))"\
      \(isPage ? "" : " tabindex=\"0\"")>
      <\(heading)>\(HTML.text(title))</\(heading)>
      <div class="gw-picture">
      \(pictures.map { shown($0, last) }.joined(separator: "\n"))
      </div>
      <p class="gw-line" aria-live="polite">\(HTML.text(last.line))</p>
      <p class="gw-rule" aria-live="polite">\(HTML.text(last.rule))</p>
      <div class="gw-controls" role="group" aria-label="steps" hidden>
      <button type="button" class="gw-first" aria-label="first step">|◀</button>
      <button type="button" class="gw-back" aria-label="step back">◀</button>
      <button type="button" class="gw-play" aria-label="play" aria-pressed="false">▶▶</button>
      <button type="button" class="gw-next" aria-label="step forward">▶</button>
      <button type="button" class="gw-last" aria-label="last step">▶|</button>
      <input type="range" class="gw-slider" min="0" max="\(steps.count - 1)" value="0" step="1" \
      aria-label="step">
      <span class="gw-place"></span>\(shades.count > 1 ? Deck.toggle : "")
      </div>
      <details\(isPage ? "" : " open")>
      <summary>all steps</summary>
      <ol class="gw-steps" start="0">
      \(steps.map { "<li><button type=\"button\">\(HTML.text($0.line))</button></li>" }
        .joined(separator: "\n"))
      </ol>
      </details>
      <div class="gw-pages"></div>
      <script type="application/json">\(data(isPage: isPage))</script>
      </section>
      """
  }

  /// The shade of a page whose pictures all have the same one, as an attribute.
  private var fixedShade: String {
    let shades = Set(pictures.map(\.shade))
    guard shades.count == 1, let shade = pictures[0].shade else { return "" }
    return " data-shade=\"\(shade.rawValue)\""
  }

  private static let toggle =
    "\n<button type=\"button\" class=\"gw-toggle\" aria-label=\"dark page\" aria-pressed=\"false\">"
    + "◐</button>"

  private func shown(_ picture: Picture, _ last: Step) -> String {
    let shade = picture.shade.map(\.rawValue) ?? "only"
    let image = picture.frames.last(label: last.description)
    return "<div class=\"gw-shade gw-\(shade)\">\n\(image)\n</div>"
  }

  private func data(isPage: Bool) -> String {
    let steps = steps.map { step in
      "{\"line\":\(HTML.json(step.line)),\"rule\":\(HTML.json(step.rule)),"
        + "\"alt\":\(HTML.json(step.description))}"
    }
    let pictures = pictures.map { "{\"parts\":{\($0.frames.json)}}" }
    return
      "{\"isPage\":\(isPage),\"interval\":\(interval),\"steps\":[\(steps.joined(separator: ","))],"
      + "\"pictures\":[\(pictures.joined(separator: ","))]}"
  }
}
