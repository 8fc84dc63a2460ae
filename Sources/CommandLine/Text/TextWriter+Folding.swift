import Session
import Typography

extension TextWriter {
  /// What was folded, and how to see the rest: for a picture that was folded by itself.
  func lines(_ folding: FoldingReport?) -> [String] {
    guard let folding, folding.isOwnIdea else { return [] }
    return wrapped(
      "folded \(contents(of: folding)) into boxes; fold=none draws all \(folding.nodes) nodes")
  }

  /// How large a picture is: ` (7 nodes)`, or ` (12 boxes for 675 nodes)`.
  func size(_ nodes: Int?, _ folding: FoldingReport?) -> String {
    if let folding {
      return " (\(folding.boxes.counted("box", "boxes")) for \(folding.nodes.counted("node")))"
    }
    return nodes.map { " (\($0.counted("node")))" } ?? ""
  }

  /// `3 layers, hinge and 2 lists`, by functions in the order of their boxes.
  private func contents(of folding: FoldingReport) -> String {
    var functions: [(name: String, count: Int)] = []
    for part in folding.folded where part.kind == .scope {
      // A loop is called by its line, which would be too long here.
      let isLine = part.function.isEmpty && part.name.contains { !$0.isLetter && $0 != " " }
      let name = isLine ? "loop" : part.function.isEmpty ? part.name : part.function
      if let place = functions.firstIndex(where: { $0.name == name }) {
        functions[place].count += 1
      } else {
        functions.append((name, 1))
      }
    }
    var words = functions.map { name, count in
      count > 1 ? TextWriter.plural(name, count) : name == "loop" ? "a loop" : name
    }
    let lists = folding.folded.count { $0.kind == .list }
    if lists > 0 { words.append(lists.counted("list")) }
    if words.isEmpty { words = ["operations"] }
    let last = words.removeLast()
    return words.isEmpty ? last : "\(words.joined(separator: ", ")) and \(last)"
  }

  /// `3 layers`, but `3 calls of softmax`.
  private static func plural(_ function: String, _ count: Int) -> String {
    let isWord = function.allSatisfy { $0.isASCII && $0.isLowercase }
    let isSimple = isWord && !["s", "x", "z", "e"].contains(function.last.map(String.init))
    return isSimple ? "\(count) \(function)s" : "\(count) calls of \(function)"
  }
}
