import CGraphviz
import Glibc
import Typography

/// The plug-in of Graphviz that says how wide a text will be, by ``Helvetica``.
enum TextMetrics {
  /// Fills in the size and the base line of a text, in points.
  static func measure(_ span: inout textspan_t) {
    let size = span.font?.pointee.size ?? 14
    let text = span.str.map { String(cString: $0) } ?? ""
    let isBold = gradwalk_is_bold(&span) != 0
    // Two hundredths more, since viewers round the place of each glyph.
    span.size = pointf(x: Helvetica.width(of: text, isBold: isBold) * size * 1.02, y: size * 1.2)
    span.yoffset_layout = 0
    span.yoffset_centerline = 0.1 * size
    span.layout = nil
    span.free_layout = nil
  }
}
