"""Every path the program knows: what it ships, and where the user's records lie."""

import os
import sys
from pathlib import Path

from branchdesk.words.branch import FILE_NAME
from branchdesk.words.places import PORTABLE_MARKER

APPLICATION = "branchdesk"
MARKERS = ("portable.txt", PORTABLE_MARKER)  # what is in them is never read
INSIDE = "program"  # the folder of the program proper, where the bundle has a starter above it
PORTABLE = "BRANCHDESK_PORTABLE"  # the variable that means the same as a marker in the folder it names


def resources() -> Path:
    """Give the folder of what the program ships: beside the frozen program, else in the checkout."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) / "resources" if frozen else Path(__file__).parents[2] / "resources"


def portable() -> Path | None:
    """Give the folder whose marker keeps everything on the stick that the program is on; None where it is installed."""
    if named := os.environ.get(PORTABLE):
        return Path(named)
    if not getattr(sys, "frozen", False):
        return None
    own = Path(sys.executable).resolve().parent
    folders = (own, own.parent) if own.name == INSIDE else (own,)
    return next((folder for folder in folders for name in MARKERS if (folder / name).is_file()), None)


def data_folder() -> Path:
    """Give the user's data folder, beside the program in portable mode alone; it may not exist yet."""
    if (carried := portable()) is not None:
        return carried / "data"
    from platformdirs import user_data_path  # noqa: PLC0415 - the window's first paint does not need it

    return user_data_path(APPLICATION, appauthor=False)


def default_file() -> Path:
    """Give the data file that a double click opens."""
    return data_folder() / FILE_NAME


def log_folder() -> Path:
    """Give the folder of logs and crash reports."""
    return data_folder() / "logs"


def font_folders() -> tuple[Path, ...]:
    """Give the folders where this machine keeps its fonts and this user their own; not every one need exist."""
    if sys.platform == "win32":
        windows, local = os.environ.get("WINDIR", r"C:\Windows"), os.environ.get("LOCALAPPDATA")
        own = (Path(local) / "Microsoft" / "Windows" / "Fonts",) if local else ()
        return (Path(windows) / "Fonts", *own)
    home = Path.home()
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), data / "fonts", home / ".fonts")
