"""Take a picture of every screen with the demo branch, at the sizes of real office PCs: `make shots`.

After them come the moments that the guide shows (help_scenes.py), in a setting of their own.

`python tests/shots.py [FOLDER] [--only KEY] [--data FILE]`; each setting runs in its own process, for its scale.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from branchdesk.ui.main_window import MainWindow

HERE = Path(__file__).resolve()
DAY = "2026-11-23"


@dataclass(frozen=True, slots=True)
class Setting:
    """How a screen is looked at: the window in logical pixels, Qt's scale, the text size."""

    name: str
    width: int
    height: int
    scale: str = "1"
    text: str = "标准"


SETTINGS = (
    Setting("1366", 1366, 768),
    Setting("1920", 1920, 1080),
    Setting("200", 960, 540, scale="2"),
    Setting("huge", 1366, 768, text="特大"),
    Setting("guide", 1240, 720, scale="1.5"),
)
GUIDE = SETTINGS[-1].name
WITHOUT_A_FILE = {"not_open", "unlock", "damage"}  # what stands where a file does not open, and says which


def main() -> None:
    """Take all pictures, or those of one setting where a process of its own is asked for that."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("shots"))
    parser.add_argument("--only", default="")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--empty", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--setting", choices=[setting.name for setting in SETTINGS])
    asked = parser.parse_args()
    if asked.setting:
        take(next(each for each in SETTINGS if each.name == asked.setting), asked)
        return
    asked.folder.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(HERE.parents[1] / "src"))
    with tempfile.TemporaryDirectory() as home:
        data = asked.data or demo_file(Path(home))
        empty = empty_file(Path(home))
        for setting in SETTINGS:
            environment = os.environ | {
                "PYTHONPATH": str(HERE.parents[1] / "src"),
                "QT_SCALE_FACTOR": setting.scale,
                "XDG_CONFIG_HOME": home,
                "XDG_DATA_HOME": home,
                "BRANCHDESK_TODAY": DAY,
            }
            command = [sys.executable, str(HERE), str(asked.folder), "--setting", setting.name, "--data", str(data)]
            command += ["--empty", str(empty), "--only", asked.only]
            if setting.name != GUIDE or asked.only in {"", GUIDE}:
                subprocess.run(command, env=environment, check=True)


def demo_file(folder: Path) -> Path:
    """Lay the invented branch out."""
    from branchdesk.services import demo  # noqa: PLC0415 - only the first process needs it

    path = folder / "演示支部.branchdesk"
    demo.create(path, demo.Size(), date.fromisoformat(DAY))
    return path


def empty_file(folder: Path) -> Path:
    """Begin a branch that has nobody yet."""
    from branchdesk.services import branch  # noqa: PLC0415 - as above

    path = folder / "第四党支部.branchdesk"
    branch.create(path, branch.Founding("第四党支部", "某某市人民检察院", DAY[:7])).close()
    return path


def take(setting: Setting, asked: argparse.Namespace) -> None:
    """Open the window on the demo branch, go everywhere, and leave a picture of each place."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - the process that starts the others does without Qt
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    import help_scenes  # noqa: PLC0415 - beside this file
    from branchdesk import app  # noqa: PLC0415
    from branchdesk.ui.theme import TextSize  # noqa: PLC0415

    folder: Path = asked.folder
    window = app.build(asked.data)
    window.set_text_size(TextSize(setting.text))
    window.setGeometry(0, 0, setting.width, setting.height)
    todo = tour(window, folder, setting.name, asked.only)
    if setting.name == GUIDE:
        todo = help_scenes.scenes(
            window, asked.empty, lambda shown, name: picture(shown, folder / f"{GUIDE}-{name}.png")
        )

    def go_on() -> None:
        if window.desk.is_open and window.desk.jobs.idle() and next(todo, "over") == "over":
            timer.stop()
            window.close()
            QApplication.quit()

    timer = QTimer()
    timer.timeout.connect(go_on)
    timer.start(250)
    QApplication.exec()


def tour(window: MainWindow, folder: Path, setting: str, only: str) -> Iterator[None]:
    """Go from place to place; after each step the window is left to itself for a moment."""
    from PySide6.QtWidgets import QApplication, QLineEdit  # noqa: PLC0415

    yield
    for key in window.keys():  # noqa: SIM118 - a method of the window
        if only in {"", key}:
            about = {"file": window.desk.store.path} if key in WITHOUT_A_FILE else {}
            window.navigate(key, **about)
            yield
            picture(window, folder / f"{key}-{setting}.png")
    if only in {"", "search"}:
        window.navigate("today")
        window.search_asked.emit()
        yield
        if isinstance(line := QApplication.focusWidget(), QLineEdit):
            line.insert("zh")
        yield
        yield
        picture(window, folder / f"search-{setting}.png")


def picture(window: QWidget, file: Path) -> None:
    """Save what is on the screen where the window is, with whatever lies over it."""
    place = window.geometry()
    window.windowHandle().screen().grabWindow(0, place.x(), place.y(), place.width(), place.height()).save(str(file))


if __name__ == "__main__":
    main()
