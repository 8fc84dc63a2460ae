import Foundation
import PseudoTerminal
import Testing

@testable import Rendering

private let gradwalk = PseudoTerminal.built("gradwalk")

/// A script that stands in for the worker.
private func script(_ text: String, _ body: (LayoutWorker) throws -> Void) throws {
  try withStandIn(text) { try body(LayoutWorker(executable: $0)) }
}

// One after the other: a program that is being written while another test starts one cannot be run.
@Suite(.serialized) struct WorkerTests {
  @Test func aWorkerDrawsWhatTheProcessItselfWould() throws {
    let dot = "digraph g { a -> b [label=\"é\"] }"
    let bytes = try LayoutWorker(executable: gradwalk).render(dot, as: .svg)
    #expect(try bytes == Layout.render(dot, as: .svg))
  }

  @Test func aWorkerDrawsFrames() throws {
    let dots = ["digraph g { a -> b [color=red] }", "digraph g { a -> b [color=blue] }"]
    let worker = LayoutWorker(executable: gradwalk)
    #expect(
      try worker.render(frames: dots, laidOutAs: dots[0], as: .svg)
        == Layout.render(frames: dots, laidOutAs: dots[0], as: .svg))
    #expect(throws: LayoutError.badInput("the frames are not of one structure")) {
      try worker.render(frames: ["digraph { b }"], laidOutAs: "digraph { a }", as: .svg)
    }
  }

  @Test func aWorkerDrawsPieces() throws {
    let worker = LayoutWorker(executable: gradwalk)
    let graph = PieceTests.graph
    #expect(try worker.pieces(of: graph) == Layout.pieces(of: graph))
    var other = graph
    other.elements.removeLast()
    #expect(throws: LayoutError.badInput("the frames are not of one structure")) {
      try worker.pieces(of: other)
    }
    try script("cat > /dev/null; kill -SEGV $$") { worker in
      #expect(throws: LayoutError.crashed(signal: SIGSEGV)) { try worker.pieces(of: graph) }
    }
    try script("cat > /dev/null; echo 12") { worker in
      #expect(throws: LayoutError.failed("the pictures came back incomplete")) {
        try worker.pieces(of: graph)
      }
    }
    try script("exec sleep 60") { worker in
      #expect(throws: LayoutError.interrupted) {
        try worker.pieces(of: graph, isInterrupted: { true })
      }
    }
  }

  @Test func garbageIsBadInput() throws {
    for garbage in ["", "graph", "digraph { a -> ", "\u{0}", "digraph { a [label=<<B>>] }"] {
      #expect {
        try LayoutWorker(executable: gradwalk).render(garbage, as: .svg)
      } throws: { error in
        if case LayoutError.badInput(let reason) = error { return !reason.isEmpty }
        return false
      }
    }
  }

  @Test func aMissingProgramIsSaid() {
    #expect(
      throws: LayoutError.failed("cannot start /no/such/program: No such file or directory")
    ) {
      try LayoutWorker(executable: "/no/such/program").render("digraph {}", as: .svg)
    }
  }

  @Test func aCrashIsSaid() throws {
    try script("kill -SEGV $$") { worker in
      #expect(throws: LayoutError.crashed(signal: SIGSEGV)) {
        try worker.render("digraph {}", as: .svg)
      }
    }
  }

  @Test func aFailureComesWithWhatTheWorkerSaid() throws {
    try script("echo no fonts >&2; exit 3") { worker in
      #expect(throws: LayoutError.failed("exit status 3, no fonts")) {
        try worker.render("digraph {}", as: .svg)
      }
    }
  }

  @Test func aHangEndsWithTheTime() throws {
    try script("exec sleep 60") { worker in
      let start = Clock.milliseconds()
      #expect(throws: LayoutError.timedOut(seconds: 1)) {
        try worker.render("digraph {}", as: .svg, timeLimit: 1)
      }
      #expect(Clock.milliseconds() - start < 5000)
    }
  }

  /// It has closed its output, which is not to be taken for its end.
  @Test func aHangAfterTheOutputEndsToo() throws {
    try script("exec sleep 60 >&- 2>&-") { worker in
      #expect(throws: LayoutError.timedOut(seconds: 1)) {
        try worker.render("digraph {}", as: .svg, timeLimit: 1)
      }
    }
  }

  @Test func anInterruptEndsAHang() throws {
    try script("exec sleep 60") { worker in
      var asked = 0
      let start = Clock.milliseconds()
      #expect(throws: LayoutError.interrupted) {
        try worker.render("digraph {}", as: .svg) {
          asked += 1
          return asked > 3
        }
      }
      #expect(Clock.milliseconds() - start < 5000)
    }
  }

  /// Both directions at once, far more than a socket holds; the worker answers while it reads.
  @Test func muchInputAndOutputDoNotBlockEachOther() throws {
    let dot = String(repeating: "0123456789abcde\n", count: 500_000)
    try script("cat") { worker in
      let output = try worker.render(dot, as: .svg)
      #expect(output == Array(dot.utf8))
    }
  }

  @Test func aWorkerThatDoesNotReadDoesNotKillTheSession() throws {
    try script("exec <&-; echo done") { worker in
      let dot = String(repeating: " ", count: 5_000_000)
      let output = try worker.render(dot, as: .svg)
      #expect(output == Array("done\n".utf8))
    }
  }

  @Test func noFilesAreLeftOpen() throws {
    let before = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    for _ in 0..<20 {
      _ = try? LayoutWorker(executable: "/bin/cat").render("digraph {}", as: .svg, timeLimit: 5)
    }
    let after = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    // Other tests run at the same time, and each has a few files open.
    #expect(after < before + 20)
  }

  @Test func onlyAWorkerServes() {
    #expect(LayoutWorker.runIfWorker([]) == nil)
    #expect(LayoutWorker.runIfWorker(["gradwalk", "svg"]) == nil)
  }
}
