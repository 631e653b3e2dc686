"""诊断: what a maintainer would ask for, gathered so that whatever cannot be had is said and the rest is still told."""

from __future__ import annotations

import logging
import os
import platform
import re
import shutil
import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import __version__ as alchemy
from sqlalchemy import select

from branchdesk import __version__, logs, places
from branchdesk.papers.house import House
from branchdesk.services import branch
from branchdesk.services.keeping import backups
from branchdesk.services.papers import faces, paper_settings
from branchdesk.services.papers.faces import RoleFaces
from branchdesk.store import driver
from branchdesk.store.engine import Store
from branchdesk.store.revisions import HEAD
from branchdesk.store.tables import member
from branchdesk.words import backups as say_backups
from branchdesk.words import diagnosis as say

STARTS = 5  # of the last, shown
GIGA = 1_000_000_000
_SEEN = re.compile(
    r"^(\S+ \d\d:\d\d):\S+ INFO \S+ painted after (\d+) ms, (?:usable|asking) after (\d+) ms", re.MULTILINE
)
_CHECKED = re.compile(r"^(\S+ \d\d:\d\d):\S+ INFO \S+ checked: (sound|unsound)", re.MULTILINE)
_NUMBER = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15})(?!\d)")

log = logging.getLogger(__name__)

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """Facts of one kind: names and values, in their order."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found; `names` are those of people, which no text that is handed on may have."""

    sections: tuple[Section, ...]
    faces: tuple[RoleFaces, ...]
    names: frozenset[str]


def gather(file: Path | None, store: Store | None, *, qt: str, settings: str = "", reason: str = "") -> Found:
    """Gather everything about the program and a file, open as `store` or not; `reason` says why it is not.

    Reads logs, fonts and folders: not for the window's own thread. `qt` names the versions of Qt, `settings` the file
    of the window's settings.
    """
    sections = (
        _section(say.PROGRAM, lambda: _program(qt, settings)),
        _section(say.DATA, lambda: _data(file, store, reason)),
        _section(say.BACKUPS, lambda: _backups(file)),
        _section(say.STARTS, _starts),
    )
    return Found(sections, _faces(store), _names(store))


def check(store: Store) -> branch.Soundness:
    """Look through the whole file, and log how it was found, so that it is known the next time."""
    found = branch.check(store)
    log.info("checked: %s", "sound" if found.ok else "unsound")
    return found


def text(sections: Sequence[Section], names: Collection[str] = ()) -> str:
    """Write sections as a plain text to hand on: no name of a person, no ID number, the user's own folder as ~."""
    lines = [f"【{section.title}】\n" + "\n".join(say.line(*fact) for fact in section.facts) for section in sections]
    return discreet("\n\n".join(lines), Path.home(), names)


def discreet(told: str, home: Path, names: Collection[str] = ()) -> str:
    """Take the user's own folder and name, these names and every ID number out of a text."""
    for folder in dict.fromkeys((str(home), home.as_posix())):
        if len(home.parts) > 1:
            told = re.sub(re.escape(folder) + r"(?=[/\\\s，；]|$)", "~", told, flags=re.MULTILINE)
    if home.name:  # also where a stick lies in a folder of the user's name
        told = re.sub(rf"(?<=[/\\]){re.escape(home.name)}(?=[/\\])", say.SOMEBODY, told)
    for name in sorted((name for name in names if len(name) > 1), key=len, reverse=True):
        told = told.replace(name, say.SOMEBODY)
    return _NUMBER.sub(say.A_NUMBER, told)


def versions_of_database() -> str:
    """Name the versions of SQLite and SQLCipher."""
    sqlite, cipher = driver.versions()
    return f"SQLite {sqlite} · SQLCipher {cipher} · SQLAlchemy {alchemy}"


def _section(title: str, facts: Callable[[], Sequence[Fact]]) -> Section:
    """Ask for facts; where the world is in the way, say so in their place."""
    try:
        return Section(title, tuple(facts()))
    except Exception as error:  # noqa: BLE001 - what is wrong here must not hide the rest
        log.warning("no facts: %s", logs.trace(error))
        return Section(title, ((say.UNKNOWN, type(error).__name__),))


