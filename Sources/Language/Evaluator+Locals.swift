import Autograd

extension Evaluator {
  // MARK: Slots

  /// What stands in a slot of the running frame.
  @inline(__always)
  func local(at slot: Int) -> Datum? { stack[frame + slot] }

  func setLocal(at slot: Int, _ value: Datum) { stack[frame + slot] = value }
  func clearLocal(at slot: Int) { stack[frame + slot] = nil }

  var stackHeight: Int { stack.count }
  func push(_ value: Datum?) { stack.append(value) }
  func dropLocals(to height: Int) { stack.removeLast(max(stack.count - height, 0)) }

  /// Makes room for so many slots in the frame that starts at `base`.
  func reserve(_ size: Int, from base: Int) {
    while stack.count < base + size { stack.append(nil) }
  }

  // MARK: Names

  /// The local value of a name, where a command is carried out.
  func local(_ id: Int) -> Datum? { visible.slot(of: id).flatMap { local(at: $0) } }

  /// Binds a name for the expressions that are evaluated from here on.
  func bindLocal(_ id: Int, _ value: Datum) {
    visible.bind(id, at: stack.count - frame)
    push(value)
  }

  /// A resolver for what is to be run where a command is carried out, or at the top.
  var resolver: Resolver {
    Resolver(names: visible.detached, size: stack.count - frame) { [debuggerCommands] word in
      debuggerCommands[word] != nil
    }
  }

  // MARK: Going back

  /// Where the evaluator stands.
  struct Position {
    fileprivate let height: Int
    fileprivate let frame: Int
    fileprivate let visible: VisibleNames
    fileprivate let loops: Int
    fileprivate let depths: (call: Int, block: Int, evaluation: Int)
    fileprivate let scope: Scope?
    fileprivate let isSampling: Bool
  }

  /// The place to which a statement that fails goes back.
  var position: Position {
    get {
      Position(
        height: stack.count, frame: frame, visible: visible, loops: runningLoops.count,
        depths: (callDepth, blockDepth, depth), scope: scope, isSampling: isSampling)
    }
    set {
      dropLocals(to: newValue.height)
      frame = newValue.frame
      visible = newValue.visible
      runningLoops.removeLast(max(runningLoops.count - newValue.loops, 0))
      (callDepth, blockDepth, depth) = newValue.depths
      scope = newValue.scope
      isSampling = newValue.isSampling
    }
  }

  /// Lends the values that slots and running loops have, for nodes to be moved.
  func withLocals(_ body: (inout [Datum]) -> Void) {
    let places = stack.indices.filter { stack[$0] != nil }
    var values = places.map { stack[$0]! } + runningLoops.map(\.values)
    body(&values)
    for (place, value) in zip(places, values) { stack[place] = value }
    for place in runningLoops.indices { runningLoops[place].values = values[places.count + place] }
  }
}
