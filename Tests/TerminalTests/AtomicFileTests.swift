import Foundation
import PseudoTerminal
import Testing

@testable import Terminal

@Suite struct AtomicFileTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func makesAFileAsTheUmaskSays() throws {
    try AtomicFile.write("σ = 1\n", to: scratch("new"))
    #expect(try scratch.text(of: "new") == "σ = 1\n")
    let mask = umask(0)
    umask(mask)
    #expect(try scratch.permissions(of: "new") == 0o666 & ~Int(mask))
    #expect(try scratch.names() == ["new"])
  }

  @Test func filesTogetherAreAllOrNone() throws {
    try AtomicFile.write("old", to: scratch("a"))
    try AtomicFile.write(
      together: [(Array("1".utf8), scratch("a")), (Array("2".utf8), scratch("b"))])
    #expect(try scratch.text(of: "a") == "1")
    #expect(try scratch.text(of: "b") == "2")
    #expect(throws: FileFailure.self) {
      try AtomicFile.write(
        together: [(Array("3".utf8), scratch("a")), (Array("4".utf8), scratch("none/c"))])
    }
    #expect(try scratch.text(of: "a") == "1")
    #expect(try scratch.names().sorted() == ["a", "b"])
  }

  @Test func keepsPermissions() throws {
    try AtomicFile.write("old", to: scratch("script"))
    chmod(scratch("script"), 0o751)
    try AtomicFile.write("new", to: scratch("script"))
    #expect(try scratch.text(of: "script") == "new")
    #expect(try scratch.permissions(of: "script") == 0o751)
  }

  @Test(arguments: ["there", "missing"])
  func followsLinks(target: String) throws {
    try FileManager.default.createDirectory(
      atPath: scratch("folder"), withIntermediateDirectories: true)
    try AtomicFile.write("old", to: scratch("folder/there"))
    symlink("folder/inner", scratch("link"))
    symlink(target, scratch("folder/inner"))
    try AtomicFile.write("new", to: scratch("link"))
    #expect(try scratch.text(of: "folder/" + target) == "new")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: scratch("link")) == "folder/inner")
  }

  @Test(arguments: [
    ("no directory", "none/file", "no such directory"),
    ("a file on the way", "file/file", "a part of the path is not a directory"),
    ("a directory", "folder", "it is a directory"),
    ("a circle of links", "circle", "too many symbolic links"),
    ("a full device", "full", "no space left"),
    ("a long name", String(repeating: "x", count: 300), "the name is too long"),
    ("no name", "", "it is a directory"),
  ])
  func saysWhatIsWrong(_ name: String, path: String, reason: String) throws {
    try AtomicFile.write("old", to: scratch("file"))
    mkdir(scratch("folder"), 0o755)
    symlink("circle", scratch("circle"))
    symlink("/dev/full", scratch("full"))
    let before = try scratch.names()
    let error = #expect(throws: FileFailure.self) {
      try AtomicFile.write("new", to: scratch(path))
    }
    #expect(error?.description == "cannot write \(scratch(path)): \(reason)")
    #expect(try scratch.names() == before)
  }

  // Root may write everywhere, so as root there is nothing to refuse.
  @Test(.enabled(if: geteuid() != 0))
  func refusesWhatIsProtected() throws {
    try AtomicFile.write("old", to: scratch("file"))
    chmod(scratch("file"), 0o444)
    #expect(throws: FileFailure(.write, scratch("file"), code: EACCES)) {
      try AtomicFile.write("new", to: scratch("file"))
    }
    chmod(scratch.path, 0o555)
    #expect(throws: FileFailure(.write, scratch("new"), code: EACCES)) {
      try AtomicFile.write("new", to: scratch("new"))
    }
    chmod(scratch.path, 0o755)
  }

  @Test func leavesTheOldFileWhenThereIsNoRoom() throws {
    try AtomicFile.write("old", to: scratch("file"))
    // A limit on the size of files stands in for a full disk: the first part is written.
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "ulimit -f 8; trap '' XFSZ; exec \"$0\" write \"$1\" 1000000",
      PseudoTerminal.built("EditorProbe"), scratch("file"),
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(said == "cannot write \(scratch("file")): the file is too large\n")
    #expect(try scratch.text(of: "file") == "old")
    #expect(try scratch.names() == ["file"])
  }

  @Test func writesToWhatIsNoFile() throws {
    mkfifo(scratch("pipe"), 0o600)
    let reader = open(scratch("pipe"), O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    try AtomicFile.write("through", to: scratch("pipe"))
    var bytes = [UInt8](repeating: 0, count: 16)
    #expect(read(reader, &bytes, 16) == 7)
    try AtomicFile.write("nowhere", to: "/dev/null")
    #expect(try scratch.names() == ["pipe"])
  }

  @Test func saysThatAPipeIsClosed() {
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    close(ends[0])
    defer { close(ends[1]) }
    let error = #expect(throws: Descriptor.WriteFailure.self) {
      try Descriptor.write(Array("x".utf8), to: ends[1])
    }
    #expect(error?.isClosed == true)
  }
}
