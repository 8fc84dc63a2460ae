#!/usr/bin/env bash
# Computes the values that the tests have recorded from other systems anew, and says whether they
# are still the same. Runs exported programs with PyTorch and JAX, too. Needs python3; installs
# mpmath, SymPy, micrograd and NumPy for itself, and PyTorch and JAX where they can be had.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=.build/oracle
[ -x "$environment/bin/python3" ] || python3 -m venv "$environment"
"$environment/bin/pip" install --quiet mpmath sympy micrograd numpy
"$environment/bin/pip" install --quiet jax || echo "JAX cannot be had; it is left out"
"$environment/bin/pip" install --quiet torch || echo "PyTorch cannot be had; it is left out"

for script in Tests/Oracle/*.py; do
  echo "== $script"
  "$environment/bin/python3" "$script"
done
git diff --exit-code -- Tests && echo "the recorded values are the computed ones"
