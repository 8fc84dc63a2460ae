import Autograd

extension GraphDocument {
  /// Reads a document. What is read can be built: operands precede, and every operation has as many
  /// as it takes.
  public init(parsing text: String) throws(UnreadableText) {
    var json = JSONReader(text)
    let value = try json.read()
    let reading = DocumentReading(json: json)
    self = try reading.document(value)
  }
}

/// Makes a document of JSON, and says where it is none.
private struct DocumentReading {
  let json: JSONReader

  func document(_ value: ParsedJSON) throws(UnreadableText) -> GraphDocument {
    guard case .object = value.kind else { throw json.mistake("an object is expected", at: 0) }
    let format = try member("format", of: value)
    guard try string(format) == GraphDocument.format else {
      throw json.mistake("the format is not `\(GraphDocument.format)`", at: format.offset)
    }
    let version = try member("version", of: value)
    guard try integer(version) == GraphDocument.version else {
      throw json.mistake("this version reads version \(GraphDocument.version)", at: version.offset)
    }
    var document = GraphDocument()
    if let operations = optional("operations", of: value) {
      for operation in try array(operations) {
        document.operations.append(try self.operation(operation, after: document.operations))
      }
    }
    document.nodes = try records(try member("nodes", of: value), document.operations)
    document.root = try place(try member("root", of: value), below: document.nodes.count)
    if let names = optional("names", of: value) {
      for entry in try array(names) {
        let places = try places(try member("node", of: entry), below: document.nodes.count)
        document.names.append((try string(try member("name", of: entry)), places))
      }
    }
    return document
  }

  // MARK: Parts

  private func operation(
    _ value: ParsedJSON, after earlier: [GraphDocument.OwnOperation]
  ) throws(UnreadableText) -> GraphDocument.OwnOperation {
    guard earlier.count < 1000 else {
      throw json.mistake("there are more than 1000 operations", at: value.offset)
    }
    let parameters = try strings(try member("parameters", of: value))
    let texts = try strings(try member("derivatives", of: value))
    let partials = try member("partials", of: value)
    var derivatives: [GraphDocument.Function] = []
    for partial in try array(partials) {
      derivatives.append(try function(partial, parameters.count, earlier))
    }
    guard !parameters.isEmpty, parameters.count <= 100, derivatives.count == parameters.count,
      texts.count == parameters.count
    else {
      throw json.mistake(
        "an operation has from 1 to 100 parameters, and a derivative by each", at: value.offset)
    }
    return .init(
      name: try string(try member("name", of: value)), parameters: parameters,
      formula: try string(try member("formula", of: value)), derivativeTexts: texts,
      value: try function(try member("value", of: value), parameters.count, earlier),
      derivatives: derivatives)
  }

  private func function(
    _ value: ParsedJSON, _ parameters: Int, _ earlier: [GraphDocument.OwnOperation]
  ) throws(UnreadableText) -> GraphDocument.Function {
    let list = try member("nodes", of: value)
    let nodes = try records(list, earlier)
    let areLeaves = nodes.prefix(parameters).allSatisfy {
      if case .leaf = $0.kind { true } else { false }
    }
    guard nodes.count >= parameters, areLeaves else {
      throw json.mistake("the first nodes have to be the \(parameters) operands", at: list.offset)
    }
    return .init(nodes: nodes, root: try place(try member("root", of: value), below: nodes.count))
  }

  private func records(
    _ list: ParsedJSON, _ own: [GraphDocument.OwnOperation]
  ) throws(UnreadableText) -> [GraphDocument.Record] {
    var records: [GraphDocument.Record] = []
    for value in try array(list) {
      if let id = optional("id", of: value), try integer(id) != records.count {
        throw json.mistake("the id of this node is its place, \(records.count)", at: id.offset)
      }
      records.append(try record(value, at: records.count, own))
    }
    return records
  }

