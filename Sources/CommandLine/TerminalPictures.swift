import Glibc
import Rendering
import Session
import Terminal

/// Pictures among the text of the terminal, in the way it says it knows.
final class TerminalPictures {
  /// What the terminal said, once it was asked.
  private var answer: GraphicsProtocol??

  /// How a picture is given to the terminal; `nil` where it cannot be.
  func graphics(_ setting: Settings.Graphics) -> GraphicsProtocol? {
    guard Screen.isTerminal(STDOUT_FILENO) else { return nil }
    let graphics: GraphicsProtocol?
    switch setting {
    case .text: return nil
    case .kitty: graphics = .kitty
    case .iterm: graphics = .iterm
    case .sixel: graphics = .sixel
    case .auto:
      if answer == nil { answer = .some(GraphicsProtocol.ofTerminal()) }
      graphics = answer ?? nil
    }
    return graphics == .sixel && !Sixels().isAvailable ? nil : graphics
  }

  /// The control sequences that show a PNG.
  func sequence(_ png: [UInt8], _ setting: Settings.Graphics) throws(LayoutError) -> [UInt8] {
    let pixels = Screen.pixels(of: STDOUT_FILENO)
    guard let graphics = graphics(setting), let width = InlineImage.width(ofPNG: png) else {
      return []
    }
    if let sequence = InlineImage.sequence(
      png: png, by: graphics, columns: Screen.columns(), pixels: pixels)
    {
      return sequence
    }
    return try Sixels().encode(
      png, width: pixels > 0 && width > pixels ? pixels : nil,
      isInterrupted: { Interrupt.isRaised })
  }
}
