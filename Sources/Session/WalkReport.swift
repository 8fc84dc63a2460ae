/// A walk through a pass that was written to a folder, or to a file.
public struct WalkReport: Sendable {
  public let path: String
  public let format: String
  /// How many pictures or pages it has.
  public let steps: Int
  /// How many nodes each shows.
  public let nodes: Int
  /// The first and the last file of a folder.
  public let first: String?
  public let last: String?
  /// Names in the folder that a longer walk has left behind, in order.
  public let older: [String]
}
