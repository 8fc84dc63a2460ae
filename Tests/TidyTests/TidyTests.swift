import Foundation
import Testing

/// Rules that hold for the files of the package, and that no compiler checks.
@Suite struct TidyTests {
  @Test func findsTheFiles() {
    #expect(SourceFile.sources.count > 10)
    #expect(SourceFile.all.contains { $0.path == "Package.swift" })
  }

  /// What samples write is written where they are run, and is not of the package.
  @Test func theTopHoldsWhatIsOfThePackage() {
    let known: Set = [
      ".ci", ".gitignore", ".swift-format", "Benchmarks", "CHANGELOG.md", "LICENSE", "Makefile",
      "Package.swift", "README.md", "Sources", "Tests", "Tools", "docs", "samples",
    ]
    let top = Set(SourceFile.all.map { String($0.path.prefix { $0 != "/" }) })
    #expect(top.subtracting(known).sorted() == [])
  }

  @Test(arguments: SourceFile.sources)
  func importsPointDownward(file: SourceFile) throws {
    let allowed = try #require(
      Layers.imports(of: file.target), "Layers.swift does not list \(file.target)")
    for module in file.imports where !Layers.platform.contains(module) {
      #expect(allowed.contains(module), "\(file.path) imports \(module)")
    }
  }

  /// What Package.swift lets a target import is no more than the table does.
  @Test func packageAgreesWithTheLayers() throws {
    let package = try #require(SourceFile.all.first { $0.path == "Package.swift" }).text
    let declarations = package.matches(of: /\btarget\(\s*"(\w+)"(?:,\s*\[([^\]]*)\])?\s*\)/)
    #expect(declarations.count > 5)
    for declaration in declarations {
      let dependencies = (declaration.2 ?? "").matches(of: /"(\w+)"/).map { String($0.1) }
      let allowed = try #require(Layers.imports(of: String(declaration.1)))
      #expect(allowed.isSuperset(of: dependencies), "\(declaration.1) depends on \(dependencies)")
    }
  }

  /// Results are data; only the command line writes them.
  @Test(arguments: SourceFile.sources.filter { !["CommandLine", "gradwalk"].contains($0.target) })
  func onlyTheCommandLinePrints(file: SourceFile) {
    let printing =
      /(?:^|[^.\w])(?:print|debugPrint|dump|readLine|putchar|fputs|fwrite|puts)\(|\bstd(?:out|err)\b/
    for line in file.code where line.text.contains(printing) {
      // A case or a method may have the name; that is no call of Swift's.
      if line.text.contains(/(?:func|case) \w+\(/) { continue }
      Issue.record("\(file.path):\(line.number) prints: \(line.text)")
    }
  }

  @Test(arguments: SourceFile.swift)
  func staysShort(file: SourceFile) {
    #expect(file.lines.count <= 401, "\(file.path) has more than 400 lines")
  }

  /// `show` prints it as it is, on a terminal of 80 columns.
  @Test(arguments: SourceFile.all.filter { $0.path.hasPrefix("Sources/Language/Prelude/") })
  func preludeFitsATerminal(file: SourceFile) {
    for (index, line) in file.lines.enumerated() where line.count > 79 {
      Issue.record("\(file.path):\(index + 1) has \(line.count) columns: \(line)")
    }
  }

  @Test(arguments: SourceFile.all.filter { !$0.path.hasPrefix("samples/data") })
  func endsInOneNewline(file: SourceFile) {
    guard !file.text.isEmpty else { return }
    #expect(file.text.hasSuffix("\n") && !file.text.hasSuffix("\n\n"), "\(file.path)")
  }

  /// A promise belongs into an issue, where someone sees it.
  @Test(arguments: SourceFile.all)
  func leavesNoPromises(file: SourceFile) {
    // In two halves, or this file would not pass.
    let promises = ["TO" + "DO", "FIX" + "ME"]
    for (index, line) in file.lines.enumerated()
    where promises.contains(where: { line.contains($0) }) {
      Issue.record("\(file.path):\(index + 1) \(line)")
    }
  }

  /// Paths of the machine that something was written on.
  @Test(arguments: SourceFile.all)
  func namesNoMachine(file: SourceFile) {
    let path = /(?:^|[^\w.:}\/])\/(?:home|root|Users|work|tmp|mnt|opt)\/\w/
    // Most lines, and all of the data, have no slash; a regular expression is slow.
    for (index, line) in file.lines.enumerated()
    where line.utf8.contains(UInt8(ascii: "/")) && line.contains(path) {
      Issue.record("\(file.path):\(index + 1) \(line)")
    }
  }

  /// Names say what a thing is, not that it helps.
  @Test(arguments: SourceFile.swift)
  func namesSayWhat(file: SourceFile) {
    let empty = /(?:Manager|Helper|Helpers|Util|Utils|Utilities)\b/
    #expect(!file.name.contains(empty), "\(file.path)")
    let declaration = /\b(?:struct|class|enum|protocol|actor|typealias) (\w+)/
    for line in file.code {
      for match in line.text.matches(of: declaration) {
        #expect(!match.1.contains(empty), "\(file.path):\(line.number)")
      }
    }
  }

  /// A file is named after its main type: `Ink.swift` holds an `Ink`, `Graph+Forward.swift`
  /// extends `Graph`.
  @Test(arguments: SourceFile.sources.filter { $0.name != "main.swift" })
  func isNamedAfterItsType(file: SourceFile) {
    let type = file.name.prefix { $0 != "+" && $0 != "." }
    let declares = file.code.contains { line in
      line.text.matches(of: /\b(?:struct|class|enum|protocol|actor|extension) (?:\w+\.)*(\w+)/)
        .contains { $0.1 == type }
    }
    #expect(declares, "\(file.path) has no \(type)")
  }

  /// `make bench` writes the page; whoever changes its template or a goal measures anew.
  @Test func thePageOfPerformanceIsThatOfItsTemplate() throws {
    func text(_ path: String) throws -> String {
      try #require(SourceFile.all.first { $0.path == path }, "there is no \(path)").text
    }
    let template = try text("Benchmarks/performance.md.in")
    let page = try text("docs/performance.md")
    // The prose, paragraph by paragraph, between the tables that are filled in.
    var rest = page[...]
    for prose in template.split(separator: /\{\{.*?\}\}/) {
      guard let place = rest.range(of: prose) else {
        Issue.record("docs/performance.md does not say: \(prose)")
        continue
      }
      rest = rest[place.upperBound...]
    }
    let goals = try text("Benchmarks/report.py").matches(of: /"(re\w+)": \{((?:\d: [\d.]+,? ?)+)\}/)
    #expect(goals.count == 2)
    for mode in goals {
      let heading = mode.1 == "replay" ? "## Replay" : "## Rebuild"
      let start = try #require(page.range(of: heading)).upperBound
      let section = String(page[start...]).components(separatedBy: "\n## ")[0]
      for goal in mode.2.matches(of: /(\d): ([\d.]+)/) {
        let row = section.split(separator: "\n").first { $0.hasPrefix("| W\(goal.1) |") }
        #expect(row?.contains("≤ \(goal.2) ") == true, "\(heading) W\(goal.1): ≤ \(goal.2)")
      }
    }
  }
}
