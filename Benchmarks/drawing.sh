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

# Four neurons a layer, as in the drawing of a small network: 599 boxes.
cat >net.gw <<'CODE'
xs = [0.1 * k for k in 0..<4]; ws = [[0.3 - 0.05 * (i + j) for j in 0..<4] for i in 0..<4]
h = xs;
for layer in 0..<18 {
  h = [tanh(sum([w * x for w, x in zip(row, h)])) for row in ws]
}
L = sum(h)
backward L;
CODE
sed '$a draw L to net.dot' net.gw >dot.gw
sed '$a draw L to net.svg' net.gw >svg.gw
"$program" --no-init dot.gw
python3 "$measure" "${RUNS:-9}" "dot -Tsvg -o dot.svg net.dot" "$program --no-init svg.gw"
