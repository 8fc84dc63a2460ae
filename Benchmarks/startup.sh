#!/usr/bin/env bash
# The time from start to end of a small computation, beside a Swift program that does nothing.
#
#   Benchmarks/startup.sh [PROGRAM]
set -euo pipefail

program=$(realpath "${1:-.build/release/gradwalk}")
runs=${RUNS:-100}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

echo '' >empty.swift
swiftc -O empty.swift -o empty
code='a=2; b=-3; c=10; f=-2; e=a*b; d=e+c; L=d*f; backward L'
printf '%s\n' "$code" >compute.gw
printf '%s\n' "$code; draw L to L.svg" >draw.gw

names=("empty Swift program" "backward L" "backward L, draw to SVG")
commands=(
  "./empty"
  "$program --no-init compute.gw"
  "$program --no-init draw.gw"
)
for command in "${commands[@]}"; do
  $command </dev/null >/dev/null || {
    echo "startup: does not run: $command" >&2
    exit 1
  }
done

# Milliseconds, one line a command.
medians() {
  if command -v hyperfine >/dev/null; then
    hyperfine -N --warmup 5 --runs "$runs" --style none --export-json times.json \
      "${commands[@]}" >/dev/null 2>&1
    python3 -c 'import json
for result in json.load(open("times.json"))["results"]: print(result["median"] * 1000)'
  else
    python3 - "$runs" "${commands[@]}" <<'PYTHON'
import statistics, subprocess, sys, time

for command in sys.argv[2:]:
    words, times = command.split(), []
    for _ in range(int(sys.argv[1]) + 5):
        start = time.perf_counter()
        subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
        times.append(time.perf_counter() - start)
    print(statistics.median(times[5:]) * 1000)
PYTHON
  fi
}

mapfile -t times < <(medians)
for index in "${!names[@]}"; do
  awk -v name="${names[index]}" -v time="${times[index]}" -v base="${times[0]}" \
    'BEGIN { printf "%-26s %7.2f ms  %5.2f times the empty program\n", name, time, time / base }'
done
