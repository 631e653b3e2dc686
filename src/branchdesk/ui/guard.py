"""Which input method Qt shall speak to, decided before Qt starts.

Qt's own build speaks ibus and nothing else of what Chinese desktops run. A desktop with fcitx needs the plugin that our
bundle carries; where that is missing, fcitx 5 is reached through ibus's portal, and fcitx 4 is not reached at all.
What was tried: docs/decisions/0023-input-methods.md.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path

from branchdesk.words import input_methods as say

MODULE, MODULES = "QT_IM_MODULE", "QT_IM_MODULES"  # Qt 6.7 and later ask for the list first, and then for it alone
PORTAL = "IBUS_USE_PORTAL"
HINTS = (MODULE, "GTK_IM_MODULE", "QT4_IM_MODULE", "CLUTTER_IM_MODULE")
USABLE = ("fcitx", "ibus")
DAEMONS = {"fcitx": "fcitx", "fcitx5": "fcitx", "ibus-daemon": "ibus"}


@dataclass(frozen=True, slots=True)
class Choice:
    """The variables to set, the sentence that explains them, and the method: fcitx, ibus, another's name, or none."""

    changes: Mapping[str, str]
    explanation: str
    method: str = ""


def running(processes: Path = Path("/proc")) -> frozenset[str]:
    """Give the names of this user's processes that are input methods; takes some milliseconds."""
    found = set()
    try:
        with os.scandir(processes) as entries:
            ours = [entry for entry in entries if entry.name.isdigit()]
    except OSError:
        return frozenset()
    for entry in ours:
        try:
            if entry.stat().st_uid == os.getuid():
                found.add(Path(entry.path, "comm").read_text(encoding="utf-8", errors="replace").strip())
        except OSError:  # it has ended meanwhile
            continue
    return frozenset(found & DAEMONS.keys())


def choose(
    environment: Mapping[str, str],
    *,
    fcitx_bundled: bool,
    platform: str = sys.platform,
    ask: Callable[[], frozenset[str]] = running,
) -> Choice:
    """Choose the input method from the session's variables; what is already right is left alone.

    Only where they name none that can be used is it looked at which one runs: that costs time.
    """
    if not platform.startswith("linux"):
        return Choice({}, say.NO_NEED)
    wanted = _wanted(environment)
    if wanted in USABLE:
        return _towards(wanted, environment, bundled=fcitx_bundled)
    methods = {DAEMONS[name]: name for name in sorted(ask())}
    for method in USABLE:  # a desktop may keep ibus running beside the fcitx that people type with
        if method in methods:
            choice = _towards(method, environment, bundled=fcitx_bundled)
            return Choice(choice.changes, say.found(methods[method]) + choice.explanation, method)
    return Choice({}, say.other(wanted) if wanted else say.NONE, wanted)


def _towards(method: str, environment: Mapping[str, str], *, bundled: bool) -> Choice:
    if method == "ibus":
        return Choice(_changes(environment, "ibus"), say.IBUS, method)
    if bundled:
        return Choice(_changes(environment, "fcitx"), say.FCITX, method)
    portal = {} if environment.get(PORTAL) == "1" else {PORTAL: "1"}
    return Choice(_changes(environment, "ibus") | portal, say.FCITX_BY_PORTAL, method)


def _changes(environment: Mapping[str, str], module: str) -> dict[str, str]:
    """Give what must change for Qt to load a module; the list is there only where the session has one."""
    names = (MODULE, MODULES) if environment.get(MODULES) else (MODULE,)
    return {name: module for name in names if environment.get(name) != module}


def _wanted(environment: Mapping[str, str]) -> str:
    """Say which input method the session means: XMODIFIERS names the daemon that runs, so it is asked first."""
    named = ""
    for part in environment.get("XMODIFIERS", "").split("@"):
        if part.startswith("im=") and part[3:].strip() not in {"", "none", "local"}:
            named = _plain(part[3:])
            break
    if named in USABLE:
        return named
    hints = [*environment.get(MODULES, "").split(";"), *(environment.get(variable, "") for variable in HINTS)]
    return next((_plain(hint) for hint in hints if _plain(hint) in USABLE), named)


def _plain(name: str) -> str:
    """Reduce fcitx5 and fcitx-wayland to fcitx, and spell all in small letters."""
    name = name.strip().lower()
    return "fcitx" if name.startswith("fcitx") else name


def fcitx_bundled() -> bool:
    """Say whether a plugin for fcitx lies among Qt's own; one of another Qt would crash, so no other is looked for."""
    import PySide6  # noqa: PLC0415 - only its folder is asked for

    folder = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforminputcontexts"
    return any("fcitx" in path.name for path in folder.glob("*"))


def apply(environment: MutableMapping[str, str]) -> Choice:
    """Choose and set the variables; to be called before QApplication."""
    choice = choose(environment, fcitx_bundled=fcitx_bundled())
    environment.update(choice.changes)
    return choice
