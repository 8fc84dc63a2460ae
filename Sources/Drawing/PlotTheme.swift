/// The colours of a plot, made from those of drawings.
struct PlotTheme {
  let page: Colour
  let ink: Colour
  let faint: Colour
  let grid: Colour
  /// How many times the usual size texts have, and lines their weight.
  let scale: Double
  let weight: Double
  /// Whether lines are told apart by their dashes, because they have no colours.
  let isGrey: Bool
  private let palette: [Colour]

  init(_ theme: Theme) {
    page = theme.page
    ink = theme.ink
    faint = theme.faint
    grid = theme.page.mixed(with: theme.faint, share: 0.2)
    scale = theme.scale
    // A line twice as heavy would hide what it crosses.
    weight = (1 + Double(theme.weight)) / 2
    isGrey = theme.positive.isGrey && theme.negative.isGrey
    palette =
      isGrey ? PlotTheme.grey : theme.page.isDark ? PlotTheme.onDark : PlotTheme.onLight
  }

  /// The colour of a series.
  func colour(_ place: Int) -> Colour { palette[place % palette.count] }

  /// What a region is filled with.
  func fill(_ place: Int) -> Colour { page.mixed(with: colour(place), share: 0.25) }

  /// Told apart with every kind of colour blindness, and in this order by their lightness too.
  ///
  /// Source: the palette of Okabe and Ito, 2008; without its yellow, which does not stand out from
  /// white, and its black, which is the ink.
  private static let onLight = [
    Colour(0x0072B2), Colour(0xD55E00), Colour(0x009E73), Colour(0xCC79A7), Colour(0xE69F00),
    Colour(0x56B4E9),
  ]
  private static let grey = [
    Colour(0x000000), Colour(0x808080), Colour(0x404040), Colour(0x9A9A9A), Colour(0x1A1A1A),
    Colour(0x666666),
  ]
  private static let onDark = [
    Colour(0x56B4E9), Colour(0xE69F00), Colour(0x2BC79A), Colour(0xE09CC4), Colour(0xF0E442),
    Colour(0xF08A4B),
  ]
}

extension Colour {
  /// Whether it has no hue.
  var isGrey: Bool { rgb >> 16 & 0xFF == rgb >> 8 & 0xFF && rgb >> 8 & 0xFF == rgb & 0xFF }

  /// Whether light text stands out from it better than dark text.
  var isDark: Bool {
    let red = Double(rgb >> 16 & 0xFF)
    let green = Double(rgb >> 8 & 0xFF)
    let blue = Double(rgb & 0xFF)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128
  }
}
