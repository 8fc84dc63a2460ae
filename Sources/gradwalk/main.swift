import CommandLine
import Glibc
import Rendering

if let status = LayoutWorker.runIfWorker(Swift.CommandLine.arguments) { exit(status) }
run()
