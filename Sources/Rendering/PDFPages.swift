import Glibc

/// A PDF of several pages, onto which Graphviz draws one after the other.
///
/// Graphviz writes a PDF of one page, and finishes the surface it was given. So it is given a part of
/// the page, which can be finished alone. Cairo is found at run time: Graphviz brings it along for
/// PDF, and a program that draws none should not load it.
final class PDFPages {
  private let cairo: Cairo
  private let surface: OpaquePointer
  private let width: Double
  private let height: Double
  /// What is written, at a place that C can be told.
  private let store: UnsafeMutablePointer<[UInt8]>

  /// The white around a drawing: what Graphviz itself leaves.
  private static let margin = 4.0

  /// - Parameter box: the bounding box of the drawing in points, as Graphviz writes it: `0,0,153,36`.
  init(box: String) throws(LayoutError) {
    let edges = box.split(separator: ",").compactMap { Double($0) }
    guard edges.count == 4 else { throw .failed("the drawing has no size") }
    guard let cairo = Cairo() else { throw .failed("Cairo, which writes PDF, is not there") }
    self.cairo = cairo
    width = edges[2] - edges[0] + 2 * PDFPages.margin
    height = edges[3] - edges[1] + 2 * PDFPages.margin
    let store = UnsafeMutablePointer<[UInt8]>.allocate(capacity: 1)
    store.initialize(to: [])
    self.store = store
    guard
      let surface = cairo.createPDF(
        { closure, data, length in
          closure?.assumingMemoryBound(to: [UInt8].self).pointee
            .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
          return 0
        }, store, width, height)
    else { throw .failed("Cairo cannot write PDF") }
    self.surface = surface
  }

  deinit {
    cairo.destroySurface(surface)
    store.deinitialize(count: 1)
    store.deallocate()
  }

  /// Adds a page that `draw` fills; it returns whether it could.
  func add(_ draw: (UnsafeMutableRawPointer) -> Bool) throws(LayoutError) {
    guard let part = cairo.createPart(surface, 0, 0, width, height) else {
      throw .failed("Cairo cannot make a page")
    }
    defer { cairo.destroySurface(part) }
    guard let context = cairo.create(part) else { throw .failed("Cairo cannot make a page") }
    defer { cairo.destroy(context) }
    guard draw(UnsafeMutableRawPointer(context)) else {
      throw .failed(Messages.text ?? "Graphviz cannot write pdf")
    }
    cairo.showPage(surface)
  }

  /// The whole file.
  func finish() throws(LayoutError) -> [UInt8] {
    cairo.finish(surface)
    guard cairo.status(surface) == 0 else { throw .failed("Cairo cannot write the file") }
    return store.pointee
  }
}

/// The functions of Cairo that pages need.
private struct Cairo {
  typealias Write =
    @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<UInt8>?, UInt32) -> Int32

  let createPDF: @convention(c) (Write, UnsafeMutableRawPointer?, Double, Double) -> OpaquePointer?
  let createPart: @convention(c) (OpaquePointer, Double, Double, Double, Double) -> OpaquePointer?
  let create: @convention(c) (OpaquePointer) -> OpaquePointer?
  let destroy: @convention(c) (OpaquePointer) -> Void
  let showPage: @convention(c) (OpaquePointer) -> Void
  let finish: @convention(c) (OpaquePointer) -> Void
  let status: @convention(c) (OpaquePointer) -> Int32
  let destroySurface: @convention(c) (OpaquePointer) -> Void

  init?() {
    guard let library = dlopen("libcairo.so.2", RTLD_NOW) else { return nil }
    func function<Function>(_ name: String) -> Function? {
      dlsym(library, name).map { unsafeBitCast($0, to: Function.self) }
    }
    guard
      let createPDF:
        @convention(c) (Write, UnsafeMutableRawPointer?, Double, Double)
          -> OpaquePointer? = function("cairo_pdf_surface_create_for_stream"),
      let createPart:
        @convention(c) (OpaquePointer, Double, Double, Double, Double)
          -> OpaquePointer? = function("cairo_surface_create_for_rectangle"),
      let create: @convention(c) (OpaquePointer) -> OpaquePointer? = function("cairo_create"),
      let destroy: @convention(c) (OpaquePointer) -> Void = function("cairo_destroy"),
      let showPage: @convention(c) (OpaquePointer) -> Void = function("cairo_surface_show_page"),
      let finish: @convention(c) (OpaquePointer) -> Void = function("cairo_surface_finish"),
      let status: @convention(c) (OpaquePointer) -> Int32 = function("cairo_surface_status"),
      let destroySurface: @convention(c) (OpaquePointer) -> Void = function("cairo_surface_destroy")
    else { return nil }
    self.createPDF = createPDF
    self.createPart = createPart
    self.create = create
    self.destroy = destroy
    self.showPage = showPage
    self.finish = finish
    self.status = status
    self.destroySurface = destroySurface
  }
}
