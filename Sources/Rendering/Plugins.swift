import CGraphviz
import Glibc

/// Starting Graphviz with no more of it than a format needs.
///
/// Measured on the seven-node lecture drawing, whole process, medians of 40: an empty C program
/// 1.0 ms, an empty Swift program 3.7; to SVG with every plug-in there is 14.7, with the three
/// named here but Pango for the width of texts 13.8, with ``TextMetrics`` in Pango's place 2.5.
/// Nearly all of it is loading some forty libraries and the fonts. So SVG and `plain` go without
/// Pango, and only PNG and PDF, which Cairo writes, pay for it.
enum Plugins {
  /// A context that knows SVG, `plain` and what these plug-ins can lay out, and measures texts by
  /// ``TextMetrics``.
  static func lightContext(layouts: [String]) -> OpaquePointer? {
    var libraries = [symbol("gradwalk", UnsafeMutableRawPointer(textLayout))]
    let wanted = ["core"] + layouts
    let found = wanted.compactMap { name in load(name).map { symbol(name, $0) } }
    libraries += found
    libraries.append(lt_symlist_t(name: nil, address: nil))
    // Graphviz keeps the list, so it must outlive this call; there is one a context.
    let list = UnsafeMutablePointer<lt_symlist_t>.allocate(capacity: libraries.count)
    list.initialize(from: libraries, count: libraries.count)
    // Where plug-ins lie elsewhere than beside libgvc, Graphviz looks them up by its own list.
    return gvContextPlugins(list, found.count == wanted.count ? 0 : 1)
  }

  /// The plug-in's table, from the directory where Graphviz itself looks: beside libgvc.
  private static func load(_ name: String) -> UnsafeMutableRawPointer? {
    var place = gradwalk_place()
    guard let any = dlsym(nil, "gvContextPlugins"), gradwalk_dladdr(any, &place) != 0,
      let file = place.file.map({ String(cString: $0) }),
      let slash = file.lastIndex(of: "/")
    else { return nil }
    for version in [".6", ".8", ".7", ""] {
      let path = "\(file[..<slash])/graphviz/libgvplugin_\(name).so\(version)"
      if let library = dlopen(path, RTLD_LAZY) {
        return dlsym(library, "gvplugin_\(name)_LTX_library")
      }
    }
    return nil
  }

  private static func symbol(_ name: String, _ address: UnsafeMutableRawPointer) -> lt_symlist_t {
    lt_symlist_t(name: strdup("gvplugin_\(name)_LTX_library"), address: address)
  }

  /// The plug-in that measures texts. Built in the memory layout that Graphviz expects of one.
  nonisolated(unsafe) private static let textLayout: UnsafeMutablePointer<gvplugin_library_t> = {
    let engine = UnsafeMutablePointer<gvtextlayout_engine_t>.allocate(capacity: 1)
    engine.initialize(
      to: gvtextlayout_engine_t(textlayout: { span, _ in
        guard let span else { return 0 }
        TextMetrics.measure(&span.pointee)
        return 1
      }))
    let types = UnsafeMutablePointer<gvplugin_installed_t>.allocate(capacity: 2)
    // The quality is a rank among plug-ins for the same thing; Pango's is 8.
    types.initialize(
      to: gvplugin_installed_t(
        id: 0, type: strdup("textlayout"), quality: 1000, engine: engine, features: nil))
    (types + 1).initialize(to: gvplugin_installed_t())
    let apis = UnsafeMutablePointer<gvplugin_api_t>.allocate(capacity: 2)
    apis.initialize(to: gvplugin_api_t(api: API_textlayout, types: types))
    (apis + 1).initialize(to: gvplugin_api_t())
    let library = UnsafeMutablePointer<gvplugin_library_t>.allocate(capacity: 1)
    library.initialize(to: gvplugin_library_t(packagename: strdup("gradwalk"), apis: apis))
    return library
  }()
}
