import Glibc

/// One key, for whoever waits only so long.
package enum Keystroke: Equatable, Sendable {
  case enter
  case letter(Character)
  /// Ctrl-D, or the terminal is gone.
  case end
  /// Ctrl-C.
  case interrupt
  /// Any other key: an arrow, a tab.
  case other

  /// Waits for a key without showing it; `nil` where none comes in time.
  package static func wait(seconds: Double) -> Keystroke? {
    var former = termios()
    guard tcgetattr(STDIN_FILENO, &former) == 0 else { return .end }
    let guarded = SignalGuard()
    defer { guarded.end() }
    var quiet = former
    quiet.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &quiet)
    defer { tcsetattr(STDIN_FILENO, TCSADRAIN, &former) }
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(seconds)
    while true {
      if Interrupt.isRaised { return .interrupt }
      let departure = Signals.departure.exchange(0, ordering: .relaxed)
      if departure != 0 {
        tcsetattr(STDIN_FILENO, TCSADRAIN, &former)
        guarded.obey(departure)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &quiet)
      }
      let left = max(0, (deadline - clock.now) / .milliseconds(1))
      var sources = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: Signals.alarm, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&sources, 2, Int32(left.rounded(.up)))
      if ready == 0 { return nil }
      if ready > 0, sources[1].revents != 0 { Signals.silence() }
      if ready > 0, sources[0].revents != 0 { return key() }
    }
  }

  /// Reads all that a key sends.
  private static func key() -> Keystroke {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    guard count > 0 else { return .end }
    switch bytes[0] {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return .enter
    case 4: return .end
    case 0x20..<0x7F: return .letter(Character(UnicodeScalar(bytes[0])))
    default: return .other
    }
  }
}
