/// What the shells need to complete the program's options.
enum ShellCompletion {
  private static var table: [CommandLineOption] { CommandLineOption.table }

  private static var subcommands: String {
    Subcommand.table.map(\.word).joined(separator: " ")
  }

  /// The subcommands behind which the names of lessons stand, for a pattern of the shell.
  private static func lessonWords(_ separator: String) -> String {
    Subcommand.table.filter { $0.completion == .lessons }.map(\.word).joined(separator: separator)
  }

  /// A command of the shell that lists the lessons' names.
  private static let lessons = "gradwalk lesson 2>/dev/null | sed -n 's/^\\([^ ]*\\)  .*/\\1/p'"

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
        elif (( COMP_CWORD == 1 )); then
          COMPREPLY=($(compgen -W "\(subcommands)" -- "$word") $(compgen -f -- "$word"))
        elif [[ ${COMP_WORDS[1]} == @(\(lessonWords("|"))) ]]; then
          COMPREPLY=($(compgen -W "$(\(lessons))" -- "$word"))
        else
          COMPREPLY=($(compgen -f -- "$word"))
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
      let sign = row.value == nil ? "" : row.isValueOptional ? "=-" : "="
      let optional = row.isValueOptional ? ":" : ""
      let long = "'--\(row.long)\(sign)[\(summary)]\(optional)\(value)'"
      let short = row.short.map { "  '-\($0)[\(summary)]\(value)' \\\n" } ?? ""
      return short + "  \(long) \\"
    }
    return """
      #compdef gradwalk
      _gradwalk_first() {
        _alternative 'commands:command:(\(subcommands))' 'files:file:_files'
      }
      _gradwalk_rest() {
        case $words[2] in
          \(lessonWords("|"))) compadd -- $(\(lessons)) ;;
          *) _files ;;
        esac
      }
      _arguments -s \\
      \(lines.joined(separator: "\n"))
        '1:command or file:_gradwalk_first' \\
        '*:file:_gradwalk_rest'

      """
  }

  static var fish: String {
    let lines = table.map { row in
      let short = row.short.map { " -s \($0)" } ?? ""
      let value =
        row.value == nil || row.isValueOptional
        ? "" : row.choices.isEmpty ? " -x" : " -x -a '\(row.choices.joined(separator: " "))'"
      return
        "complete -c gradwalk -l \(row.long)\(short)\(value) -d '\(row.summary.replacing("'", with: "\\'"))'"
    }
    return """
      # fish completion for gradwalk
      complete -c gradwalk -n __fish_is_first_token -a '\(subcommands)'
      complete -c gradwalk -n '__fish_seen_subcommand_from \(lessonWords(" "))' -f -a "(\(lessons))"
      \(lines.joined(separator: "\n"))

      """
  }
}
