import Glibc
import Typography

/// One line on a terminal that says how far something long has come.
///
/// Nothing is written where standard error is no terminal, nor for what is done in a moment.
package final class ProgressBar {
  private let isOn = Screen.isTerminal(STDERR_FILENO)
  private var start: Int64?
  private var lastShown: Int64 = 0
  private var isShown = false

  /// What takes less than this needs no bar.
  private static let patience: Int64 = 300
  /// The bar is drawn anew no more often than this.
  private static let interval: Int64 = 60

  package init() {}

  /// Shows that `done` of `total` are done.
  package func show(_ done: Int, of total: Int, note: String) {
    guard isOn else { return }
    let now = milliseconds()
    let start = start ?? now
    self.start = start
    guard now - start >= ProgressBar.patience, now - lastShown >= ProgressBar.interval else {
      return
    }
    lastShown = now
    isShown = true
    let text = ProgressBar.line(
      done, of: total, note: note, width: Screen.columns(of: STDERR_FILENO) - 1)
    write("\r\u{1B}[K" + text)
  }

  /// Takes the bar off the screen.
  package func clear() {
    if isShown { write("\r\u{1B}[K") }
    isShown = false
    start = nil
  }

  /// `████████░░░░  640/1000  loss 0.25`, cut to `width` columns.
  static func line(_ done: Int, of total: Int, note: String, width: Int) -> String {
    let share = total > 0 ? min(max(Double(done) / Double(total), 0), 1) : 0
    let cells = 24
    let full = Int(share * Double(cells))
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: cells - full)
    return Screen.shortened("\(bar)  \(done)/\(total)  \(note)", to: width)
  }

  private func write(_ text: String) {
    try? Descriptor.write(Array(text.utf8), to: STDERR_FILENO)
  }

  private func milliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
