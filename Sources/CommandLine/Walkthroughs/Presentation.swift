import Glibc
import Session
import Terminal

/// `gradwalk walk FILE`: a walk-through as somebody presents it, with stops at which the audience
/// thinks and whoever presents can try things.
///
/// Stops are at each `pause`, before each heading of the first two levels, behind a mistake, and at
/// the end. Where nobody sits before it, all is written without a stop.
final class Presentation {
  let program: Program
  let session: Session
  /// Where lines are typed at the stops; `nil` where there are none.
  private(set) var input: SessionInput?
  private var run: WalkthroughRun?
  private var page: PresentationPage
  /// The stops that were come to, with the one at which it waits.
  private var stops: [Stop] = []
  /// What was told since the last of them.
  private var told: [WalkthroughRun.Event] = []
  /// Whether more than headings was.
  private var hasNews = false
  private var hasFailed = false
  /// Whether somebody wants to leave in the middle of a statement.
  private var isLeaving = false

  private struct Stop {
    /// The step that comes next.
    let position: Int
    /// What the session was; `nil` where that takes too much room.
    var savepoint: Session.Savepoint?
    /// What was told since the stop before.
    let told: [WalkthroughRun.Event]
  }

  /// What can be done at a stop, for `--help` and the manual page.
  static let keys = "At a stop of a walk-through, \(LanguageTopic.stopKeys)"

  /// So many nodes are kept at most for going back.
  private static let mostNodes = 20_000_000

  init(program: Program) {
    self.program = program
    session = program.makeSession()
    page = PresentationPage(program: program, settings: session.settings)
  }

  /// Presents a file and returns the exit status: 1 where something failed.
  func present(_ file: String) -> Int32 {
    let walkthrough: Walkthrough
    do throws(Effects.Failure) {
      walkthrough = try Walkthrough(file: file)
    } catch {
      program.output.error("gradwalk: \(error.message)")
      return error.isInterrupt ? ExitStatus.interrupted : ExitStatus.usage
    }
    session.define(arguments: [])
    if file != "-", !program.arguments.writesJSON, Screen.isTerminal(STDIN_FILENO),
      Screen.isTerminal(STDOUT_FILENO)
    {
      prepareStops()
    }
    run = WalkthroughRun(walkthrough, name: file, in: session) { [unowned self] in take($0) }
    guard let run else { return ExitStatus.mistake }
    let outcome = present(run)
    if outcome == .interrupted { return ExitStatus.interrupted }
    return hasFailed ? ExitStatus.mistake : ExitStatus.fine
  }

  private func prepareStops() {
    input = SessionInput(program: program, session: session)
    session.effects.showsWrittenPictures = true
    session.effects.pause = { [unowned self] in pauseInStatement() }
    if case .seconds(let seconds) = program.arguments.pace {
      session.effects.ask = { [unowned self] (question) throws(Effects.Failure) in
        // Nobody may be there to answer.
        waitForKey(seconds, "a key to answer") == nil ? nil : input?.answer(question)
      }
    }
  }

  private func present(_ run: WalkthroughRun) -> Session.Outcome {
    var outcome = Session.Outcome.finished
    while !session.isFinished, !isLeaving, !program.output.isClosed {
      let isAtEnd = run.position >= run.steps.count
      if input != nil, outcome != .finished || isAtEnd || isStop(run) {
        if isAtEnd, program.arguments.pace != .keys { break }
        guard stop(run) else { break }
        if run.position >= run.steps.count { break }
      } else if isAtEnd {
        break
      }
      outcome = run.advance() ?? .finished
      if outcome == .failed { hasFailed = true }
      if outcome == .interrupted, input == nil { return outcome }
      Interrupt.clear()
    }
    return .finished
  }

  /// Whether it stops where the run stands: behind a `pause`, or before a section.
  private func isStop(_ run: WalkthroughRun) -> Bool {
    guard hasNews, run.position > 0 else { return false }
    if case .pause = run.steps[run.position - 1] { return true }
    if case .prose(let blocks) = run.steps[run.position],
      case .heading(let level, _)? = blocks.first, level <= 2
    {
      return true
    }
    return false
  }

  private func take(_ event: WalkthroughRun.Event) {
    told.append(event)
    switch event {
    case .prose(let blocks):
      if !blocks.allSatisfy({ if case .heading = $0 { true } else { false } }) { hasNews = true }
    case .code, .report: hasNews = true
    case .pause: break
    }
    page.settings = session.settings
    page.show(event)
  }

  // MARK: Stops

  /// What is wanted at a stop.
  private enum Wish {
    case on, back, leave
    case line(String)
    /// Ctrl-C: the line is cleared.
    case nothing
  }

