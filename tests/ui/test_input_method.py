from pathlib import Path

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from branchdesk.ui.input_method import InputTrial, plugin, state
from branchdesk.words import input_methods as say


def compose(trial: InputTrial, preedit: str, commit: str) -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(trial.field, event)


@pytest.fixture
def trial(qapp: QApplication) -> InputTrial:  # noqa: ARG001 - a widget needs it
    return InputTrial()


def test_composed_text_is_said_to_have_arrived(trial: InputTrial) -> None:
    compose(trial, "ni hao", "")
    assert trial.verdict.text() == say.TRIAL_COMPOSING
    compose(trial, "", "你好")
    assert trial.verdict.text() == say.arrived("你好")
    compose(trial, "", "𠮷")
    assert trial.verdict.text() == say.arrived("你好𠮷")


def test_letters_and_pasted_text_are_told_from_it(trial: InputTrial) -> None:
    QTest.keyClicks(trial.field, "nihao ")
    assert trial.verdict.text() == say.TRIAL_LETTERS
    trial.field.setText("你好")
    assert trial.verdict.text() == say.TRIAL_PASTED
    trial.field.clear()
    assert trial.verdict.text() == say.TRIAL_EMPTY
    compose(trial, "", "a")
    assert trial.verdict.text() == say.TRIAL_LETTERS


def test_the_plugin_is_found_among_what_the_process_has_loaded(tmp_path: Path) -> None:
    maps = tmp_path / "maps"
    maps.write_text("7f00 r-xp /opt/党建/libfcitxplatforminputcontextplugin-qt6.so\n", encoding="utf-8")
    assert plugin(maps) == "fcitx"
    assert plugin(tmp_path / "none") == ""


def test_it_is_said_what_does_not_go_together() -> None:
    assert state("fcitx", "fcitx", frozenset({"fcitx5"})) == say.loaded("fcitx") + say.running("fcitx5")
    assert state("fcitx", "fcitx", frozenset({"ibus-daemon"})).endswith(say.not_the_one("fcitx"))
    assert state("", "compose", frozenset()) == say.NOTHING_LOADED + say.NONE_RUNS
