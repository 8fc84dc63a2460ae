/// A way to write a scene in the DOT language: what comes first, and a statement for each box, gate
/// and wire.
///
/// A statement says what its part looks like; of the rest of the scene it says only what is the same
/// in all frames of a walk, such as between which nodes an edge runs.
protocol DotStyle {
  init(_ page: DotPage)
  /// The attributes of the graph, of all nodes and of all edges.
  var head: String { get }
  func statement(_ box: Scene.Box) -> String
  /// `nil` where the part at this place of the scene is not drawn.
  func statement(_ gate: Scene.Gate, at place: Int) -> String?
  func statement(_ wire: Scene.Wire, at place: Int) -> String?
}
