"""A clue's card by keyboard: the next step, a step corrected and taken out, several clues at once, photos."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from branchdesk.domain.clue_settings import ClueSettings
from branchdesk.domain.clue_states import ClueState, ClueStep, StepKind
from branchdesk.domain.clue_way import NewStep
from branchdesk.services import Store
from branchdesk.services.clues import clue_card, clue_photos, clue_settings, clue_steps, clues, volunteers
from branchdesk.services.keeping import past
from branchdesk.services.kept_files import NewFile
from branchdesk.ui import pictures
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.screens.clues.page import CluePage
from branchdesk.ui.screens.clues.screen import ClueScreen
from branchdesk.ui.screens.clues.step_dialog import StepDialog
from branchdesk.ui.screens.clues.way import stations
from branchdesk.ui.theme import TextSize
from ui.finish import faults
from ui.ledger.room import Go, Wait, type_into

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def seen(store: Store) -> str:
    volunteers.save(store, None, {"name": "冯佳"})
    clue_settings.set_settings(store, ClueSettings(days=5))
    text = "消防通道停满电动车，救护车进不去。" * 40
    values = {"reported_on": "2026-11-16", "reporter": "冯佳、买买提·艾山", "text": text, "grid": "南苑社区第三网格"}
    return clues.save(store, None, values)[0]


def card_of(screen: LedgerScreen, record: str, settle: Wait) -> CluePage:
    screen.open_record(record)
    settle()
    assert isinstance(screen.record_card, CluePage)
    return screen.record_card


def dialog_of(card: CluePage) -> StepDialog:
    assert isinstance(card.dialog, StepDialog)
    return card.dialog


def enter(dialog: StepDialog) -> None:
    QTest.keyClick(dialog.fields["day"].editor, Qt.Key.Key_Return)


def test_enter_in_the_list_opens_the_card_and_the_next_step_is_one_key_away(
    go: Go, settle: Wait, store: Store, seen: str
) -> None:
    screen = go("clues")
    screen.list.table.choose(seen)
    QTest.keyClick(screen.list.table, Qt.Key.Key_Return)
    settle()
    card = screen.record_card
    assert isinstance(card, CluePage)
    assert (screen.page, screen.title) == (card, "XS20260001")
    assert (card.head.state.text(), card.head.deadline.text()) == ("已提报", "今日到期")
    assert card.next_button.text() == "登记核实…"
    QTest.keyClick(card.steps, Qt.Key.Key_Return, CTRL)
    dialog = dialog_of(card)
    type_into(dialog.fields["who"].editor, "赵㛃")
    enter(dialog)
    settle()
    step = clue_card.read(store, seen).steps[-1]
    assert (step.kind, step.day, step.who) == (StepKind.VERIFIED, "2026-11-23", "赵㛃")
    assert card.head.state.text() == "已核实"
    assert card.next_button.text() == "登记分办…"
    past.undo(store)
    assert clue_card.read(store, seen).state is ClueState.REPORTED


def test_an_odd_day_is_doubted_once_and_then_taken(go: Go, settle: Wait, store: Store, seen: str) -> None:
    card = card_of(go("clues"), seen, settle)
    card.take(StepKind.CLOSED)
    dialog = dialog_of(card)
    type_into(dialog.fields["day"].editor, "2026-11-01")
    enter(dialog)
    settle()
    assert "早于上一步" in dialog.banner.label.text()
    assert len(clue_card.read(store, seen).steps) == 1
    enter(dialog)
    settle()
    assert clue_card.read(store, seen).values["closed_on"] == "2026-11-01"


def test_what_a_step_lacks_is_said_beside_it(go: Go, settle: Wait, seen: str) -> None:
    card = card_of(go("clues"), seen, settle)
    card.take(StepKind.DUPLICATE)
    dialog = dialog_of(card)
    enter(dialog)
    assert dialog.fields["document"].sentence.text()
    type_into(dialog.fields["document"].editor, "XS20260001")
    enter(dialog)
    settle()
    assert dialog.fields["document"].sentence.text().startswith("不能登记为与本条重复")
    dialog.fields["document"].input.show_value(None)
    dialog.done(0)


def test_a_step_is_corrected_with_enter_and_taken_out_with_delete(
    go: Go, settle: Wait, store: Store, seen: str
) -> None:
    clue_steps.take(store, [seen], NewStep(StepKind.ASSIGNED, "2026-11-17", who="城市管理局", due_by="2026-11-30"))
    card = card_of(go("clues"), seen, settle)
    card.steps.setCurrentRow(1)
    QTest.keyClick(card.steps, Qt.Key.Key_Return)
    dialog = dialog_of(card)
    assert dialog.fields["due_by"].input.value() is not None
    type_into(dialog.fields["who"].editor, "消防救援大队")
    enter(dialog)
    settle()
    read = clue_card.read(store, seen)
    assert (read.values["unit"], read.values["due_by"]) == ("消防救援大队", "2026-11-30")
    card.steps.setCurrentRow(1)
    QTest.keyClick(card.steps, Qt.Key.Key_Delete)
    settle()
    assert clue_card.read(store, seen).state is ClueState.REPORTED
    card.steps.setCurrentRow(0)
    QTest.keyClick(card.steps, Qt.Key.Key_Delete)
    settle()
    assert len(clue_card.read(store, seen).steps) == 1


def test_the_menu_offers_every_other_step_and_a_case_clue_shows_nothing(go: Go, settle: Wait, seen: str) -> None:
    card = card_of(go("clues"), seen, settle)
    card._fill_more()
    offered = [action.text() for action in card.more.actions() if action.text()]
    assert offered[:4] == ["分办…", "处置…", "办结…", "反馈…"]
    assert {"不属受理范围…", "重复提报…", "移送办案部门…", "登记成果…", "添加照片…", "删除线索"} <= set(offered)
    card.take(StepKind.PASSED_ON)
    assert "工作秘密" in dialog_of(card).lead.text()
    type_into(dialog_of(card).fields["who"].editor, "第四检察部")
    enter(dialog_of(card))
    settle()
    assert card.text.label.text() == "办案线索的内容不在这里登记。"
    assert not card.photos.add_button.isVisible()
    assert not card.past.isVisible()
    assert card.next_step() is None
    assert card.next_button not in card.buttons()


def test_one_step_is_taken_for_the_chosen_clues_of_the_list(go: Go, settle: Wait, store: Store, seen: str) -> None:
    for number in range(4):
        clues.save(store, None, {"reported_on": "2026-11-17", "text": str(number), "unit": "住建局"})
    clue_steps.take(store, [seen], NewStep(StepKind.CLOSED, "2026-11-18"))
    screen = go("clues")
    assert isinstance(screen, ClueScreen)
    screen.list.table.selectAll()
    assert screen.several_button.isVisible()
    screen.several_button._asked(StepKind.ASSIGNED)
    settle()
    dialog = screen.several_button.dialog
    assert dialog is not None
    assert dialog.lead.text() == "所选 5 条中有 1 条已过这一步，保持不变。"
    enter(dialog)
    settle()
    states = dict(screen.verbs.counts(store, "state"))
    assert states == {"assigned": 4, "closed": 1}
    assert "4条线索登记“分办”" in screen.notice.label.text()
    past.undo(store)
    assert dict(screen.verbs.counts(store, "state")) == {"reported": 4, "closed": 1}


def test_photos_come_in_smaller_and_are_looked_at_and_taken_out_by_keys(
    go: Go, settle: Wait, store: Store, seen: str, tmp_path: Path
) -> None:
    image = QImage(3000, 1500, QImage.Format.Format_RGB32)
    image.fill(QColor("#22692a"))
    image.save(str(tmp_path / "现场.png"))
    (tmp_path / "IMG_1.HEIC").write_bytes(b"\0\0\0\x18ftypheic" + b"picture" * 100)
    screen = go("clues")
    card = card_of(screen, seen, settle)
    card.photos.add([tmp_path / "现场.png", tmp_path / "IMG_1.HEIC"])
    settle()
    photos = clue_card.read(store, seen).photos
    assert [photo.name for photo in photos] == ["现场.jpg"]
    QTest.keyClick(card.photos.list, Qt.Key.Key_Return)
    settle()
    viewer = card.photos.viewer
    assert viewer is not None
    assert viewer.canvas.image.width() == pictures.LONGEST
    viewer.turn_right()
    viewer.accept()
    settle()
    turned = clue_card.read(store, seen).photos[0]
    assert turned.content != photos[0].content
    QTest.keyClick(card.photos.list, Qt.Key.Key_Delete)
    settle()
    assert not clue_card.read(store, seen).photos
    assert card.photos.empty.isVisible()


def test_a_duplicate_leads_to_the_first_and_a_reporter_to_their_card(
    go: Go, settle: Wait, store: Store, seen: str
) -> None:
    other = clues.save(store, None, {"reported_on": "2026-11-17", "text": "同一处"})[0]
    clue_steps.take(store, [other], NewStep(StepKind.DUPLICATE, "2026-11-18", document="XS20260001"))
    screen = go("clues")
    card = card_of(screen, other, settle)
    assert [station.name for station in card.head.way.stations] == ["提报", "重复提报"]
    card.others.table.opened.emit(seen)
    settle()
    assert (card.clue and card.clue.id) == seen
    assert card.others.table.rows_model.rows[0].key == other
    link, plain = card.facts.reporters.names
    assert (link.property("role"), plain.property("role")) == ("link", None)


def test_a_clue_that_may_be_repeated_is_offered_as_the_first(go: Go, settle: Wait, store: Store, seen: str) -> None:
    values = clue_card.read(store, seen).values
    again = {key: values[key] for key in ("reported_on", "grid", "text")}
    other = clues.save(store, None, again)[0]
    card = card_of(go("clues"), other, settle)
    assert [row.key for row in card.others.table.rows_model.rows] == [seen]
    card.take(StepKind.DUPLICATE)
    enter(dialog_of(card))
    settle()
    first = clue_card.read(store, other).first
    assert first is not None
    assert first.id == seen


def test_stations_that_were_taken_back_are_ahead_again() -> None:
    steps = [
        ClueStep(StepKind.REPORTED, ClueState.REPORTED, "2026-11-01"),
        ClueStep(StepKind.CLOSED, ClueState.CLOSED, "2026-11-02"),
        ClueStep(StepKind.RETURNED, ClueState.VERIFIED, "2026-11-03"),
    ]
    assert [one.reached for one in stations(ClueState.VERIFIED, steps)] == [True, *[False] * 5]


@pytest.fixture
def cards(store: Store, seen: str) -> tuple[str, str]:
    """Give a clue with everything, and one of which nothing is known."""
    for number in range(5):
        step = NewStep(StepKind.CLOSED, "2026-11-18", who="城市管理综合行政执法局", what="已清理。" * 30)
        clue_steps.take(store, [seen], step)
        back = NewStep(StepKind.RETURNED, "2026-11-19", what=f"第{number}次", state=ClueState.REPORTED)
        clue_steps.take(store, [seen], back)
    image = pictures.written(QImage(400, 300, QImage.Format.Format_RGB32))
    clue_photos.add(store, seen, [NewFile(f"{number}.jpg", image + bytes(number)) for number in range(8)])
    return seen, clues.save(store, None, {"number": "XS2"})[0]


@pytest.mark.parametrize("setup", [(1366, 768, TextSize.STANDARD), (960, 600, TextSize.HUGE)])
def test_a_full_card_and_an_empty_one_are_whole_at_any_size(
    go: Go, settle: Wait, cards: tuple[str, str], window: MainWindow, setup: tuple[int, int, TextSize]
) -> None:
    width, height, size = setup
    screen = go("clues")
    try:
        window.set_text_size(size)
        window.resize(width, height)
        for record in cards:
            card_of(screen, record, settle)
            QTest.qWait(60)
            assert faults(window) == []
    finally:
        window.set_text_size(TextSize.STANDARD)
