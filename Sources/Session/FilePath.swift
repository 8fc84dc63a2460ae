/// What can be told of a file by its path, without looking at the disk.
public enum FilePath {
  /// What a path leads to: `L.svg` for `walk/L.svg`, and `walk` for the folder `walk/`.
  public static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// What stands before the last slash, with it: `walk/` for `walk/L.svg`; empty where there is none.
  public static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// What stands behind the last point of a file's name, in small letters: `svg` for `walk/L.SVG`.
  /// Empty where there is none, or nothing before it, as in `.profile`.
  public static func ending(of path: String) -> String {
    let name = name(of: path)
    return point(in: name).map { name[name.index(after: $0)...].lowercased() } ?? ""
  }

  /// A file's name without its ending: `L` for `walk/L.svg`.
  public static func stem(of path: String) -> String {
    let name = name(of: path)
    return point(in: name).map { String(name[..<$0]) } ?? name
  }

  /// A path without what leads nowhere: `./a//b` as `a/b`.
  public static func plain(_ path: String) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  /// Where the ending of a name begins.
  private static func point(in name: String) -> String.Index? {
    name.lastIndex(of: ".").flatMap { $0 > name.startIndex ? $0 : nil }
  }
}
