"""Builds the yardstick and fetches and builds what it is compared with, all below `.build/bench`."""

import glob
import os
import pathlib
import subprocess
import sys
from dataclasses import dataclass, field

here = pathlib.Path(__file__).resolve().parent
root = here.parent
place = root / ".build" / "bench"
python = place / "python" / "bin" / "python3"
FLAGS = ["-O3", "-march=native", "-std=c++17", "-DNDEBUG", f"-I{place}"]


class Unavailable(Exception):
    """A peer cannot be had; the message says why."""


def run(what, *words, **options):
    """Runs a command quietly; its last line of complaint becomes the reason why not."""
    words = [str(word) for word in words]
    print(f"bench: {what}", file=sys.stderr, flush=True)
    try:
        done = subprocess.run(
            words, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600, **options)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise Unavailable(f"{what}: {type(problem).__name__}") from None
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        errors = [line for line in lines if "error" in line.lower()]
        raise Unavailable(f"{what}: " + (errors or lines or ["failed"])[0].strip()[:160])
    return done.stdout


def compile_cpp(source, output, *more):
    """Beside the yardstick's library, which it finds there when it runs."""
    link = [f"-L{place}", "-lyardstick", "-Wl,-rpath,$ORIGIN"]
    run(f"compiling {source}", "g++", *FLAGS, "-w", here / source, "-o", place / output, *more, *link)


def yardstick():
    """The library, and a second build without fused multiplications and additions, to which ours is
    held digit by digit."""
    moons = root / "samples" / "micrograd" / "moons100.csv"
    header = run("numbers of the workloads", sys.executable, here / "Yardstick" / "data.py", moons)
    (place / "data.hpp").write_text(header)
    shared = ["-Wall", "-Wextra", "-fPIC", "-shared", "-Wl,-Bsymbolic"]
    source = here / "Yardstick" / "yardstick.cpp"
    for name, more in (("libyardstick.so", []), ("libyardstick-exact.so", ["-ffp-contract=off"])):
        run(f"compiling {name}", "g++", *FLAGS, *shared, *more, source, "-o", place / name)


def package(*names):
    """Packages of PyPI in an environment of their own."""
    if not python.exists():
        run("making a Python environment", sys.executable, "-m", "venv", place / "python")
    run(
        f"installing {' '.join(names)}", python, "-m", "pip", "install", "--quiet", "--timeout", "30",
        "--disable-pip-version-check", *names)


def micrograd():
    package("micrograd")


def casadi():
    package("numpy", "casadi")


def jax():
    package("jax")


def adolc():
    if not os.path.exists("/usr/include/adolc/adolc.h"):
        raise Unavailable("libadolc-dev is not installed")
    version = "unknown"
    try:
        version = run("version of ADOL-C", "dpkg-query", "-W", "-f", "${Version}", "libadolc-dev")
    except Unavailable:
        pass
    compile_cpp(
        "Peers/adolc.cpp", "adolc", f'-DADOLC_VERSION="{version.split("-")[0]}"', "-ladolc")


def stan():
    """Only the headers of the wheel are used, and the library of threads that they need."""
    directory = place / "stan"
    if not glob.glob(f"{directory}/httpstan/include/stan/math.hpp"):
        package("pip")
        run(
            "downloading httpstan", python, "-m", "pip", "download", "--quiet", "--no-deps",
            "--only-binary", ":all:", "--disable-pip-version-check", "--dest", directory, "httpstan")
        wheel = glob.glob(f"{directory}/httpstan*.whl")[0]
        run("unpacking httpstan", sys.executable, "-m", "zipfile", "-e", wheel, directory)
    threads = sorted(glob.glob(f"{directory}/httpstan/lib/libtbb.so*"))
    if not threads:
        raise Unavailable("the wheel of httpstan has no libtbb")
    compile_cpp(
        "Peers/stan.cpp", "stan-math", "-D_REENTRANT", "-DTBB_INTERFACE_NEW",
        "-DBOOST_DISABLE_ASSERTS", f"-I{directory}/httpstan/include", threads[-1],
        "-Wl,-rpath,$ORIGIN/stan/httpstan/lib")


@dataclass
class Peer:
    """Something to compare with."""

    name: str
    prepare: callable
    command: list
    times: tuple = (1, 2, 3, 4, 5, 6)
    memory: tuple = (4, 5)
    # Workloads that are left out, and why.
    beyond: dict = field(default_factory=dict)


def script(name):
    return [str(python), str(here / "Peers" / f"peer_{name}.py")]


DEEP = "its backward pass recurs as deep as the graph"
UNROLLED = "XLA would have to compile 64,350 scalar operations"
PEERS = [
    Peer("yardstick", lambda: None, [sys.executable, str(here / "Peers" / "peer_yardstick.py")], ()),
    Peer("Stan Math", stan, [str(place / "stan-math")]),
    Peer("ADOL-C", adolc, [str(place / "adolc")]),
    Peer(
        "micrograd", micrograd, script("micrograd"), (1, 2, 3, 6),
        beyond={4: DEEP, 5: DEEP}),
    Peer("CasADi", casadi, script("casadi"), memory=()),
    Peer("JAX", jax, script("jax"), (1, 2, 3, 4, 5), (), {6: UNROLLED}),
]
