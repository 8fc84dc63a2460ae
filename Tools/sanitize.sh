#!/usr/bin/env bash
# Runs the tests of the engine with the checks of AddressSanitizer and of ThreadSanitizer, which
# find what no result shows: a slot beyond the end of an array, memory that nobody gives back, two
# threads in the same place.
#
#   Tools/sanitize.sh                    all of them, in some minutes
#   Tools/sanitize.sh address|thread     one, without the optimiser
#   Tools/sanitize.sh optimised          AddressSanitizer with the optimiser: with the kernels for
#                                        wider vectors, too, where the processor has them
set -euo pipefail
cd "$(dirname "$0")/.."

# Package.swift then has the engine and its tests alone.
export GRADWALK_ENGINE=1
export ASAN_OPTIONS=detect_leaks=1
export TSAN_OPTIONS=halt_on_error=1

check() {
  local folder=.build/sanitize-$1
  shift
  echo "sanitize: swift test $*"
  # No test is XCTest's, which leaks a little where it finds none.
  ${SWIFT:-swift} test --disable-xctest --scratch-path "$folder" "$@"
}

for what in "${@:-address thread optimised}"; do
  for each in $what; do
    case $each in
      address) check address --sanitize=address ;;
      thread) check thread --sanitize=thread ;;
      optimised) check optimised --sanitize=address -c release ;;
      *)
        echo "sanitize: there is no $each; there are address, thread and optimised" >&2
        exit 2
        ;;
    esac
  done
done
echo "sanitize: nothing was found"
