"""The gate of the Linux release: nothing in it may ask the system for more than the oldest desktops have.

What a file asks for stands in its symbols: `memcpy@GLIBC_2.14` loads where glibc is 2.14 or newer. One symbol that is
too new in one library of hundreds is enough, and the program does not start.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

# UOS 20 and Kylin V10 on x86-64: glibc 2.28, and the C++ runtime of gcc 7.
LIMITS: Mapping[str, tuple[int, ...]] = {
    "GLIBC": (2, 28),
    "GLIBCXX": (3, 4, 24),
    "CXXABI": (1, 3, 11),
    "GCC": (7, 0, 0),
}
ELF = b"\x7fELF"
REFERENCE = re.compile(r"^\s+0x[0-9a-f]+ 0x[0-9a-f]+ \d+ ([A-Z]+)_(\S+)$")
SYMBOL = re.compile(r"\*UND\*\s.*\((\S+)\)\s+(\S+)$")


def too_new(folder: Path, limits: Mapping[str, tuple[int, ...]] = LIMITS) -> list[str]:
    """Read every program and library below a folder, and give a line for each that asks for too much."""
    return [
        line for file in sorted(programs(folder)) for line in excess(file.relative_to(folder), asked_by(file), limits)
    ]


def programs(folder: Path) -> Iterator[Path]:
    """Find the ELF files, whatever their names."""
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            with file.open("rb") as stream:
                if stream.read(len(ELF)) == ELF:
                    yield file


def asked_by(file: Path) -> dict[str, list[str]]:
    """Give each version that a file asks the system for, as GLIBC_2.28, with the symbols that need it."""
    call = ["objdump", "-p", "-T", str(file)]
    told = subprocess.run(call, capture_output=True, encoding="utf-8", errors="replace", check=True).stdout
    asked: dict[str, list[str]] = {}
    for line in told.splitlines():
        if reference := REFERENCE.match(line):
            asked.setdefault("_".join(reference.groups()), [])
        elif (symbol := SYMBOL.search(line)) and symbol[1] in asked:
            asked[symbol[1]].append(symbol[2])
    return asked


def excess(name: Path, asked: Mapping[str, list[str]], limits: Mapping[str, tuple[int, ...]]) -> Iterator[str]:
    """Give a line for each version that is beyond its limit, or is no number at all."""
    for version, symbols in asked.items():
        family, _, number = version.partition("_")
        if family in limits and not _is_within(number, limits[family]):
            yield f"{name} asks for {version}: {', '.join(symbols) or 'the file as a whole'}"


def _is_within(number: str, limit: tuple[int, ...]) -> bool:
    parts = number.split(".")
    return all(part.isdecimal() for part in parts) and tuple(map(int, parts)) <= limit


if __name__ == "__main__":
    found = too_new(Path(sys.argv[1]))
    sys.exit("\n".join(found) or 0)
