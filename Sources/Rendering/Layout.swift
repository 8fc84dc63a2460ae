import CGraphviz
import Glibc
import Synchronization

/// Laying out and rendering in this process, with libgvc.
///
///     let svg = try Layout.render("digraph { a -> b }", as: .svg)
///
/// libgvc keeps its state in globals, so one lock lets one picture through at a time. A layout
/// cannot be stopped, and one that crashes takes the process with it: ``LayoutWorker`` is for
/// sessions, this for the worker itself and for programs that draw and end.
public enum Layout {
  /// The bytes of the first graph in `dot`.
  ///
  /// A label that Graphviz cannot parse is an error too: it would draw another text and go on.
  public static func render(
    _ dot: String, as format: PictureFormat
  ) throws(LayoutError) -> [UInt8] {
    try withContext(.picture, format) { (context) throws(LayoutError) in
      let graph = try graph(of: dot, as: format)
      defer { agclose(graph) }
      defer { gvFreeLayout(context, graph) }
      try layOut(graph, by: "dot", context)
      return try bytes(of: graph, as: format, context)
    }
  }

  /// What a context of Graphviz is to do.
  enum Purpose {
    case picture
    /// Pictures of one layout, which needs the engine that leaves nodes where they are.
    case frames
  }

  /// Made when first needed and kept: libgvc does not give all memory of a context back.
  private struct Contexts: ~Copyable {
    var light: OpaquePointer?
    var frames: OpaquePointer?
    var full: OpaquePointer?

    mutating func context(for purpose: Purpose, _ format: PictureFormat) -> OpaquePointer? {
      switch (format, purpose) {
      case (.svg, .picture), (.plain, .picture), (.tex, .picture):
        if light == nil { light = Plugins.lightContext(layouts: ["dot_layout"]) }
        return light
      case (.svg, .frames), (.plain, .frames), (.tex, .frames):
        if frames == nil { frames = Plugins.lightContext(layouts: ["dot_layout", "neato_layout"]) }
        return frames
      case (.pdf, _), (.png, _):
        if full == nil { full = gvContext() }
        return full
      }
    }
  }

  private static let contexts = Mutex(Contexts())

  /// Does something with Graphviz while nobody else does.
  static func withContext<Result: Sendable>(
    _ purpose: Purpose, _ format: PictureFormat,
    _ body: @Sendable (OpaquePointer) throws(LayoutError) -> Result
  ) throws(LayoutError) -> Result {
    let result = contexts.withLock { contexts in
      Swift.Result { () throws(LayoutError) in
        Messages.begin()
        defer { Messages.end() }
        guard let context = contexts.context(for: purpose, format) else {
          throw .failed("Graphviz did not start")
        }
        return try body(context)
      }
    }
    return try result.get()
  }

  // MARK: Steps

  typealias Graph = UnsafeMutablePointer<Agraph_t>

  /// Reads a DOT text.
  static func graph(of dot: String, as format: PictureFormat) throws(LayoutError) -> Graph {
    // C would take the text to end here.
    if dot.utf8.contains(0) { throw .badInput("it holds a NUL character") }
    guard let graph = dot.withCString({ agmemread($0) }) else {
      throw .badInput(Messages.text ?? "it holds no graph")
    }
    // The usual 96 dots an inch are too few for a slide. SVG would be scaled by the attribute.
    if format == .png { declare("dpi", "144", in: graph) }
    return graph
  }

  static func layOut(
    _ graph: Graph, by engine: String, _ context: OpaquePointer
  ) throws(LayoutError) {
    let failed = gvLayout(context, graph, engine) != 0
    if failed { throw .failed(Messages.text ?? "Graphviz gave no reason") }
    if Messages.hasErrors { throw .badInput(Messages.text ?? "Graphviz gave no reason") }
  }

  /// A graph that is laid out, written in a format.
  static func bytes(
    of graph: Graph, as format: PictureFormat, _ context: OpaquePointer
  ) throws(LayoutError) -> [UInt8] {
    var data: UnsafeMutablePointer<CChar>?
    var length: UInt32 = 0
    // Graphviz tells in the format `xdot` what it would draw.
    let name = format == .tex ? "xdot" : format.rawValue
    guard gvRenderData(context, graph, name, &data, &length) == 0, let data else {
      throw .failed(Messages.text ?? "Graphviz cannot write \(format.rawValue)")
    }
    if format == .tex {
      gvFreeRenderData(data)
      return Array(TikZ(VectorDrawing(of: graph)).document.utf8)
    }
    defer { gvFreeRenderData(data) }
    return UnsafeRawBufferPointer(start: data, count: Int(length)).map { $0 }
  }

  /// Gives a graph an attribute that it does not have already. Graphviz copies both texts.
  private static func declare(_ name: String, _ value: String, in graph: Graph) {
    let (name, value) = (strdup(name), strdup(value))
    if agattr(graph, AGRAPH, name, nil) == nil { agattr(graph, AGRAPH, name, value) }
    free(name)
    free(value)
  }
}
