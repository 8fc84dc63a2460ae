extension Int {
  /// So many things, in words: `1 node`, `2 nodes`, `2 leaves`.
  ///
  ///     2.counted("leaf", "leaves")   // "2 leaves"
  ///
  /// - Parameter many: the word for several, where it is not the one with an s.
  public func counted(_ one: String, _ many: String? = nil) -> String {
    "\(self) \(self == 1 ? one : many ?? one + "s")"
  }
}
