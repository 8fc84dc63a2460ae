import Glibc

/// A bitmap as sixels, which some terminals draw: libsixel's program makes them.
///
///     let bytes = try Sixels().encode(png, width: 640)
public struct Sixels: Sendable {
  /// The program that is started: a path, or a name that is looked for in `PATH`.
  public let executable: String

  public init(executable: String = "img2sixel") {
    self.executable = executable
  }

  /// Whether the program is there.
  public var isAvailable: Bool { ChildProcess.path(of: executable) != nil }

  /// The sixels of a PNG, no wider than so many pixels; `nil` for as wide as it is.
  public func encode(
    _ png: [UInt8], width: Int?, isInterrupted: () -> Bool = { false }
  ) throws(LayoutError) -> [UInt8] {
    guard let path = ChildProcess.path(of: executable) else {
      throw .failed("there is no \(executable)")
    }
    let child = try ChildProcess(
      executable: path, arguments: ["img2sixel"] + (width.map { ["-w", "\($0)"] } ?? []),
      input: png)
    guard let status = child.finish(unless: isInterrupted) else { throw .interrupted }
    switch status {
    case .exited(0): return child.output
    case .exited: throw .failed(child.complaint)
    case .signalled(let signal): throw .crashed(signal: signal)
    }
  }
}
