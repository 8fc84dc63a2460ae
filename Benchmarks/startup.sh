#!/usr/bin/env bash
# The time from start to end of a small computation, beside a Swift program that does nothing.
#
#   Benchmarks/startup.sh [PROGRAM]
set -euo pipefail

measure=$(realpath "$(dirname "$0")/measure.py")
program=$(realpath "${1:-.build/release/gradwalk}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

echo '' >empty.swift
swiftc -O empty.swift -o empty
code='a=2; b=-3; c=10; f=-2; e=a*b; d=e+c; L=d*f; backward L'
python3 "$measure" "${RUNS:-100}" ./empty \
  "$program --no-init -e '$code'" \
  "$program --no-init -e '$code; draw L to L.svg'"
