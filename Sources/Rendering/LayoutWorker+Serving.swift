import CGraphviz
import Glibc

extension LayoutWorker {
  /// Serves as a worker if the arguments say that this process is one: DOT from standard input, the
  /// picture to standard output, a complaint to standard error; or several of either, packed as
  /// ``Parcels``. Returns the exit status, or `nil` in an ordinary process.
  ///
  ///     if let status = LayoutWorker.runIfWorker(arguments) { exit(status) }
  public static func runIfWorker(_ arguments: [String]) -> Int32? {
    guard arguments.first == argumentZero else { return nil }
    // Nobody is left to read the picture when the session has died.
    _ = gradwalk_die_with_parent()
    guard let format = arguments.dropFirst().first.flatMap(PictureFormat.init) else {
      return complain("not a picture format", .failure)
    }
    let input = readAll()
    do throws(LayoutError) {
      let bytes = try output(for: input, format, arguments.last)
      guard writeAll(bytes, to: STDOUT_FILENO) else {
        return complain("the picture could not be handed over", .failure)
      }
      return WorkerStatus.success.rawValue
    } catch {
      switch error {
      case .badInput(let reason): return complain(reason, .badInput)
      case .failed(let reason): return complain(reason, .failure)
      default: return complain(error.message, .failure)
      }
    }
  }

  private static func output(
    for input: [UInt8], _ format: PictureFormat, _ argument: String?
  ) throws(LayoutError) -> [UInt8] {
    switch argument {
    case framesArgument:
      guard let dots = Parcels.unpacked(input)?.map({ String(decoding: $0, as: UTF8.self) }),
        let model = dots.first
      else { throw .failed("the frames are incomplete") }
      return Parcels.packed(
        try Layout.render(frames: Array(dots.dropFirst()), laidOutAs: model, as: format))
    case piecesArgument:
      guard let graph = ChangingGraph(packed: input) else {
        throw .failed("the frames are incomplete")
      }
      return try Layout.pieces(of: graph).packed
    default: return try Layout.render(String(decoding: input, as: UTF8.self), as: format)
    }
  }

  private static func complain(_ reason: String, _ status: WorkerStatus) -> Int32 {
    _ = writeAll(Array(reason.utf8), to: STDERR_FILENO)
    return status.rawValue
  }

  private static func readAll() -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  private static func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(file, $0.baseAddress!, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return false }
      rest.removeFirst(count)
    }
    return true
  }
}
