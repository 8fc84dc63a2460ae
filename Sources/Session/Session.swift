import Autograd
import Explanation
import Language

/// A session: a workspace, the commands, and what was typed so far.
///
///     let session = Session(effects: effects)
///     session.report = { report in … }
///     session.run("a = 2; b = a^2\nbackward b")
public final class Session {
  public let workspace = Workspace()
  public let evaluator: Evaluator
  public var settings = Settings() {
    didSet { workspace.replays.policy = settings.compile }
  }
  public var effects: Effects
  /// Told everything that is found out, as it happens.
  public var report: (Report) -> Void = { _ in }
  /// Whether `quit` was said.
  public internal(set) var isFinished = false
  /// Whether a part of a document runs that has to fail: its mistake is what it shows.
  public internal(set) var expectsFailure = false
  /// Whether values are shown without being asked for.
  public var showsValues = true
  /// Whether a failed `expect` ends the run; a test counts it and goes on.
  public var stopsAtFailedExpectation: Bool {
    get { evaluator.stopsAtFailedExpectation }
    set { evaluator.stopsAtFailedExpectation = newValue }
  }
  /// How many quizzes were held.
  var quizzes = 0
  /// The lines that were typed, for `history`.
  public var history: () -> [String] = { [] }
  /// The debugger that runs.
  var debugging: DebuggerRun?
  /// How many debuggers were started.
  private var debuggerCount = 0
  /// What was done, as a script.
  private var transcript: [Line] = []
  /// What was done before the last `reset`.
  private var transcriptBeforeReset: [Line] = []
  /// Which debugger the running statement started, moved or ended.
  private var movedDebugger: Int?

  /// A line of the transcript.
  fileprivate struct Line {
    let text: String
    let isUndoable: Bool
    /// Whether it stays when an earlier line is undone.
    let outlivesUndo: Bool
    /// The debugger that it was for.
    var debugger: Int?
  }
  /// How many bytes were written into each file, by its name.
  private(set) var writtenFiles: [String: Int] = [:]
  /// Files that are being run by `source`, outermost first.
  private(set) var runningFiles: [String] = []
  /// Whether a `;` behind `source` keeps the statements of the file quiet.
  private var isSourcedQuietly = false
  /// The statement that is being run.
  private var running: Span = .none

  public init(effects: Effects) {
    self.effects = effects
    evaluator = Evaluator(workspace: workspace, commands: Command.table.map(\.syntax))
    evaluator.isInterrupted = { [unowned self] in self.effects.isInterrupted() }
    workspace.replays.isInterrupted = { [unowned self] in self.effects.isInterrupted() }
    evaluator.isDebugging = { [unowned self] in self.isDebugging }
    evaluator.perform = { [unowned self] (invocation, place) throws(Diagnostic) in
      try self.perform(invocation, at: place)
    }
    evaluator.readFile = { [unowned self] (path) throws(UnreadableFile) in
      do throws(Effects.Failure) {
        return try self.read(path).text
      } catch {
        throw UnreadableFile(error.message)
      }
    }
    evaluator.report = { [unowned self] event in self.tell(event) }
  }

  /// How running a text ended.
  public enum Outcome: Sendable, Equatable {
    case finished
    /// A mistake was reported, and what came after it was not run.
    case failed
    case interrupted
  }

  // MARK: Going back

  /// The session as it was at some moment.
  public struct Savepoint {
    fileprivate let workspace: Language.Savepoint
    fileprivate let settings: Settings
    fileprivate let isFinished: Bool
    fileprivate let quizzes: Int
    fileprivate let debugging: DebuggerRun?
    fileprivate let debuggerCount: Int
    fileprivate let transcripts: ([Line], beforeReset: [Line])
    fileprivate let writtenFiles: [String: Int]

    /// How many nodes it keeps.
    public var nodeCount: Int { workspace.nodeCount }
  }

  /// The present, to which ``restore(_:)`` returns.
  public func savepoint() -> Savepoint {
    Savepoint(
      workspace: evaluator.savepoint(), settings: settings, isFinished: isFinished,
      quizzes: quizzes,
      debugging: debugging, debuggerCount: debuggerCount,
      transcripts: (transcript, transcriptBeforeReset), writtenFiles: writtenFiles)
  }