  /// Waits until it shall go on; false where it shall not. `b` goes back on the way, and lines that
  /// are typed are tried in the state that the walk-through has made, which is put back afterwards.
  private func stop(_ run: WalkthroughRun) -> Bool {
    stops.append(Stop(position: run.position, savepoint: session.savepoint(), told: told))
    forgetWhatIsTooLarge()
    (told, hasNews) = ([], false)
    var isTouched = false
    var lines = showHint(run)
    while true {
      if program.output.isClosed { return false }
      switch wish(run, &lines) {
      case .on:
        page.erase(lines)
        if isTouched, let savepoint = stops.last?.savepoint { session.restore(savepoint) }
        return true
      case .leave:
        page.erase(lines)
        return false
      case .nothing:
        lines = 0
      case .back:
        page.erase(lines)
        if goBack(run) { isTouched = false }
        lines = showHint(run)
      case .line(let text):
        lines = 0
        isTouched = true
        session.run(text)
        Interrupt.clear()
        page.noteTyping()
        if session.isFinished { return false }
      }
    }
  }

  /// Goes to the stop before: shows again what was shown then, with the state of then.
  private func goBack(_ run: WalkthroughRun) -> Bool {
    guard stops.count > 1 else {
      page.remark("this is the first stop")
      return false
    }
    guard let savepoint = stops[stops.count - 2].savepoint else {
      page.remark("what was there before takes too much room, and is not kept")
      return false
    }
    stops.removeLast()
    session.restore(savepoint)
    run.position = stops[stops.count - 1].position
    page.remark("← back")
    for event in stops[stops.count - 1].told { page.show(event) }
    return true
  }

  private func forgetWhatIsTooLarge() {
    var room = Self.mostNodes
    for place in stops.indices.reversed() {
      room -= stops[place].savepoint?.nodeCount ?? 0
      if room < 0, place < stops.count - 1 { stops[place].savepoint = nil }
    }
  }

  /// What can be done here, on a line; returns how many lines that and the prompt take.
  private func showHint(_ run: WalkthroughRun) -> Int {
    let isAtEnd = run.position >= run.steps.count
    if !isAtEnd, !isHeld, case .seconds = program.arguments.pace { return 0 }
    var words = isAtEnd ? ["Enter: leave"] : ["Enter: on"]
    if stops.count > 1 { words.append("b: back") }
    if !isAtEnd { words.append("q: leave") }
    return page.hint(words + ["or type a line"]) + 1
  }

  /// `lines` is how many lines stand there that need not stay when it goes on.
  private func wish(_ run: WalkthroughRun, _ lines: inout Int) -> Wish {
    let isAtEnd = run.position >= run.steps.count
    if !isAtEnd, case .seconds(let seconds) = program.arguments.pace, lines == 0, !isHeld {
      let keys = "Enter: on   \(stops.count > 1 ? "b: back   " : "")q: leave"
      switch waitForKey(seconds, keys) {
      case nil, .enter?: return .on
      case .letter("b")?: return .back
      case .letter("q")?, .end?: return .leave
      default:
        // Somebody has come who wants to type.
        isHeld = true
        lines = showHint(run)
      }
    }
    guard let input else { return .leave }
    switch input.read() {
    case .interrupted: return .nothing
    case .end: return .leave
    case .line(let text):
      if lines == 0 { lines = 1 }
      switch text.trimmingBlanks {
      case "":
        isHeld = false
        return .on
      case "b":
        isHeld = false
        return .back
      case "q": return .leave
      default:
        input.remember(text)
        return .line(text)
      }
    }
  }

  /// Whether somebody types at a stop of a presentation that goes on by itself.
  private var isHeld = false

  /// Waits for a key, and says so meanwhile.
  private func waitForKey(_ seconds: Double, _ keys: String) -> Keystroke? {
    let count = seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)"
    let key = page.during("on in \(count) s   \(keys)") { Keystroke.wait(seconds: seconds) }
    Interrupt.clear()
    return key
  }

  /// `pause` among other statements on its line, or in a block. Ctrl-C ends the statement.
  private func pauseInStatement() {
    hasNews = false
    if case .seconds(let seconds) = program.arguments.pace {
      switch waitForKey(seconds, "Enter: on   q: leave") {
      case nil, .enter?: return
      case .letter("q")?, .end?: isLeaving = true
      default: return
      }
      Interrupt.raise()
      return
    }
    let lines = page.hint(["Enter: on", "q: leave"]) + 1
    let answer = input?.answer(">>> ")
    page.erase(lines)
    guard let answer, answer.trimmingBlanks != "q" else {
      isLeaving = answer != nil
      return Interrupt.raise()
    }
  }
}
