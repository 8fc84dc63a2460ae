import Glibc

/// A process that is fed one text and read to its end.
final class ChildProcess {
  private(set) var output: [UInt8] = []
  private var errors: [UInt8] = []
  private let identifier: pid_t
  private var isReaped = false
  private var input: ArraySlice<UInt8>
  private var inputEnd: Int32
  private var outputEnd: Int32
  private var errorEnd: Int32

  /// How a process ended.
  enum Status {
    case exited(Int32)
    case signalled(Int32)
  }

  /// The file of a program that is looked for in `PATH`, or of a path; `nil` where there is none.
  static func path(of program: String) -> String? {
    if program.contains("/") { return access(program, X_OK) == 0 ? program : nil }
    let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(program)" }
      .first { access($0, X_OK) == 0 }
  }

  /// What the process wrote to its standard error, on one line.
  var complaint: String {
    String(decoding: errors.prefix(4000), as: UTF8.self)
      .split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  init(executable: String, arguments: [String], input: [UInt8]) throws(LayoutError) {
    self.input = input[...]
    // Sockets, not pipes: writing to a process that has died is then an error, while a pipe would
    // raise SIGPIPE and end this one.
    var inputEnds: [Int32] = [-1, -1]
    var outputEnds: [Int32] = [-1, -1]
    var errorEnds: [Int32] = [-1, -1]
    guard Self.connect(&inputEnds), Self.connect(&outputEnds), Self.connect(&errorEnds) else {
      let reason = String(cString: strerror(errno))
      for end in inputEnds + outputEnds + errorEnds where end >= 0 { close(end) }
      throw .failed("no way to talk to it: \(reason)")
    }
    let spawned = Self.spawn(
      executable, arguments, files: [inputEnds[1], outputEnds[1], errorEnds[1]])
    for end in [inputEnds[1], outputEnds[1], errorEnds[1]] { close(end) }
    inputEnd = inputEnds[0]
    outputEnd = outputEnds[0]
    errorEnd = errorEnds[0]
    switch spawned {
    case .success(let identifier):
      self.identifier = identifier
    case .failure(let refusal):
      for end in [inputEnd, outputEnd, errorEnd] { close(end) }
      throw .failed("cannot start \(executable): \(String(cString: strerror(refusal.number)))")
    }
  }

  deinit {
    kill()
    for end in [inputEnd, outputEnd, errorEnd] where end >= 0 { close(end) }
  }

  /// Ends the process, if it has not ended, and waits until it is gone.
  func kill() {
    guard !isReaped else { return }
    _ = Glibc.kill(identifier, SIGKILL)
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
    isReaped = true
  }

  /// Feeds and reads what can be without waiting for longer than `timeout` milliseconds. Returns
  /// how the process ended when it has and everything is read.
  func exchange(waiting timeout: Int32) -> Status? {
    if outputEnd < 0 && errorEnd < 0 { return reaped(waiting: timeout) }
    var files = [
      pollfd(fd: inputEnd, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: outputEnd, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errorEnd, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&files, nfds_t(files.count), timeout) > 0 else { return nil }
    if files[0].revents != 0 { feed() }
    if files[1].revents != 0 { Self.read(&outputEnd, into: &output) }
    if files[2].revents != 0 { Self.read(&errorEnd, into: &errors) }
    return nil
  }

  /// Feeds and reads until the process has ended; ends it and returns `nil` where the user wants
  /// that, which is asked every 50 ms.
  func finish(unless isInterrupted: () -> Bool) -> Status? {
    while !isInterrupted() {
      if let status = exchange(waiting: 50) { return status }
    }
    kill()
    return nil
  }

  private func feed() {
    let count = input.withUnsafeBytes {
      send(inputEnd, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
    }
    if count > 0 { input.removeFirst(count) }
    let isBroken = count < 0 && errno != EAGAIN && errno != EINTR
    if isBroken || input.isEmpty { Self.end(&inputEnd) }
  }

  private static func read(_ file: inout Int32, into bytes: inout [UInt8]) {
    let count = withUnsafeTemporaryAllocation(byteCount: 65536, alignment: 1) { buffer in
      let count = recv(file, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
      if count > 0 { bytes += buffer[..<count] }
      return count
    }
    if count == 0 || count < 0 && errno != EAGAIN && errno != EINTR { end(&file) }
  }

  private static func end(_ file: inout Int32) {
    close(file)
    file = -1
  }

  /// A process that has closed its output is ending, but need not have ended.
  private func reaped(waiting timeout: Int32) -> Status? {
    let deadline = Clock.milliseconds() + Int64(timeout)
    var status: Int32 = 0
    while waitpid(identifier, &status, WNOHANG) == 0 {
      if Clock.milliseconds() >= deadline { return nil }
      usleep(100)
    }
    isReaped = true
    let signal = status & 0x7F
    return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
  }

  private struct Refusal: Error {
    let number: Int32
  }

  private static func connect(_ ends: inout [Int32]) -> Bool {
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    return socketpair(AF_UNIX, kind, 0, &ends) == 0
  }

  private static func spawn(
    _ executable: String, _ arguments: [String], files: [Int32]
  ) -> Result<pid_t, Refusal> {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (place, file) in files.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, file, Int32(place))
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A group of its own, so that the terminal's Ctrl-C does not go to it; and no signal blocked or
    // ignored, whatever the session did with them.
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    posix_spawnattr_setflags(&attributes, Int16(flags))
    posix_spawnattr_setpgroup(&attributes, 0)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)

    var texts = arguments.map { strdup($0) } + [nil]
    defer { for text in texts { free(text) } }
    var identifier: pid_t = 0
    let refusal = posix_spawn(&identifier, executable, &actions, &attributes, &texts, environ)
    return refusal == 0 ? .success(identifier) : .failure(Refusal(number: refusal))
  }
}
