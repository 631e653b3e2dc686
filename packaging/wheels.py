"""Wheels that help to build a release and stand in no lock, pinned by their SHA-256 in wheels.toml.

pip fetches and unpacks them, once, into the cache of packaging/fetching.py.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

from fetching import cache, made_once

PINS = Path(__file__).with_name("wheels.toml")


def wheel(name: str) -> Path:
    """Give the folder of an unpacked wheel, fetched where it is not there yet; pip compares its SHA-256."""
    pin = tomllib.loads(PINS.read_text(encoding="utf-8"))[name]
    folder = cache() / f"{name}-{pin['version']}-{pin.get('platform', sys.platform)}"
    call = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--only-binary",
        ":all:",
        "--require-hashes",
    ]
    if "platform" in pin:
        call += ["--platform", pin["platform"], "--python-version", "3.11"]

    def install(part: Path) -> None:
        asked = folder.with_suffix(".txt")
        asked.write_text(requirement(name, pin["version"], pin["sha256"]), encoding="utf-8")
        subprocess.run([*call, "--target", str(part), "-r", str(asked)], check=True)
        asked.unlink()

    return made_once(folder, install)


def requirement(name: str, version: str, sums: list[str]) -> str:
    """Write the line of a requirements file that takes this wheel and no other."""
    return f"{name}=={version} {' '.join(f'--hash=sha256:{one}' for one in sums)}\n"


def zig() -> list[str]:
    """Give the start of a call of zig, which compiles C and resources for every system."""
    return [str(wheel("ziglang") / "ziglang" / ("zig.exe" if sys.platform == "win32" else "zig"))]
