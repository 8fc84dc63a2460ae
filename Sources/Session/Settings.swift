import Autograd
import Drawing

/// What `option` changes.
public struct Settings: Sendable {
  /// How numbers are written in text.
  public var precision = NumberFormat.significant(6)
  /// How many rows of a table are shown before it is cut short.
  public var rows = 40
  /// The most that ``rows`` can be.
  public static let mostRows = 100_000
  /// How `draw` draws where it is not told.
  public var style = DrawingOptions.Style.micrograd
  public var theme = DrawingOptions.ThemeName.light

  /// How pictures are shown in the terminal.
  public var graphics = Graphics.auto

  /// When a graph whose leaves are set over and over is compiled.
  public var compile = Replays.Policy.auto

  /// Ways of showing a picture in a terminal.
  public enum Graphics: String, CaseIterable, Sendable {
    /// As the terminal says it can.
    case auto
    /// By kitty's protocol, by iTerm2's, or as sixels.
    case kitty, iterm, sixel
    /// With characters.
    case text
  }

  public init() {}
}

/// One row of the table of settings.
public struct Setting: Sendable {
  public let name: String
  /// What it can be, in words.
  public let values: String
  public let summary: String
  /// Whole words that it can be, for completion.
  public let words: [String]
  let text: @Sendable (Settings) -> String
  /// Changes the setting, or returns false where the text means nothing to it.
  let change: @Sendable (inout Settings, String) -> Bool

  public static let table: [Setting] = [
    Setting(
      name: "precision", values: "1 to 17, or full",
      summary: "How many significant digits are shown; full reads back exactly.",
      words: ["full"],
      text: { settings in
        if case .significant(let digits) = settings.precision { return "\(digits)" }
        return "full"
      },
      change: { settings, text in
        if text == "full" {
          settings.precision = .full
          return true
        }
        guard let digits = Int(text), (1...17).contains(digits) else { return false }
        settings.precision = .significant(digits)
        return true
      }),
    Setting(
      name: "rows", values: "1 to \(Settings.mostRows)",
      summary: "How many rows of a table are shown before it is cut short.", words: [],
      text: { "\($0.rows)" },
      change: { settings, text in
        guard let rows = Int(text), (1...Settings.mostRows).contains(rows) else { return false }
        settings.rows = rows
        return true
      }),
    choice(
      "style", "How `draw` draws where it is not told.", \.style),
    choice(
      "graphics",
      "How the terminal is given pictures; auto asks it, and text draws with characters.",
      \.graphics),
    choice(
      "compile",
      "When a graph is compiled that is run again and again; auto does it where it saves time.",
      \.compile),
    choice(
      "theme", "The colours of pictures where `draw` is not told.", \.theme),
  ]

  /// A setting that is one of a few words.
  private static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ summary: String, _ place: WritableKeyPath<Settings, Choice> & Sendable
  ) -> Setting {
    let words = Choice.allCases.map(\.rawValue)
    return Setting(
      name: name, values: words.joined(separator: ", "), summary: summary, words: words,
      text: { $0[keyPath: place].rawValue },
      change: { settings, text in
        guard let choice = Choice(rawValue: text) else { return false }
        settings[keyPath: place] = choice
        return true
      })
  }
}
