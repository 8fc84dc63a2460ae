import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a test wants to know of an SVG picture.
final class Picture: NSObject, XMLParserDelegate {
  struct Element {
    var id: String
    var classes: [String]
    /// The tooltip, which Graphviz writes as `xlink:title`.
    var title = ""
    var texts: [Text] = []
    /// Points of the outlines, which a text is to be within.
    var points: [(x: Double, y: Double)] = []
    var ellipses: [Ellipse] = []
    /// The control points of each path: of an edge, one point and then three for each curve.
    var paths: [[(x: Double, y: Double)]] = []
    /// The polygons by their fill.
    var polygons: [(fill: String, points: [(x: Double, y: Double)])] = []
  }

  struct Ellipse {
    var x, y, width, height: Double
  }

  struct Text {
    var x: Double
    var y: Double
    var isCentred: Bool
    var size: Double
    var isBold: Bool
    var string = ""
  }

  private(set) var elements: [Element] = []
  private(set) var texts: [String] = []
  private var isInText = false
  private var depth = 0
  private var current: (index: Int, depth: Int)?

  init(svg: [UInt8]) throws {
    super.init()
    let parser = XMLParser(data: Data(svg))
    parser.delegate = self
    guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
  }

  func all(_ className: String) -> [Element] {
    elements.filter { $0.classes.contains(className) }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    depth += 1
    switch name {
    case "g":
      guard let classes = attributes["class"] else { break }
      let words = classes.split(separator: " ").map(String.init)
      elements.append(Element(id: attributes["id"] ?? "", classes: words))
      current = (elements.count - 1, depth)
    case "a":
      if let current { elements[current.index].title = attributes["xlink:title"] ?? "" }
    case "text":
      isInText = true
      texts.append("")
      let text = Text(
        x: Double(attributes["x"]!)!, y: Double(attributes["y"]!)!,
        isCentred: attributes["text-anchor"] == "middle",
        size: Double(attributes["font-size"]!)!, isBold: attributes["font-weight"] == "bold")
      if let current { elements[current.index].texts.append(text) }
    case "polygon", "path":
      guard let current else { break }
      let numbers = (attributes["points"] ?? attributes["d"] ?? "")
        .split { !"-.0123456789".contains($0) }.compactMap { Double($0) }
      let points = stride(from: 0, to: numbers.count - 1, by: 2).map {
        (x: numbers[$0], y: numbers[$0 + 1])
      }
      elements[current.index].points += points
      if name == "path" {
        elements[current.index].paths.append(points)
      } else {
        elements[current.index].polygons.append((attributes["fill"] ?? "", points))
      }
    case "ellipse":
      guard let current else { break }
      let ellipse = ["cx", "cy", "rx", "ry"].map { Double(attributes[$0]!)! }
      elements[current.index].ellipses.append(
        Ellipse(x: ellipse[0], y: ellipse[1], width: ellipse[2], height: ellipse[3]))
      elements[current.index].points += [
        (ellipse[0] - ellipse[2], ellipse[1] - ellipse[3]),
        (ellipse[0] + ellipse[2], ellipse[1] + ellipse[3]),
      ]
    default: break
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    guard isInText else { return }
    texts[texts.count - 1] += string
    if let current, !elements[current.index].texts.isEmpty {
      elements[current.index].texts[elements[current.index].texts.count - 1].string += string
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    if name == "text" { isInText = false }
    depth -= 1
  }
}
