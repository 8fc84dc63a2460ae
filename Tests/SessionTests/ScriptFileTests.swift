import CommandLine
import Session
import SessionRun
import Testing

/// Which file a script means by a name.
@Suite struct ScriptFileTests {
  /// What goes wrong when one of the files is run, and what the files are then.
  private func run(
    _ name: String, _ files: [String: String]
  ) -> (messages: [String], files: [String: String]) {
    LargeStack.run {
      var files = files
      var effects = Effects.quiet
      effects.readFile = { (path) throws(Effects.Failure) in
        guard let text = files[path] else { throw Effects.Failure("there is no \(path)") }
        return text
      }
      effects.writeFile = { (bytes, path) throws(Effects.Failure) in
        files[path] = String(decoding: bytes, as: UTF8.self)
      }
      let session = Session(effects: effects)
      var messages: [String] = []
      session.report = {
        if case .diagnostic(let diagnostic, _) = $0 { messages.append(diagnostic.message) }
      }
      session.run(files[name]!, name: name)
      return (messages, files)
    }
  }

  @Test func aFileBesideTheScriptComesFirst() {
    let script = "xs = load(\"xs.csv\")\nexpect xs == [1, 2]\nsource more.gw\nexpect y == 3"
    let result = run(
      "lectures/one.gw",
      [
        "lectures/one.gw": script, "lectures/xs.csv": "1\n2\n", "lectures/more.gw": "y = 3",
        "xs.csv": "8\n9\n", "more.gw": "y = 4",
      ])
    #expect(result.messages == [])
  }

  /// `to FILE` writes where the program runs, not beside the script.
  @Test func aScriptReadsWhatItHasWritten() {
    let script = """
      a = 2
      L = a^2
      export L to L.json
      save walk.gw
      reset
      M = load("L.json")
      expect M == 4
      reset
      source walk.gw
      expect L == 4
      """
    let result = run("lectures/one.gw", ["lectures/one.gw": script])
    #expect(result.messages == [])
    #expect(result.files.keys.sorted() == ["L.json", "lectures/one.gw", "walk.gw"])
  }

  @Test func whatIsNowhereIsMissedBesideTheScript() {
    #expect(
      run("lectures/one.gw", ["lectures/one.gw": "source two.gw"]).messages
        == ["there is no lectures/two.gw"])
    #expect(
      run("lectures/one.gw", ["lectures/one.gw": "x = load(\"x.csv\")"]).messages
        == ["cannot load x.csv: there is no lectures/x.csv"])
  }

  /// What `print` shows is asked for, in a quiet file as behind any `;`.
  @Test func aSemicolonKeepsAFileQuiet() {
    let files = ["two.gw": "b = a^2\nbackward b\nprint b", "three.gw": "source two.gw"]
    func reports(_ line: String) -> Int {
      LargeStack.run {
        var effects = Effects.quiet
        effects.readFile = { (path) in files[path]! }
        let session = Session(effects: effects)
        session.run("a = 2;")
        var count = 0
        session.report = { _ in count += 1 }
        session.run("\(line)\nb")
        return count
      }
    }
    #expect(reports("source two.gw") == 4)
    #expect(reports("source two.gw;") == 2)
    #expect(reports("source three.gw;") == 2)
  }

  /// What only looked at something that was undone would fail when it is run again.
  @Test(arguments: [
    ("a = 2\nwrong = 3\nexpect wrong == 3\nundo\nb = a", "a = 2\nb = a\n"),
    ("a = 2\nexpect a == 2\na = 3\nexpect a == 3\nundo", "a = 2\nexpect a == 2\n"),
    (
      "a = 2\nset a 3\nexpect a == 3\noption precision 4\nundo\nexpect a == 2",
      "a = 2\noption precision 4\nexpect a == 2\n"
    ),
    ("a = 2\na + 1\nexpect ans == 3\nundo\nb = 1", "a = 2\nb = 1\n"),
    ("a = 2\nb = 3\nprint b\nc = 4\nprint c\nundo\nundo\nprint a", "a = 2\nprint a\n"),
    ("a = 2\nexpect a == 2\nreset\nb = 1\nexpect b == 1\nundo\nundo", "a = 2\nexpect a == 2\n"),
  ])
  func whatIsSavedHolds(script: String, saved: String) {
    SessionRun.after(script) { session, _ in
      #expect(session.script == saved)
      #expect(SessionRun.mistakes(session.script) == [])
    }
  }

  @Test func aFileDoesNotRunItself() {
    let itself = run("lectures/one.gw", ["lectures/one.gw": "source one.gw"])
    #expect(itself.messages == ["`lectures/one.gw` runs itself"])
    let other = run(
      "lectures/one.gw", ["lectures/one.gw": "source two.gw", "two.gw": "source two.gw"])
    #expect(other.messages.first == "`two.gw` runs itself")
  }
}
