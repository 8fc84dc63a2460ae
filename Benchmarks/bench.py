"""Measures everything, and writes docs/performance.md. `make bench` runs it.

    bench.py PROGRAM

What has been measured is kept in .build/bench/results as lines of JSON. A peer that cannot be had, that
crashes or that takes too long is named on the page, and the rest goes on; a result that is wrong ends
the run with an error, and the page stays as it was. Environment:

    QUICK=1       few rounds, no slow peers, and the page on the standard output only
    PAIRS=N       how many pairs are timed of each workload (15)
    ONLY=A,B      only these parts: engine, program, or the name of a peer
"""

import json
import os
import pathlib
import re
import signal
import subprocess
import sys

import peers
import report
from peers import Unavailable, place, root

quick = bool(os.environ.get("QUICK"))
pairs = int(os.environ.get("PAIRS") or (3 if quick else 15))
only = [part for part in os.environ.get("ONLY", "").split(",") if part]
results = place / "results"
failures = []


def missing(part, reason, **fields):
    # Without the folders of this machine, since it stands on the page.
    line = {"kind": "missing", **fields, "reason": re.sub(r"(?<!\w)/\S*/", "", reason)}
    print(f"bench: {fields['who']}: {line['reason']}", file=sys.stderr, flush=True)
    with open(results / f"{part}.jsonl", "a") as file:
        file.write(json.dumps(line) + "\n")


def measure(part, who, command, timeout, **about):
    """Runs one measurement, and keeps the lines that it prints."""
    words = [str(word) for word in command]
    print("bench: " + " ".join(map(os.path.basename, words)), file=sys.stderr, flush=True)
    environment = dict(
        os.environ, YARDSTICK=str(place / "libyardstick.so"), EMPTY=str(place / "empty"),
        OMP_NUM_THREADS="1")
    reason = None
    # A session of its own, so that what it started ends with it.
    child = subprocess.Popen(
        words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        cwd=place / "work", env=environment, start_new_session=True)
    try:
        output, complaints = child.communicate(timeout=timeout)
        status = child.returncode
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        output, complaints = child.communicate()
        status, reason = 0, f"it takes more than {timeout} s"
    for line in output.splitlines():
        try:
            wrong = json.loads(line)["kind"] == "wrong"
        except ValueError:
            continue
        if wrong:
            failures.append(line)
        with open(results / f"{part}.jsonl", "a") as file:
            file.write(line + "\n")
    if status < 0:
        reason = f"it dies of signal {-status}"
    elif status != 0:
        complaint = (complaints or output).strip().splitlines() or ["no message"]
        reason = f"it ends with an error: {complaint[-1][:160]}"
    if reason:
        missing(part, who=who, reason=reason, **about)
        # Ours may not fail.
        if part in ("engine", "program"):
            failures.append(f"{' '.join(map(os.path.basename, words))}: {reason}")


def wanted(part):
    if only and part not in only:
        return False
    (results / f"{part}.jsonl").write_text("")
    return True


def measure_engine():
    configuration = ["--configuration", "release", "--product", "gradwalk-bench"]
    peers.run("building gradwalk-bench", "swift", "build", *configuration, cwd=root)
    bench = root / ".build" / "release" / "gradwalk-bench"
    for workload in range(1, 7):
        measure("engine", "Gradwalk", [bench, "time", place, workload, pairs], 120, workload=workload)
    for workload in (4, 5):
        measure("engine", "Gradwalk", [bench, "memory", place, workload], 60, workload=workload)


def measure_peer(peer):
    try:
        peer.prepare()
    except Unavailable as problem:
        missing(peer.name, who=peer.name, reason=str(problem))
        return
    for workload, reason in peer.beyond.items():
        missing(peer.name, who=peer.name, workload=workload, reason=reason)
    for workload in peer.times:
        if quick and peer.name == "CasADi" and workload in (3, 4, 5):
            continue
        command = [*peer.command, "time", workload, pairs]
        measure(peer.name, peer.name, command, 400, workload=workload)
    for workload in peer.memory:
        command = [*peer.command, "memory", workload]
        measure(peer.name, peer.name, command, 200, workload=workload)


def measure_program(program):
    (place / "work" / "empty.swift").write_text("\n")
    peers.run("compiling an empty program", "swiftc", "-O", "work/empty.swift", "-o", "empty", cwd=place)
    try:
        peers.micrograd()
        python = peers.python
    except Unavailable as problem:
        missing("program", who="micrograd", reason=str(problem))
        python = sys.executable
    for group in ("startup", "language", "training", "drawing", "pictures"):
        command = [python, peers.here / "program.py", program, group, 3 if quick else 9]
        measure("program", group, command, 400)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    for directory in (results, place / "work"):
        directory.mkdir(parents=True, exist_ok=True)
    peers.yardstick()
    if wanted("engine"):
        measure_engine()
    if wanted("program"):
        measure_program(program)
    for peer in peers.PEERS:
        if wanted(peer.name):
            measure_peer(peer)
    if failures:
        sys.exit("bench: WRONG OR FAILED, so there is no page:\n" + "\n".join(failures))
    page = report.page(results)
    if quick or only:
        print(page, end="")
    else:
        (root / "docs" / "performance.md").write_text(page)
        print("bench: wrote docs/performance.md", file=sys.stderr)


if __name__ == "__main__":
    try:
        main()
    except Unavailable as problem:
        sys.exit(f"bench: {problem}")
