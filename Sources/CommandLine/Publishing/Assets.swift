/// The style sheets and scripts of pages.
enum Assets {
  static let page = String(decoding: PackageResources.page_css, as: UTF8.self)
  static let embeddedDecks = String(decoding: PackageResources.decks_css, as: UTF8.self)
  static let contents = String(decoding: PackageResources.contents_js, as: UTF8.self)
  static let slides = String(decoding: PackageResources.slides_css, as: UTF8.self)
  static let slideScript = String(decoding: PackageResources.slides_js, as: UTF8.self)
}
