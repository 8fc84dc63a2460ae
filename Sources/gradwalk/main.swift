import CommandLine
import Glibc

exit(Gradwalk.run(Swift.CommandLine.arguments))
