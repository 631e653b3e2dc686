"""Build the plugin through which the bundled Qt speaks to fcitx 4 and 5: `python packaging/fcitx_plugin.py`.

A plugin that was built for another Qt is not loaded, or crashes (a distribution's cannot be taken along), and Qt's own
wheel has none. This one is fcitx-qt5 (BSD), compiled with Qt's private headers and linked to the very libraries of the
PySide6 wheel, for glibc 2.28 and an old libstdc++: zig brings the C library, Debian's packages
the rest. The result lies in the cache under the hash of this recipe. Why: docs/decisions/0023-input-methods.md.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import fetching
import wheels

NAME = "libfcitxplatforminputcontextplugin-qt6.so"
LICENCE = "fcitx-qt5.txt"
GLIBC = "2.28"  # UOS 20, Kylin V10
SOURCE = "fcitx-qt5"
HEADERS = ("x11proto-dev", "libxkbcommon-dev")
OF_A_MACHINE = ("qt6-base-dev", "qt6-base-private-dev", "libstdc++-10-dev", "libstdc++6", "libgcc-s1", "libxkbcommon0")
# Qt's generators are Debian 13's. They run with its C library and with the wheel's Qt, on this machine's processor.
TOOLS = ("qt6-base-dev-tools", "trixie-libc6", "trixie-libstdc++6", "trixie-libgcc-s1", "trixie-libpcre2-16-0")
TRIPLETS = {"x86_64": "x86_64-linux-gnu", "aarch64": "aarch64-linux-gnu"}
PROXIES = {
    "org.fcitx.Fcitx.InputContext.xml": "inputcontextproxy",
    "org.fcitx.Fcitx.InputContext1.xml": "inputcontext1proxy",
    "org.fcitx.Fcitx.InputMethod.xml": "inputmethodproxy",
    "org.fcitx.Fcitx.InputMethod1.xml": "inputmethod1proxy",
}
# The binary interface of this call changed after Qt 6.8.0. Without it the Menu key reaches a field like any other key,
# and Qt makes the menu of it.
LEFT_OUT = """        QWindowSystemInterface::handleContextMenuEvent(window, false, pos,
                                                       globalPos, modifiers);
"""
SWITCHES = (
    *("-std=c++17", "-O2", "-fPIC", "-fvisibility=hidden", "-fvisibility-inlines-hidden", "-fno-sanitize=undefined"),
    *("-DQT_NO_DEBUG", "-DQT_PLUGIN", "-w"),
)


@dataclass(frozen=True, slots=True)
class Kit:
    """Where the parts lie for one build: the packages' `usr`, the tools' `usr`, the wheel's libraries."""

    machine: str
    usr: Path
    tools: Path
    qt: Path

    @property
    def triplet(self) -> str:
        """Give the processor and system as compilers and Debian's folders name them."""
        return TRIPLETS[self.machine]

    def headers(self) -> list[str]:
        """Give the compiler's switches for every folder of headers; libstdc++'s stand before the C library's."""
        qt = self.usr / "include" / self.triplet / "qt6"
        folders = [self.usr / "include" / "c++" / "10", self.usr / "include" / self.triplet / "c++" / "10"]
        folders += [self.usr / "include", qt, *(qt / module for module in ("QtCore", "QtGui", "QtDBus"))]
        for private in (*qt.glob("QtCore/6.*"), *qt.glob("QtGui/6.*")):
            folders += [private, private / private.parent.name]
        return [f"-I{folder}" for folder in folders]

    def libraries(self) -> list[str]:
        """Give the files that the plugin is linked to: of the wheel, and what old systems have."""
        parts = self.usr.parent
        old = [next(parts.rglob(name)) for name in ("libxkbcommon.so.0.*", "libstdc++.so.6.0.28", "libgcc_s.so.1")]
        return [str(self.qt / f"libQt6{name}.so.6") for name in ("Core", "Gui", "DBus")] + [str(file) for file in old]


