import Typography

/// A drawing as a TeX document of its own: TikZ, in the same layout, with names and numbers in math
/// mode.
///
/// It compiles with pdflatex, and with LuaLaTeX or XeLaTeX, and holds nothing but paths and nodes, so
/// that it can be edited. The picture alone is what stands between its `tikzpicture`.
struct TikZ {
  private let drawing: VectorDrawing

  init(_ drawing: VectorDrawing) { self.drawing = drawing }

  var document: String {
    var lines = [
      // Letters of any size, without fonts that not everybody has.
      "\\RequirePackage{fix-cm}", "\\documentclass{article}", "\\usepackage[utf8]{inputenc}",
      "\\usepackage{amsmath}", "\\usepackage{tikz}",
    ]
    lines += strangeCharacters.map { scalar in
      let code = hexadecimal(scalar.value, digits: 4)
      // Only pdflatex knows the command, and only it lacks the character.
      return "\\ifdefined\\DeclareUnicodeCharacter\\DeclareUnicodeCharacter{\(code)}"
        + "{\\fbox{\\tiny \(code)}}\\fi"
    }
    lines += colours.map { "\\definecolor{\($0.name)}{HTML}{\($0.code)}" }
    lines += [
      "\\newsavebox\\drawing", "\\begin{document}", "\\begin{lrbox}{\\drawing}",
      "\\begin{tikzpicture}[x=1bp,y=1bp,line width=1bp]",
    ]
    for part in drawing.parts {
      // A name could hold anything; a comment ends with its line.
      lines.append("% \(part.id.filter { $0.isASCII && !$0.isNewline })")
      lines += part.strokes.map(command)
    }
    // A page of the drawing's size. The class `standalone` does the same, but few have it.
    lines += [
      "\\end{tikzpicture}", "\\end{lrbox}", "\\hoffset=-1in \\voffset=-1in",
      "\\ifdefined\\pdfpagewidth\\else\\let\\pdfpagewidth\\pagewidth"
        + "\\let\\pdfpageheight\\pageheight\\fi",
      "\\pdfpagewidth=\\wd\\drawing \\pdfpageheight=\\dimexpr\\ht\\drawing+\\dp\\drawing",
      "\\shipout\\box\\drawing", "\\end{document}", "",
    ]
    return lines.joined(separator: "\n")
  }

  // MARK: Strokes

  private func command(_ stroke: VectorDrawing.Stroke) -> String {
    let pen = stroke.pen
    switch stroke.shape {
    case .text(let text, let middle):
      let size = number(pen.fontSize)
      return "\\node[anchor=base,inner sep=0,text=\(name(of: pen.line)),"
        + "font=\\fontsize{\(size)}{\(number(pen.fontSize * 1.2))}\\selectfont] "
        + "at \(point(middle)) {\(MathText.tex(text, isBold: pen.isBold))};"
    case .ellipse(let center, let width, let height):
      return "\(draw(stroke)) \(point(center)) ellipse [x radius=\(number(width)),"
        + "y radius=\(number(height))];"
    case .polygon(let points):
      return "\(draw(stroke)) \(points.map(point).joined(separator: " -- ")) -- cycle;"
    case .line(let points):
      return "\(draw(stroke)) \(points.map(point).joined(separator: " -- "));"
    case .curve(let points):
      guard let first = points.first else { return "" }
      var path = point(first)
      for place in stride(from: 1, to: points.count - 2, by: 3) {
        path +=
          " .. controls \(point(points[place])) and \(point(points[place + 1]))"
          + " .. \(point(points[place + 2]))"
      }
      return "\(draw(stroke)) \(path);"
    }
  }

  private func draw(_ stroke: VectorDrawing.Stroke) -> String {
    let pen = stroke.pen
    var keys: [String] = []
    if opacity(of: pen.line) > 0 { keys.append("draw=\(name(of: pen.line))") }
    if stroke.isFilled, opacity(of: pen.fill) > 0 {
      keys.append("fill=\(name(of: pen.fill))")
      if opacity(of: pen.fill) < 1 { keys.append("fill opacity=\(number(opacity(of: pen.fill)))") }
    }
    if pen.width != 1 { keys.append("line width=\(number(pen.width))bp") }
    if let dash = pen.dash { keys.append(dash.rawValue) }
    return "\\path[\(keys.joined(separator: ","))]"
  }

  private func point(_ point: VectorDrawing.Point) -> String {
    "(\(number(point.x)),\(number(point.y)))"
  }

  /// At most two digits behind the point: a hundredth of a point is not seen.
  private func number(_ number: Double) -> String {
    let hundredths = Int((number * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let (whole, part) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    if part == 0 { return "\(sign)\(whole)" }
    return "\(sign)\(whole).\(part < 10 ? "0" : "")\(part)"
  }

  // MARK: Colours and characters

  /// The colours that are used, in the order of their first use.
  private var colours: [(name: String, code: String)] {
    var colours: [String] = []
    for stroke in drawing.parts.flatMap(\.strokes) {
      for colour in [stroke.pen.line, stroke.pen.fill] where !colours.contains(code(of: colour)) {
        colours.append(code(of: colour))
      }
    }
    return colours.map { ("c\($0.lowercased())", $0) }
  }

  private func name(of colour: String) -> String { "c\(code(of: colour).lowercased())" }

  /// `1F2933` of `#1f2933` or `#1f2933ff`; black of a name that is none of Graphviz's own.
  private func code(of colour: String) -> String {
    let digits = colour.dropFirst().prefix(6)
    if colour.hasPrefix("#"), digits.count == 6, digits.allSatisfy(\.isHexDigit) {
      return digits.uppercased()
    }
    return ["white": "FFFFFF", "transparent": "FFFFFF", "red": "FF0000"][colour] ?? "000000"
  }

  private func opacity(of colour: String) -> Double {
    if colour == "transparent" { return 0 }
    guard colour.hasPrefix("#"), colour.count == 9, let alpha = Int(colour.suffix(2), radix: 16)
    else { return 1 }
    // Graphviz writes the transparent colour as nearly transparent.
    return alpha <= 1 ? 0 : Double(alpha) / 255
  }

  /// Characters that pdflatex has no glyph for, each once.
  private var strangeCharacters: [Unicode.Scalar] {
    var found: Set<Unicode.Scalar> = []
    for stroke in drawing.parts.flatMap(\.strokes) {
      guard case .text(let text, _) = stroke.shape else { continue }
      for scalar in text.unicodeScalars where !scalar.isASCII && !TeX.hasGlyph(scalar) {
        if TeX.symbol(Character(scalar)) == nil { found.insert(scalar) }
      }
    }
    return found.sorted()
  }

  private func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(digits - text.count, 0)) + text
  }
}
