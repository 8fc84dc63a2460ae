/// What stands for many nodes, in whatever style.
///
///     ╔═══════════════════════╗
///     ║ net.layer1  48 nodes  ║
///     ╟───────────┬───────────╢
///     ║ x[0]  2 | │ %21 0.7 | ║
///     ╚═══════════╧═══════════╝
struct FoldShape {
  let page: DotPage

  private var theme: Theme { page.theme }

  /// The statement of a scope's box.
  func node(_ box: Scene.Box) -> String {
    "\(DotText.quoted(box.id)) "
      + DotText.attributes([
        "shape": "plain", "id": DotText.quoted(box.id), "class": DotText.classes(box.classes),
        "tooltip": DotText.escaped(box.tooltip), "label": "<\(scope(box))>",
      ])
  }

  /// A name, and what else there is to say of it in small print.
  func title(_ name: String, _ note: String) -> String {
    let title = "<B>\(DotText.label(name))</B>"
    if note.isEmpty { return title }
    return "\(title) <FONT POINT-SIZE=\"\(theme.points(10))\" COLOR=\"\(theme.faint)\">"
      + "\(DotText.label(note))</FONT>"
  }

  /// The box of a scope: a double frame, the name over the values that go in and out.
  private func scope(_ box: Scene.Box) -> String {
    let name = title(box.name ?? box.fullName, box.note)
    var rows = "<TR><TD COLSPAN=\"2\" CELLPADDING=\"5\">\(name)</TD></TR>"
    if !box.inputs.shown.isEmpty || !box.outputs.shown.isEmpty {
      rows += "<HR/><TR>\(column(box.inputs))<VR/>\(column(box.outputs))</TR>"
    }
    let inner =
      "<TABLE BORDER=\"\(theme.weight)\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"4\""
      + " COLOR=\"\(theme.line)\" BGCOLOR=\"\(theme.gate)\">\(rows)</TABLE>"
    return "<TABLE BORDER=\"\(theme.weight)\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\""
      + " COLOR=\"\(theme.line)\" BGCOLOR=\"\(theme.box)\"><TR><TD PORT=\"wire\">"
      + "\(inner)</TD></TR></TABLE>"
  }

  private func column(_ ports: Scene.Ports) -> String {
    func cell(_ text: String) -> String {
      "<TR><TD ALIGN=\"LEFT\"><FONT POINT-SIZE=\"\(theme.points(10))\">\(text)</FONT></TD></TR>"
    }
    var lines = ports.shown.map { port in
      cell(DotText.label(words(of: port)))
    }
    if ports.omitted > 0 { lines.append(cell("… \(ports.omitted) more")) }
    if lines.isEmpty { lines.append(cell("–")) }
    return "<TD BGCOLOR=\"\(theme.box)\" VALIGN=\"TOP\">"
      + "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\">"
      + "\(lines.joined())</TABLE></TD>"
  }

  /// The name of a value that crosses the frame, and of its numbers those that are shown.
  private func words(of port: Scene.Port) -> String {
    let numbers = [
      page.shows(.value) ? port.value : nil, page.shows(.grad) ? port.gradient : nil,
    ].compactMap(\.self)
    return ([port.name] + (numbers.isEmpty ? [] : [numbers.joined(separator: " | ")]))
      .joined(separator: "  ")
  }
}
