import Glibc
import Synchronization

/// Ctrl-C: a flag that a signal raises and that any thread can read.
///
/// A program that never installs it dies of SIGINT, as scripts should.
package enum Interrupt {
  /// Catches SIGINT from now on, and ignores SIGPIPE.
  ///
  /// A write to a pipe that nobody reads then fails with EPIPE (`Descriptor.WriteFailure.isClosed`)
  /// instead of killing the session; a child process must get the default action back
  /// (`POSIX_SPAWN_SETSIGDEF`). Installing twice does nothing more.
  package static func install() {
    Signals.openAlarm()
    Signals.catchAlways(SIGINT) { _ in Signals.raise(interrupt: true) }
    signal(SIGPIPE, SIG_IGN)
  }

  /// Whether Ctrl-C was pressed since the last `clear()`. One relaxed load: poll it in any loop.
  package static var isRaised: Bool { Signals.interrupted.load(ordering: .relaxed) }

  /// Forgets the Ctrl-C that was dealt with.
  package static func clear() { Signals.interrupted.store(false, ordering: .relaxed) }

  /// Raises the flag as Ctrl-C would, for tests.
  package static func raise() { Signals.raise(interrupt: true) }
}
