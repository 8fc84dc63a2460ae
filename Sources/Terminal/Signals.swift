import Glibc
import Synchronization

/// What signal handlers leave behind for the code that waits for a key.
///
/// A handler stores into atomics and writes one byte to a pipe, nothing else; whoever polls the
/// pipe acts on it. A pipe, unlike an interrupted system call, wakes the reader whichever thread
/// the signal landed on.
enum Signals {
  static let interrupted = Atomic<Bool>(false)
  static let resized = Atomic<Bool>(false)
  /// A signal that wants the process gone or stopped, 0 for none.
  static let departure = Atomic<Int32>(0)
  private static let alarmReader = Atomic<Int32>(-1)
  private static let alarmWriter = Atomic<Int32>(-1)

  /// The descriptor that becomes readable after a signal, -1 before `openAlarm()`.
  static var alarm: Int32 { alarmReader.load(ordering: .relaxed) }

  /// Makes the pipe, and by touching every atomic makes sure that no handler initialises one.
  static func openAlarm() {
    guard alarm < 0 else { return }
    _ = interrupted.load(ordering: .relaxed)
    _ = resized.load(ordering: .relaxed)
    _ = departure.load(ordering: .relaxed)
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    alarmWriter.store(ends[1], ordering: .relaxed)
    alarmReader.store(ends[0], ordering: .releasing)
  }

  /// Empties the pipe, so that the next poll waits for the next signal.
  static func silence() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(alarm, &bytes, bytes.count) > 0 {}
  }

  /// Called from handlers: only atomics and write(2).
  static func raise(interrupt: Bool = false, resize: Bool = false, departure signal: Int32 = 0) {
    if interrupt { interrupted.store(true, ordering: .relaxed) }
    if resize { resized.store(true, ordering: .relaxed) }
    if signal != 0 { departure.store(signal, ordering: .relaxed) }
    let saved = errno
    var byte: UInt8 = 0
    _ = write(alarmWriter.load(ordering: .relaxed), &byte, 1)
    errno = saved
  }

  /// Catches a signal for the rest of the process.
  static func catchAlways(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    _ = replaceAction(of: number, handler)
  }

  /// Catches a signal and returns the action that stood before; a signal that is ignored stays so,
  /// as `nohup` asks.
  static func replaceAction(
    of number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void
  ) -> sigaction? {
    var former = sigaction()
    sigaction(number, nil, &former)
    if number != SIGINT, former.isIgnored { return nil }
    // Without SA_RESTART: a blocked read(2) has to come back and look at the flags.
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    sigemptyset(&action.sa_mask)
    return sigaction(number, &action, nil) == 0 ? former : nil
  }
}

extension sigaction {
  fileprivate var isIgnored: Bool {
    unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
