import Typography

/// What is around every page.
struct PageFrame {
  let title: String
  let styles: [String]
  let scripts: [String]
  let body: String
  /// Attributes of the element of the body.
  var bodyAttributes = ""

  var text: String {
    let policy = HTML.policy(allowsScripts: !scripts.isEmpty)
    let script =
      scripts.isEmpty ? "" : "<script>\n\(scripts.joined(separator: "\n"))</script>\n"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="Gradwalk">
      <title>\(HTML.text(VisibleText.visible(title)))</title>
      <style>
      \(styles.joined(separator: "\n"))</style>
      </head>
      <body\(bodyAttributes)>
      \(body)
      \(script)</body>
      </html>

      """
  }
}
