import Glibc

/// Gnuplot as a process: a script goes in, what it writes comes out.
///
///     let svg = try Gnuplot().run(script)
///
/// It is started with its own settings only, so that nobody's `~/.gnuplot` changes a picture.
public struct Gnuplot: Sendable {
  /// The program that is started: a path, or a name that is looked for in `PATH`.
  public let executable: String

  public init(executable: String = "gnuplot") {
    self.executable = executable
  }

  /// Why there is no plot.
  public enum Failure: Error, Hashable, Sendable {
    case missing
    case interrupted
    case crashed(signal: Int32)
    case failed(String)

    /// One sentence, without a full stop.
    public var message: String {
      switch self {
      case .missing:
        "there is no gnuplot here, which draws plots; install it: apt install gnuplot-nox"
      case .interrupted: "the plot was interrupted"
      case .crashed(let signal): "gnuplot crashed (signal \(signal))"
      case .failed(let reason): "gnuplot cannot draw this: \(reason)"
      }
    }
  }

  /// What the script writes to standard output. `isInterrupted` is asked every 50 ms.
  public func run(
    _ script: String, isInterrupted: () -> Bool = { false }
  ) throws(Failure) -> [UInt8] {
    guard let path = ChildProcess.path(of: executable) else { throw .missing }
    let child: ChildProcess
    do throws(LayoutError) {
      child = try ChildProcess(
        executable: path, arguments: ["gnuplot", "--default-settings"],
        input: Array(script.utf8))
    } catch {
      throw .failed(error.message)
    }
    guard let status = child.finish(unless: isInterrupted) else { throw .interrupted }
    return try output(of: child, status)
  }

  /// What gnuplot wrote, and if that is XML, with the one sign that it leaves unescaped in texts.
  private func wellFormed(_ output: [UInt8]) -> [UInt8] {
    guard output.starts(with: "<?xml".utf8) else { return output }
    return output.replacing("]]>".utf8, with: "]]&gt;".utf8)
  }

  private func output(
    of child: ChildProcess, _ status: ChildProcess.Status
  ) throws(Failure) -> [UInt8] {
    switch status {
    case .signalled(let signal): throw .crashed(signal: signal)
    case .exited(0) where !child.output.isEmpty: return wellFormed(child.output)
    case .exited(let status):
      let complaint = child.complaint
      throw .failed(complaint.isEmpty ? "exit status \(status)" : complaint)
    }
  }
}
