import Autograd
import Foundation
import Testing

@testable import Interchange

/// Programs that were exported, run by Python, each in a namespace of its own.
enum PythonRun {
  /// Where `Tools/setup.sh test` puts micrograd, if it can be had.
  static let micrograd = root.appendingPathComponent(".build/python/bin/python3").path
  static var hasMicrograd: Bool { FileManager.default.isExecutableFile(atPath: micrograd) }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// What each program prints: numbers by their names.
  static func outputs(of programs: [String], isPlain: Bool) throws -> [[String: Double]] {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("gradwalk-\(UUID().uuidString)")
    let library = directory.appendingPathComponent("micrograd")
    try FileManager.default.createDirectory(at: library, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    func write(_ text: String, _ name: String) throws {
      try text.write(
        to: directory.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    if isPlain {
      try write("", "micrograd/__init__.py")
      try write(standIn, "micrograd/engine.py")
    } else {
      try FileManager.default.removeItem(at: library)
    }
    for (place, program) in programs.enumerated() { try write(program, "\(place).txt") }
    try write(runner, "run.py")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: isPlain ? "/usr/bin/env" : micrograd)
    process.arguments = (isPlain ? ["python3"] : []) + ["run.py", "\(programs.count)"]
    process.currentDirectoryURL = directory
    let output = directory.appendingPathComponent("output")
    try Data().write(to: output)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let text = try String(contentsOf: output, encoding: .utf8)
    try #require(process.terminationStatus == 0, "\(text.suffix(2000))")
    return text.components(separatedBy: "--\n").dropLast().map { block in
      var numbers: [String: Double] = [:]
      for line in block.split(separator: "\n") {
        let parts = line.components(separatedBy: " = ")
        numbers[parts[0]] = parts.last.flatMap(Double.init)
      }
      return numbers
    }
  }

  private static let runner = """
    import sys

    for place in range(int(sys.argv[1])):
        with open(f"{place}.txt", encoding="utf-8") as file:
            source = file.read()
        exec(compile(source, f"{place}.txt", "exec"), {"__name__": "__main__"})
        print("--")
    """

  /// A value in plain Python that can do what programs ask of micrograd.
  private static let standIn = """
    class Value:
        def __init__(self, data, children=(), name=""):
            self.data, self.grad = data, 0.0
            self._prev, self._op = set(children), name
            self._backward = lambda: None

        def _made(self, data, *pairs):
            out = Value(data, [operand for operand, _ in pairs])

            def _backward():
                for operand, local in pairs:
                    operand.grad += local * out.grad

            out._backward = _backward
            return out

        def __add__(self, other):
            other = lifted(other)
            return self._made(self.data + other.data, (self, 1.0), (other, 1.0))

        def __mul__(self, other):
            other = lifted(other)
            return self._made(
                self.data * other.data, (self, other.data), (other, self.data))

        def __pow__(self, number):
            assert isinstance(number, float)
            return self._made(
                self.data ** number, (self, number * self.data ** (number - 1)))

        def relu(self):
            return self._made(max(0.0, self.data), (self, float(self.data > 0)))

        def __neg__(self):
            return self * -1.0

        def __sub__(self, other):
            return self + -lifted(other)

        def __truediv__(self, other):
            return self * lifted(other) ** -1.0

        def __rsub__(self, other):
            return lifted(other) - self

        def __rtruediv__(self, other):
            return lifted(other) / self

        __radd__, __rmul__ = __add__, __mul__

        def backward(self):
            order, seen = [], set()

            def visit(value):
                if value not in seen:
                    seen.add(value)
                    for operand in value._prev:
                        visit(operand)
                    order.append(value)

            visit(self)
            self.grad = 1.0
            for value in reversed(order):
                value._backward()


    def lifted(value):
        return value if isinstance(value, Value) else Value(value)
    """
}
