"""Collect the licence of every part that PyInstaller took into the bundle, and its texts, for the folder `licences`.

What is a Python distribution is asked for its metadata; licences.toml tells of the rest. A part that names no licence
or has no text, and a library that nobody answers for, end the build.
"""

from __future__ import annotations

import platform
import shutil
import sys
import sysconfig
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from fnmatch import fnmatch
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "src"))

from branchdesk.files.licences import Part, part_of, plain, write  # noqa: E402 - ours, installed or not

DECLARED = ROOT / "packaging" / "licences.toml"
TEXTS = ROOT / "packaging" / "licences"
TAKEN_ALONG = ("pyinstaller",)  # its starter is in every bundle, though no module of it is
# Of the system's compiler and Microsoft's runtime; the libraries may be passed on with a program.
RUNTIMES = ("vcruntime140*", "msvcp140*", "ucrtbase*", "api-ms-win-*", "concrt140*")
Entry = tuple[str, str, str]


class Unlicensed(Exception):
    """A part may not be passed on as it is known here; the text lists what is missing."""


def collect(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """Write list and texts into a folder that is made anew; gives them as entries of the bundle's data.

    The entries are PyInstaller's (place in the bundle, file, kind), as they were found and not yet stripped.
    """
    parts, wrong = find(entries)
    if wrong:
        raise Unlicensed("\n".join(["licences:", *wrong]))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    write(tuple(_with_texts(part, folder, number) for number, part in enumerate(parts)), folder)
    made = (file for file in folder.rglob("*") if file.is_file())
    return [(f"licences/{file.relative_to(folder).as_posix()}", str(file), "DATA") for file in made]


def find(entries: Iterable[Entry]) -> tuple[list[Part], list[str]]:
    """Give the parts of these entries, by name, and what is wrong with them in sentences."""
    declared = tomllib.loads(DECLARED.read_text(encoding="utf-8"))
    owners = _owners()
    dists: dict[str, Distribution] = {}
    names = {part["name"] for part in declared["part"] if part.get("always")}
    wrong = []
    for place, file, kind in entries:
        if kind == "SYMLINK" or not file:
            continue
        owner = owners.get(_real(file))
        if owner is not None:
            dists[plain(owner.metadata["Name"])] = owner
        elif kind in {"BINARY", "EXTENSION"}:
            name = next((one["name"] for one in declared["part"] if _matches(Path(place).name, one)), None)
            if name is not None:
                names.add(name)
            elif not (_is_python(file) or any(fnmatch(Path(place).name.lower(), runtime) for runtime in RUNTIMES)):
                wrong.append(f"{place} ({file}) belongs to no part that licences.toml knows")
    dists |= {plain(dist.metadata["Name"]): dist for dist in distributions() if dist.metadata["Name"] in TAKEN_ALONG}
    dists.pop("branchdesk", None)
    parts = [_told(part_of(dist), declared["distribution"].get(name, {})) for name, dist in dists.items()]
    parts += [_declared(one) for one in declared["part"] if one["name"] in names]
    for part in parts:
        wrong += [] if part.licence else [f"{part.name} names no licence"]
        wrong += [] if part.texts else [f"{part.name} has no text of its licence"]
    return sorted(parts, key=lambda part: part.name.casefold()), wrong


def _owners() -> dict[str, Distribution]:
    """Give the distribution of every installed file."""
    return {_real(str(dist.locate_file(file))): dist for dist in distributions() for file in dist.files or ()}


def _real(file: str) -> str:
    return str(Path(file).resolve())


def _is_python(file: str) -> bool:
    """Say whether a file is of Python's own library."""
    homes = [Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib")]
    if sys.platform == "win32":  # where its modules lie in a folder beside the library, and nobody else's do
        homes.append(Path(sys.base_prefix))
    return any(Path(file).resolve().is_relative_to(home.resolve()) for home in homes)


def _matches(name: str, part: dict[str, Any]) -> bool:
    return any(fnmatch(name, pattern) for pattern in part.get("files", ()))


def _told(part: Part, more: dict[str, Any]) -> Part:
    """Add to a distribution what its metadata lack."""
    texts = tuple(str(_text(name)) for name in more.get("texts", ()))
    return replace(part, licence=more.get("licence", part.licence), texts=(*part.texts, *texts))


def _declared(part: dict[str, Any]) -> Part:
    version = platform.python_version() if part["name"] == "CPython" else ""
    return Part(part["name"], version, part["licence"], tuple(str(_text(name)) for name in part["texts"]))


def _text(name: str) -> Path:
    return ROOT / name if name.startswith("resources/") else TEXTS / name


def _with_texts(part: Part, folder: Path, number: int) -> Part:
    """Copy a part's texts below the folder, each under a name of its own."""
    inside = folder / (plain("".join(letter for letter in part.name if letter.isascii())).strip() or f"part-{number}")
    names: list[str] = []
    for text in map(Path, part.texts):
        inside.mkdir(exist_ok=True)
        target = inside / text.name
        if target.exists():  # two texts of one name, from folders of the distribution's own
            target = inside / f"{text.parent.name}-{text.name}"
        shutil.copyfile(text, target)
        names.append(target.relative_to(folder).as_posix())
    return replace(part, texts=tuple(names))
