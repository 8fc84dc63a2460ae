/// The statements of a frame, for the next frame of the same walk, which has the same elements and
/// hardly any that looks otherwise.
final class DotMemory {
  struct Part<Element: Equatable> {
    var elements: [Element] = []
    var statements: [String] = []
  }

  var boxes = Part<Scene.Box>()
  var gates = Part<Scene.Gate>()
  var wires = Part<Scene.Wire>()
}
