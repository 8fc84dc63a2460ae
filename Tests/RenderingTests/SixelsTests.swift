import Foundation
import Testing

@testable import Rendering

/// A script that stands in for img2sixel.
private func script(_ text: String, _ body: (Sixels) throws -> Void) throws {
  try withStandIn(text) { try body(Sixels(executable: $0)) }
}

// One after the other: a program that is being written while another test starts one cannot be run.
@Suite(.serialized) struct SixelsTests {
  @Test func thePictureGoesInAndTheSixelsComeOut() throws {
    try script("echo \"args: $*\"; cat") { sixels in
      #expect(sixels.isAvailable)
      let wide = try sixels.encode(Array("png".utf8), width: 640)
      #expect(String(decoding: wide, as: UTF8.self) == "args: -w 640\npng")
      let whole = try sixels.encode(Array("png".utf8), width: nil)
      #expect(String(decoding: whole, as: UTF8.self) == "args: \npng")
    }
  }

  @Test func whatGoesWrongIsSaid() throws {
    try script("echo no memory >&2; exit 1") { sixels in
      #expect(throws: LayoutError.failed("no memory")) { try sixels.encode([1], width: nil) }
    }
    try script("kill -SEGV $$") { sixels in
      #expect(throws: LayoutError.crashed(signal: SIGSEGV)) { try sixels.encode([1], width: nil) }
    }
    try script("sleep 60") { sixels in
      #expect(throws: LayoutError.interrupted) {
        try sixels.encode([1], width: nil, isInterrupted: { true })
      }
    }
    #expect(!Sixels(executable: "no-such-program").isAvailable)
    #expect(throws: LayoutError.failed("there is no no-such-program")) {
      try Sixels(executable: "no-such-program").encode([1], width: nil)
    }
  }
}
