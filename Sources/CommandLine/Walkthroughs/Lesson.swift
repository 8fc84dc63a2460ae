import Glibc
import Markdown
import Session

/// A walk-through that comes with the program: `NAME/NAME.md` in the folder of samples.
struct Lesson: Equatable {
  let name: String
  let path: String
  /// The heading of the file.
  let title: String
  /// The first sentence of its text.
  let summary: String

  /// The lessons of a folder, by their names; those that cannot be read are left out.
  static func all(in folder: String) -> [Lesson] {
    World.names(in: folder).sorted().compactMap { name in
      let path = "\(folder)/\(name)/\(name).md"
      guard let text = try? World.text(of: path) else { return nil }
      return Lesson(name: name, path: path, blocks: Document(text).blocks)
    }
  }

  init(name: String, path: String, blocks: [Block]) {
    self.name = name
    self.path = path
    var title: String?
    var summary: String?
    for block in blocks {
      switch block {
      case .heading(_, let words) where title == nil: title = words.plainText
      case .paragraph(let words) where summary == nil:
        summary = Lesson.firstSentence(of: words.plainText)
      default: break
      }
    }
    self.title = title ?? name
    self.summary = summary ?? ""
  }

  /// A text up to the first full stop, question or exclamation mark behind which a blank stands.
  ///
  ///     Lesson.firstSentence(of: "At 3.5? Yes.")     // "At 3.5?"
  static func firstSentence(of text: String) -> String {
    var end = text.startIndex
    while end < text.endIndex {
      let isMark = ".?!".contains(text[end])
      end = text.index(after: end)
      if isMark, end == text.endIndex || text[end].isWhitespace { break }
    }
    return String(text[..<end])
  }

  // MARK: Where they are

  /// The folder of samples: `share/gradwalk/samples` beside the `bin` that the program is in, as
  /// `make install` puts it, or `samples` of the checkout in which it was built.
  static func folder(of program: String? = program) -> String? {
    guard let program else { return nil }
    var folder = parent(of: program)
    let installed = parent(of: folder) + "/share/gradwalk/samples"
    if isFolder(installed) { return installed }
    // .build/x86_64-unknown-linux-gnu/debug, and a level or two to spare.
    for _ in 0..<6 where !folder.isEmpty {
      if isFolder(folder + "/samples"), access(folder + "/Package.swift", F_OK) == 0 {
        return folder + "/samples"
      }
      folder = parent(of: folder)
    }
    return nil
  }

  /// The file that runs, whatever links led to it.
  private static var program: String? {
    guard let path = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  private static func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
