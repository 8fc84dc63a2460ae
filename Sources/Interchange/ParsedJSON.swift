/// A JSON value that was read, with its place in the text.
struct ParsedJSON: Sendable {
  let kind: Kind
  /// Where it begins, in bytes.
  let offset: Int

  enum Kind: Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([ParsedJSON])
    case object([(key: String, value: ParsedJSON)])
  }

  /// How a message calls it.
  var word: String {
    switch kind {
    case .null: "null"
    case .bool(let bool): "\(bool)"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
