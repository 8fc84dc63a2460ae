/// What each target may import, said once: a test holds Package.swift and the sources to it.
enum Layers {
  /// From the bottom up.
  static let all: [(target: String, imports: Set<String>)] = [
    ("Typography", []),
    ("Markdown", ["CMarkdown", "Typography"]),
    ("Runs", []),
    ("Kernels", ["Runs"]),
    // The same files as Kernels, compiled for wider vectors.
    ("WideKernels", ["Runs"]),
    ("Autograd", ["CProcessor", "Kernels", "Runs", "WideKernels"]),
    ("Interchange", ["Autograd"]),
    ("Language", ["Autograd", "Interchange", "Typography"]),
    ("Explanation", ["Autograd", "Typography"]),
    ("Drawing", ["Autograd", "Explanation", "Typography"]),
    ("Session", ["Autograd", "Interchange", "Language", "Explanation", "Drawing", "Typography"]),
    ("Rendering", ["CGraphviz", "Typography"]),
    ("Terminal", ["CReadline", "Typography"]),
    (
      "CommandLine",
      [
        "Autograd", "Interchange", "Language", "Explanation", "Drawing", "Session", "Rendering",
        "Terminal", "Typography", "Markdown", "COptions",
      ]
    ),
    ("gradwalk", ["CommandLine"]),
  ]

  /// Modules of the platform that every target may use. Not Foundation: it costs a third of the
  /// start-up time.
  static let platform: Set = [
    "Swift", "Glibc", "Musl", "Darwin", "Synchronization", "Dispatch", "Subprocess",
  ]

  static func imports(of target: String) -> Set<String>? {
    all.first { $0.target == target }?.imports
  }
}
