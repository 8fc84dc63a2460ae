import CommandLine
import Language
import Session
import Testing

/// Help on everything, with its examples run.
@Suite struct HelpTests {
  @Test func everyTopicHasAPageWhoseExamplesRun() {
    LargeStack.run {
      let session = Session(effects: .quiet)
      var pages: [HelpReport] = []
      var mistakes: [String] = []
      session.report = { report in
        switch report {
        case .help(let page): pages.append(page)
        case .diagnostic(let diagnostic, _): mistakes.append(diagnostic.message)
        default: break
        }
      }
      let topics = Help(session: session).topics
      for topic in topics { session.run("help \(topic)") }
      #expect(mistakes == [])
      #expect(pages.map(\.title) == topics)
      for page in pages { #expect(!page.summary.isEmpty, "\(page.title)") }
      for page in pages {
        for example in page.examples { #expect(failures(of: example) == [], "\(page.title)") }
      }
    }
  }

  /// The mistakes that an example makes; a picture needs a layout, which is not to be had here.
  private func failures(of example: HelpReport.Example) -> [String] {
    example.reports.compactMap { report in
      guard case .diagnostic(let diagnostic, _) = report, diagnostic.severity == .error,
        diagnostic.message != "nothing is laid out here"
      else { return nil }
      return diagnostic.message
    }
  }

  @Test func everyCommandHasAnExample() {
    let bare = Command.table.filter(\.examples.isEmpty).map(\.word)
    // They end the session, or need a file.
    #expect(bare.sorted() == ["quit", "source"])
  }
}
