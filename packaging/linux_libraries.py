"""The few libraries of X11 that Qt's window loads and older desktops lack, from Debian 11 for its old glibc."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from fetching import cache, made_once, pinned, unpack_deb

PACKAGES = (
    *("libxcb-cursor0", "libxcb-util1", "libxcb-image0", "libxcb-keysyms1", "libxcb-icccm4", "libxcb-render-util0"),
    *(
        "libxcb-glx0",
        "libxcb-randr0",
        "libxcb-render0",
        "libxcb-shape0",
        "libxcb-shm0",
        "libxcb-sync1",
        "libxcb-xfixes0",
        "libxcb-xkb1",
    ),
    *("libxkbcommon0", "libxkbcommon-x11-0"),
)


def ready() -> Path:
    """Give a folder with these libraries, unpacked from their pinned packages where that has not been done yet."""
    return made_once(cache() / f"x11-{pinned(*PACKAGES)}", gather)


def gather(folder: Path) -> None:
    """Copy the libraries out of their packages into a folder."""
    with tempfile.TemporaryDirectory(prefix="branchdesk-x11-") as tree:
        for name in PACKAGES:
            unpack_deb(name, Path(tree))
        for library in Path(tree).glob("usr/lib/*/*.so.*"):
            shutil.copy2(library, folder, follow_symlinks=False)
