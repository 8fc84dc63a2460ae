/// Reads JSON as RFC 8259 has it, and nothing else.
struct JSONReader {
  let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  /// Arrays and objects may stand inside one another this deep.
  static let deepest = 100

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The value that the whole text is.
  mutating func read() throws(UnreadableText) -> ParsedJSON {
    let value = try value()
    skipBlanks()
    if position < bytes.count { throw mistake("there is more after the end of the value") }
    return value
  }

  func mistake(_ message: String, at offset: Int? = nil) -> UnreadableText {
    UnreadableText(message, at: offset ?? position, of: bytes)
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard next == byte else { return false }
    position += 1
    return true
  }

  // MARK: Values

  private mutating func value() throws(UnreadableText) -> ParsedJSON {
    skipBlanks()
    let start = position
    let kind: ParsedJSON.Kind
    switch next {
    case UInt8(ascii: "{"):
      kind = try nested { (reader) throws(UnreadableText) in try reader.object() }
    case UInt8(ascii: "["):
      kind = try nested { (reader) throws(UnreadableText) in try reader.array() }
    case UInt8(ascii: "\""): kind = .string(try string())
    case UInt8(ascii: "t"): kind = try word("true", .bool(true))
    case UInt8(ascii: "f"): kind = try word("false", .bool(false))
    case UInt8(ascii: "n"): kind = try word("null", .null)
    case let byte? where byte == 0x2D || (0x30...0x39).contains(byte): kind = .number(try number())
    case nil: throw mistake("the text ends where a value is expected")
    default: throw mistake("a value is expected")
    }
    return ParsedJSON(kind: kind, offset: start)
  }

  private mutating func nested(
    _ read: (inout JSONReader) throws(UnreadableText) -> ParsedJSON.Kind
  ) throws(UnreadableText) -> ParsedJSON.Kind {
    guard depth < JSONReader.deepest else {
      throw mistake("more than \(JSONReader.deepest) brackets stand inside one another")
    }
    depth += 1
    defer { depth -= 1 }
    position += 1
    return try read(&self)
  }

  private mutating func array() throws(UnreadableText) -> ParsedJSON.Kind {
    var elements: [ParsedJSON] = []
    if take(UInt8(ascii: "]")) { return .array([]) }
    while true {
      elements.append(try value())
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(UInt8(ascii: ",")) else { throw mistake("`,` or `]` is expected") }
    }
  }

  private mutating func object() throws(UnreadableText) -> ParsedJSON.Kind {
    var members: [(key: String, value: ParsedJSON)] = []
    var keys: Set<String> = []
    if take(UInt8(ascii: "}")) { return .object([]) }
    while true {
      skipBlanks()
      let start = position
      guard next == UInt8(ascii: "\"") else { throw mistake("the name of a member is expected") }
      let key = try string()
      guard keys.insert(key).inserted else { throw mistake("`\(key)` is there twice", at: start) }
      guard take(UInt8(ascii: ":")) else { throw mistake("`:` is expected") }
      members.append((key, try value()))
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw mistake("`,` or `}` is expected") }
    }
  }

  private mutating func word(
    _ word: String, _ kind: ParsedJSON.Kind
  ) throws(UnreadableText) -> ParsedJSON.Kind {
    guard bytes[position...].starts(with: word.utf8) else { throw mistake("a value is expected") }
    position += word.utf8.count
    return kind
  }

  private mutating func number() throws(UnreadableText) -> Double {
    let start = position
    func isDigit(_ byte: UInt8?) -> Bool { byte.map { (0x30...0x39).contains($0) } ?? false }
    func digits(_ reader: inout JSONReader) throws(UnreadableText) {
      guard isDigit(reader.next) else { throw reader.mistake("a digit is expected") }
      while isDigit(reader.next) { reader.position += 1 }
    }
    if next == UInt8(ascii: "-") { position += 1 }
    if next == UInt8(ascii: "0") {
      position += 1
      if isDigit(next) { throw mistake("a number does not begin with 0") }
    } else {
      try digits(&self)
    }
    if next == UInt8(ascii: ".") {
      position += 1
      try digits(&self)
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      position += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
      try digits(&self)
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let number = Double(text), number.isFinite else {
      throw mistake("`\(text)` is too large for a number", at: start)
    }
    return number
  }

  // MARK: Strings

  private mutating func string() throws(UnreadableText) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else {
          throw mistake("the string is no UTF-8", at: start)
        }
        return string
      case UInt8(ascii: "\\"): text += Array(String(try escaped()).utf8)
      case 0..<0x20: throw mistake("a control character stands in a string", at: position - 1)
      default: text.append(byte)
      }
    }
    throw mistake("a string is not closed", at: start)
  }

  private mutating func escaped() throws(UnreadableText) -> Character {
    guard let byte = next else { throw mistake("a string is not closed") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let start = position - 2
      var code = try hexadecimal()
      if (0xD800..<0xDC00).contains(code), bytes[position...].starts(with: [0x5C, 0x75]) {
        position += 2
        let low = try hexadecimal()
        if (0xDC00..<0xE000).contains(low) { code = 0x10000 + (code - 0xD800) << 10 + low - 0xDC00 }
      }
      guard let scalar = Unicode.Scalar(code) else {
        throw mistake("half of a pair is no character", at: start)
      }
      return Character(scalar)
    default: throw mistake("there is no such escape", at: position - 2)
    }
  }

  private mutating func hexadecimal() throws(UnreadableText) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw mistake("four hexadecimal digits are expected")
      }
      position += 1
      code = code << 4 + UInt32(digit)
    }
    return code
  }
}
