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
    // C would take the text to end here.
    if dot.utf8.contains(0) { throw .badInput("it holds a NUL character") }
    let result = contexts.withLock { contexts in
      Result { () throws(LayoutError) in try render(dot, as: format, with: &contexts) }
    }
    return try result.get()
  }

  /// Made when first needed and kept: libgvc does not give all memory of a context back.
  private struct Contexts: ~Copyable {
    var light: OpaquePointer?
    var full: OpaquePointer?

    mutating func context(for format: PictureFormat) -> OpaquePointer? {
      switch format {
      case .svg, .plain:
        if light == nil { light = Plugins.lightContext() }
        return light
      case .pdf, .png:
        if full == nil { full = gvContext() }
        return full
      }
    }
  }

  private static let contexts = Mutex(Contexts())

  private static func render(
    _ dot: String, as format: PictureFormat, with contexts: inout Contexts
  ) throws(LayoutError) -> [UInt8] {
    Messages.begin()
    defer { Messages.end() }
    guard let context = contexts.context(for: format) else {
      throw .failed("Graphviz did not start")
    }
    guard let graph = dot.withCString({ agmemread($0) }) else {
      throw .badInput(Messages.text ?? "it holds no graph")
    }
    defer { agclose(graph) }
    // The usual 96 dots an inch are too few for a slide. SVG would be scaled by the attribute.
    if format == .png { declare("dpi", "144", in: graph) }
    let failed = gvLayout(context, graph, "dot") != 0
    defer { gvFreeLayout(context, graph) }
    if failed { throw .failed(Messages.text ?? "Graphviz gave no reason") }
    if Messages.hasErrors { throw .badInput(Messages.text ?? "Graphviz gave no reason") }

    var data: UnsafeMutablePointer<CChar>?
    var length: UInt32 = 0
    guard gvRenderData(context, graph, format.rawValue, &data, &length) == 0, let data else {
      throw .failed(Messages.text ?? "Graphviz cannot write \(format.rawValue)")
    }
    defer { gvFreeRenderData(data) }
    return UnsafeRawBufferPointer(start: data, count: Int(length)).map { $0 }
  }

  /// Gives a graph an attribute that it does not have already. Graphviz copies both texts.
  private static func declare(
    _ name: String, _ value: String, in graph: UnsafeMutablePointer<Agraph_t>
  ) {
    let (name, value) = (strdup(name), strdup(value))
    if agattr(graph, AGRAPH, name, nil) == nil { agattr(graph, AGRAPH, name, value) }
    free(name)
    free(value)
  }
}
