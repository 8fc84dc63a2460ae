#!/usr/bin/env bash
# Goes the way of somebody who has read nothing but the README: builds, looks at the demo, installs,
# and types the first session at a terminal. What the README shows has to be what is seen.
#
#   Tools/newcomer.sh            in this checkout
#   Tools/newcomer.sh --clone    in a fresh clone of it, where everything is built anew
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail() {
  echo "newcomer: $*" >&2
  exit 1
}

if [ "${1:-}" = --clone ]; then
  git clone --quiet . "$scratch/clone"
  cd "$scratch/clone"
fi

# The commands of "Try it" are what is run, so none may be missing there.
for command in 'make demo' 'make install PREFIX="$HOME/.local"'; do
  grep -qF "    $command" README.md || fail "the README does not say: $command"
done

export HOME=$scratch/home
mkdir "$HOME"
rm -rf demo
make demo </dev/null >"$scratch/demo.log" 2>&1 || { cat "$scratch/demo.log"; fail "make demo fails"; }
for picture in demo/*.svg; do
  xmllint --noout "$picture" || fail "$picture is no picture"
done
rm -rf demo
make install PREFIX="$HOME/.local" </dev/null >"$scratch/install.log" 2>&1 ||
  { cat "$scratch/install.log"; fail "make install fails"; }
PATH=$HOME/.local/bin:$PATH

# The first session, from `$ gradwalk` to the end of the block.
awk '/^```text$/ { inside = 1; text = ""; next }
  /^```$/ { if (text ~ /^\$ gradwalk\n/) { printf "%s", text; exit } inside = 0 }
  inside { text = text $0 "\n" }' README.md | tail -n +2 >"$scratch/shown.txt"
sed -n 's/^>>> //p' "$scratch/shown.txt" >"$scratch/typed.txt"
[ -s "$scratch/typed.txt" ] || fail "the README shows no session"

# The terminal repeats what is typed before anybody reads it; that comes before the banner. Behind the
# last prompt nothing was typed.
cd "$scratch"
TERM=dumb LC_ALL=C.UTF-8 script --quiet --return --command gradwalk /dev/null <typed.txt |
  tr -d '\r' | sed -n '/^Gradwalk /,$p' | sed '/^>>> *$/,$d' >seen.txt
diff shown.txt seen.txt || fail "the first session is not what the README shows"
echo "newcomer: the README's way works"
