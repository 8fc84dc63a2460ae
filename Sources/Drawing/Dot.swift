/// A scene in the DOT language, in one of the styles.
///
///     let scene = try Scene(of: subject)
///     Dot.text(of: scene)     // digraph … to be laid out by Graphviz
public enum Dot {
  /// The whole text. Equal scenes and options give equal texts.
  public static func text(of scene: Scene, options: DrawingOptions = .init()) -> String {
    let style = style(of: DotPage(scene: scene, options: options))
    let nodes =
      scene.boxes.map(style.statement)
      + scene.gates.enumerated().compactMap { style.statement($1, at: $0) }
    let edges = scene.wires.enumerated().compactMap { style.statement($1, at: $0) }
    return text(head: style.head, nodes + edges)
  }

  static func text(head: String, _ statements: [String]) -> String {
    ([head] + statements).joined(separator: "\n") + "\n}\n"
  }

  static func style(of page: DotPage) -> any DotStyle {
    switch page.options.style {
    case .micrograd: MicrogradStyle(page)
    case .circuit: CircuitStyle(page)
    case .roles: RolesStyle(page)
    }
  }
}
