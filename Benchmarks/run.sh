#!/bin/sh
# Measures the engine: builds it for release and prints medians. See docs for the goals.
set -eu
cd "$(dirname "$0")/.."
swift build --configuration release --product gradwalk-bench
exec "$(swift build --configuration release --show-bin-path)/gradwalk-bench" "$@"
