import CMarkdown
import Session

/// A file that is run: a script, or a document with blocks of code.
enum Document {
  typealias Part = (text: String, firstLine: Int)

  /// What a file has to run: all of a script; of a `.md` file the blocks fenced as `gradwalk`.
  static func parts(of path: String) throws(Effects.Failure) -> [Part] {
    let text = try World.text(of: path)
    return path.lowercased().hasSuffix(".md") ? blocks(of: text) : [(text, 1)]
  }

  /// The blocks of a Markdown text that are fenced as `gradwalk`.
  static func blocks(of markdown: String) -> [Part] {
    let document = cmark_parse_document(markdown, markdown.utf8.count, CMARK_OPT_DEFAULT)
    defer { cmark_node_free(document) }
    let iterator = cmark_iter_new(document)
    defer { cmark_iter_free(iterator) }
    var blocks: [Part] = []
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return blocks }
      let node = cmark_iter_get_node(iterator)
      guard event == CMARK_EVENT_ENTER, cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK,
        let info = cmark_node_get_fence_info(node), let literal = cmark_node_get_literal(node),
        String(cString: info).split(separator: " ").first == "gradwalk"
      else { continue }
      // The code begins on the line after the fence.
      blocks.append((String(cString: literal), Int(cmark_node_get_start_line(node)) + 1))
    }
  }
}
