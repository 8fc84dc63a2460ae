import Foundation
import Testing

@testable import Terminal

@Suite struct InlineImageTests {
  private static let answers: [(name: String, answer: String, expected: GraphicsProtocol?)] = [
    ("kitty", "\u{1B}_Gi=31;OK\u{1B}\\\u{1B}P>|kitty(0.35)\u{1B}\\\u{1B}[?62;c", .kitty),
    ("iTerm2", "\u{1B}P>|iTerm2 3.5\u{1B}\\\u{1B}[?62;4c", .iterm),
    (
      "WezTerm with kitty's", "\u{1B}_Gi=31;OK\u{1B}\\\u{1B}P>|WezTerm\u{1B}\\\u{1B}[?65;4c", .kitty
    ),
    ("foot", "\u{1B}P>|foot(1.16)\u{1B}\\\u{1B}[?62;4;22;28c", .sixel),
    ("xterm without", "\u{1B}P>|XTerm(379)\u{1B}\\\u{1B}[?64;1;2;6;22c", nil),
    ("VT4xx is no sixel", "\u{1B}[?4;1c", nil),
    ("a refusal", "\u{1B}_Gi=31;ENOTSUPPORTED\u{1B}\\\u{1B}[?62c", nil),
    ("no answer", "", nil),
    ("typed ahead", "abc\u{1B}[?62;4cxyz", .sixel),
  ]

  @Test(arguments: answers)
  func anAnswerSays(name: String, answer: String, expected: GraphicsProtocol?) {
    let environment = ["TERM": "xterm-256color"]
    let found = GraphicsProtocol.ofTerminal(environment: { environment[$0] }, ask: { _ in answer })
    #expect(found == expected)
  }

  @Test(arguments: [
    ["TERM": "dumb"], ["TERM": "linux"], ["TERM": "screen-256color"], ["TERM": "tmux"], [:],
    ["TERM": "xterm", "TMUX": "socket,1,0"],
  ])
  func someAreNotAsked(environment: [String: String]) {
    let found = GraphicsProtocol.ofTerminal(
      environment: { environment[$0] },
      ask: { _ in
        Issue.record("it was asked")
        return ""
      })
    #expect(found == nil)
  }

  @Test func base64IsThatOfEverybody() {
    for count in 0..<70 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + count) }
      let expected = Data(bytes).base64EncodedString()
      #expect(String(decoding: Base64.encoded(bytes), as: UTF8.self) == expected)
    }
  }

  /// The head of a PNG that is 1000 pixels wide, and much behind it.
  private var png: [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13] + Array("IHDR".utf8)
      + [0, 0, 3, 0xE8, 0, 0, 0, 10] + (0..<5000).map { UInt8(truncatingIfNeeded: $0) }
  }

  @Test func kittyGetsItInPieces() throws {
    let bytes = try #require(
      InlineImage.sequence(png: png, by: .kitty, columns: 80, pixels: 640))
    let pieces = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\u{1B}\\")
    #expect(pieces.last == "")
    #expect(pieces.count == 3)
    #expect(pieces[0].hasPrefix("\u{1B}_Ga=T,f=100,q=2,c=80,m=1;"))
    #expect(pieces[1].hasPrefix("\u{1B}_Gm=0;"))
    let data = pieces.dropLast().map { $0.components(separatedBy: ";")[1] }.joined()
    #expect(Data(base64Encoded: data) == Data(png))
  }

  @Test func whatFitsIsNotScaled() throws {
    let bytes = try #require(
      InlineImage.sequence(png: png, by: .iterm, columns: 200, pixels: 1600))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("\u{1B}]1337;File=inline=1;size=\(png.count):"))
    #expect(text.hasSuffix("\u{07}"))
    let wide = try #require(InlineImage.sequence(png: png, by: .iterm, columns: 80, pixels: 640))
    #expect(String(decoding: wide, as: UTF8.self).contains(";width=100%:"))
  }

  @Test func whatIsNoPictureIsNotShown() {
    #expect(
      InlineImage.sequence(png: Array("text".utf8), by: .kitty, columns: 80, pixels: 0) == nil)
  }
}