  /// Makes the session what it was. What happened in the world, as files that were written, stays.
  public func restore(_ savepoint: Savepoint) {
    evaluator.restore(savepoint.workspace)
    settings = savepoint.settings
    quizzes = savepoint.quizzes
    debugging = savepoint.debugging
    // The values are those that it began with, though they have changed twice since.
    debugging?.revision = workspace.revision
    debuggerCount = savepoint.debuggerCount
    (transcript, transcriptBeforeReset) = savepoint.transcripts
    writtenFiles = savepoint.writtenFiles
    isFinished = savepoint.isFinished
  }

  // MARK: Running

  /// Runs one statement of a text that was read.
  func run(_ statement: Statement) -> Outcome {
    let outer = running
    running = statement.span
    movedDebugger = nil
    defer { running = outer }
    if runningFiles.isEmpty { workspace.beginLine() }
    let outcome: Outcome
    do throws(Diagnostic) {
      try evaluator.run(statement)
      outcome = .finished
    } catch {
      tell(error)
      outcome = error.mistake == .interrupted ? .interrupted : .failed
    }
    endStaleDebugger(at: statement.span)
    if runningFiles.isEmpty {
      let isUndoable = workspace.endLine()
      if outcome == .finished || isUndoable { remember(statement, isUndoable) }
    }
    return outcome
  }

  private func remember(_ statement: Statement, _ isUndoable: Bool) {
    var keeping = Command.Keeping.whileItHolds
    if case .command(let invocation) = statement.kind, let command = Command.named[invocation.word]
    {
      keeping = command.keeping
    }
    if keeping == .never, movedDebugger == nil { return }
    let quiet = statement.isQuiet ? ";" : ""
    transcript.append(
      Line(
        text: workspace.sources.text(of: statement.span) + quiet, isUndoable: isUndoable,
        outlivesUndo: keeping == .always, debugger: movedDebugger))
  }

  /// The lines of the session that are worth saving.
  public var script: String {
    transcript.filter { $0.text != "reset" }.map { $0.text + "\n" }.joined()
  }

  /// Takes the last change back.
  func undo() -> String? {
    guard workspace.undo() else { return nil }
    guard let place = transcript.lastIndex(where: \.isUndoable) else { return "" }
    let line = transcript[place]
    let since = transcript[(place + 1)...]
    transcript.removeSubrange(place...)
    if place == 0, line.text == "reset" { transcript = transcriptBeforeReset }
    // A debugger's steps mean nothing without what it ran on, or without its end.
    let debuggers = Set(since.compactMap(\.debugger) + [line.debugger ?? 0])
    transcript.removeAll { $0.debugger.map(debuggers.contains) ?? false }
    // What came since looked at what is no more: with `wrong = 3` goes `expect wrong == 3`.
    transcript += since.filter(\.outlivesUndo)
    return line.text
  }

  func reset() {
    workspace.reset()
    transcriptBeforeReset = transcript
    transcript = [Line(text: "reset", isUndoable: true, outlivesUndo: false)]
  }

  /// The text of a file that the running file names: the one beside it, and where there is none, the
  /// one where `to FILE` writes, so that a script can read what it has written.
  private func read(_ path: String) throws(Effects.Failure) -> (path: String, text: String) {
    let beside = resolved(path)
    do throws(Effects.Failure) {
      return (beside, try effects.readFile(beside))
    } catch {
      guard beside != path, let text = try? effects.readFile(path) else { throw error }
      return (path, text)
    }
  }

  /// A file's name as the running file means it: beside itself.
  private func resolved(_ path: String) -> String {
    guard !path.hasPrefix("/"), !path.hasPrefix("~"), let file = runningFile else { return path }
    return FilePath.folder(of: file) + path
  }

  /// The file whose statement is being run.
  private var runningFile: String? {
    workspace.sources.place(of: running)?.file
  }

  /// Runs a file in this session, quietly as if each of its statements ended in `;`.
  func source(_ path: String, isQuiet: Bool, at span: Span) throws(Diagnostic) {
    let (path, text) = try attempt(at: span) { () throws(Effects.Failure) in try read(path) }
    let parts = try attempt(at: span) { () throws(Effects.Failure) in
      try effects.parts(text, path)
    }
    guard runningFiles.count < 50, !runningFiles.contains(path), path != runningFile else {
      throw Diagnostic(.other("`\(path)` runs itself", help: nil), span)
    }
    runningFiles.append(path)
    let wasQuiet = isSourcedQuietly
    isSourcedQuietly = wasQuiet || isQuiet
    defer {
      runningFiles.removeLast()
      isSourcedQuietly = wasQuiet
    }
    switch run(parts, name: path) {
    case .finished: break
    case .interrupted: throw Diagnostic(.interrupted, span)
    case .failed: throw Diagnostic(.alreadyTold, span)
    }
  }

