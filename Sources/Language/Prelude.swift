/// The functions that are written in the language itself, in the files of the folder beside.
enum Prelude {
  static let files: [(name: String, bytes: [UInt8])] = [
    ("losses.gw", PackageResources.losses_gw), ("networks.gw", PackageResources.networks_gw),
    ("data.gw", PackageResources.data_gw),
  ]
}

extension Evaluator {
  /// A function of the prelude as a value.
  func prelude(_ name: String) -> Datum? {
    preludeFunction(name).map { .function(.user($0)) }
  }

  /// A function of the prelude, which is read when a name is met that nothing else has.
  public func preludeFunction(_ name: String) -> UserFunction? {
    if preludeFunctions == nil {
      preludeFunctions = [:]
      for file in Prelude.files { load(file.name, String(decoding: file.bytes, as: UTF8.self)) }
    }
    return preludeFunctions?[name]
  }

  /// The names of the prelude's functions, in the order of the files.
  public var preludeNames: [String] {
    _ = preludeFunction("")
    return preludeOrder
  }

  private func load(_ name: String, _ text: String) {
    let script = parse(workspace.sources.add(text, name: name))
    precondition(script.mistakes.isEmpty, "\(name): \(script.mistakes)")
    for statement in script.statements {
      guard case .function(let name, let literal) = statement.kind else {
        preconditionFailure("the prelude holds functions only")
      }
      preludeOrder.append(name.text)
      var resolver = Resolver(names: VisibleNames(), size: 0) { _ in false }
      preludeFunctions?[name.text] = UserFunction(
        name: name.text, literal: literal,
        code: resolver.lambda(literal, statement.span).function, span: statement.span,
        captured: [])
    }
  }
}
