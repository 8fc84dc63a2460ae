import CReadline
import Glibc
import Synchronization

/// Waits for keys and signals together.
enum Keyboard {
  enum Event {
    case key
    case interrupt
    /// The terminal is gone, and no key will come any more.
    case hangUp
    /// A signal that wants the process gone or stopped.
    case departure(Int32)
  }

  /// What ends a command of readline's: Ctrl-G, but a question only beeps at it.
  private static var abort: Int32 { readline_asks() != 0 ? Int32(UInt8(ascii: "n")) : 7 }
  /// Ctrl-D.
  private static let endOfInput: UInt8 = 4

  /// Bytes that were typed before the terminal was readline's.
  private static let typedAhead = Atomic<Int32>(0)

  /// Takes note of what was typed during a computation.
  ///
  /// The terminal, not yet raw, has turned a Ctrl-D among it into a NUL; readline would set a mark.
  static func noteTypeAhead() {
    var count: Int32 = 0
    if ioctl(STDIN_FILENO, UInt(FIONREAD), &count) != 0 { count = 0 }
    typedAhead.store(count, ordering: .relaxed)
  }

  /// Waits until a key can be read or a signal wants attention; resizes on the way.
  static func wait() -> Event {
    while true {
      // The flags before the pipe: `nextByte` has emptied it when the loop outside asks again.
      if Signals.resized.exchange(false, ordering: .relaxed) { rl_resize_terminal() }
      let departure = Signals.departure.exchange(0, ordering: .relaxed)
      if departure != 0 { return .departure(departure) }
      if Interrupt.isRaised { return .interrupt }
      var sources = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: Signals.alarm, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&sources, 2, -1)
      if ready < 0 && errno != EINTR { return .key }
      if ready > 0 && sources[1].revents != 0 {
        Signals.silence()
      } else if ready > 0 {
        // Readline tries again for ever where reading fails.
        let isGone = sources[0].revents & Int16(POLLIN) == 0
        return isGone ? .hangUp : .key
      }
    }
  }

  /// One byte for readline, -1 at the end of input.
  ///
  /// Readline also asks from within a command ("Display all 120 possibilities?", the search, a
  /// paste). A signal there ends the command through its abort key; the flag stays up for the loop
  /// in `LineEditor.read`.
  static func nextByte() -> Int32 {
    while true {
      switch wait() {
      case .key: break
      case .hangUp: return -1
      case .interrupt: return abort
      case .departure(let signal):
        Signals.raise(departure: signal)
        return abort
      }
      var byte: UInt8 = 0
      let count = Glibc.read(STDIN_FILENO, &byte, 1)
      if count == 1 {
        let left = typedAhead.load(ordering: .relaxed)
        if left > 0 {
          typedAhead.store(left - 1, ordering: .relaxed)
          if byte == 0 { byte = endOfInput }
        }
        return Int32(byte)
      }
      if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
      return -1
    }
  }
}
