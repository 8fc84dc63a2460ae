import CommandLine
import Session
import Testing

/// `export`, and `load` of what it has written.
@Suite struct ExportTests {
  /// Files in memory.
  private final class Files {
    var texts: [String: String] = [:]
  }

  /// What a session says, with files that stay in memory.
  private func run(_ script: String, _ files: Files = Files()) -> [Report] {
    LargeStack.run {
      var effects = Effects.quiet
      effects.writeFile = { (bytes, path) throws(Effects.Failure) in
        files.texts[path] = String(decoding: bytes, as: UTF8.self)
      }
      effects.readFile = { (path) throws(Effects.Failure) in
        guard let text = files.texts[path] else { throw Effects.Failure("there is no \(path)") }
        return text
      }
      let session = Session(effects: effects)
      var reports: [Report] = []
      session.report = { reports.append($0) }
      session.run(script)
      return reports
    }
  }

  private func messages(_ reports: [Report]) -> [String] {
    reports.compactMap {
      if case .diagnostic(let diagnostic, _) = $0 { diagnostic.message } else { nil }
    }
  }

  @Test(arguments: [
    ("export L to L.py", "`L.py` does not say for which library the program is"),
    ("export L to L", "`L` does not say what is to be written"),
    ("export L to L.txt", "`L.txt` does not say what is to be written"),
    ("export L to jax.py as=jax", "Python would take `jax.py` for the library itself"),
    ("export 3 to L.json", "3 is a plain number, no node of the graph"),
  ])
  func saysWhatIsWrong(line: String, message: String) {
    let files = Files()
    #expect(messages(run("a = 2; L = a^2\n\(line)", files)) == [message])
    #expect(files.texts.isEmpty)
  }

  @Test(arguments: ["json", "csv", "dot", "swift"])
  func theEndingSaysTheFormat(ending: String) {
    let files = Files()
    let reports = run("a = 2; L = a^2\nexport L to L.\(ending)", files)
    #expect(messages(reports) == [])
    #expect(files.texts["L.\(ending)"] != nil)
    guard case .file(_, ending, 3, _)? = reports.last else {
      if ending != "dot" { Issue.record("\(reports)") }
      return
    }
  }

  @Test func aTableHasGradientsOfThePass() {
    let files = Files()
    _ = run("a = 2; L = 3a^2\nexport L to before.csv\nbackward L;\nexport L to after.csv", files)
    #expect(
      files.texts["before.csv"] == """
        node,name,role,operation,operands,value,gradient
        %0,a,leaf,,,2,
        %1,,constant,,,2,
        %2,,,pow,%0 %1,4,
        %3,,constant,,,3,
        %4,L,,mul,%3 %2,12,

        """)
    #expect(
      files.texts["after.csv"] == """
        node,name,role,operation,operands,value,gradient
        %0,a,leaf,,,2,12
        %1,,constant,,,2,
        %2,,,pow,%0 %1,4,3
        %3,,constant,,,3,
        %4,L,,mul,%3 %2,12,1

        """)
  }

  private static let everything = """
    op square(x) = x*x grad 2x
    op cube(x) = x*square(x) grad 3square(x)
    input σ = 2; param w' = 0.5; alias = σ; xs = [[1, 2], [nan, -inf]]
    net = mlp(2, [2, 1])
    L = cube(σ)*w' + σ + σ + net([σ, 1]) + (xs[0][1] > 0)
    """

  /// The file of a loaded graph is the file that was loaded, but for the gradients.
  @Test func comesBackWithItsNames() {
    let files = Files()
    #expect(
      messages(
        run("seed 1\n\(ExportTests.everything)\nexport L to a.json\nexport L to a.csv", files))
        == [])
    #expect(messages(run("M = load(\"a.json\")\nexport L to b.json", files)) == [])
    let before = files.texts["a.json"]!
    let after = files.texts["b.json"]!
    // The session gives the root a second name.
    #expect(after.replacing(/,\n\{"name":"M","node":\d+\}/, with: "") == before)
    let reports = run(
      "M = load(\"a.json\"); backward M;\nx = cube(2)\nw'.grad\nexpect alias.grad == σ.grad", files)
    #expect(messages(reports) == [])
  }

  @Test func aNameThatIsTakenStays() {
    let files = Files()
    _ = run("a = 2; L = a^2\nexport L to L.json", files)
    let reports = run("a = 7\nM = load(\"L.json\")\nexpect a == 7\nexpect L == 4", files)
    #expect(messages(reports) == ["`a` stands for something else here, and keeps it"])
  }

  @Test func namesAreUndone() {
    let files = Files()
    _ = run("a = 2; L = a^2\nexport L to L.json", files)
    let reports = run("M = load(\"L.json\")\nundo\nM", files)
    #expect(messages(reports).last == "`M` is not defined")
    #expect(messages(run("M = load(\"L.json\")\nundo\na", files)).last == "`a` is not defined")
  }

  @Test func aFunctionDefinesNoNames() {
    let files = Files()
    _ = run("a = 2; L = a^2\nexport L to L.json", files)
    let reports = run("f() = load(\"L.json\")\nexpect f() == 4\na", files)
    #expect(messages(reports) == ["`a` is not defined"])
  }

  @Test(arguments: [
    (#""version":1"#, #""version":2"#, "this version reads version 1"),
    (#""name":"a","node""#, #""name":"a b","node""#, "`a b` cannot be a name here"),
    (#""name":"a","node""#, #""name":"draw","node""#, "`draw` cannot be a name here"),
    (#""operands":[0,1]"#, #""operands":[0,2]"#, "there is no 2 before it"),
  ])
  func aFailedLoadChangesNothing(old: String, new: String, message: String) {
    let files = Files()
    _ = run("a = 2; L = a^2\nexport L to L.json", files)
    let text = files.texts["L.json"]!
    #expect(text.contains(old))
    files.texts["L.json"] = text.replacing(old, with: new)
    let reports = run("b = 1\nM = load(\"L.json\")", files)
    #expect(messages(reports).count == 1 && messages(reports)[0].contains(message))
    #expect(
      messages(run("expect error \"load\"\nM = load(\"L.json\")\nb = 1\n%1", files)).count == 1)
  }

  @Test func aValueThatIsNotComputedIsSaid() {
    let files = Files()
    _ = run("a = 2; L = a^2\nexport L to L.json", files)
    files.texts["L.json"] = files.texts["L.json"]!.replacing(#""value":4"#, with: #""value":5"#)
    #expect(
      messages(run("M = load(\"L.json\")", files)) == ["L is 5 in the file, and computed here 4"])
  }
}
