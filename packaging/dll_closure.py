"""What a Windows bundle asks for: every DLL that its files import is in it, or is Windows 10's own.

A DLL that only the machine which built the bundle had is a box with a file's name on the office's PC. Also found: a
DLL of wine's that crept in, and copies of Microsoft's runtime that differ from those of Qt's wheels.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from pathlib import Path

ENDINGS = {".exe", ".dll", ".pyd"}
OF_WINDOWS = frozenset(
    f"{name}.dll"
    for name in (
        *("advapi32", "authz", "avrt", "bcrypt", "bcryptprimitives", "cfgmgr32", "comctl32", "comdlg32", "crypt32"),
        *("d2d1", "d3d11", "d3d12", "d3d9", "dbghelp", "dcomp", "dnsapi", "dwmapi", "dwrite", "dxgi", "gdi32", "imm32"),
        *("iphlpapi", "kernel32", "mpr", "msvcrt", "ncrypt", "netapi32", "ntdll", "ole32", "oleaut32", "opengl32"),
        *("powrprof", "propsys", "psapi", "rpcrt4", "secur32", "setupapi", "shcore", "shell32", "shlwapi", "ucrtbase"),
        *(
            "uiautomationcore",
            "user32",
            "userenv",
            "usp10",
            "uxtheme",
            "version",
            "winhttp",
            "winmm",
            "winspool",
            "wintrust",
            "wldap32",
        ),
        *("ws2_32", "wtsapi32"),
    )
) | {"winspool.drv"}
SETS_OF_WINDOWS = ("api-ms-win-", "ext-ms-win-")
RUNTIME = ("vcruntime140", "msvcp140")
WHEELS = ("shiboken6", "PySide6")  # whose runtime is the one to have
OF_WINE = (b"Wine builtin DLL", b"Wine placeholder DLL")
IMPORTS, DELAYED = 1, 13  # of the directories in a file's header
SIZES = {IMPORTS: 20, DELAYED: 32}
NAMES = {IMPORTS: 12, DELAYED: 4}  # where an entry names its DLL
PLUS = 0x20B  # a 64-bit file


def troubles(folder: Path) -> list[str]:
    """Give a sentence for whatever a bundle lacks or should not have; none where all is well."""
    files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in ENDINGS and file.is_file())
    there = {file.name.lower() for file in files}
    found = []
    for file in files:
        content, place = file.read_bytes(), file.relative_to(folder).as_posix()
        if content[0x40:0x80].startswith(OF_WINE):
            found.append(f"{place} is wine's")
        lacking = sorted(name for name in imported(content) if name not in there and not is_of_windows(name))
        found += [f"{place} asks for {name}, which neither the bundle nor Windows 10 has" for name in lacking]
    return found + _strange_runtimes(folder, files)


def is_of_windows(name: str) -> bool:
    """Say whether every Windows 10 has a DLL, named in small letters."""
    return name in OF_WINDOWS or name.startswith(SETS_OF_WINDOWS)


def imported(content: bytes) -> set[str]:
    """Give the DLLs that a program or DLL names, in small letters, those that it loads late among them."""
    (header,) = struct.unpack_from("<I", content, 0x3C)
    if content[header : header + 4] != b"PE\0\0":
        return set()
    sections, options = struct.unpack_from("<H12xH", content, header + 6)
    optional = header + 24
    directories = optional + (112 if struct.unpack_from("<H", content, optional)[0] == PLUS else 96)
    (count,) = struct.unpack_from("<I", content, directories - 4)
    table = [struct.unpack_from("<8xIIII", content, optional + options + 40 * number) for number in range(sections)]
    names = set()
    for which in (IMPORTS, DELAYED):
        entry = _offset(struct.unpack_from("<I", content, directories + 8 * which)[0], table) if which < count else 0
        while entry and (name := struct.unpack_from("<I", content, entry + NAMES[which])[0]):
            start = _offset(name, table)
            names.add(content[start : content.index(b"\0", start)].decode("ascii").lower())
            entry += SIZES[which]
    return names


def _offset(address: int, table: list[tuple[int, ...]]) -> int:
    """Give where in the file lies what will lie at an address in memory; 0 where nothing does."""
    for size, start, raw, offset in table:
        if address and start <= address < start + max(size, raw):
            return address - start + offset
    return 0


def _strange_runtimes(folder: Path, files: list[Path]) -> list[str]:
    of_wheels: dict[str, set[bytes]] = defaultdict(set)
    copies = [file for file in files if file.name.lower().startswith(RUNTIME)]
    for file in copies:
        if file.parent.name in WHEELS:
            of_wheels[file.name.lower()].add(file.read_bytes())
    return [
        f"{file.relative_to(folder).as_posix()} is not the one of Qt's wheels"
        for file in copies
        if file.read_bytes() not in of_wheels[file.name.lower()]
    ]
