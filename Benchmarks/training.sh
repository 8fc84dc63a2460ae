#!/usr/bin/env bash
# The time that training takes: the moons demo on one graph and with a graph built anew for each
# step, beside micrograd; and an epoch of the handwritten digits. Installs micrograd for itself.
#
#   Benchmarks/training.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."

program=$(realpath "${1:-.build/release/gradwalk}")
environment=.build/oracle
[ -x "$environment/bin/python3" ] || python3 -m venv "$environment"
"$environment/bin/python3" -c 'import micrograd' 2>/dev/null ||
  "$environment/bin/pip" install --quiet micrograd
"$environment/bin/python3" Benchmarks/training.py "$program" "${RUNS:-5}"
