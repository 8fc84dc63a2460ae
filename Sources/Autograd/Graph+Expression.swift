extension Graph {
  /// A node in terms of leaves, in the language's notation, with no more parentheses than the
  /// order of the operations needs: `tanh(a * b + c)^2`. Reading it back builds the same graph,
  /// but for operands that were shared.
  ///
  /// Returns `nil` where the text would have more than `longest` characters, as that of a deep
  /// graph does. One loop over the nodes: O(nodes · longest).
  public func expression(
    of root: Node, format: NumberFormat = .full, name: (Node) -> String, longest: Int = 1000
  ) -> String? {
    let reached = backward(from: root)
    var texts: [Node: Phrase] = [:]
    for node in nodes.prefix(root.index + 1) where reached.reaches(node) {
      let phrase: Phrase
      if let operation = operation(of: node) {
        let operands = operands(of: node).compactMap { operand in
          instruction(operand).isConstant ? number(operand, format) : texts[operand]
        }
        guard operands.count == operation.arity else { return nil }
        phrase = operation.phrase(operands)
      } else {
        phrase =
          instruction(node).isConstant
          ? number(node, format) : Phrase(text: name(node), precedence: Phrase.atomic)
      }
      guard phrase.text.utf8.count <= longest else { return nil }
      texts[node] = phrase
    }
    return texts[root]?.text
  }

  private func number(_ node: Node, _ format: NumberFormat) -> Phrase {
    let text = format.text(self[node])
    return Phrase(
      text: text, precedence: text.hasPrefix("-") ? Precedence.prefix : Phrase.atomic)
  }
}

/// A piece of an expression, and how tightly it holds together.
private struct Phrase {
  let text: String
  let precedence: Int

  /// What no operator can pull apart.
  static let atomic = Int.max

  /// The text, in parentheses where it holds together less than `precedence`.
  func binding(at precedence: Int) -> String {
    self.precedence < precedence ? "(\(text))" : text
  }
}

extension Operation {
  fileprivate func phrase(_ operands: [Phrase]) -> Phrase {
    switch notation {
    case .function:
      return Phrase(
        text: formula(applied: operands.map(\.text)), precedence: Phrase.atomic)
    case .prefix(let sign, let precedence):
      // A minus before a minus reads better with parentheses.
      return Phrase(text: sign + operands[0].binding(at: precedence + 1), precedence: precedence)
    case .infix(let sign, let precedence):
      if precedence == Precedence.power {
        return Phrase(
          text: operands[0].binding(at: precedence + 1) + sign
            + operands[1].binding(at: Precedence.prefix), precedence: precedence)
      }
      let chains = precedence != Precedence.comparison
      return Phrase(
        text: operands[0].binding(at: chains ? precedence : precedence + 1) + " \(sign) "
          + operands[1].binding(at: precedence + 1), precedence: precedence)
    }
  }
}
