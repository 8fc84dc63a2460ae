/// An SVG in the pieces of which its pictures are made: a head, for each part what it looks like, and
/// the tail.
public struct PicturePieces: Sendable, Equatable {
  /// As many as the graph has.
  public var heads: [[UInt8]] = []
  /// In the order of the file.
  public var parts: [Part] = []
  public var tail: [UInt8] = []

  /// A node or an edge.
  public struct Part: Sendable, Equatable {
    public var id: String
    /// What stands between it and the part before.
    public var before: [UInt8]
    /// The element `<g>` in each of its looks.
    public var looks: [[UInt8]]
  }
}

// MARK: Parcels

extension PicturePieces {
  var packed: [UInt8] {
    Parcels.packed([
      tail, Parcels.packed(heads),
      Parcels.packed(parts.map { Parcels.packed([Array($0.id.utf8), $0.before] + $0.looks) }),
    ])
  }

  /// `nil` where they are cut short or were never packed.
  init?(packed: [UInt8]) {
    guard let all = Parcels.unpacked(packed), all.count == 3,
      let heads = Parcels.unpacked(all[1]), let packedParts = Parcels.unpacked(all[2])
    else { return nil }
    tail = all[0]
    self.heads = heads
    for packedPart in packedParts {
      guard let bytes = Parcels.unpacked(packedPart), bytes.count > 2 else { return nil }
      parts.append(
        Part(id: String(utf8: bytes[0]), before: bytes[1], looks: Array(bytes.dropFirst(2))))
    }
  }
}