  /// Writes a file, and takes note of it for `expect file`.
  func writeFile(_ bytes: [UInt8], _ path: String) throws(Effects.Failure) {
    try effects.writeFile(bytes, path)
    writtenFiles[FilePath.plain(path)] = bytes.count
  }

  /// Writes the files of a folder, all of them or none.
  func writeFiles(_ files: [(bytes: [UInt8], path: String)]) throws(Effects.Failure) {
    try effects.writeFiles(files)
    for file in files { writtenFiles[FilePath.plain(file.path)] = file.bytes.count }
  }

  /// How many bytes this session wrote into a file; `nil` where it wrote none.
  /// For a folder it is what was written into its files.
  func bytesWritten(to path: String) -> Int? {
    let path = FilePath.plain(path)
    if let bytes = writtenFiles[path] { return bytes }
    let inside = writtenFiles.filter { $0.key.hasPrefix(path + "/") }.map(\.value)
    return inside.isEmpty ? nil : inside.reduce(0, +)
  }

  /// Does something in the world; a failure becomes a mistake at `span`.
  func attempt<Result>(
    at span: Span, _ effect: () throws(Effects.Failure) -> Result
  ) throws(Diagnostic) -> Result {
    do throws(Effects.Failure) {
      return try effect()
    } catch {
      throw Diagnostic(error.isInterrupt ? .interrupted : .other(error.message, help: nil), span)
    }
  }

  // MARK: Debugging

  func startDebugging(_ debugger: Debugger) {
    debuggerCount += 1
    debugging = DebuggerRun(
      debugger: debugger, revision: workspace.revision, number: debuggerCount,
      rootName: workspace.label(debugger.root))
    movedDebugger = debuggerCount
  }

  /// Refuses a command of the debugger where it cannot stand, or where none runs.
  private func prepareDebugger(
    for command: Command, _ invocation: Invocation, at place: CommandPlace
  ) throws(Diagnostic) {
    if place.isInBlock || evaluator.isInFunction {
      throw Diagnostic(
        .other(
          "`\(command.word)` cannot stand in a block",
          help: "a debugger is moved by lines of their own"), invocation.span)
    }
    guard command.syntax.isContextual, debugging == nil else { return }
    throw Diagnostic(
      .other("no debugger is running", help: "start one: debug L"), invocation.span)
  }

  // MARK: Telling

  private func tell(_ event: Event) {
    switch event {
    case .value(let name, let value):
      if showsValues, !isSourcedQuietly { report(.value(name: name, value)) }
    case .note(let diagnostic):
      tell(diagnostic)
    case .expectation(let passed, let actual, let expected):
      report(
        .expectation(
          passed: passed, actual: actual, expected: expected,
          place: workspace.sources.place(of: running)))
    }
  }

  /// The mistakes of a text that cannot be read; more than a screenful is no help.
  func tell(_ mistakes: [Diagnostic]) {
    let most = 20
    for mistake in mistakes.prefix(most) { tell(mistake) }
    guard mistakes.count > most else { return }
    report(
      .diagnostic(
        Diagnostic(.other("and \(mistakes.count - most) more mistakes", help: nil), .none), nil))
  }

  func tell(_ diagnostic: Diagnostic) {
    if diagnostic.mistake == .alreadyTold { return }
    report(.diagnostic(diagnostic, workspace.sources.place(of: diagnostic.span)))
  }

  private func perform(_ invocation: Invocation, at place: CommandPlace) throws(Diagnostic) {
    guard let command = Command.named[invocation.word] else { return }
    if command.isForTopOnly, evaluator.isInFunction {
      throw Diagnostic(
        .other("`\(invocation.word)` cannot stand in a function", help: nil), invocation.span)
    }
    if command.isOfDebugger { try prepareDebugger(for: command, invocation, at: place) }
    if debugging != nil, command.isOfDebugger || command.syntax.short != nil {
      movedDebugger = debugging?.number
    }
    let isQuiet = place.isQuiet || isSourcedQuietly
    let isSilent =
      switch command.voice {
      case .always: false
      case .unlessQuiet: isQuiet
      case .outsideBlocks: isQuiet || place.isInBlock
      }
    try command.action(
      Command.Call(session: self, invocation: invocation, isSilent: isSilent))
  }
}
