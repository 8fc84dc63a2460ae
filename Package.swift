// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors everywhere, in the tests too.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

func target(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The kernels compiled once more, for processors with wider vectors; a program asks at run time
/// whether it is on one. Without the optimiser, functions of the standard library would be compiled
/// for those processors too, and be taken by the rest of the program.
#if arch(x86_64)
  let wide: [SwiftSetting] = [.unsafeFlags(["-Xcc", "-mavx2"], .when(configuration: .release))]
#else
  let wide: [SwiftSetting] = []
#endif

func tests(
  _ name: String, _ dependencies: [Target.Dependency], goldens: Bool = false
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: goldens ? ["Goldens"] : [],
    swiftSettings: strict)
}

// Imports point downward only; a test holds every target to the list beside it.
let package = Package(
  name: "gradwalk",
  products: [
    .library(name: "Autograd", targets: ["Autograd"]),
    .executable(name: "gradwalk", targets: ["gradwalk"]),
  ],
  targets: [
    .systemLibrary(name: "CGraphviz"),
    .systemLibrary(name: "CReadline"),
    .systemLibrary(name: "CMarkdown"),
    .systemLibrary(name: "COptions"),
    target("Typography"),
    target("Markdown", ["CMarkdown", "Typography"]),
    .systemLibrary(name: "CProcessor"),
    target("Runs"),
    target("Kernels", ["Runs"]),
    .target(name: "WideKernels", dependencies: ["Runs"], swiftSettings: strict + wide),
    target("Autograd", ["CProcessor", "Kernels", "Runs", "WideKernels"]),
    target("Interchange", ["Autograd"]),
    .target(
      name: "Language", dependencies: ["Autograd", "Interchange", "Typography"],
      resources: [.embedInCode("Prelude")],
      swiftSettings: strict),
    target("Explanation", ["Autograd", "Typography"]),
    .target(
      name: "Drawing", dependencies: ["Autograd", "Explanation", "Typography"],
      resources: [.embedInCode("Deck")], swiftSettings: strict),
    target(
      "Session", ["Autograd", "Interchange", "Language", "Explanation", "Drawing", "Typography"]),
    target("Rendering", ["CGraphviz", "Typography"]),
    target("Terminal", ["CReadline", "Typography"]),
    .target(
      name: "CommandLine",
      dependencies: [
        "Autograd", "Interchange", "Language", "Explanation", "Drawing", "Session", "Rendering",
        "Terminal", "Typography", "Markdown", "COptions",
      ],
      resources: [.embedInCode("Publishing/Assets")], swiftSettings: strict),
    .executableTarget(name: "gradwalk", dependencies: ["CommandLine"], swiftSettings: strict),
    .executableTarget(
      name: "gradwalk-bench", dependencies: ["Autograd"], path: "Benchmarks/Engine",
      swiftSettings: strict),
    .executableTarget(
      name: "fit-a-line", dependencies: ["Autograd"], path: "samples/swift",
      swiftSettings: strict),
    tests("AutogradTests", ["Autograd", "Kernels", "RandomGraphs", "Runs", "SeededNumbers"]),
    tests(
      "InterchangeTests", ["Autograd", "Interchange", "RandomGraphs", "SeededNumbers"]),
    tests(
      "LanguageTests",
      ["Autograd", "Language", "Session", "CommandLine", "SeededNumbers", "SessionRun"]),
    tests(
      "ExplanationTests",
      ["Autograd", "Explanation", "RandomGraphs", "SeededNumbers", "Typography"]),
    tests(
      "DrawingTests",
      ["Autograd", "Browser", "Drawing", "Rendering", "SeededNumbers", "Typography"],
      goldens: true),
    tests("RenderingTests", ["PseudoTerminal", "Rendering", "Typography", "gradwalk"]),
    tests(
      "SessionTests",
      ["Autograd", "Language", "Explanation", "Session", "CommandLine", "SessionRun"]),
    tests("MarkdownTests", ["Markdown"]),
    tests("TerminalTests", ["Terminal", "EditorProbe", "PseudoTerminal"]),
    tests(
      "CommandLineTests",
      ["Browser", "CommandLine", "Drawing", "Language", "Markdown", "PseudoTerminal", "Session"]),
    tests("TidyTests", []),
    // For tests only: a terminal to run programs on, a program that does nothing but read, a
    // browser without a window, random numbers and graphs that are the same in every
    // run, sessions in which a script is run.
    .target(
      name: "PseudoTerminal", path: "Tests/Support/PseudoTerminal", swiftSettings: strict),
    .target(
      name: "SeededNumbers", path: "Tests/Support/SeededNumbers", swiftSettings: strict),
    .target(
      name: "RandomGraphs", dependencies: ["Autograd", "SeededNumbers"],
      path: "Tests/Support/RandomGraphs", swiftSettings: strict),
    .target(
      name: "SessionRun", dependencies: ["Autograd", "Language", "Session", "CommandLine"],
      path: "Tests/Support/SessionRun", swiftSettings: strict),
    .target(name: "Browser", path: "Tests/Support/Browser", swiftSettings: strict),
    .executableTarget(
      name: "EditorProbe", dependencies: ["Terminal"], path: "Tests/Support/EditorProbe",
      swiftSettings: strict),
  ]
)

// The engine and its tests alone, for `make sanitize`, which compiles them three times more.
if Context.environment["GRADWALK_ENGINE"] == "1" {
  let engine: Set = [
    "CProcessor", "Runs", "Kernels", "WideKernels", "Autograd", "AutogradTests", "SeededNumbers",
    "RandomGraphs",
  ]
  package.targets.removeAll { !engine.contains($0.name) }
  package.products.removeAll { $0.name != "Autograd" }
}
