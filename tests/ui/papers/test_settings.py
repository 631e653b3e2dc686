"""What a branch sets for its papers: shown, judged, tried on a sample, kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.papers import faces
from branchdesk.services.papers.paper_settings import USUAL, House, MinutesStyle, house, judge, set_house
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.papers.settings import PaperSettings
from branchdesk.ui.theme import TextSize
from ui import finish

Settle = Callable[[], None]
OWN = House(
    "某院", "中共某院机关委员会", "第四党支部", ("主持人", "记录人"), seal=True, style=MinutesStyle.FORM, duplex=False
)


@pytest.fixture
def settings_dialog(office: MainWindow, settle: Settle) -> Iterator[PaperSettings]:
    dialog = PaperSettings(office.desk, office)
    dialog.show()
    settle()
    yield dialog
    if isValid(dialog):  # one that saved is gone
        dialog.close()


def test_what_is_kept_is_shown_and_kept_again(office: MainWindow, store: Store, settle: Settle) -> None:
    set_house(store, OWN)
    dialog = PaperSettings(office.desk, office)
    dialog.show()
    settle()
    assert dialog.chosen() == OWN
    dialog.usual_button.click()
    settle()
    assert dialog.chosen() == USUAL
    dialog.save_button.click()
    settle()
    assert house(store) == USUAL


def test_a_choice_shows_on_the_sample_and_is_kept(
    settings_dialog: PaperSettings,
    store: Store,
    settle: Settle,
    qtbot: QtBot,
) -> None:
    dialog = settings_dialog
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    before = dialog.pane.sheets[0].image
    assert before is not None
    dialog.heading.setFocus()
    QTest.keyClicks(dialog.heading, "ABC")
    QTest.keyClick(dialog.seal, Qt.Key.Key_Space)
    settle()
    assert dialog.pane.sheets[0].image != before
    assert house(store) == USUAL
    QTest.keyClick(dialog.heading, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert (house(store).heading, house(store).seal) == ("ABC", True)


def test_the_keyboard_comes_to_the_faces_before_the_sample(settings_dialog: PaperSettings) -> None:
    reached, at = list[QWidget](), settings_dialog.whole_names.nextInFocusChain()
    while at is not None and at is not settings_dialog.pane:
        reached.append(at)
        at = at.nextInFocusChain()
    assert [one for one in reached if isinstance(one, DropDown)] == settings_dialog.faces.downs != []


def test_the_sample_fits_a_page_with_all_that_may_be_set(settings_dialog: PaperSettings, settle: Settle) -> None:
    settings_dialog.seal.setChecked(True)
    settings_dialog.heading.setText("中共某某市人民检察院机关委员会")
    settle()
    assert len(settings_dialog.pane.sheets) == 1


def test_what_no_paper_has_room_for_is_refused_beside_its_field(
    settings_dialog: PaperSettings,
    store: Store,
    settle: Settle,
) -> None:
    dialog = settings_dialog
    for line, text, told in (
        (dialog.signers, "、", "至少写一个"),
        (dialog.signers, "书记 书记", "写了两遍"),
        (dialog.unit, "长" * 61, "单位名称有61个字"),
    ):
        line.setText(text)
        dialog.save_button.click()
        settle()
        sentences = [field.sentence.text() for field in dialog.fields.values()]
        assert any(told in sentence for sentence in sentences)
        assert house(store) == USUAL
        line.setText("主持人")


def test_a_character_that_no_face_has_is_told_beside_its_field(settings_dialog: PaperSettings, settle: Settle) -> None:
    settings_dialog.unit.setText("张\ue000三院")
    settle()
    assert "U+E000" in settings_dialog.fields["unit"].sentence.text()


def test_a_name_that_no_face_prints_is_not_kept(settings_dialog: PaperSettings, store: Store, settle: Settle) -> None:
    settings_dialog.signature.setText("\ue000支部")
    settings_dialog.save_button.click()
    settle()
    assert "U+E000" in settings_dialog.fields["signature"].sentence.text()
    assert house(store) == USUAL


def test_a_face_is_chosen_by_role_and_kept(settings_dialog: PaperSettings, store: Store, settle: Settle) -> None:
    roles = faces.by_role(USUAL)
    part = settings_dialog.faces
    assert len(part.downs) == len(roles)
    assert all(not sample.pixmap().isNull() for sample in part.samples)
    own = roles[0].choices[-1].key
    part.downs[0].setCurrentIndex(part.downs[0].findData(own))
    settle()
    settings_dialog.save()
    settle()
    assert house(store).faces == {roles[0].role: own}


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.HUGE])
def test_the_settings_are_finished_at_every_size(office: MainWindow, settle: Settle, size: TextSize) -> None:
    office.set_text_size(size)
    dialog = PaperSettings(office.desk, office)
    dialog.show()
    settle()
    assert finish.faults(dialog) == []
    dialog.close()


@pytest.mark.parametrize(
    ("chosen", "field"),
    [
        (House(unit="长" * 61), "unit"),
        (House(heading="长" * 61), "heading"),
        (House(signature="长" * 61), "signature"),
        (House(signers=()), "signers"),
        (House(signers=("甲", "乙", "丙", "丁", "戊")), "signers"),
        (House(signers=("甲", "甲")), "signers"),
        (House(signers=("长" * 11,)), "signers"),
    ],
)
def test_a_house_is_judged_by_the_field(chosen: House, field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        judge(chosen)
    assert refusal.value.field == field
