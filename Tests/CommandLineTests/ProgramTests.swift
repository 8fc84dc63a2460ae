import Foundation
import Testing

/// The program as a shell runs it.
@Suite struct ProgramTests {
  struct Ending: Equatable {
    let status: Int32
    let out: String
    let err: String
  }

  /// Runs a line of the shell in which `gradwalk` is the program, in an empty directory.
  private func shell(_ line: String) throws -> Ending {
    let directory = try Run.emptyDirectory()
    defer { try? FileManager.default.removeItem(at: directory) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "{ \(line)\n} > out 2> err < /dev/null"]
    process.currentDirectoryURL = directory
    process.environment = [
      "PATH": "\(Run.gradwalk.deletingLastPathComponent().path):/usr/bin:/bin",
      "HOME": directory.path, "LC_ALL": "C.UTF-8",
    ]
    try process.run()
    process.waitUntilExit()
    func text(_ name: String) throws -> String {
      try String(contentsOf: directory.appendingPathComponent(name), encoding: .utf8)
    }
    return Ending(status: process.terminationStatus, out: try text("out"), err: try text("err"))
  }

  private static let cases: [(String, String, Int32, String)] = [
    ("code", "gradwalk -e 'a = 2'", 0, "a = 2\n"),
    ("code twice", "gradwalk -e 'a = 2;' -e 'a^2'", 0, "4\n"),
    ("a script", "echo '1 + 1' > s.gw; gradwalk s.gw", 0, "2\n"),
    ("standard input", "echo '1 + 1' | gradwalk", 0, "2\n"),
    ("standard input by its name", "echo '1 + 1' | gradwalk -", 0, "2\n"),
    ("nothing on standard input", "gradwalk", 0, ""),
    ("a script's arguments", "echo 'print args' > s.gw; gradwalk s.gw 3 four", 0, "[3, four]\n"),
    ("quiet", "gradwalk -q -e 'a = 2' -e 'print a'", 0, "2\n"),
    ("JSON", "gradwalk --json -e 'a = 2'", 0, "{\"type\":\"value\",\"name\":\"a\",\"value\":2}\n"),
    ("no colour", "gradwalk --color never -e 'a = 2'", 0, "a = 2\n"),
    ("colour", "gradwalk --color always -e 'a = 2' | grep -c '\u{1B}'", 0, "1\n"),
    ("version", "gradwalk --version", 0, "Gradwalk 0.1.0\n"),
    ("quit", "gradwalk -e 'quit' -e '1'", 0, ""),
    ("a mistake", "gradwalk -e 'zz' -e '1'", 1, ""),
    ("a mistake of grammar", "printf '1\\n2 +\\n' | gradwalk", 1, ""),
    ("an unknown option", "gradwalk --nothing", 2, ""),
    ("a value missing", "gradwalk -e", 2, ""),
    ("a wrong value", "gradwalk --color green", 2, ""),
    ("no file to test", "gradwalk test", 2, ""),
    ("code and a file", "gradwalk -e 1 s.gw", 2, ""),
    ("a missing file", "gradwalk none.gw", 2, ""),
    ("a directory", "gradwalk /", 2, ""),
    (
      "a test that passes", "echo 'expect 1 == 1' > s.gw; gradwalk test s.gw", 0,
      "1 passed, 0 failed\n"
    ),
    (
      "a test that fails", "printf 'expect 1 == 2\\nexpect 1\\n' > s.gw; gradwalk test s.gw", 1,
      "s.gw:1: expected 2, got 1\n1 passed, 1 failed\n"
    ),
    (
      "blocks of a page",
      "printf '# A\\n\\n```gradwalk\\n1 + 1\\n```\\n```\\n5\\n```\\n' > p.md; gradwalk p.md",
      0, "2\n"
    ),
    (
      "blocks that say little",
      "printf '```gradwalk hide\\na = 1\\n```\\n```gradwalk quiet\\n2\\n```\\n```gradwalk\\na + 2\\n```' > p.md; "
        + "gradwalk p.md", 0, "3\n"
    ),
    (
      "a page that is run by another",
      "printf 'A.\\n\\n```gradwalk\\n1 + 1\\n```\\n' > p.md; gradwalk -e 'source p.md'",
      0, "2\n"
    ),
    ("a walk without a file", "gradwalk walk", 2, ""),
    ("a walk through two files", "gradwalk walk a.md b.md", 2, ""),
    ("a walk through a missing file", "gradwalk walk none.md", 2, ""),
    ("an option of another", "gradwalk --auto -e 1", 2, ""),
    ("a wrong number of seconds", "gradwalk walk a.md --auto=never", 2, ""),
    (
      "a walk with options behind the file",
      "echo 'a = 1' > s.gw; gradwalk walk s.gw --auto=2 --color never", 0,
      ">>> a = 1\na = 1\n"
    ),
    (
      "a walk through standard input", "printf '# One.\\n1 + 1\\n' | gradwalk walk -", 0,
      "One.\n\n>>> 1 + 1\n2\n"
    ),
    (
      "a walk with a mistake", "printf 'zz\\n1 + 1\\n' > s.gw; gradwalk walk s.gw", 1,
      ">>> zz\n>>> 1 + 1\n2\n"
    ),
    ("a walk that cannot be read", "printf '# A\\n1\\n2 +\\n' > s.gw; gradwalk walk s.gw", 1, ""),
    (
      "help before a file is asked for", "gradwalk walk --help | head -1", 0,
      "Gradwalk: computation graphs at a prompt.\n"
    ),
    ("a lesson that is not there", "gradwalk lesson none", 2, ""),
    (
      "a test that fails in a loop",
      "printf 'for k in 0..4 {\\n  expect k == 2\\n}\\nzz\\nexpect 1\\n' > s.gw; gradwalk test s.gw",
      1,
      "s.gw:2: expected 2, got 0\ns.gw:2: failed 3 more times\n1 passed, 5 failed\n"
    ),
    (
      "a test of a file that is missing", "echo 'expect 1' > s.gw; gradwalk test none.gw s.gw", 2,
      "1 passed, 1 failed\n"
    ),
    (
      "a test that expects nothing", "echo 1 > s.gw; gradwalk test s.gw 2>&1", 0,
      "warning: s.gw expects nothing\n0 passed, 0 failed\n"
    ),
    (
      "files that are expected",
      "echo 'x = 2; draw x to ./a.dot\nexpect file \"a.dot\"\nexpect file \"b.dot\"\nfile = 1; expect file == 1' > s.gw; "
        + "gradwalk test s.gw", 1,
      "s.gw:3: expected this run to write the file “b.dot”, got none\n2 passed, 1 failed\n"
    ),
    (
      "a folder that is expected",
      "echo 'x = 2; y = 3x; frames y to f format=dot\nexpect file \"f\"' > s.gw; gradwalk test s.gw",
      0,
      "1 passed, 0 failed\n"
    ),
    (
      "a block that has to fail, in a test",
      "printf '```gradwalk fails\\nexpect 1 == 2\\n```\\n```gradwalk hide\\nexpect 1\\n```\\n' > p.md; gradwalk test p.md",
      0, "1 passed, 0 failed\n"
    ),
    (
      "a test in colour",
      "echo 'expect 1' > s.gw; gradwalk --color always test s.gw | grep -c '\u{1B}'", 0, "1\n"
    ),
    ("a closed pipe", "gradwalk -e 'for k in 0..200000 { print k }' | head -1", 0, "0\n"),
    ("a full disk", "gradwalk -e '1' > /dev/full", 1, ""),
    ("a place that cannot be written", "gradwalk -e 'x = 2; draw x to /nowhere/x.dot'", 1, ""),
    (
      "a picture", "gradwalk -q -e 'x = 2; draw x^2 to x.svg'; grep -c '</svg>' x.svg", 0,
      "wrote x.svg (2 nodes)\n1\n"
    ),
    (
      "answers on standard input",
      "printf '6\\n' | gradwalk -q -e 'x = 3; y = x^2; quiz y; print 8' | tail -2", 0,
      "1 of 1 at the first try\n8\n"
    ),
    (
      "answers for a script",
      "echo 'x = 3; y = x^2; quiz y' > s.gw; printf '6' | gradwalk s.gw | tail -1", 0,
      "1 of 1 at the first try\n"
    ),
    (
      "a wrong answer", "echo 5 | gradwalk -q -e 'x = 3; y = x^2; quiz y' | tail -1", 0,
      "the quiz ends with 0 of 1 answered\n"
    ),
    (
      "no answer", "gradwalk -q -e 'x = 3; y = x^2; quiz y' | tail -1", 0,
      "the quiz ends with 0 of 1 answered\n"
    ),
    (
      "a test asks nobody",
      "echo 'x = 3; y = x^2; quiz y; expect y == 9' > s.gw; echo 6 | gradwalk test s.gw", 0,
      "1 passed, 0 failed\n"
    ),
    ("a completion", "gradwalk --generate bash | bash -n", 0, ""),
    (
      "completions of subcommands and lessons",
      """
      gradwalk --generate bash > c
      for words in 'gradwalk wa' 'gradwalk lesson circ' 'gradwalk walk --au'; do
        bash -c '. ./c; COMP_WORDS=($1); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _gradwalk
          echo "${COMPREPLY[@]}"' - "$words"
      done
      """, 0, "walk\ncircuits\n--auto\n"
    ),
  ]

