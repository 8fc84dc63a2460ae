/// A scene in the DOT language, in one of the styles.
///
///     let scene = try Scene(of: subject)
///     Dot.text(of: scene)     // digraph … to be laid out by Graphviz
public enum Dot {
  /// The whole text. Equal scenes and options give equal texts.
  public static func text(of scene: Scene, options: DrawingOptions = .init()) -> String {
    text(of: DotPage(scene: scene, options: options))
  }

  static func text(of page: DotPage) -> String {
    switch page.options.style {
    case .micrograd: MicrogradStyle(page).dot
    case .circuit: CircuitStyle(page).dot
    case .roles: RolesStyle(page).dot
    }
  }
}
