"""A Python for the Linux release that every desktop of the last years can load: CPython 3.11 for glibc 2.28.

A Python of the machine that builds would tie the program to that machine's glibc. This one is built from Debian's
sources with a compiler that aims at any glibc (zig, a wheel), by an ordinary user, once: what comes out lies in the
cache of packaging/fetching.py under the hash of its recipe, with the program's locked libraries installed into it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import wheels
from fetching import cache, made_once, pinned, unpack

GLIBC = "2.28"
LOCK = Path(__file__).resolve().parent.parent / "requirements" / "bundle.txt"
MODULES = Path(__file__).with_name("linux") / "python_modules.setup"
# Wheels are named after the oldest glibc they load on; older names stand for the same thing.
PLATFORMS = (*(f"manylinux_2_{minor}_x86_64" for minor in range(28, 16, -1)), "manylinux2014_x86_64")
MOMENT = "1700000000"  # when everything was compiled, so that it comes out the same each time
OPTIMISED = "-O3 -fwrapv -DNDEBUG"
# Of Debian's patches to CPython those that mend it; the rest move things to where Debian keeps them.
MENDING = ("CVE-", "000", "shutdown-deadlock", "frame_dealloc-crash", "relfile-nullptr")
STATIC = "./configure --prefix={prefix} --disable-shared"
LIBRARY_ALONE = "--disable-xz --disable-xzdec --disable-lzmadec --disable-lzmainfo --disable-scripts"
# Each as: how it is configured, what is made, how it is laid where CPython finds it.
LIBRARIES = {
    "zlib": ("./configure --static --prefix={prefix}", "libz.a", "install"),
    "bzip2": ("true", "libbz2.a", "install PREFIX={prefix}"),
    "libffi": (f"{STATIC} --disable-docs --disable-exec-static-tramp", "all", "install"),
    "xz": (f"{STATIC} {LIBRARY_ALONE} --disable-doc --disable-nls", "all", "install"),
}
SOURCES = ("cpython", "cpython-debian", *LIBRARIES)
UNUSED = ("test", "idlelib", "tkinter", "ensurepip", "lib2to3", "turtledemo", "sqlite3", "curses", "__pycache__")


def ready() -> Path:
    """Give the interpreter, built and filled with the locked libraries where that has not been done yet."""
    home = cache() / f"python-{_hash(pinned(*SOURCES).encode(), MODULES.read_bytes(), Path(__file__).read_bytes())}"
    made_once(home, build)
    filled = made_once(home.with_name(f"{home.name}-{_hash(LOCK.read_bytes())}"), lambda part: fill(home, part))
    return filled / "bin" / "python3.11"


def environment(python: Path, *more: Path) -> dict[str, str]:
    """Give what makes the interpreter find its own library, and programs that follow it those in `more`."""
    return {"LD_LIBRARY_PATH": os.pathsep.join(map(str, (python.parent.parent / "lib", *more)))}


def build(home: Path) -> None:
    """Compile CPython and what it needs, and lay out in a folder what is used of it."""
    with tempfile.TemporaryDirectory(prefix="branchdesk-python-") as outer:
        work = Path(outer)
        tools = {**os.environ, **_tools(work), "CFLAGS": "-O3 -fPIC"}
        for name, (configure, target, install) in LIBRARIES.items():
            folder = unpack(name, work)
            given = [f"{tool}={tools[tool]}" for tool in ("CC", "AR", "RANLIB", "CFLAGS")] if name == "bzip2" else []
            _run(configure.format(prefix=work / "deps").split(), folder, tools)
            _run(["make", _jobs(), target, *given], folder, tools)
            _run(["make", *given, *install.format(prefix=work / "deps").split()], folder, tools)
        source = patched(work)
        configure_python(source, work / "deps", _tools(work))
        _run(["make", _jobs(), "PY3LIBRARY=", "python", "oldsharedmods"], source, {**os.environ, **_tools(work)})
        lay_out(source, home)


def patched(work: Path) -> Path:
    """Unpack CPython with Debian's security patches, and one of ours: how its library is told its own name."""
    source = unpack("cpython", work)
    patches = unpack("cpython-debian", work / "debian") / "patches"
    for name in (patches / "series").read_text(encoding="utf-8").split():
        if name.startswith(MENDING):
            _run(["patch", "-p1", "--silent", "--force", "-i", str(patches / name)], source, os.environ)
    makefile = source / "Makefile.pre.in"
    makefile.write_text(makefile.read_text(encoding="utf-8").replace("-Wl,-h", "-Wl,-soname,"), encoding="utf-8")
    return source


def configure_python(source: Path, libraries: Path, tools: dict[str, str]) -> None:
    """Configure for a place that moves: Python finds its own library by where its program lies."""
    shutil.copyfile(MODULES, source / "Modules" / "Setup.local")
    told = {
        **os.environ,
        **tools,
        "CPPFLAGS": f"-I{libraries}/include",
        "LDFLAGS": f"-L{libraries}/lib",
        "OPT": OPTIMISED,
    }
    switches = ("--prefix=/usr", "--enable-shared", "--without-ensurepip", "--disable-test-modules")
    _run(
        ["./configure", *switches, "--without-static-libpython", "--with-computed-gotos", "PKG_CONFIG=false"],
        source,
        told,
    )


def lay_out(source: Path, home: Path) -> None:
    """Copy the interpreter, its library and its modules from where they were compiled."""
    library = home / "lib" / "python3.11"
    shutil.copytree(source / "Lib", library, ignore=shutil.ignore_patterns(*UNUSED))
    (library / "lib-dynload").mkdir()
    for module in (source / "Modules").glob("*.so"):
        shutil.copy2(module, library / "lib-dynload")
    for data in source.glob("build/lib.*/_sysconfigdata*.py"):
        shutil.copy2(data, library)
    shutil.copy2(source / "libpython3.11.so.1.0", home / "lib")
    (home / "lib" / "libpython3.11.so").symlink_to("libpython3.11.so.1.0")
    (home / "bin").mkdir()
    shutil.copy2(source / "python", home / "bin" / "python3.11")


def fill(home: Path, filled: Path) -> None:
    """Copy a Python and have this machine's pip install the locked wheels that load on its glibc."""
    shutil.copytree(home, filled, symlinks=True, dirs_exist_ok=True)
    call = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-compile", "--require-hashes"]
    call += [word for platform in PLATFORMS for word in ("--platform", platform)]
    call += ["--only-binary", ":all:", "--python-version", "3.11", "--implementation", "cp", "-r", str(LOCK)]
    subprocess.run([*call, "--target", str(filled / "lib" / "python3.11" / "site-packages")], check=True)


def _tools(work: Path) -> dict[str, str]:
    zig = " ".join(wheels.zig())
    compiler = f"{zig} cc -target x86_64-linux-gnu.{GLIBC} -fno-sanitize=undefined -Wno-date-time -g0"
    return {
        "SOURCE_DATE_EPOCH": MOMENT,
        "CC": compiler,
        "AR": f"{zig} ar",
        "RANLIB": f"{zig} ranlib",
        "ZIG_GLOBAL_CACHE_DIR": str(work / "zig"),
        "ZIG_LOCAL_CACHE_DIR": str(work / "zig"),
    }


def _run(call: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
    done = subprocess.run(call, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"{' '.join(call)} failed in {folder}:\n{done.stdout[-3000:]}\n{done.stderr[-6000:]}")


def _jobs() -> str:
    return f"-j{os.cpu_count() or 1}"


def _hash(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]
