"""What a release is made of and no wheel carries: sources and packages, each pinned by its SHA-256 in pins.toml.

Fetched once into a cache outside the checkout, so that a release can be built again without a network.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tarfile
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

PINS = Path(__file__).with_name("pins.toml")
TRIES = 3
PATIENCE = 120  # seconds without a byte
PIECE = 1 << 20


class Unfetched(Exception):
    """Something could not be had, or is not what was pinned; the text says what and from where."""


def cache() -> Path:
    """Give the folder of what was fetched before; `BRANCHDESK_FETCHED` names another, as on a stick."""
    named = os.environ.get("BRANCHDESK_FETCHED")
    folder = Path(named) if named else Path.home() / ".cache" / "branchdesk-build"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def pinned(*names: str) -> str:
    """Give one short hash of what is pinned under these names, to call after it what is made of them."""
    pins = tomllib.loads(PINS.read_text(encoding="utf-8"))
    return hashlib.sha256("\n".join(str(pins[name]["sha256"]) for name in names).encode()).hexdigest()[:16]


def fetch(name: str) -> Path:
    """Give the file that pins.toml lists under a name, fetched where it is not there yet, its SHA-256 compared."""
    pin = tomllib.loads(PINS.read_text(encoding="utf-8"))[name]
    file = cache() / str(pin["url"]).rsplit("/", 1)[-1]
    if not (file.is_file() and sha256(file) == pin["sha256"]):
        _download(pin["url"], file)
        if (found := sha256(file)) != pin["sha256"]:
            file.unlink()
            raise Unfetched(f"{name}: {pin['url']} has SHA-256 {found}, and {pin['sha256']} is pinned")
    return file


def unpack(name: str, folder: Path) -> Path:
    """Unpack a pinned source archive into a folder that is made for it, and give the one folder that was in it."""
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fetch(name)) as archive:
        archive.extractall(folder)  # noqa: S202 - what is in it is pinned; Debian 12 knows no filter yet
        top = {Path(member).parts[0] for member in archive.getnames() if member not in {".", "./"}}
    return folder / top.pop() if len(top) == 1 else folder


def unpack_deb(name: str, folder: Path) -> None:
    """Unpack a pinned Debian package over what lies in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["dpkg-deb", "-x", str(fetch(name)), str(folder)], check=True)


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Give a folder of the cache; where it is not there, `make` fills one aside first: it is there whole or not."""
    if not folder.is_dir():
        part = folder.with_name(f"{folder.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        make(part)
        part.rename(folder)
    return folder


def sha256(file: Path) -> str:
    """Give a file's SHA-256 as hexadecimal digits."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _download(address: str, file: Path) -> None:
    part = file.with_suffix(file.suffix + ".part")
    for tried in range(1, TRIES + 1):
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as source, part.open("wb") as target:  # noqa: S310 - our own list
                while piece := source.read(PIECE):
                    target.write(piece)
            part.replace(file)
        except (OSError, urllib.error.URLError) as error:
            if tried == TRIES:
                raise Unfetched(f"{address} cannot be fetched: {error}") from error
            time.sleep(tried)
        else:
            return
