import Foundation
import Testing

@testable import Rendering

/// Pictures that share one layout.
@Suite struct FrameTests {
  /// A graph with a record, a gate, a doubled edge, a caption and a group, whose texts vary.
  private func graph(grad: String, caption: String, colour: String = "black") -> String {
    """
    digraph {
    graph [rankdir=LR labelloc=b label="\(caption)"]
    subgraph cluster_a { label="leaves" n1 }
    n1 [shape=plain id=n1 label=<<TABLE><TR><TD>a</TD><TD WIDTH="90">\(grad)</TD></TR></TABLE>>]
    n2 [shape=circle id=n2 color="\(colour)" label="×"]
    n3 [shape=plain id=n3 label=<<TABLE><TR><TD>L</TD><TD WIDTH="90">grad 1</TD></TR></TABLE>>]
    n1 -> n2 [id=e1 label="1"]
    n1 -> n2 [id=e2 color="\(colour)"]
    n2 -> n3 [id=e3]
    }
    """
  }

  private var dots: [String] {
    [
      graph(grad: "–", caption: "a caption that is as long as any"),
      graph(grad: "grad 12.5", caption: "step 1", colour: "red"),
      graph(grad: "grad –3", caption: "x"),
    ]
  }

  /// Everything that says where something is, but the places of texts in their cells.
  private func geometry(of svg: [UInt8]) -> [String] {
    String(decoding: svg, as: UTF8.self).split(separator: "\n")
      .flatMap {
        $0.matches(of: /(viewBox|points|\bd|cx|cy|rx)="[^"]*"/).map { String($0.output.0) }
      }
  }

  private func numbers(in svg: [UInt8]) -> [Double] {
    geometry(of: svg).joined(separator: " ").matches(of: /-?[0-9]+\.?[0-9]*/)
      .compactMap { Double($0.output) }
  }

  @Test func everythingStaysAtItsPlace() throws {
    let pictures = try Layout.render(frames: dots, laidOutAs: dots[0], as: .svg)
    #expect(pictures.count == 3)
    let first = geometry(of: pictures[0])
    #expect(first.count > 12)
    for picture in pictures { #expect(geometry(of: picture) == first) }
    #expect(String(decoding: pictures[1], as: UTF8.self).contains("grad 12.5"))
  }

  @Test func oneFrameIsThePictureThatItWouldBeAlone() throws {
    let dot = "digraph g { rankdir=LR; a -> b [label=x]; a -> b; b -> c [tooltip=t] }"
    let frame = try numbers(in: Layout.render(frames: [dot], laidOutAs: dot, as: .svg)[0])
    let alone = try numbers(in: Layout.render(dot, as: .svg))
    #expect(frame.count == alone.count)
    // Positions are handed over with five digits.
    #expect(zip(frame, alone).allSatisfy { abs($0 - $1) <= 0.02 })
  }

  @Test func aPDFHasAPageAFrame() throws {
    let files = try Layout.render(frames: dots, laidOutAs: dots[0], as: .pdf)
    #expect(files.count == 1)
    let text = String(decoding: files[0], as: UTF8.self)
    #expect(text.hasPrefix("%PDF"))
    #expect(text.matches(of: /\/Type \/Page\b/).count == 3)
  }

  @Test func onThePagesOfAPDFEverythingStaysAtItsPlace() throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("gradwalk-\(UUID().uuidString).pdf")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(Layout.render(frames: dots, laidOutAs: dots[0], as: .pdf)[0]).write(to: file)
    let pages = try words(ofPDF: file)
    #expect(pages.count == 3)
    for name in ["leaves", "a", "×", "L"] {
      let places = pages.map { page in page.filter { $0.hasSuffix(">\(name)") } }
      #expect(places[0].count == 1)
      #expect(Set(places).count == 1, "\(name) moves: \(places)")
    }
  }

  /// Page by page, every word behind the numbers of its box.
  private func words(ofPDF file: URL) throws -> [[String]] {
    let reader = Process()
    reader.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    reader.arguments = ["pdftotext", "-bbox", file.path, "-"]
    let output = Pipe()
    reader.standardOutput = output
    try reader.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    reader.waitUntilExit()
    return text.components(separatedBy: "<page ").dropFirst().map { page in
      page.matches(of: /<word (.*?)<\/word>/).map { String($0.1) }
    }
  }

  @Test func thereArePNGsToo() throws {
    let files = try Layout.render(frames: dots, laidOutAs: dots[0], as: .png)
    #expect(files.count == 3)
    // The size stands at the beginning of the file.
    #expect(Set(files.map { Array($0[16..<24]) }).count == 1)
  }

  @Test(arguments: [
    "digraph { n1 -> n2 }", "digraph { n1 -> n2 [id=e1]; n1 -> n2; n2 -> n4 }", "digraph {}",
  ])
  func framesOfAnotherStructureAreRefused(other: String) {
    #expect(throws: LayoutError.badInput("the frames are not of one structure")) {
      try Layout.render(frames: [dots[0], other], laidOutAs: dots[0], as: .svg)
    }
  }

  @Test func noFramesAreNoPictures() throws {
    #expect(try Layout.render(frames: [], laidOutAs: "", as: .svg).isEmpty)
  }
}
