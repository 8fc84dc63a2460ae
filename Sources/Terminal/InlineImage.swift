/// A picture as the control sequences that show it among the text of a terminal.
package enum InlineImage {
  /// Shows a PNG as wide as it is, or as wide as the terminal where that is less.
  ///
  /// - Parameters:
  ///   - columns: how many columns the terminal has.
  ///   - pixels: how many pixels wide it is; 0 where it does not say.
  package static func sequence(
    png: [UInt8], by graphics: GraphicsProtocol, columns: Int, pixels: Int
  ) -> [UInt8]? {
    guard let width = width(ofPNG: png) else { return nil }
    let isTooWide = pixels > 0 && width > pixels
    switch graphics {
    case .kitty: return kitty(png, fit: isTooWide ? columns : nil)
    case .iterm: return iterm(png, fits: !isTooWide)
    // Sixels are made of pixels, not of a PNG: see `SixelWriter`.
    case .sixel: return nil
    }
  }

  /// How wide a PNG is, in pixels; `nil` for what is none.
  package static func width(ofPNG png: [UInt8]) -> Int? {
    guard png.count > 24, png.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { return nil }
    return png[16..<20].reduce(0) { $0 << 8 | Int($1) }
  }

  /// In pieces of 4096 characters, the longest that the protocol allows.
  private static func kitty(_ png: [UInt8], fit columns: Int?) -> [UInt8] {
    let data = Base64.encoded(png)
    let longest = 4096
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: data.count, by: longest) {
      let end = min(start + longest, data.count)
      let keys =
        (start == 0 ? "a=T,f=100,q=2," + (columns.map { "c=\($0)," } ?? "") : "")
        + "m=\(end < data.count ? 1 : 0)"
      bytes += Array("\u{1B}_G\(keys);".utf8) + data[start..<end] + Array("\u{1B}\\".utf8)
    }
    return bytes
  }

  private static func iterm(_ png: [UInt8], fits: Bool) -> [UInt8] {
    let keys = "inline=1;size=\(png.count)" + (fits ? "" : ";width=100%")
    return Array("\u{1B}]1337;File=\(keys):".utf8) + Base64.encoded(png) + [0x07]
  }
}
