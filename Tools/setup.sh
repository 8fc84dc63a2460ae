#!/usr/bin/env bash
# Installs what Gradwalk is built from, or says what is missing.
#
#   Tools/setup.sh build    a Swift toolchain and the C libraries
#   Tools/setup.sh test     these, and the programs that the tests look at pictures with
#   Tools/setup.sh bench    these, and what `make bench` compares with, as far as it can be had
#
# Where everything is there it does nothing, and needs neither a network nor root.
set -euo pipefail

purpose=${1:-build}
oldest_swift=6.2

# What is looked for, and the Debian package that holds it.
headers=(
  "graphviz/gvc.h libgraphviz-dev"
  "readline/readline.h libreadline-dev"
  "cmark.h libcmark-dev"
)
programs=()
files=()
if [ "$purpose" = test ]; then
  programs=(
    "dot graphviz"
    "gnuplot gnuplot-nox"
    "rsvg-convert librsvg2-bin"
    "pdftotext poppler-utils"
    "xmllint libxml2-utils"
    "chromium chromium"
    "pdflatex texlive-latex-base"
    "python3 python3"
  )
  files=(
    "/usr/share/texlive/texmf-dist/tex/latex/pgf/frontendlayer/tikz.sty texlive-pictures"
    "/usr/lib/python3/dist-packages/html5lib/__init__.py python3-html5lib"
  )
fi

# What is compared with; a comparison that cannot be installed is left out.
peers=()
if [ "$purpose" = bench ]; then
  programs=(
    "g++ g++"
    "python3 python3"
  )
  peers=(
    "dot graphviz"
    "adolc/adolc.h libadolc-dev"
    "ensurepip python3-venv"
  )
fi

fail() {
  printf 'setup: %s\n' "$@" >&2
  exit 1
}

check_swift() {
  command -v swift >/dev/null ||
    fail "there is no Swift toolchain; get $oldest_swift or later from https://www.swift.org/install"
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  [ "$(printf '%s\n' "$oldest_swift" "$version" | sort -V | head -n 1)" = "$oldest_swift" ] ||
    fail "Swift $version is too old; get $oldest_swift or later from https://www.swift.org/install"
}

has_header() {
  local directory
  for directory in /usr/include /usr/local/include; do
    [ -e "$directory/$1" ] && return 0
  done
  return 1
}

missing_packages() {
  local line
  for line in "${headers[@]}"; do
    has_header "${line% *}" || echo "${line#* }"
  done
  for line in ${programs[@]+"${programs[@]}"}; do
    command -v "${line% *}" >/dev/null || echo "${line#* }"
  done
  for line in ${files[@]+"${files[@]}"}; do
    [ -e "${line% *}" ] || echo "${line#* }"
  done
}

install_packages() {
  command -v apt-get >/dev/null ||
    fail "missing: $*" "these are Debian's names; install what your system calls them"
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || fail "missing: $*" "as root: apt-get install $*"
    as_root=(sudo)
  fi
  echo "setup: installing $*"
  # Old lists may name files that the mirrors no longer have, so a second try refreshes them.
  local install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends)
  ${as_root[@]+"${as_root[@]}"} "${install[@]}" "$@" </dev/null ||
    {
      ${as_root[@]+"${as_root[@]}"} apt-get update -qq </dev/null
      ${as_root[@]+"${as_root[@]}"} "${install[@]}" "$@" </dev/null
    } || fail "apt-get could not install: $*"
}

check_swift
mapfile -t missing < <(missing_packages)
if [ "${#missing[@]}" -gt 0 ]; then
  install_packages "${missing[@]}"
fi

# A peer is there as a program, a header or a module of Python's.
has_peer() {
  command -v "$1" >/dev/null || has_header "$1" || python3 -c "import $1" 2>/dev/null
}

for line in ${peers[@]+"${peers[@]}"}; do
  has_peer "${line% *}" || (install_packages "${line#* }") ||
    echo "setup: without ${line#* } some comparisons are left out"
done

# Exported programs are run with micrograd where PyPI can be reached, and with a stand-in anyway.
install_micrograd() {
  local environment
  environment=$(dirname "$0")/../.build/python
  "$environment/bin/python3" -c 'import micrograd' 2>/dev/null && return
  echo "setup: installing micrograd for the tests"
  { python3 -m venv "$environment" &&
    "$environment/bin/pip" install --quiet --disable-pip-version-check --timeout 10 micrograd; } \
    >/dev/null 2>&1 ||
    {
      rm -rf "$environment"
      echo "setup: micrograd cannot be had from PyPI; the tests that run it are skipped"
    }
}

if [ "$purpose" = test ]; then
  install_micrograd
fi
