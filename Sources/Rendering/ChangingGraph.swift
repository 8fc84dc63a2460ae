/// A graph of which some nodes and edges look different from picture to picture.
///
/// All texts are DOT, in which a statement takes a line, as `Drawing` writes it.
public struct ChangingGraph: Sendable, Equatable {
  /// What is laid out, and not drawn.
  public var model: String
  /// What comes before the statements: the graph's own attributes, once for each of their looks.
  public var heads: [String]
  /// All nodes and edges of the model.
  public var elements: [Element]

  /// A node or an edge.
  public struct Element: Sendable, Equatable {
    /// The name of the node, and the attribute `id`.
    public var id: String
    /// A statement for each look, at least one.
    public var statements: [String]

    public init(id: String, statements: [String]) {
      self.id = id
      self.statements = statements
    }
  }

  public init(model: String, heads: [String], elements: [Element]) {
    self.model = model
    self.heads = heads
    self.elements = elements
  }
}

// MARK: Parcels

extension ChangingGraph {
  var packed: [UInt8] {
    Parcels.packed([
      Array(model.utf8), Parcels.packed(heads.map { Array($0.utf8) }),
      Parcels.packed(
        elements.map { element in
          Parcels.packed(([element.id] + element.statements).map { Array($0.utf8) })
        }),
    ])
  }

  /// `nil` where it is cut short or was never packed.
  init?(packed: [UInt8]) {
    guard let all = Parcels.unpacked(packed), all.count == 3,
      let heads = Parcels.unpacked(all[1]), let packedElements = Parcels.unpacked(all[2])
    else { return nil }
    var elements: [Element] = []
    for packedElement in packedElements {
      guard let texts = Parcels.unpacked(packedElement)?.map(String.init(utf8:)), texts.count > 1
      else { return nil }
      elements.append(Element(id: texts[0], statements: Array(texts.dropFirst())))
    }
    self.init(model: String(utf8: all[0]), heads: heads.map(String.init(utf8:)), elements: elements)
  }
}

extension String {
  init(utf8 bytes: [UInt8]) { self.init(decoding: bytes, as: UTF8.self) }
}
