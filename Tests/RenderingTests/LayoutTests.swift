import Foundation
import Testing
import Typography

@testable import Rendering

@Suite struct LayoutTests {
  @Test(arguments: PictureFormat.allCases)
  func aGraphBecomesAPicture(format: PictureFormat) throws {
    let bytes = try Layout.render("digraph g { a -> b }", as: format)
    let beginnings: [PictureFormat: String] = [
      .svg: "<?xml", .pdf: "%PDF", .tex: "\\Require", .png: "\u{FFFD}PNG", .plain: "graph 1 ",
    ]
    let text = String(decoding: bytes.prefix(8), as: UTF8.self)
    #expect(text.hasPrefix(beginnings[format]!))
  }

  @Test(arguments: [
    ("", "it holds no graph"), ("digraph { a -> ", "syntax error"),
    ("digraph { a [label=<<B>>] }", "in line 1"), ("digraph { \u{0} }", "NUL"),
  ])
  func whatCannotBeReadIsSaid(dot: String, reason: String) {
    #expect {
      try Layout.render(dot, as: .svg)
    } throws: { error in
      guard case LayoutError.badInput(let said) = error else { return false }
      return said.contains(reason)
    }
  }

  @Test func anErrorDoesNotSpoilTheNextPicture() throws {
    let before = try Layout.render("digraph g { a -> b }", as: .svg)
    _ = try? Layout.render("digraph { a -> [", as: .svg)
    _ = try? Layout.render("digraph { a [label=<<B>>] }", as: .svg)
    #expect(try Layout.render("digraph g { a -> b }", as: .svg) == before)
  }

  /// Graphviz is not made for threads: without the lock this crashes.
  @Test func manyAtOnce() async throws {
    let expected = try Layout.render("digraph g { a -> b -> c; a -> c }", as: .svg)
    await withTaskGroup(of: Bool.self) { group in
      for index in 0..<64 {
        group.addTask {
          let format: PictureFormat = index % 8 == 0 ? .png : .svg
          let bytes = try? Layout.render("digraph g { a -> b -> c; a -> c }", as: format)
          return format == .png ? bytes != nil : bytes == expected
        }
      }
      for await isEqual in group { #expect(isEqual) }
    }
  }

  @Test func widthsAreThoseOfTheFont() {
    #expect(abs(Helvetica.width(of: "data 2.0000", isBold: false) - 5.28) < 0.02)
    #expect(Helvetica.width(of: "W", isBold: true) == 0.944)
    #expect(Helvetica.width(of: "\u{200B}\u{301}", isBold: false) == 0)
    #expect(Helvetica.width(of: "値", isBold: false) == 1)
  }
}
