#!/usr/bin/env bash
# Writes what is generated in docs/ anew: the reference pages, the tutorial and the pictures.
#
#   Tools/docs.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."

program=$(realpath "${1:-.build/release/gradwalk}")
root=$PWD

# What draws the pictures of docs/pictures. The tests read this list.
drawing=(
  docs/pictures.md
  docs/plots.md
  samples/micrograd/neuron.gw
  samples/micrograd/moons.gw
)

for page in commands operations; do
  "$program" --generate "$page" >"docs/$page.md.new"
  mv "docs/$page.md.new" "docs/$page.md"
done

# The tutorial with what its code says. The tests hold it to the sample, too.
"$program" publish samples/tutorial/tutorial.md -o docs/tutorial.md >/dev/null

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
for source in "${drawing[@]}"; do
  "$program" --no-init -q "$root/$source" >/dev/null
done
for picture in "$root"/docs/pictures/*.svg; do
  name=$(basename "$picture")
  if [ -e "$name" ]; then
    cp "$name" "$picture"
  else
    echo "docs: nothing draws docs/pictures/$name" >&2
    exit 1
  fi
done
