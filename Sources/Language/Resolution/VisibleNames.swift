/// The local names that can be used at a place of the running frame, and their slots.
///
/// A command is given expressions that are resolved only when it is carried out, as `print k` in a
/// loop is; it looks their names up here.
struct VisibleNames {
  /// Whether the frame is that of a function, in which every name can be local.
  var isFunction = false
  /// The names that the function binds or uses.
  private var own = OwnNames()
  /// The names of the loops and lists around the place, innermost last.
  private var inner: [(id: Int, slot: Int)] = []

  /// The names of a function, which are known only when all of it was resolved.
  private final class OwnNames {
    var slots: [Int: Int] = [:]
  }

  init(isFunction: Bool = false) { self.isFunction = isFunction }

  var innerCount: Int { inner.count }

  /// The slot of a name, if it has one.
  func slot(of id: Int) -> Int? {
    inner.last { $0.id == id }?.slot ?? own.slots[id]
  }

  /// Gives a name of a loop or a list a slot.
  mutating func bind(_ id: Int, at slot: Int) { inner.append((id, slot)) }

  /// Forgets the names of loops and lists that have ended.
  mutating func drop(to count: Int) { inner.removeSubrange(count...) }

  /// The same names, to which others can be added without the function's having them.
  var detached: VisibleNames {
    guard isFunction else { return self }
    var names = self
    names.own = OwnNames()
    names.own.slots = own.slots
    return names
  }

  /// Gives a name of the function a slot.
  func bindOwn(_ id: Int, at slot: Int) { own.slots[id] = slot }
}
