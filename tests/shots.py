"""Take a picture of every screen with the demo branch, at the sizes of real office PCs: `make shots`.

`python tests/shots.py [FOLDER] [--only KEY] [--data FILE]`. Each setting runs in its own process: Qt reads its scale once.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

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
)


def main() -> None:
    """Take all pictures, or those of one setting where a process of its own is asked for that."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("shots"))
    parser.add_argument("--only", default="")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--setting", choices=[setting.name for setting in SETTINGS])
    asked = parser.parse_args()
    if asked.setting:
        take(next(each for each in SETTINGS if each.name == asked.setting), asked.folder, asked.data, asked.only)
        return
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        data = asked.data or demo_file(Path(home))
        for setting in SETTINGS:
            environment = os.environ | {
                "PYTHONPATH": str(HERE.parents[1] / "src"),
                "QT_SCALE_FACTOR": setting.scale,
                "XDG_CONFIG_HOME": home,
                "XDG_DATA_HOME": home,
                "BRANCHDESK_TODAY": DAY,
            }
            command = [sys.executable, str(HERE), str(asked.folder), "--setting", setting.name, "--data", str(data)]
            subprocess.run([*command, "--only", asked.only], env=environment, check=True)


def demo_file(folder: Path) -> Path:
    """Lay the invented branch out."""
    sys.path.insert(0, str(HERE.parents[1] / "src"))
    from branchdesk.services import demo  # noqa: PLC0415 - only the first process needs it

    path = folder / "演示支部.branchdesk"
    demo.create(path, demo.Size(), date.fromisoformat(DAY))
    return path


def take(setting: Setting, folder: Path, data: Path, only: str) -> None:
    """Open the window on the demo branch, go everywhere, and leave a picture of each place."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - the process that starts the others does without Qt
    from PySide6.QtWidgets import QApplication, QLineEdit  # noqa: PLC0415

    from branchdesk import app  # noqa: PLC0415
    from branchdesk.ui.main_window import MainWindow  # noqa: PLC0415
    from branchdesk.ui.theme import TextSize  # noqa: PLC0415

    def picture(window: MainWindow, name: str) -> None:
        screen = window.windowHandle().screen()
        place = window.geometry()
        shot = screen.grabWindow(0, place.x(), place.y(), place.width(), place.height())
        shot.save(str(folder / f"{name}-{setting.name}.png"))

    def type_letters() -> None:
        if isinstance(line := QApplication.focusWidget(), QLineEdit):
            line.insert("zh")

    def steps(window: MainWindow) -> Iterator[Callable[[], object]]:
        for key in window.keys():  # noqa: SIM118 - a method of the window
            if not only or key == only:
                yield lambda key=key: window.navigate(key)
                yield lambda key=key: picture(window, key)
        if not only or only == "search":
            yield lambda: window.navigate("today")
            yield window.search_asked.emit
            yield type_letters
            yield lambda: None
            yield lambda: picture(window, "search")

    def go_on() -> None:
        if not window.desk.is_open or not window.desk.jobs.idle():
            return
        if (step := next(todo, None)) is None:
            timer.stop()
            window.close()
            QApplication.quit()
        else:
            step()

    window = app.build(data)
    window.set_text_size(TextSize(setting.text))
    window.setGeometry(0, 0, setting.width, setting.height)
    todo = steps(window)
    timer = QTimer()
    timer.timeout.connect(go_on)
    timer.start(250)
    QApplication.exec()


if __name__ == "__main__":
    main()