  private func record(
    _ value: ParsedJSON, at place: Int, _ own: [GraphDocument.OwnOperation]
  ) throws(UnreadableText) -> GraphDocument.Record {
    let told = try optional("value", of: value).map {
      (value) throws(UnreadableText) in try number(value)
    }
    guard let name = optional("operation", of: value) else {
      let role = try member("role", of: value)
      let word = try string(role)
      guard let known = Role.allCases.first(where: { $0.word == word }) else {
        throw json.mistake(
          "there is no role `\(word)`; there are "
            + Role.allCases.map(\.word).joined(separator: ", "), at: role.offset)
      }
      guard told != nil else { throw json.mistake("`value` is missing", at: value.offset) }
      return .init(kind: .leaf(known), value: told)
    }
    let (reference, arity) = try reference(name, of: value, own)
    let list = try member("operands", of: value)
    var operands: [Int] = []
    for operand in try array(list) { operands.append(try self.place(operand, below: place)) }
    guard operands.count == arity else {
      throw json.mistake(
        "`\(try string(name))` has \(arity) operands, not \(operands.count)", at: list.offset)
    }
    return .init(kind: .operation(reference, operands: operands), value: told)
  }

  private func reference(
    _ name: ParsedJSON, of value: ParsedJSON, _ own: [GraphDocument.OwnOperation]
  ) throws(UnreadableText) -> (GraphDocument.Reference, arity: Int) {
    if let place = optional("own", of: value) {
      let place = try self.place(place, below: own.count)
      return (.own(place), own[place].parameters.count)
    }
    let word = try string(name)
    guard let code = Operation.code(named: word) else {
      throw json.mistake("there is no operation `\(word)`", at: name.offset)
    }
    return (.table(code), Operation.table[Int(code.rawValue)].arity)
  }

  private func places(
    _ value: ParsedJSON, below count: Int
  ) throws(UnreadableText) -> GraphDocument.Places {
    guard case .array(let elements) = value.kind else {
      return .node(try place(value, below: count))
    }
    var places: [GraphDocument.Places] = []
    for element in elements { places.append(try self.places(element, below: count)) }
    return .list(places)
  }

  // MARK: Values

  private func optional(_ key: String, of value: ParsedJSON) -> ParsedJSON? {
    guard case .object(let members) = value.kind else { return nil }
    return members.first { $0.key == key }?.value
  }

  private func member(
    _ key: String, of value: ParsedJSON
  ) throws(UnreadableText) -> ParsedJSON {
    guard case .object = value.kind else {
      throw json.mistake("an object is expected, not \(value.word)", at: value.offset)
    }
    guard let member = optional(key, of: value) else {
      throw json.mistake("`\(key)` is missing", at: value.offset)
    }
    return member
  }

  private func array(_ value: ParsedJSON) throws(UnreadableText) -> [ParsedJSON] {
    guard case .array(let elements) = value.kind else {
      throw json.mistake("an array is expected, not \(value.word)", at: value.offset)
    }
    return elements
  }

  private func string(_ value: ParsedJSON) throws(UnreadableText) -> String {
    guard case .string(let string) = value.kind else {
      throw json.mistake("a string is expected, not \(value.word)", at: value.offset)
    }
    return string
  }

  private func strings(_ value: ParsedJSON) throws(UnreadableText) -> [String] {
    var strings: [String] = []
    for element in try array(value) { strings.append(try string(element)) }
    return strings
  }

  /// A number, or one of the strings that stand for what JSON has no number for.
  private func number(_ value: ParsedJSON) throws(UnreadableText) -> Double {
    switch value.kind {
    case .number(let number): return number
    case .string("nan"): return .nan
    case .string("inf"): return .infinity
    case .string("-inf"): return -.infinity
    default: throw json.mistake("a number is expected, not \(value.word)", at: value.offset)
    }
  }

  private func integer(_ value: ParsedJSON) throws(UnreadableText) -> Int {
    guard case .number(let number) = value.kind, let integer = Int(exactly: number) else {
      throw json.mistake("a whole number is expected", at: value.offset)
    }
    return integer
  }

  private func place(_ value: ParsedJSON, below count: Int) throws(UnreadableText) -> Int {
    let place = try integer(value)
    guard (0..<count).contains(place) else {
      throw json.mistake("there is no \(place) before it", at: value.offset)
    }
    return place
  }
}
