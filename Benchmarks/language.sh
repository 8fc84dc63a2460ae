#!/usr/bin/env bash
# A chain of 3,000,000 operations built by a loop in the language, and differentiated.
#
#   Benchmarks/language.sh [PROGRAM]
set -euo pipefail

measure=$(realpath "$(dirname "$0")/measure.py")
program=$(realpath "${1:-.build/release/gradwalk}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

cat >chain.gw <<'CODE'
x = 0.5
y = x;
for k in 0..<1000000 { y = tanh(0.9y + 0.1) }
backward y
CODE
python3 "$measure" "${RUNS:-5}" "$program --no-init chain.gw"
