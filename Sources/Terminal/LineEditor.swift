import CReadline
import Glibc

/// Lines from a person at a terminal, edited by GNU Readline.
///
/// Readline keeps its state in globals, so a process has one editor, used from one thread. It
/// honours `~/.inputrc` (`$if gradwalk`), keeps the history in a file, and takes a pasted text of
/// many lines as one input.
///
///     let editor = LineEditor(historyFile: path) { line, cursor in … }
///     while case .line(let text) = editor.read(prompt: ">>> ") {
///       editor.remember(text)
///       …
///     }
package final class LineEditor {
  /// What came from the keyboard.
  package enum Input: Sendable, Equatable {
    /// A line without its newline; a paste of several lines holds newlines.
    case line(String)
    /// Ctrl-C: what was typed is gone, and the cursor stands on a fresh line.
    case interrupted
    /// Ctrl-D on an empty line, or the terminal is gone; the cursor stands on a fresh line.
    case end
  }

  /// Candidates for the text before `cursor`, an offset in UTF-8 bytes.
  package typealias Completer = (_ line: String, _ cursor: Int) -> Completion

  /// The editor that readline's callbacks, which carry no context, report to.
  nonisolated(unsafe) static var active: LineEditor?

  let complete: Completer
  var pendingCompletion: Completion?
  /// Readline keeps the pointer that the word-break hook returns: a character and its NUL.
  let wordBreak = UnsafeMutablePointer<CChar>.allocate(capacity: 2)
  private var input: Input?
  private var historyFile: HistoryFile?
  private var isHistoryLoaded = false
  private var warning: String?
  private let name: UnsafeMutablePointer<CChar>?

  /// Prepares readline and installs `Interrupt`. The history is read when the first prompt already stands.
  ///
  /// - Parameters:
  ///   - name: what `$if` in `~/.inputrc` calls the program.
  ///   - historyFile: its path; nil keeps no history beyond the session.
  package init(
    name: String = "gradwalk", historyFile: String?, complete: @escaping Completer
  ) {
    self.complete = complete
    self.name = strdup(name)
    wordBreak.initialize(repeating: 0, count: 2)
    Self.active = self
    Locale.useUTF8()
    Interrupt.install()
    readline_set_name(self.name)
    // The prompt belongs on the screen also when the results go into a pipe.
    if Screen.isTerminal(STDOUT_FILENO) {
      readline_write_to_standard_output()
    } else {
      readline_write_to_standard_error()
    }
    readline_leave_signals_to_us()
    // Before ~/.inputrc is read, so that it has the last word. Otherwise an old line that was
    // edited and left would stand changed in the history.
    rl_variable_bind("revert-all-at-newline", "on")
    rl_initialize()
    readline_set_key_reader { _ in Keyboard.nextByte() }
    installCompletion()
    using_history()
    stifle_history(Int32(HistoryFile.limit))
    self.historyFile = historyFile.map { HistoryFile(path: $0) }
  }

  deinit {
    if Self.active === self { Self.active = nil }
    clear_history()
    wordBreak.deallocate()
    free(name)
  }

  /// Shows the prompt and waits for a line, Ctrl-C or the end.
  ///
  /// - Parameter prompt: may hold SGR colours; they take no room.
  package func read(prompt: String) -> Input {
    input = nil
    Interrupt.clear()
    Signals.silence()
    let guarded = SignalGuard()
    defer { guarded.end() }
    if Signals.resized.exchange(false, ordering: .relaxed) { rl_reset_screen_size() }
    Self.begin(prompt: prompt)
    Keyboard.noteTypeAhead()
    loadHistory()
    while input == nil {
      switch Keyboard.wait() {
      case .key: rl_callback_read_char()
      case .interrupt: cancel()
      case .hangUp:
        rl_callback_handler_remove()
        return .end
      case .departure(let signal):
        // What was typed so far survives Ctrl-Z and `fg`.
        rl_cleanup_after_signal()
        guarded.obey(signal)
        rl_reset_after_signal()
        rl_forced_update_display()
      }
    }
    return input ?? .end
  }

  /// Adds an entry to the history and to its file at once, so that not even SIGKILL loses it.
  ///
  /// Left out are empty entries, those that begin with a space, and repetitions of the last one.
  /// An entry may hold newlines; it comes back as one.
  package func remember(_ entry: String) {
    loadHistory()
    guard entry.contains(where: { !$0.isWhitespace }), !entry.hasPrefix(" "),
      entry != history.last
    else { return }
    add_history(entry)
    guard let file = historyFile else { return }
    do {
      try file.append(entry)
    } catch {
      // One warning is enough: the session goes on with the history in memory.
      warning = "the history is not saved: \(error)"
      historyFile = nil
    }
  }

  /// All entries, the oldest first.
  package var history: [String] {
    loadHistory()
    return (0..<history_count()).compactMap { index in
      history_get(history_first() + index).map { String(cString: $0.pointee.line) }
    }
  }

  /// A warning about the history file that was not yet shown, if any. It is said once.
  package func takeWarning() -> String? {
    defer { warning = nil }
    return warning
  }

  private func loadHistory() {
    guard !isHistoryLoaded, let file = historyFile else { return }
    isHistoryLoaded = true
    do {
      for entry in try file.load() { add_history(entry) }
      using_history()
    } catch {
      warning = "the history is not read: \(error)"
      historyFile = nil
    }
  }

  private static func begin(prompt: String) {
    rl_callback_handler_install(Self.bracketed(prompt)) { line in
      LineEditor.active?.finish(line)
      free(line)
    }
  }

  private func finish(_ line: UnsafeMutablePointer<CChar>?) {
    rl_callback_handler_remove()
    if let line {
      var text = String(cString: line)
      while text.last?.isNewline == true { text.removeLast() }
      input = .line(text)
    } else {
      // Readline 8.1 and later leave the prompt's line themselves, when they bracket pastes.
      let isBracketing = String(cString: rl_variable_value("enable-bracketed-paste")) == "on"
      if readline_version() < 0x801 || !isBracketing { rl_crlf() }
      input = .end
    }
  }

  /// Ctrl-C: leaves what was typed on the screen with `^C` behind it, as shells do.
  private func cancel() {
    Interrupt.clear()
    readline_move_to_end()
    rl_redisplay()
    rl_echo_signal_char(SIGINT)
    rl_crlf()
    rl_callback_sigcleanup()
    rl_free_line_state()
    rl_callback_handler_remove()
    input = .interrupted
  }

  /// Marks the colours of a prompt as taking no room: readline counts all that stands outside
  /// U+0001 and U+0002.
  static func bracketed(_ prompt: String) -> String {
    var result = ""
    var rest = prompt.unicodeScalars[...]
    while let scalar = rest.first {
      let length = Screen.escapeLength(rest)
      if length > 0 {
        result += "\u{1}" + String(rest.prefix(length)) + "\u{2}"
        rest = rest.dropFirst(length)
      } else {
        result.unicodeScalars.append(scalar)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}
