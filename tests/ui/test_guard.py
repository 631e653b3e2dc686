from collections.abc import Mapping
from pathlib import Path

import pytest

from branchdesk.ui.guard import Choice, choose, running

PORTAL = {"QT_IM_MODULE": "ibus", "IBUS_USE_PORTAL": "1"}
FCITX, IBUS = {"QT_IM_MODULE": "fcitx"}, {"QT_IM_MODULE": "ibus"}


def chosen(session: Mapping[str, str], *runs: str, bundled: bool = True, platform: str = "linux") -> Choice:
    return choose(session, fcitx_bundled=bundled, platform=platform, ask=lambda: frozenset(runs))


@pytest.mark.parametrize(
    ("session", "changes"),
    [
        ({}, {}),
        ({"XMODIFIERS": "@im=ibus"}, IBUS),
        ({"XMODIFIERS": "@im=ibus", "QT_IM_MODULE": "ibus"}, {}),
        ({"XMODIFIERS": "@im=fcitx"}, PORTAL),
        ({"QT_IM_MODULE": "fcitx5"}, PORTAL),
        ({"XMODIFIERS": "@im=none", "GTK_IM_MODULE": "fcitx"}, PORTAL),
        ({"XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": "xim"}, PORTAL),
        ({"XMODIFIERS": "@im=fcitx", **PORTAL}, {}),
        ({"XMODIFIERS": "@im=SCIM"}, {}),
    ],
)
def test_without_the_plugin_fcitx_is_reached_as_ibus(session: dict[str, str], changes: dict[str, str]) -> None:
    choice = chosen(session, bundled=False)
    assert choice.changes == changes
    assert choice.explanation.endswith("。")


@pytest.mark.parametrize(
    ("session", "changes"),
    [
        ({"XMODIFIERS": "@im=fcitx"}, FCITX),
        ({"XMODIFIERS": "@im=fcitx5"}, FCITX),
        ({"XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": "xim"}, FCITX),
        ({"XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": ""}, FCITX),
        ({"XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": "ibus"}, FCITX),
        ({"XMODIFIERS": "@im=SCIM", "GTK_IM_MODULE": "fcitx"}, FCITX),
        ({"QT4_IM_MODULE": "fcitx"}, FCITX),
        ({"QT_IM_MODULE": "fcitx"}, {}),
        ({"QT_IM_MODULE": "ibus"}, {}),
    ],
)
def test_with_the_plugin_the_session_decides(session: dict[str, str], changes: dict[str, str]) -> None:
    assert chosen(session).changes == changes


def test_the_list_that_newer_sessions_set_is_set_as_well_for_qt_asks_for_nothing_else_then() -> None:
    assert chosen({"QT_IM_MODULES": "wayland;fcitx;ibus"}).changes == {**FCITX, "QT_IM_MODULES": "fcitx"}
    assert chosen({"QT_IM_MODULES": "wayland", "XMODIFIERS": "@im=ibus"}).changes == {**IBUS, "QT_IM_MODULES": "ibus"}


@pytest.mark.parametrize("session", [{}, {"QT_IM_MODULE": "xim"}, {"XMODIFIERS": "@im=none"}])
def test_where_the_session_names_nothing_usable_that_which_runs_decides(session: dict[str, str]) -> None:
    assert chosen(session, "fcitx").changes == FCITX
    assert chosen(session, "ibus-daemon").changes == IBUS
    assert chosen(session, "fcitx5", "ibus-daemon").changes == FCITX
    assert "fcitx5" in chosen(session, "fcitx5").explanation
    assert chosen(session).changes == {}


def test_what_the_session_names_is_not_doubted_nor_looked_for() -> None:
    def ask() -> frozenset[str]:
        raise AssertionError("this costs time at every start")

    assert choose({"XMODIFIERS": "@im=ibus"}, fcitx_bundled=True, platform="linux", ask=ask).changes == IBUS


def test_other_systems_need_nothing() -> None:
    assert chosen({"XMODIFIERS": "@im=fcitx"}, "fcitx", platform="win32").changes == {}


def test_input_methods_are_known_by_the_names_of_their_processes(tmp_path: Path) -> None:
    for number, name in enumerate(("bash", "fcitx5", "fcitx-dbus-watc", "ibus-daemon")):
        process = tmp_path / str(number)
        process.mkdir()
        process.joinpath("comm").write_text(f"{name}\n", encoding="utf-8")
    (tmp_path / "9").mkdir()  # ended while it was looked at
    assert running(tmp_path) == {"fcitx5", "ibus-daemon"}
    assert running(tmp_path / "none") == frozenset()
