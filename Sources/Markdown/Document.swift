import CMarkdown

/// A Markdown text as a tree, read by cmark (CommonMark), with TeX between dollar signs.
///
///     Document("Its slope is $2x$.").blocks
///     // [.paragraph([.text("Its slope is "), .math("2x"), .text(".")])]
package struct Document: Equatable, Sendable {
  package let blocks: [Block]

  package init(_ markdown: String) {
    // As cmark does: a form feed or U+2028 ends no line.
    let markdown = markdown.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    let formulas = InlineFormulas(in: markdown)
    let text = formulas.textWithMarks
    let root = cmark_parse_document(text, text.utf8.count, CMARK_OPT_DEFAULT)
    defer { cmark_node_free(root) }
    let reader = Reader(
      formulas: formulas,
      lines: markdown.split(separator: "\n", omittingEmptySubsequences: false))
    blocks = reader.blocks(in: root)
  }
}

/// What cmark found, as values.
private struct Reader {
  let formulas: InlineFormulas
  let lines: [Substring]

  func blocks(in parent: OpaquePointer?) -> [Block] {
    children(of: parent).compactMap(block)
  }

  private func children(of parent: OpaquePointer?) -> [OpaquePointer] {
    var children: [OpaquePointer] = []
    var child = cmark_node_first_child(parent)
    while let node = child {
      children.append(node)
      child = cmark_node_next(node)
    }
    return children
  }

  private func block(_ node: OpaquePointer) -> Block? {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_HEADING:
      return .heading(level: Int(cmark_node_get_heading_level(node)), inlines(in: node))
    case CMARK_NODE_PARAGRAPH:
      return formula(in: node).map(Block.math) ?? .paragraph(inlines(in: node))
    case CMARK_NODE_CODE_BLOCK:
      return .code(
        Block.Code(
          info: formulas.restored(in: string(cmark_node_get_fence_info(node))),
          text: formulas.restored(in: literal(node)),
          firstLine: firstLine(ofCode: node)))
    case CMARK_NODE_LIST:
      let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
      return .list(
        Block.List(
          start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil,
          isTight: cmark_node_get_list_tight(node) != 0,
          items: children(of: node).map(blocks)))
    case CMARK_NODE_BLOCK_QUOTE: return .quotation(blocks(in: node))
    case CMARK_NODE_THEMATIC_BREAK: return .rule
    case CMARK_NODE_HTML_BLOCK: return .html(formulas.restored(in: literal(node)))
    default: return nil
    }
  }

  /// Code between fences begins on the line after the first.
  private func firstLine(ofCode node: OpaquePointer) -> Int {
    let start = Int(cmark_node_get_start_line(node))
    let line = lines.indices.contains(start - 1) ? lines[start - 1] : ""
    return line.contains("```") || line.contains("~~~") ? start + 1 : start
  }

  /// The TeX of a paragraph that stands between `$$` and `$$`.
  private func formula(in paragraph: OpaquePointer) -> String? {
    let first = Int(cmark_node_get_start_line(paragraph))
    let last = Int(cmark_node_get_end_line(paragraph))
    guard first >= 1, last >= first, last <= lines.count else { return nil }
    let text = lines[(first - 1)..<last].joined(separator: "\n").trimmed
    guard text.count > 4, text.hasPrefix("$$"), text.hasSuffix("$$") else { return nil }
    return String(text.dropFirst(2).dropLast(2)).trimmed
  }

  private func inlines(in parent: OpaquePointer?) -> [Inline] {
    var inlines: [Inline] = []
    for node in children(of: parent) {
      switch cmark_node_get_type(node) {
      case CMARK_NODE_TEXT:
        for part in formulas.parts(of: literal(node)) {
          // cmark ends a text wherever a sign might have meant something.
          if case .text(let more) = part, case .text(let text)? = inlines.last {
            inlines[inlines.count - 1] = .text(text + more)
          } else {
            inlines.append(part)
          }
        }
      case CMARK_NODE_SOFTBREAK: inlines.append(.softBreak)
      case CMARK_NODE_LINEBREAK: inlines.append(.lineBreak)
      case CMARK_NODE_CODE: inlines.append(.code(formulas.restored(in: literal(node))))
      case CMARK_NODE_EMPH: inlines.append(.emphasis(self.inlines(in: node)))
      case CMARK_NODE_STRONG: inlines.append(.strong(self.inlines(in: node)))
      case CMARK_NODE_LINK:
        inlines.append(
          .link(to: address(of: node), self.inlines(in: node)))
      case CMARK_NODE_IMAGE:
        inlines.append(
          .image(address(of: node), alternative: self.inlines(in: node)))
      case CMARK_NODE_HTML_INLINE:
        inlines.append(.html(formulas.restored(in: literal(node))))
      default: break
      }
    }
    return inlines
  }

  private func address(of node: OpaquePointer) -> String {
    formulas.restored(in: string(cmark_node_get_url(node)))
  }

  private func literal(_ node: OpaquePointer) -> String { string(cmark_node_get_literal(node)) }

  private func string(_ text: UnsafePointer<CChar>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }
}

extension StringProtocol {
  fileprivate var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return String(start.dropLast(start.reversed().prefix(while: \.isWhitespace).count))
  }
}
