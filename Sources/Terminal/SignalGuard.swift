import CReadline
import Glibc

/// Holds the signals that must not find the terminal in readline's hands.
///
/// While a line is edited the terminal does not echo and brackets pastes. SIGTERM, SIGHUP, SIGQUIT
/// and SIGTSTP therefore wait until the editor has given it back; outside of `LineEditor.read` they
/// do what they always did.
final class SignalGuard {
  private var former: [(number: Int32, action: sigaction)] = []

  init() {
    Signals.departure.store(0, ordering: .relaxed)
    for number in [SIGTERM, SIGHUP, SIGQUIT, SIGTSTP] {
      let action = Signals.replaceAction(of: number) { Signals.raise(departure: $0) }
      if let action { former.append((number, action)) }
    }
    let resize = Signals.replaceAction(of: SIGWINCH) { _ in Signals.raise(resize: true) }
    if let resize { former.append((SIGWINCH, resize)) }
  }

  func end() {
    for (number, action) in former where number != SIGWINCH {
      var action = action
      sigaction(number, &action, nil)
    }
  }

  /// Does what the signal asks for, with the terminal already given back; returns when the process
  /// was stopped and goes on.
  func obey(_ number: Int32) {
    guard var action = former.first(where: { $0.number == number })?.action else { return }
    sigaction(number, &action, nil)
    kill(getpid(), number)
    _ = Signals.replaceAction(of: number) { Signals.raise(departure: $0) }
  }
}
