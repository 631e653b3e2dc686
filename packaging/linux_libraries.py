"""The few libraries of X11 that Qt's window loads and older desktops lack, from Debian 11 for its old glibc."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from fetching import cache, fetch, pinned

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
    folder = cache() / f"x11-{pinned(*PACKAGES)}"
    if not folder.is_dir():
        part = folder.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        with tempfile.TemporaryDirectory(prefix="branchdesk-x11-") as tree:
            for name in PACKAGES:
                subprocess.run(["dpkg-deb", "-x", str(fetch(name)), tree], check=True)
            for library in Path(tree).glob("usr/lib/*/*.so.*"):
                shutil.copy2(library, part, follow_symlinks=False)
        part.rename(folder)
    return folder
