#!/bin/sh
# Measures the engine: builds it for release and prints medians.
set -eu
cd "$(dirname "$0")/.."
swift build --configuration release --product gradwalk-bench >&2
bench="$(swift build --configuration release --show-bin-path)/gradwalk-bench"
"$bench" moons
"$bench" chain 3000000
"$bench" chain 10000000
