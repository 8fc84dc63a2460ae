/// What the shells need to complete the program's options.
enum ShellCompletion {
  private static var table: [CommandLineOption] { CommandLineOption.table }

  static var bash: String {
    let words = table.flatMap { row in ["--\(row.long)"] + (row.short.map { ["-\($0)"] } ?? []) }
    let cases = table.filter { !$0.choices.isEmpty }.map { row in
      "    --\(row.long)) COMPREPLY=($(compgen -W \"\(row.choices.joined(separator: " "))\" -- \"$word\")); return ;;"
    }
    return """
      # bash completion for gradwalk
      _gradwalk() {
        local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
        [ "$before" = = ] && before=${COMP_WORDS[COMP_CWORD-2]}
        [ "$word" = = ] && word=
        case $before in
      \(cases.joined(separator: "\n"))
        esac
        if [[ $word == -* ]]; then
          COMPREPLY=($(compgen -W "\(words.joined(separator: " "))" -- "$word"))
        else
          COMPREPLY=($(compgen -W test -- "$word") $(compgen -f -- "$word"))
        fi
      }
      complete -o filenames -F _gradwalk gradwalk

      """
  }

  static var zsh: String {
    let lines = table.map { row in
      let value =
        row.value.map {
          row.choices.isEmpty
            ? ":\($0.lowercased()):" : ":\($0.lowercased()):(\(row.choices.joined(separator: " ")))"
        } ?? ""
      let summary = row.summary.replacing("'", with: "'\\''").replacing("[", with: "(")
        .replacing("]", with: ")").replacing(":", with: "\\:")
      let long = "'--\(row.long)\(row.value == nil ? "" : "=")[\(summary)]\(value)'"
      let short = row.short.map { "  '-\($0)[\(summary)]\(value)' \\\n" } ?? ""
      return short + "  \(long) \\"
    }
    return """
      #compdef gradwalk
      _arguments -s \\
      \(lines.joined(separator: "\n"))
        '*:file:_files'

      """
  }

  static var fish: String {
    let lines = table.map { row in
      let short = row.short.map { " -s \($0)" } ?? ""
      let value =
        row.value == nil
        ? "" : row.choices.isEmpty ? " -x" : " -x -a '\(row.choices.joined(separator: " "))'"
      return
        "complete -c gradwalk -l \(row.long)\(short)\(value) -d '\(row.summary.replacing("'", with: "\\'"))'"
    }
    return "# fish completion for gradwalk\ncomplete -c gradwalk -n __fish_is_first_token -a test\n"
      + lines.joined(separator: "\n") + "\n"
  }
}