def build(machine: str = "", qt: Path | None = None) -> Path:
    """Give the plugin's file, built where the cache has none of this recipe; its licence lies beside it.

    `machine` is the processor as uname names it and `qt` the folder with its libQt6*.so.6: without them, this machine's
    and those of this Python's PySide6. Raises Unfetched, and CalledProcessError where a tool fails.
    """
    machine = machine or platform.machine()
    result = fetching.cache() / f"fcitx-plugin-{machine}-{recipe()}" / NAME
    if result.is_file():
        return result
    with tempfile.TemporaryDirectory(prefix="branchdesk-fcitx-") as outer:
        folder = Path(outer)
        kit = gather(folder, machine, qt or wheels_qt())
        source = fetching.unpack(SOURCE, folder / "source")
        made = compile_plugin(kit, prepare(kit, source, folder / "work"))
        result.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source / "COPYING.BSD", result.with_name(LICENCE))
        part = result.with_suffix(".part")
        shutil.copy2(made, part)
        part.replace(result)
    return result


def recipe() -> str:
    """Give what a result is known by: a hash of this file, of the pins, and of the compiler's pin."""
    files = (Path(__file__), fetching.PINS, wheels.PINS)
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def wheels_qt() -> Path:
    """Give the folder of Qt's libraries of the PySide6 that this Python has."""
    found = importlib.util.find_spec("PySide6")
    if found is None or found.origin is None:
        raise FileNotFoundError("this Python has no PySide6, whose Qt the plugin is linked to")
    return Path(found.origin).parent / "Qt" / "lib"


def gather(folder: Path, machine: str, qt: Path) -> Kit:
    """Unpack the packages: headers and libraries of the machine that is built for, tools for the machine at hand."""
    parts, tools = folder / "parts", folder / "tools"
    for name in (*HEADERS, *(f"{name}-{machine}" for name in OF_A_MACHINE)):
        fetching.unpack_deb(name, parts)
    for name in TOOLS:
        fetching.unpack_deb(name, tools)
    return Kit(machine, parts / "usr", tools / "usr", qt)


def prepare(kit: Kit, source: Path, work: Path) -> Path:
    """Copy the plugin's source, leave the one call out, and generate what Qt's build would; gives the folder."""
    shutil.copytree(source / "qt5" / "platforminputcontext", work)
    main = work / "qfcitxplatforminputcontext.cpp"
    text = main.read_text(encoding="utf-8")
    if text.count(LEFT_OUT) != 1:
        raise ValueError(f"{main.name} does not hold the call that is left out: the source is another")
    main.write_text(text.replace(LEFT_OUT, ""), encoding="utf-8")
    for file, proxy in PROXIES.items():
        run_tool(kit, work, "bin/qdbusxml2cpp", "-i", "fcitxqtdbustypes.h", "-p", proxy, file)
    for header in sorted(work.glob("*.h")):
        if "Q_OBJECT" in header.read_text(encoding="utf-8"):
            run_tool(kit, work, "libexec/moc", *kit.headers(), "-I.", header.name, "-o", f"moc_{header.stem}.cpp")
    return work


def run_tool(kit: Kit, work: Path, tool: str, *arguments: str) -> None:
    """Run one of Qt's generators, with the C library of its own distribution."""
    libraries = next(kit.tools.rglob("libc.so.6")).parent
    loader = next(libraries.glob("ld-linux-*.so.*"))
    path = f"{libraries}:{wheels_qt()}"
    call = [str(loader), "--library-path", path, str(kit.tools / "lib" / "qt6" / tool), *arguments]
    subprocess.run(call, check=True, cwd=work)


def compile_plugin(kit: Kit, work: Path) -> Path:
    """Compile all as one unit (each part alone would read Qt's headers again) and link it; gives the file."""
    whole = work / "whole.cc"
    whole.write_text("".join(f'#include "{file.name}"\n' for file in sorted(work.glob("*.cpp"))), encoding="utf-8")
    caches = {"ZIG_GLOBAL_CACHE_DIR": str(fetching.cache() / "zig"), "ZIG_LOCAL_CACHE_DIR": str(work / "zig")}
    # `zig cc`, not `zig c++`: the latter brings a C++ library of its own, and Qt speaks to the system's.
    zig = [*wheels.zig(), "cc", "-target", f"{kit.triplet}.{GLIBC}"]
    link = ["-shared", "-s", "-Wl,-rpath,$ORIGIN/../../lib", "-Wl,-z,defs", "-Wl,-soname," + NAME, "-o", NAME]
    for call in (
        [*zig, *SWITCHES, "-I.", *kit.headers(), "-c", whole.name, "-o", "whole.o"],
        [*zig, "whole.o", *kit.libraries(), *link],
    ):
        subprocess.run(call, check=True, cwd=work, env={**os.environ, **caches})
    return work / NAME


if __name__ == "__main__":
    print(build())
