import Foundation
import Testing

@testable import CommandLine

/// Lines of JSON, read back by another reader.
@Suite struct JSONTests {
  /// The objects that a script gives, each as a dictionary.
  private func objects(_ script: String) throws -> [NSDictionary] {
    try Transcript.json(of: script).split(separator: "\n").map { line in
      try #require(
        JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary, "\(line)")
    }
  }

  private static let exactCases: [(String, String, String)] = [
    ("a value", "L = -8", #"{"type":"value","name":"L","value":-8}"#),
    ("a bare expression", "1 + 1", #"{"type":"value","name":null,"value":2}"#),
    ("a list", "[1, [2, 3]]", #"{"type":"value","name":null,"value":[1,[2,3]]}"#),
    ("nan", "nan", #"{"type":"value","name":"nan","value":"nan"}"#),
    ("infinities", "[inf, -inf]", #"{"type":"value","name":null,"value":["inf","-inf"]}"#),
    (
      "backward", "a = 2; b = -3; e = a*b; backward e",
      #"{"type":"backward","root":"e","value":-6,"steps":[{"node":"e","operation":"mul","#
        + #""value":-6,"upstream":1,"inputs":[{"node":"a","local":-3,"downstream":-3},"#
        + #"{"node":"b","local":2,"downstream":2}]}],"gradients":{"a":-3,"b":2}}"#
    ),
    (
      "an expectation", "expect 6 == 6",
      #"{"type":"expect","passed":true,"actual":6,"expected":6}"#
    ),
    (
      "an error", "2x + 1",
      #"{"type":"error","message":"`x` is not defined","file":null,"line":1,"column":2,"#
        + #""help":"give it a value first: x = 1"}"#
    ),
    (
      "a warning", "1/0;",
      #"{"type":"warning","message":"1 / 0 is inf","file":null,"line":1,"column":2,"help":null}"#
    ),
  ]

  @Test(arguments: exactCases)
  func isExactly(_ name: String, script: String, expected: String) {
    #expect(Transcript.json(of: script) == expected + "\n")
  }

  @Test(arguments: [0.1, 1.0 / 3, 1e-308, 1.7976931348623157e308, -0.0, 123_456_789.125])
  func numbersReadBack(number: Double) throws {
    let object = try #require(try objects("\(number)").first)
    #expect((object["value"] as? NSNumber)?.doubleValue == number)
  }

  private static let typeCases: [(String, String)] = [
    ("value", "1"), ("print", "print 1, \"a\""), ("say", "say \"text\""),
    ("backward", "x = 2; backward x^2"), ("grads", "x = 2; grads"),
    ("check", "x = 2; y = x^2; check y"), ("set", "x = 2; set x 3"),
    ("nudge", "x = 2; y = x^2; nudge x 0.1 of y"), ("list", "x = 2; list"),
    ("sweep", "x = 2; y = x^2; sweep x 0..1 of y"), ("checkSweep", "x = 2; y = x^2; check y sweep"),
    ("expand", "x = 2; y = tanh(x); expand y"), ("fold", "x = 2; y = -x; expand y; fold y"),
    ("list", "x = 2; show x"), ("definition", "f(x) = x; show f"), ("info", "x = 2; info x"),
    ("compare", "x = 2; y = x + x; compare y"), ("stop", "x = 2; y = x^2; debug y"),
    ("stop", "x = 2; y = x^2; debug y forward; step; back"),
    ("stop", "x = 2; y = x^2; debug y; finish"),
    ("steps", "x = 2; y = x^2; debug y; list"), ("breakpoints", "x = 2; y = x^2; debug y; watch x"),
    ("graph", "info"), ("tape", "x = 2; y = x^2; tape y"), ("file", "x = 2; draw x to x.dot"),
    ("file", "save walk.gw"), ("expect", "expect 1"), ("error", "zz"), ("warning", "1/0;"),
    ("hint", "a = 2; y = a^2; a = 3"), ("option", "option"), ("history", "history"),
    ("help", "help"), ("help", "help tanh"), ("done", "a = 2;\nundo"), ("done", "reset"),
  ]

  @Test(arguments: typeCases)
  func hasItsType(type: String, script: String) throws {
    #expect(try objects(script).last?["type"] as? String == type)
  }

  @Test(arguments: ["\"", "\\", "\u{1}", "\u{2028}", "🙂", "<&>", "\t", "é\u{301}", "\u{202E}"])
  func stringsReadBack(text: String) throws {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let object = try #require(try objects("print \"\(escaped)\"").first)
    #expect(object["values"] as? [String] == [text])
  }
}
