import CMarkdown
import COptions
public func run() {}
