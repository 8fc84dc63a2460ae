import CommandLine
import Glibc

exit(run(Swift.CommandLine.arguments))
