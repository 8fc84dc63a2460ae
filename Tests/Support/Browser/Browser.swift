import Foundation

/// A page in a real browser without a window.
///
///     let visit = try Browser().visit(html, running: "report(document.title)")
///     visit.reports    // what the script called `report` with
public struct Browser {
  /// What a visit brought to light.
  public struct Visit {
    /// What the script reported, in order.
    public let reports: [String]
    /// What the page wrote to its console: messages and errors.
    public let console: [String]
    /// Addresses that the page asked for, other than its own file.
    public let requests: [String]
  }

  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  private let program: String

  /// The browser, wherever it is installed.
  public init() throws {
    let names = ["chromium", "chromium-browser", "google-chrome"]
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let places = names.flatMap { name in folders.map { "\($0)/\(name)" } }
    guard let found = places.first(where: FileManager.default.isExecutableFile(atPath:)) else {
      throw Failure(description: "there is no Chromium; `make setup-test` installs it")
    }
    program = found
  }

  /// Opens a page from a file and runs a script in it, an async function's body that may call
  /// `report(text)` and `await wait(milliseconds)`.
  public func visit(
    _ html: String, running script: String, hash: String = "", dark: Bool = false
  ) throws -> Visit {
    let driver = """
      <pre id="visit-reports" hidden></pre>
      <script>
      addEventListener("load", async () => {
        const place = document.getElementById("visit-reports");
        const report = (text) => { place.textContent += JSON.stringify(String(text)) + "\\n"; };
        const wait = (time) => new Promise((done) => setTimeout(done, time));
        try { \(script) } catch (error) { report("error: " + error); }
        const asked = performance.getEntriesByType("resource").map((entry) => entry.name);
        place.textContent += JSON.stringify(JSON.stringify(asked)) + '\\n"done"\\n';
      });
      </script>
      """
    let page = html.replacingOccurrences(of: "</body>", with: driver + "</body>")
    return try inFolder { folder in
      let file = folder.appendingPathComponent("page.html")
      try page.write(to: file, atomically: true, encoding: .utf8)
      let (output, errors) = try run(
        [
          "--dump-dom", "--virtual-time-budget=20000", "--enable-logging=stderr",
        ] + (dark ? ["--blink-settings=preferredColorScheme=0"] : [])
          + [file.absoluteString + hash], in: folder)
      var reports = try reports(in: output, errors)
      let asked = try JSONDecoder().decode(
        [String].self, from: Data((reports.popLast() ?? "[]").utf8))
      return Visit(reports: reports, console: console(in: errors), requests: asked)
    }
  }

  /// The page as it is printed.
  public func pdf(of html: String) throws -> Data {
    try inFolder { folder in
      let file = folder.appendingPathComponent("page.html")
      try html.write(to: file, atomically: true, encoding: .utf8)
      let pdf = folder.appendingPathComponent("page.pdf")
      _ = try run(
        ["--print-to-pdf=\(pdf.path)", "--no-pdf-header-footer", file.absoluteString], in: folder)
      return try Data(contentsOf: pdf)
    }
  }

  /// The page as it is seen.
  public func screenshot(
    of html: String, width: Int = 1000, height: Int = 700, dark: Bool = false, hash: String = ""
  ) throws -> Data {
    try inFolder { folder in
      let file = folder.appendingPathComponent("page.html")
      try html.write(to: file, atomically: true, encoding: .utf8)
      let png = folder.appendingPathComponent("page.png")
      _ = try run(
        ["--screenshot=\(png.path)", "--window-size=\(width),\(height)"]
          + (dark ? ["--blink-settings=preferredColorScheme=0"] : [])
          + [file.absoluteString + hash], in: folder)
      return try Data(contentsOf: png)
    }
  }

  // MARK: The process

  private func inFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("gradwalk-browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  private func run(
    _ arguments: [String], in folder: URL
  ) throws -> (output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // The sandbox needs rights that a container's root does not have; the pages are our own.
    process.arguments =
      [
        "timeout", "60", program, "--headless", "--no-sandbox", "--disable-gpu",
        "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--user-data-dir=\(folder.appendingPathComponent("profile").path)",
      ] + arguments
    // Files, not pipes: what the browser leaves running may hold a pipe open.
    let (out, err) = (folder.appendingPathComponent("out"), folder.appendingPathComponent("err"))
    for file in [out, err] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let text = { (file: URL) in
      String(decoding: (try? Data(contentsOf: file)) ?? Data(), as: UTF8.self)
    }
    if process.terminationStatus != 0 {
      throw Failure(
        description: "the browser ended with \(process.terminationStatus): \(text(err).suffix(500))"
      )
    }
    return (text(out), text(err))
  }

  private func reports(in dom: String, _ errors: String) throws -> [String] {
    guard let start = dom.range(of: "<pre id=\"visit-reports\" hidden=\"\">"),
      let end = dom.range(of: "</pre>", range: start.upperBound..<dom.endIndex)
    else { throw Failure(description: "the page reported nothing: \(errors.suffix(500))") }
    let text = dom[start.upperBound..<end.lowerBound]
      .replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
      .replacingOccurrences(of: "&nbsp;", with: "\u{A0}")
      .replacingOccurrences(of: "&amp;", with: "&")
    var reports = try text.split(separator: "\n").map { line in
      try JSONDecoder().decode([String].self, from: Data("[\(line)]".utf8))[0]
    }
    guard reports.popLast() == "done" else {
      throw Failure(description: "the script did not come to its end: \(reports)")
    }
    return reports
  }

  private func console(in errors: String) -> [String] {
    errors.split(separator: "\n").filter { $0.contains(":CONSOLE") }.map(String.init)
  }
}
