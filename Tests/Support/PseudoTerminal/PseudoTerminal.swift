import Foundation
import Glibc

/// A program on a terminal of its own: keys in, screen out.
///
///     let terminal = try PseudoTerminal.start("gradwalk", ["--no-init"])
///     try terminal.wait(for: ">>> ")
///     terminal.type("a = 2\r")
///     try terminal.wait(for: "a = 2\n")
///     #expect(terminal.screen.contains("a = 2"))
///
/// Everything waits with a deadline. One thread at a time.
public final class PseudoTerminal {
  /// A text that did not come in time, with what came instead.
  public struct Timeout: Error, CustomStringConvertible {
    public let expected: String
    public let screen: String

    public var description: String {
      "did not see \(expected.debugDescription); the screen was:\n\(screen)"
    }
  }

  /// A call that failed before the program ran.
  public struct StartFailure: Error {
    public let call: String
    public let code: Int32
  }

  /// How a program ended.
  public enum Ending: Equatable {
    case exit(Int32)
    case signal(Int32)
  }

  public let process: pid_t
  /// All that the program wrote, control sequences included.
  public private(set) var output = ""
  private let master: Int32
  private var emulation: ScreenEmulation
  private var undecoded: [UInt8] = []
  private var ending: Ending?
  /// Where in `output` the next `wait(for:)` begins to look.
  private var seen = 0

  private init(process: pid_t, master: Int32, columns: Int, rows: Int) {
    self.process = process
    self.master = master
    emulation = ScreenEmulation(columns: columns, rows: rows)
  }

  deinit {
    if ending == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(master)
  }

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: a path, or the name of an executable that this package builds.
  ///   - environment: added to the test's own, less `INPUTRC`, `NO_COLOR` and `COLUMNS`, with
  ///     `TERM=xterm`.
  public static func start(
    _ program: String, _ arguments: [String] = [], environment: [String: String] = [:],
    directory: String? = nil, columns: Int = 80, rows: Int = 24
  ) throws -> PseudoTerminal {
    var master: Int32 = -1
    var slave: Int32 = -1
    guard openpty(&master, &slave, nil, nil, nil) == 0 else {
      throw StartFailure(call: "openpty", code: errno)
    }
    defer { close(slave) }
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
    setSize(of: master, columns: columns, rows: rows)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a new session opens becomes the one that Ctrl-C is
    // typed on.
    posix_spawn_file_actions_addopen(&actions, 0, String(cString: ttyname(slave)), O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    // POSIX_SPAWN_SETSID is a macro that Swift does not import.
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK) | 0x80)

    var command = [program.contains("/") ? program : built(program)] + arguments
    if let directory { command = ["/usr/bin/env", "-C", directory] + command }
    let path = command[0]
    var variables = ProcessInfo.processInfo.environment
    for name in ["INPUTRC", "NO_COLOR", "COLUMNS", "LINES"] { variables[name] = nil }
    variables["TERM"] = "xterm"
    // `swift test` asks for backtraces, which hold up a program that a signal ends.
    variables["SWIFT_BACKTRACE"] = "enable=no"
    variables.merge(environment) { _, new in new }
    var argv = command.map { strdup($0) } + [nil]
    var envp = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, path, &actions, &attributes, &argv, &envp)
    guard code == 0 else {
      close(master)
      throw StartFailure(call: "posix_spawn \(path)", code: code)
    }
    return PseudoTerminal(process: process, master: master, columns: columns, rows: rows)
  }

  /// The path of an executable of this package: it lies beside the test program.
  public static func built(_ name: String) -> String {
    let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let directory = URL(fileURLWithPath: tests ?? ".").deletingLastPathComponent()
    return directory.appendingPathComponent(name).path
  }

  /// What a person would see: the rows, without spaces at their ends and empty rows at the end.
  public var screen: String { emulation.text }

  /// Presses keys: `\r` is Enter, `\u{3}` Ctrl-C, `\u{4}` Ctrl-D, `\t` Tab.
  public func type(_ keys: String) {
    var bytes = Array(keys.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(master, $0.baseAddress!, $0.count) }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Pastes as a terminal does that brackets pastes.
  public func paste(_ text: String) {
    type("\u{1B}[200~" + text.replacing("\n", with: "\r") + "\u{1B}[201~")
  }

  /// Changes the window, which sends SIGWINCH.
  public func resize(columns: Int, rows: Int) {
    emulation = ScreenEmulation(columns: columns, rows: rows)
    Self.setSize(of: master, columns: columns, rows: rows)
  }

  /// Waits until the program has written a text, control sequences removed and lines ended by `\n`,
  /// after what the last call waited for.
  public func wait(for text: String, seconds: Double = 20) throws {
    let deadline = Date() + seconds
    while true {
      let plain = Array(ScreenEmulation.plain(output).unicodeScalars)
      let wanted = Array(text.unicodeScalars)
      if let end = plain[min(seen, plain.count)...].endIndex(of: wanted) {
        seen = end
        return
      }
      guard Date() < deadline, receive(before: deadline) else {
        throw Timeout(expected: text, screen: screen)
      }
    }
  }

  /// Waits until the screen satisfies a condition.
  public func wait(
    until what: String, seconds: Double = 20, _ condition: (String) -> Bool
  ) throws {
    let deadline = Date() + seconds
    while !condition(screen) {
      guard Date() < deadline, receive(before: deadline) else {
        throw Timeout(expected: what, screen: screen)
      }
    }
  }

  /// Sends a signal to the program.
  public func send(_ signal: Int32) { kill(process, signal) }

  /// Waits for the program's end and returns how it came; it is killed when it takes too long.
  public func waitForEnd(seconds: Double = 20) throws -> Ending {
    let deadline = Date() + seconds
    while receive(before: deadline) {}
    while ending == nil {
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        let signal = status & 0x7F
        ending = signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
      } else if Date() > deadline {
        throw Timeout(expected: "the end of the program", screen: screen)
      } else {
        usleep(2_000)
      }
    }
    return ending!
  }

  /// Whether the program has left the terminal as shells expect it: echoing, line by line.
  public var isCooked: Bool {
    var settings = termios()
    tcgetattr(master, &settings)
    return settings.c_lflag & tcflag_t(ECHO | ICANON) == tcflag_t(ECHO | ICANON)
  }

  /// Reads what there is, waiting for it; false at the end of output or the deadline.
  private func receive(before deadline: Date) -> Bool {
    var source = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    let patience = max(0, min(deadline.timeIntervalSinceNow, 1_000))
    guard poll(&source, 1, Int32(patience * 1000)) > 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(master, &bytes, bytes.count)
    // EIO is how Linux says that nobody holds the other end any more.
    guard count > 0 else { return false }
    undecoded += bytes[..<count]
    // A letter may have arrived by half.
    var complete = undecoded.count
    while complete > 0, complete > undecoded.count - 4,
      String(validating: undecoded[..<complete], as: UTF8.self) == nil
    { complete -= 1 }
    let text = String(decoding: undecoded[..<complete], as: UTF8.self)
    undecoded.removeFirst(complete)
    output += text
    emulation.show(text)
    return true
  }

  private static func setSize(of descriptor: Int32, columns: Int, rows: Int) {
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
  }
}

extension ArraySlice<Unicode.Scalar> {
  /// The index behind the first place where `pattern` stands.
  fileprivate func endIndex(of pattern: [Unicode.Scalar]) -> Int? {
    guard count >= pattern.count else { return nil }
    return (startIndex...(endIndex - pattern.count))
      .first { self[$0..<($0 + pattern.count)].elementsEqual(pattern) }
      .map { $0 + pattern.count }
  }
}
