import Glibc
import Rendering
import Session
import Terminal

/// The program.
public enum Gradwalk {
  public static let version = "0.1.0"

  /// Runs the program with the words of a command line, its name first, and returns its exit
  /// status: 0 fine, 1 a mistake in the code, 2 a wrong command line, 130 interrupted.
  public static func run(_ words: [String]) -> Int32 {
    // The same program is started again, under another name, to lay out pictures.
    if let status = LayoutWorker.runIfWorker(words) { return status }
    openStandardDescriptors()
    let arguments: Arguments
    do throws(UsageError) {
      arguments = try Arguments(words)
    } catch {
      let output = Output(isTerminal: false)
      output.error("gradwalk: \(error.message)\nTry `gradwalk --help`.")
      return ExitStatus.usage
    }
    return LargeStack.run { Program(arguments).run() }
  }

  /// Makes a closed standard stream an empty one, lest the next file that is opened takes its place.
  private static func openStandardDescriptors() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", O_RDWR)
    }
  }
}

/// How the program ends.
enum ExitStatus {
  static let fine: Int32 = 0
  static let mistake: Int32 = 1
  static let usage: Int32 = 2
  static let interrupted: Int32 = 130

  /// For `--help` and the manual page.
  static let meaning = "0 fine, 1 a mistake in the code or a failed test, 2 a wrong command line."
}
