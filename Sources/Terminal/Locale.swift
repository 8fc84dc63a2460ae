import Glibc

/// The character encoding of the process.
enum Locale {
  /// Makes the C library, and readline in it, take bytes for UTF-8.
  ///
  /// Gradwalk writes UTF-8 whatever `LANG` says; in the C locale readline would show `σ` as two
  /// escapes and move half a letter. Only LC_CTYPE changes: numbers keep their decimal point.
  static func useUTF8() {
    if setlocale(LC_CTYPE, "") != nil, isUTF8 { return }
    guard setlocale(LC_CTYPE, "C.UTF-8") != nil || setlocale(LC_CTYPE, "C.utf8") != nil else {
      return
    }
    // Readline looks at the environment itself before every line, at LC_ALL first.
    let deciding = (getenv("LC_ALL")?.pointee ?? 0) != 0 ? "LC_ALL" : "LC_CTYPE"
    setenv(deciding, "C.UTF-8", 1)
  }

  private static var isUTF8: Bool {
    guard let codeset = nl_langinfo(nl_item(CODESET)) else { return false }
    return strcasecmp(codeset, "UTF-8") == 0
  }
}
