import CommandLine
import Glibc

exit(CommandLine.run(Swift.CommandLine.arguments))
