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

echo "check-release: $program is fine"