def _program(qt: str, settings: str) -> list[Fact]:
    import reportlab  # noqa: PLC0415 - only its version is asked for

    frozen = bool(getattr(sys, "frozen", False))
    mode = say.PORTABLE if places.portable() else say.INSTALLED if frozen else say.SOURCE
    place = Path(sys.executable if frozen else places.__file__).parent
    return [
        (say.VERSION, __version__),
        (say.MODE, mode),
        (say.RUNNING, f"Python {platform.python_version()} · {qt}"),
        (say.DATABASE, versions_of_database()),
        (say.PAPERS, f"ReportLab {reportlab.__version__}"),
        (say.SYSTEM, _system()),
        (say.PLACE, str(place)),
        (say.LOGS, str(places.log_folder())),
        (say.SETTINGS, settings or say.NONE),
    ]


def _system() -> str:
    if sys.platform == "win32":
        return f"Windows {platform.release()}，{platform.version()}，{platform.machine()}"
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        name = platform.system()
    library = os.confstr("CS_GNU_LIBC_VERSION") if "CS_GNU_LIBC_VERSION" in os.confstr_names else ""
    return "，".join(part for part in (name, library, platform.release(), platform.machine()) if part)


def _data(file: Path | None, store: Store | None, reason: str) -> list[Fact]:
    path = store.path if store else file
    if path is None:
        return [(say.FILE, say.NO_FILE)]
    facts = [(say.FILE, str(path))]
    if store is None:
        facts.append((say.OPENED, say.not_opened(reason)))
    else:
        facts += [
            (say.BRANCH, f"{store.branch.unit} {store.branch.name}".strip()),
            (say.PASSWORD, say.WITH_PASSWORD if store.protected else say.WITHOUT_PASSWORD),
            (say.SCHEMA, str(HEAD)),
        ]
    facts.append((say.SIZE, say_backups.size(path.stat().st_size) if path.is_file() else say.NO_FILE))
    there = next(folder for folder in path.absolute().parents if folder.is_dir())
    facts.append((say.ROOM, say.free(shutil.disk_usage(there).free / GIGA)))
    last = _CHECKED.findall(_logged())
    facts.append((say.CHECKED, say.checked(_moment(last[-1][0]), sound=last[-1][1] == "sound") if last else say.NEVER))
    return facts


def _backups(file: Path | None) -> list[Fact]:
    """Tell of the backups beside the file; a second folder is named alone, for its drive may not answer."""
    if file is None:
        return [(say.LAST, say.NONE)]
    folder, chosen = backups.folder_of(file), backups.settings(file)
    there = list(backups.in_folder(folder))
    last = there[0] if there else None
    return [
        (
            say.LAST,
            say.taken(datetime.fromisoformat(last.at), last.reason, say_backups.size(last.size)) if last else say.NONE,
        ),
        (say.KEPT, say.kept(len(there))),
        (say.WHERE, str(folder)),
        (say.SECOND, chosen.second or say.NONE),
        (say.NEXT, say.next_backup(chosen.minutes)),
    ]


def _starts() -> list[Fact]:
    found = _SEEN.findall(_logged())[-STARTS:]
    return [(at, say.start(int(painted), int(usable))) for at, painted, usable in reversed(found)] or [
        (say.STARTS, say.NOT_YET_STARTED)
    ]


def _logged() -> str:
    """Read the log, the one before it first."""
    files = (places.log_folder() / f"{logs.FILE}.1", places.log_folder() / logs.FILE)
    return "".join(file.read_text("utf-8", errors="replace") for file in files if file.is_file())


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - the log has local time


def _faces(store: Store | None) -> tuple[RoleFaces, ...]:
    try:
        return faces.by_role(paper_settings.house(store) if store else House())
    except Exception as error:  # noqa: BLE001 - a damaged face must not hide the rest
        log.warning("no faces: %s", logs.trace(error))
        return ()


def _names(store: Store | None) -> frozenset[str]:
    if store is None:
        return frozenset()
    with store.reading() as connection:
        names = connection.scalars(select(member.c.name)).all()
    return frozenset({*names, store.operator} - {"", None})
