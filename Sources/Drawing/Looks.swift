/// What one part of a picture looks like in the frames of a walk: each look once, and when it comes.
///
///     var looks = Looks<String>()
///     for (frame, look) in ["pale", "lit", "lit", "pale"].enumerated() { looks.show(look, from: frame) }
///     looks.variants     // ["pale", "lit"]
///     looks.changes      // (0, 0), (1, 1), (3, 0)
public struct Looks<Look: Equatable> {
  /// In the order in which they first come.
  public private(set) var variants: [Look] = []
  /// In the order of the frames, the first of them at frame 0.
  public private(set) var changes: [Change] = []

  /// From a frame on, the part looks like a variant.
  public struct Change: Equatable, Sendable {
    public let frame: Int
    /// A place in ``Looks/variants``.
    public let variant: Int
  }

  public init() {}

  public init(_ first: Look) { show(first, from: 0) }

  /// Sets what it looks like from a frame on, which is none before the last that was set.
  public mutating func show(_ look: Look, from frame: Int) {
    if let current = changes.last, variants[current.variant] == look { return }
    let known = variants.firstIndex(of: look)
    if known == nil { variants.append(look) }
    changes.append(Change(frame: frame, variant: known ?? variants.count - 1))
  }

  /// What it looks like in a frame. O(log changes)
  public subscript(frame: Int) -> Look {
    var low = 0
    var high = changes.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if changes[middle].frame <= frame { low = middle } else { high = middle - 1 }
    }
    return variants[changes[low].variant]
  }

  /// The same changes between what is made of each variant.
  public func map<Other>(_ transform: (Look) throws -> Other) rethrows -> Looks<Other> {
    with(try variants.map(transform))
  }

  /// The same changes between other variants, of which there are as many.
  func with<Other>(_ variants: [Other]) -> Looks<Other> {
    precondition(variants.count == self.variants.count, "every variant becomes one")
    var looks = Looks<Other>()
    looks.variants = variants
    looks.changes = changes.map { .init(frame: $0.frame, variant: $0.variant) }
    return looks
  }
}

extension Looks: Equatable {}
extension Looks: Sendable where Look: Sendable {}
