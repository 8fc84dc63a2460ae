import Language
import Terminal

/// `gradwalk lesson [NAME]`: the walk-throughs that come with the program.
struct LessonList {
  let program: Program
  /// The folder of samples, if there is one.
  let folder: String?

  init(program: Program, folder: String? = Lesson.folder()) {
    self.program = program
    self.folder = folder
  }

  /// Lists the lessons, or presents the one with a name.
  func run(_ name: String?) -> Int32 {
    guard let folder else {
      program.output.error(
        "gradwalk: the lessons are not here; `make install` puts them into share/gradwalk/samples "
          + "beside the program's bin")
      return ExitStatus.mistake
    }
    let lessons = Lesson.all(in: folder)
    guard let name else {
      show(lessons)
      return ExitStatus.fine
    }
    guard let lesson = lessons.first(where: { $0.name == name }) else {
      let cure = Nearest.cure(of: name, among: lessons.map(\.name))
      program.output.error("gradwalk: there is no lesson `\(name)`; \(cure)")
      return ExitStatus.usage
    }
    return Presentation(program: program).present(lesson.path)
  }

  private func show(_ lessons: [Lesson]) {
    if program.arguments.writesJSON {
      for lesson in lessons { program.output.line(JSONWriter.line(for: lesson)) }
      return
    }
    let ink = program.writer.ink
    let column = (lessons.map { Screen.width(of: $0.name) }.max() ?? 0) + 2
    var writer = program.writer
    writer.columns = max(min(Screen.columns(), ProseWriter.widest) - column, 20)
    let indent = String(repeating: " ", count: column)
    for lesson in lessons {
      let title = writer.wrapped(lesson.title)
      program.output.line(
        ink(Screen.padded(lesson.name, to: column), .name) + ink(title.first ?? "", .heading))
      for line in title.dropFirst() { program.output.line(indent + ink(line, .heading)) }
      for line in writer.wrapped(lesson.summary) { program.output.line(indent + line) }
    }
    program.output.line("")
    program.output.line("`gradwalk lesson NAME` presents one. The files are in")
    program.output.line("\(folder ?? "").")
  }
}