  @Test(arguments: cases)
  func ends(_ name: String, line: String, status: Int32, out: String) throws {
    let ending = try shell(line)
    #expect(ending.status == status, "\(ending.err)")
    #expect(ending.out == out, "\(ending.err)")
    if status == 0 { #expect(ending.err.isEmpty) }
    if status == 2 { #expect(ending.err.hasPrefix("gradwalk: ")) }
  }

  private static let errorCases: [(String, String, String)] = [
    (
      "a line of code", "gradwalk -e 'a = 2; zz'",
      "-e:1:8: error: `zz` is not defined\n  | a = 2; zz\n  |        ^^ give it a value first: zz = 1\n"
    ),
    (
      "a line of a page", "printf 'A\\n\\n```gradwalk\\n1\\nzz\\n```\\n' > p.md; gradwalk p.md",
      "p.md:5:1: error: `zz` is not defined\n  | zz\n  | ^^ give it a value first: zz = 1\n"
    ),
    (
      "a script that would be its own answers", "echo 'x = 3; y = x^2; quiz y' | gradwalk",
      "stdin:1:17: error: the answers are read from standard input, and that was the script "
        + "itself; put it into a file: gradwalk FILE < answers\n"
        + "  | x = 3; y = x^2; quiz y\n  |                 ^^^^^^\n"
    ),
    (
      "an option", "gradwalk --nothing",
      "gradwalk: there is no option `--nothing`\nTry `gradwalk --help`.\n"
    ),
  ]

  @Test(arguments: errorCases)
  func says(_ name: String, line: String, err: String) throws {
    #expect(try shell(line).err == err)
  }
}
