import Glibc

/// Laying out and rendering in a process of its own, so that a layout that hangs or crashes can be
/// ended and never costs the session.
///
/// The process is this program again, started under the name ``argumentZero``; its `main` hands
/// over to ``runIfWorker(_:)`` before anything else.
public struct LayoutWorker: Sendable {
  /// The program that is started.
  public let executable: String

  /// The name by which a process knows that it is a worker.
  public static let argumentZero = "gradwalk-layout"

  /// How long a layout can go unasked whether the user interrupted it.
  private static let pollInterval: Int32 = 50

  public init(executable: String = "/proc/self/exe") {
    self.executable = executable
  }

  /// The bytes of the first graph in `dot`.
  ///
  /// `isInterrupted` is asked every 50 ms and whenever a signal comes in. Ctrl-C does not reach the
  /// worker itself: it is in a process group of its own.
  public func render(
    _ dot: String, as format: PictureFormat, timeLimit seconds: Int? = nil,
    isInterrupted: () -> Bool = { false }
  ) throws(LayoutError) -> [UInt8] {
    try output(
      for: [format.rawValue], input: Array(dot.utf8), timeLimit: seconds,
      isInterrupted: isInterrupted)
  }

  /// Pictures of one layout, as ``Layout/render(frames:laidOutAs:as:)`` makes them.
  public func render(
    frames dots: [String], laidOutAs model: String, as format: PictureFormat,
    isInterrupted: () -> Bool = { false }
  ) throws(LayoutError) -> [[UInt8]] {
    let input = Parcels.packed(([model] + dots).map { Array($0.utf8) })
    let output = try output(
      for: [format.rawValue, Self.framesArgument], input: input,
      isInterrupted: isInterrupted)
    guard let pictures = Parcels.unpacked(output) else {
      throw .failed("the pictures came back incomplete")
    }
    return pictures
  }

  /// The pieces of the SVGs of a changing graph, as ``Layout/pieces(of:)`` makes them.
  public func pieces(
    of graph: ChangingGraph, isInterrupted: () -> Bool = { false }
  ) throws(LayoutError) -> PicturePieces {
    let output = try output(
      for: [PictureFormat.svg.rawValue, Self.piecesArgument], input: graph.packed,
      isInterrupted: isInterrupted)
    guard let pieces = PicturePieces(packed: output) else {
      throw .failed("the pictures came back incomplete")
    }
    return pieces
  }

  static let framesArgument = "frames"
  static let piecesArgument = "pieces"

  private func output(
    for arguments: [String], input: [UInt8], timeLimit seconds: Int? = nil,
    isInterrupted: () -> Bool
  ) throws(LayoutError) -> [UInt8] {
    let child = try ChildProcess(
      executable: executable, arguments: [Self.argumentZero] + arguments, input: input)
    let deadline = seconds.map { Clock.milliseconds() + Int64($0) * 1000 }
    while true {
      if isInterrupted() {
        child.kill()
        throw .interrupted
      }
      var wait = Self.pollInterval
      if let deadline, let seconds {
        let left = deadline - Clock.milliseconds()
        if left <= 0 {
          child.kill()
          throw .timedOut(seconds: seconds)
        }
        wait = Int32(min(Int64(wait), left))
      }
      if let status = child.exchange(waiting: wait) {
        return try bytes(of: child, status: status)
      }
    }
  }

  private func bytes(
    of child: ChildProcess, status: ChildProcess.Status
  ) throws(LayoutError) -> [UInt8] {
    switch status {
    case .exited(WorkerStatus.success.rawValue): return child.output
    case .exited(WorkerStatus.badInput.rawValue): throw .badInput(child.complaint)
    case .exited(WorkerStatus.failure.rawValue): throw .failed(child.complaint)
    case .exited(let status):
      let complaint = child.complaint
      throw .failed("exit status \(status)" + (complaint.isEmpty ? "" : ", \(complaint)"))
    case .signalled(let signal): throw .crashed(signal: signal)
    }
  }
}

/// How a worker says what came of it; from sysexits.h.
enum WorkerStatus: Int32 {
  case success = 0
  case badInput = 65
  case failure = 70
}

/// Time that only goes forward.
enum Clock {
  static func milliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
