#!/usr/bin/env bash
# Holds the release build to what only it can break: it computes and needs no Swift at run time.
#
#   Tools/check-release.sh [PROGRAM]
set -euo pipefail

program=${1:-.build/release/gradwalk}

fail() {
  echo "check-release: $*" >&2
  exit 1
}

if ldd "$program" | grep -i swift; then
  fail "$program needs a Swift library at run time"
fi

code='a=2; b=-3; c=10; f=-2; e=a*b; d=e+c; L=d*f; backward L; expect a.grad == 6'
"$program" --no-init -e "$code" </dev/null >/dev/null || fail "$code does not run"
"$program" --version </dev/null | grep -q '^[Gg]radwalk [0-9]' || fail "--version does not answer"

# The reader leaves early: no complaint.
complaint=$({ "$program" --help </dev/null | head -n 1 >/dev/null; } 2>&1) || true
[ -z "$complaint" ] || fail "a closed pipe is complained about: $complaint"

# Instructions of AVX, which a processor need not have, stand in functions of WideKernels alone, which
# are called where the processor has been asked. Its objects must not hold any that modules share,
# either: which copy of those a program gets is left to the linker.
avx_functions() {
  objdump -d --no-show-raw-insn "$@" | awk '
    /^[0-9a-f]+ <.*>:$/ { name = substr($2, 2, length($2) - 3) }
    /\tv[a-z0-9]+ .*%[xyz]mm|\tvzero/ { print name }' | sort -u
}

if [ "$(uname -m)" != x86_64 ]; then
  echo "check-release: no x86-64, so there are no kernels for AVX to look at"
elif ! command -v objdump >/dev/null; then
  echo "check-release: there is no objdump, so the instructions have not been looked at"
else
  kernels=$(dirname "$program")/WideKernels.build
  objects=()
  [ ! -d "$kernels" ] || mapfile -t objects < <(find "$kernels/" -name '*.o')
  functions=$(avx_functions "$program" ${objects[@]+"${objects[@]}"})
  grep -q '^\$s11WideKernels' <<<"$functions" || fail "the wide kernels of $program use no AVX"
  if grep -v '^\$s11WideKernels' <<<"$functions"; then
    fail "these functions need AVX, and a processor without it may be given them"
  fi
fi

echo "check-release: $program is fine"
