/// Blocks as Markdown again: what is read from it are the same blocks.
package enum MarkdownWriter {
  package static func markdown(_ blocks: [Block]) -> String {
    var isOther = false
    return blocks.enumerated().map { place, block in
      // Two lists one after the other would be one, if their items had the same mark.
      if place > 0, case .list = block, case .list = blocks[place - 1] {
        isOther.toggle()
      } else {
        isOther = false
      }
      return markdown(block, hasOtherMark: isOther)
    }.joined(separator: "\n\n")
  }

  private static func markdown(_ block: Block, hasOtherMark: Bool) -> String {
    switch block {
    case .heading(let level, let inlines):
      return String(repeating: "#", count: level) + " "
        + markdown(inlines).replacing("\n", with: " ")
    case .paragraph(let inlines): return escapedStarts(markdown(inlines))
    case .code(let code):
      let longest = longestTicks(code.text)
      let fence = String(repeating: "`", count: max(3, longest + 1))
      let end = code.text.isEmpty || code.text.hasSuffix("\n") ? "" : "\n"
      return "\(fence)\(code.info)\n\(code.text)\(end)\(fence)"
    case .math(let tex): return "$$\n\(tex)\n$$"
    case .list(let list):
      return list.items.enumerated().map { place, item in
        let mark =
          list.start.map { "\($0 + place)\(hasOtherMark ? ")" : ".")" }
          ?? (hasOtherMark ? "*" : "-")
        let indent = String(repeating: " ", count: mark.count + 1)
        let text = item.isEmpty ? "" : markdown(item)
        return "\(mark) " + indented(text, by: indent)
      }.joined(separator: list.isTight ? "\n" : "\n\n")
    case .quotation(let blocks):
      return "> " + indented(markdown(blocks), by: "> ")
    case .rule: return "---"
    case .html(let source): return source.hasSuffix("\n") ? String(source.dropLast()) : source
    }
  }

  /// All lines but the first begin with `indent`.
  private static func indented(_ text: String, by indent: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { place, line in
      place == 0 || (line.isEmpty && indent.first == " ") ? String(line) : indent + line
    }.joined(separator: "\n")
  }

  private static func markdown(_ inlines: [Inline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text): escaped(text)
      case .math(let tex): "$\(tex)$"
      case .code(let code): quoted(code)
      case .emphasis(let inner): "*\(markdown(inner))*"
      case .strong(let inner): "**\(markdown(inner))**"
      case .link(let address, let inner): "[\(markdown(inner))](<\(address)>)"
      case .image(let path, let alternative): "![\(markdown(alternative))](<\(path)>)"
      case .softBreak: "\n"
      case .lineBreak: "\\\n"
      case .html(let source): source
      }
    }.joined()
  }

  private static func quoted(_ code: String) -> String {
    let ticks = String(repeating: "`", count: longestTicks(code) + 1)
    let room = code.hasPrefix("`") || code.hasSuffix("`") ? " " : ""
    return ticks + room + code + room + ticks
  }

  /// The length of the longest row of backticks.
  private static func longestTicks(_ code: String) -> Int {
    var longest = 0
    var run = 0
    for character in code {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\`*_[]<>$&".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }

  /// A line of a paragraph that begins like something else.
  private static func escapedStarts(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let digits = line.prefix { $0.isASCII && $0.isNumber }
      let rest = line.dropFirst(digits.count)
      if !digits.isEmpty, rest.hasPrefix(".") || rest.hasPrefix(")") {
        return "\(digits)\\\(rest)"
      }
      return line.first.map { "#+-=~".contains($0) } ?? false ? "\\" + line : String(line)
    }.joined(separator: "\n")
  }
}
