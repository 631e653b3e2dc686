"""Whose work is in the program and on what terms: as the bundle lists it, else as installed distributions tell it."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict, dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

LIST = "parts.json"
OURS = "branchdesk"
_TEXT = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LONGEST = 60  # characters of a licence's name; whole texts stand in that field now and then


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its name and version, the licence's short name, and the files with its texts."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]


def parts() -> tuple[Part, ...]:
    """Give every part, by name; the texts as paths."""
    frozen = getattr(sys, "_MEIPASS", None)
    found = shipped(Path(frozen) / "licences") if frozen else installed()
    return tuple(sorted(found, key=lambda part: part.name.casefold()))


def text(part: Part) -> str:
    """Read the texts of a part, one behind the other."""
    read = [Path(file).read_text("utf-8", errors="replace") for file in part.texts]
    return ("\n\n" + "─" * 40 + "\n\n").join(read)


def shipped(folder: Path) -> tuple[Part, ...]:
    """Read the list that was written when the bundle was built."""
    listed = json.loads((folder / LIST).read_text("utf-8"))
    return tuple(
        Part(one["name"], one["version"], one["licence"], tuple(str(folder / file) for file in one["texts"]))
        for one in listed
    )


def write(parts: tuple[Part, ...], folder: Path) -> None:
    """Write the list; the texts of its parts are paths inside the folder."""
    told = [asdict(part) for part in parts]
    (folder / LIST).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def installed() -> tuple[Part, ...]:
    """Give the distributions that the program asks for, and those that they ask for, as far as they are installed."""
    found: dict[str, Part] = {}
    waiting = [OURS]
    while waiting:
        name = plain(waiting.pop())
        if name in found:
            continue
        try:
            dist = distribution(name)
        except PackageNotFoundError:
            continue
        found[name] = part_of(dist)
        waiting += [_NAME.findall(wish)[0] for wish in dist.requires or () if "extra ==" not in wish]
    found.pop(OURS, None)
    return tuple(found.values())


def part_of(dist: Distribution) -> Part:
    """Tell of a distribution what its metadata say; an empty licence or no texts where they say nothing."""
    files = [
        file for file in dist.files or () if ".dist-info" in file.parts[0] and _TEXT.search("/".join(file.parts[1:]))
    ]
    texts = (Path(str(dist.locate_file(file))) for file in files)
    return Part(
        dist.metadata["Name"], dist.version, licence_of(dist), tuple(str(file) for file in texts if file.is_file())
    )


def licence_of(dist: Distribution) -> str:
    """Give the short name of a distribution's licence; empty where it names none."""
    told = dist.metadata
    for field in ("License-Expression", "License"):
        if field in told and (named := told[field].strip()) not in {"", "UNKNOWN"}:
            return " ".join(named.splitlines()[0].split())[:_LONGEST]
    kinds = (kind for kind in told.get_all("Classifier") or () if kind.startswith("License ::"))
    return ", ".join(kind.rsplit(" :: ", 1)[-1] for kind in kinds)


def plain(name: str) -> str:
    """Give a distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()
