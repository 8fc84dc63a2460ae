#!/usr/bin/env bash
# Drawing a graph of 600 nodes, beside `dot` on the same text.
#
#   Benchmarks/drawing.sh [PROGRAM]
set -euo pipefail

measure=$(realpath "$(dirname "$0")/measure.py")
program=$(realpath "${1:-.build/release/gradwalk}")
command -v dot >/dev/null || { echo "drawing: the program dot is not installed"; exit 0; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

# A sum of 119 neurons with one input each: 594 boxes.
cat >net.gw <<'CODE'
xs = [0.01 * k for k in 0..<119]; ws = [0.5 - 0.01 * k for k in 0..<119]
L = sum(tanh(ws * xs))
backward L;
CODE
sed '$a draw L to net.dot' net.gw >dot.gw
sed '$a draw L to net.svg' net.gw >svg.gw
"$program" --no-init dot.gw
python3 "$measure" "${RUNS:-9}" "dot -Tsvg -o dot.svg net.dot" "$program --no-init svg.gw"
