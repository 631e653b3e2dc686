"""The program where the system lacks something: one sentence that helps, and no abort."""

import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from branchdesk import logs, missing
from branchdesk.ui import application

SOURCE = Path(missing.__file__).parents[1]
QT = Path(PySide6.__file__).parent / "Qt"
PATIENCE = 60

# Stands for a system without a library that Qt's windows link to: the import ends as the loader would end it.
WITHOUT = """
import sys
from branchdesk import __main__

class Loader:
    def find_spec(self, name, path=None, target=None):
        if name == "PySide6.QtWidgets":
            raise ImportError({said!r})

sys.meta_path.insert(0, Loader())
sys.exit(__main__.main([]))
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems bring their own libraries")


def environment(home: Path, **more: str) -> dict[str, str]:
    """Give a session without a screen, and without anything that could show a dialog."""
    tools = home / "bin"
    tools.mkdir(exist_ok=True)
    return {"HOME": str(home), "PATH": str(tools), "PYTHONPATH": str(SOURCE), "LC_ALL": "C.UTF-8", **more}


def run(home: Path, *call: str, **more: str) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", *call],
        env=environment(home, **more),
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=PATIENCE,
    )
    assert done.stdout == ""
    return done.returncode, done.stderr.splitlines()


def logged(home: Path) -> str:
    return (home / ".local" / "share" / "branchdesk" / "logs" / logs.FILE).read_text("utf-8")


def test_a_library_that_qt_cannot_do_without_is_named_with_its_package(tmp_path: Path) -> None:
    said = "libEGL.so.1: cannot open shared object file: No such file or directory"
    code, sentences = run(tmp_path, "-c", WITHOUT.format(said=said))
    assert code == missing.UNABLE
    [sentence] = sentences
    assert "缺少系统程序库 libEGL.so.1" in sentence
    assert "sudo apt install libegl1" in sentence
    assert sentence in logged(tmp_path)


def test_a_module_of_our_own_that_is_missing_stays_a_bug(tmp_path: Path) -> None:
    code, lines = run(tmp_path, "-c", WITHOUT.format(said="No module named 'PySide6.QtWidgets'"))
    assert code == 1
    assert lines[-1] == "ImportError: No module named 'PySide6.QtWidgets'"


def test_a_library_that_the_plugin_for_x_cannot_do_without_is_named(tmp_path: Path) -> None:
    plugins = tmp_path / "Qt" / "plugins" / "platforms"
    plugins.mkdir(parents=True)
    (tmp_path / "Qt" / "lib").symlink_to(QT / "lib")
    content = (QT / "plugins" / "platforms" / "libqxcb.so").read_bytes()
    (plugins / "libqxcb.so").write_bytes(content.replace(b"libxcb-cursor.so.0", b"libxcb-cursed.so.9"))
    code, [sentence] = run(
        tmp_path, "-m", "branchdesk", DISPLAY=":4711", QT_QPA_PLATFORM="xcb", QT_QPA_PLATFORM_PLUGIN_PATH=str(plugins)
    )
    assert code == missing.UNABLE
    assert "缺少系统程序库 libxcb-cursed.so.9" in sentence
    assert sentence in logged(tmp_path)


def test_without_a_desktop_that_is_said(tmp_path: Path) -> None:
    code, [sentence] = run(tmp_path, "-m", "branchdesk")
    assert code == missing.UNABLE
    assert "没有图形桌面" in sentence


def test_a_desktop_that_cannot_be_reached_is_named_in_a_dialog_too(tmp_path: Path) -> None:
    shown = tmp_path / "shown"
    tool = tmp_path / "bin" / "kdialog"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >"{shown}"\n', encoding="utf-8")
    tool.chmod(0o755)
    code, [sentence] = run(tmp_path, "-m", "branchdesk", DISPLAY=":4711")
    assert code == missing.UNABLE
    assert "DISPLAY=:4711" in sentence
    assert shown.read_text("utf-8").splitlines()[-1] == sentence


def test_an_older_system_is_told_apart() -> None:
    sentence = missing.sentence("/lib/libc.so.6: version `GLIBC_2.34' not found (required by libpython3.11.so)", {})
    assert "GLIBC 2.34" in sentence


def test_the_bundle_does_without_the_sessions_choice_of_a_platform_that_it_lacks() -> None:
    for chosen, kept in (("wayland", None), ("wayland;xcb", "wayland;xcb"), (None, None)):
        session = {} if chosen is None else {application.PLATFORM: chosen}
        application.keep_to_what_is_shipped(session)
        assert session.get(application.PLATFORM) == kept


def test_every_library_that_is_here_is_found() -> None:
    assert missing.absent_libraries() == []
