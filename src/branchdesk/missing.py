"""Why no window can be opened here, in a sentence: a library that the system lacks, or no desktop at all.

Nothing of this is loaded while all goes well. It is asked once Qt could not be loaded, or has said its last words.
"""

from __future__ import annotations

import ctypes
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

from branchdesk import logs, places
from branchdesk.children import as_before_us
from branchdesk.words import missing as say

log = logging.getLogger(__name__)

UNABLE = 1  # the exit code
_LIBRARY = re.compile(r"([\w.+-]+\.so[.\d]*): cannot open shared object file")
_TOO_OLD = re.compile(r"version `([\w.]+)' not found")
_OF_SOME = {"libSM.so.6", "libICE.so.6", "libxcb-glx.so.0"}  # only Qt for arm64 asks for the first; windows need none
_MOMENT = 2.0  # seconds in which a dialog that cannot be shown has given up
# What may be there to show a sentence: the first that works does.
_TOOLS: tuple[tuple[str, ...], ...] = (
    ("zenity", "--error", "--no-markup", "--title", say.TITLE, "--text"),
    ("kdialog", "--title", say.TITLE, "--error"),
    ("notify-send", "--urgency=critical", say.TITLE),
    ("xmessage", "-center"),
)


def sentence(reason: str, environment: Mapping[str, str] | None = None) -> str:
    """Turn what the loader or Qt said into a sentence that names what to do."""
    environment = os.environ if environment is None else environment
    if sys.platform != "linux":
        return say.unknown(_gist(reason))
    if found := _TOO_OLD.search(reason):
        return say.too_old(found[1].replace("_", " "))
    named = _LIBRARY.findall(reason)
    absent = absent_libraries()
    if named or absent:
        return say.libraries(list(dict.fromkeys([*named, *absent])))
    if display := environment.get("DISPLAY", ""):
        return (
            say.screen_unreachable(display) if "could not connect to display" in reason else say.unknown(_gist(reason))
        )
    return say.no_screen()


def is_understood(error: ImportError) -> bool:
    """Say whether a module could not be imported because of the system's libraries; else it is a bug."""
    return bool(_LIBRARY.search(str(error)) or _TOO_OLD.search(str(error)))


def absent_libraries() -> list[str]:
    """Try every library that a window needs, so that all that are absent are named at once."""
    return [name for name in say.PACKAGES if name not in _OF_SOME and not _is_there(name)]


def tell(text: str) -> None:
    """Say a sentence wherever it may be read: in the terminal, in the log, on the desktop."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
    logging.getLogger("branchdesk").addHandler(logging.NullHandler())  # else it would be said twice
    logs.start(places.log_folder())
    log.error(text)
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        _show(text)


def _gist(reason: str) -> str:
    """Choose the line that says most out of a page of Qt's."""
    lines = [line.strip() for line in reason.splitlines() if line.strip()]
    return next((line for line in lines if "qpa" in line), "".join(lines[:1]))


def _is_there(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _show(text: str) -> None:
    with as_before_us(os.environ):
        for tool in _TOOLS:
            if shutil.which(tool[0]) and _takes([*tool, text]):
                return


def _takes(call: Sequence[str]) -> bool:
    """Start a tool and leave it to the user to close; say whether it showed anything."""
    nothing = subprocess.DEVNULL
    with suppress(OSError):
        shown = subprocess.Popen(  # noqa: S603 - one of _TOOLS, no shell between
            call, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
        try:
            return shown.wait(_MOMENT) == 0
        except subprocess.TimeoutExpired:
            return True
    return False
