#!/usr/bin/env bash
# The time that pictures take: a small graph; the frames and the deck of a walk, beside one picture
# of the same graph; and two losses that are folded before anybody could read them.
#
#   Benchmarks/pictures.sh [PROGRAM]
#
set -euo pipefail

here=$(realpath "$(dirname "$0")")
program=$(realpath "${1:-.build/release/gradwalk}")
runs=${RUNS:-9}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

# A script of its own for each picture of a graph.
scripts() {
  local graph=$1 name=$2
  shift 2
  local kind
  for kind in "$@"; do
    case $kind in
      frames) command="frames $name to walk" ;;
      deck) command="deck $name to walk.html" ;;
      *) command="draw $name to $graph.$kind" ;;
    esac
    { cat "$graph.gw"; echo "$command"; } >"$graph-$kind.gw"
  done
}

cat >small.gw <<'CODE'
a = 2; b = -3; c = 10; f = -2; e = a*b; d = e + c; L = d*f
backward L;
CODE
scripts small L svg pdf png tex

# A sum of twelve neurons with one input each: 59 nodes, and 58 contributions behind the seed.
cat >walk.gw <<'CODE'
xs = [0.1 * k for k in 0..<12]; ws = [0.5 - 0.1 * k for k in 0..<12]
L = sum(tanh(ws * xs))
backward L;
CODE
scripts walk L svg frames deck

cat >mlp.gw <<'CODE'
seed 1337
xs = [[2, 3, -1], [3, -1, 0.5], [0.5, 1, 1], [1, 1, -1]]
ys = [1, -1, -1, 1]
net = mlp(3, [4, 4, 1], tanh, tanh);
loss = sum(([net(x) for x in xs] - ys)^2)
backward loss;
CODE
scripts mlp loss svg

cp "$here/../samples/micrograd/moons100.csv" .
cat >moons.gw <<'CODE'
data = load("moons100.csv");
seed 1337
net = mlp(2, [16, 16, 1]);
scores = [net(row[0..<2]) for row in data];
loss = hinge(scores, [row[2] for row in data]) + 1e-4 * l2(params(net))
backward loss;
CODE
scripts moons loss svg

measure() {
  local commands=() script
  for script in "$@"; do commands+=("$program --no-init -q $script.gw"); done
  python3 "$here/measure.py" "$runs" "${commands[@]}"
}

measure small-svg small-pdf small-png small-tex
measure walk-svg walk-frames walk-deck | tee walk.txt
awk '/walk-svg/ { draw = $(NF - 7) } /walk-frames/ { frames = $(NF - 7) }
  END { printf "a frame beyond the first layout: %.2f ms\n", (frames - draw) / 58 }' walk.txt
measure mlp-svg moons-svg
