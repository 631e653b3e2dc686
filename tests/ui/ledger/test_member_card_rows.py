"""The dated rows on the card, its photograph and its meetings: read, added to, changed and taken out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.meetings import (
    Attendance,
    Mark,
    Meeting,
    MeetingKind,
    Presence,
)
from branchdesk.domain.periods import Span
from branchdesk.errors import Refusal
from branchdesk.ledgers.member_life import LIFE_TABLES
from branchdesk.ledgers.members import MEMBERS
from branchdesk.services import Store
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query
from branchdesk.services.meetings import meetings
from branchdesk.services.people import member_card, member_life
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.papers.preview import PreviewDialog
from branchdesk.ui.screens.member import life
from branchdesk.ui.screens.member.page import MemberCardPage
from branchdesk.ui.screens.member.photo import MOST, MOST_BYTES, portrait, small
from ui.ledger.room import Go, Wait, type_into
from ui.ledger.test_leaving import dialog_of

KEY = Qt.Key


@pytest.fixture
def record(samples: Store) -> str:
    return lists.page(samples, MEMBERS, Query(search="陈䶮")).rows[0][0]


@pytest.fixture
def screen(go: Go, settle: Wait, record: str) -> LedgerScreen:
    made = go("members")
    made.open_record(record)
    settle()
    return made


@pytest.fixture
def card(screen: LedgerScreen) -> MemberCardPage:
    assert isinstance(screen.record_card, MemberCardPage)
    return screen.record_card


def cells(card: MemberCardPage, key: str) -> list[list[str]]:
    table = card.sections[key].table
    return [[row.cell(place).text for place in range(len(row.cells))] for row in table.rows_model.rows]


def test_a_card_with_little_on_it_is_quiet(card: MemberCardPage) -> None:
    assert "未填：" in card.facts.missing.text()
    assert "曾用名" in card.facts.missing.text()
    assert not card.facts.values["former_name"].isVisible()
    assert {key for key, section in card.sections.items() if section.isVisible()} == {
        *("offices", "groups", "stages", "stays")
    }
    offered = {key for key, button in card.offer_buttons.items() if button.isVisible()}
    assert offered == set(LIFE_TABLES) - {"offices", "groups", "stages"}
    assert card.meetings.nothing.isVisible()


def test_a_talk_is_added_changed_and_taken_out(
    screen: LedgerScreen, card: MemberCardPage, settle: Wait, qtbot: QtBot, window: MainWindow
) -> None:
    card.offer_buttons["talk"].click()
    dialog = dialog_of(qtbot)
    assert dialog.windowTitle() == "陈䶮 · 添加谈心谈话"
    type_into(dialog.fields["who"].editor, "翟堃")
    type_into(dialog.fields["title"].editor, "工作近况")
    QTest.keyClick(dialog.fields["title"].editor, KEY.Key_Return)
    settle()
    settle()
    assert cells(card, "talk") == [["2026-11-23", "翟堃", "", "", "工作近况", ""]]
    assert card.sections["talk"].note.text() == "仅在此卡片显示"
    assert not card.offer_buttons["talk"].isVisible()
    table = card.sections["talk"].table
    table.selectRow(0)
    QTest.keyClick(table, KEY.Key_Return)
    dialog = dialog_of(qtbot)
    type_into(dialog.fields["day"].editor, "2026.3.2")
    dialog.save()
    settle()
    settle()
    assert cells(card, "talk")[0][0] == "2026-03-02"
    QTest.keyClick(table, KEY.Key_N)
    dialog_of(qtbot).reject()
    table.setFocus()
    QTest.keyClick(table, KEY.Key_Delete)
    settle()
    settle()
    assert card.sections["talk"].empty
    assert "删除谈心谈话" in screen.notice.label.text()
    screen.notice.button.click()
    settle()
    settle()
    assert cells(card, "talk")[0][4] == "工作近况"
    assert window.desk.redo_title


def test_what_is_required_is_asked_for_in_place(card: MemberCardPage, settle: Wait, qtbot: QtBot) -> None:
    card.offer_buttons["honour"].click()
    dialog = dialog_of(qtbot)
    dialog.save()
    settle()
    assert dialog.isVisible()
    assert dialog.fields["title"].sentence.text() == "荣誉名称没有填。"
    dialog.done(0)


def test_an_end_before_the_beginning_is_refused_beside_it(card: MemberCardPage, settle: Wait, qtbot: QtBot) -> None:
    card.offer_buttons["conditions"].click()
    dialog = dialog_of(qtbot)
    dialog.fields["kind"].input.show_value("party_probation")
    type_into(dialog.fields["until"].editor, "2025")
    dialog.save()
    settle()
    assert "结束时间早于开始时间" in dialog.fields["until"].sentence.text()
    dialog.done(0)


def test_a_condition_shows_its_effect_with_the_article(
    card: MemberCardPage, settle: Wait, record: str, window: MainWindow
) -> None:
    values = {"kind": "party_probation", "since": "2026-01-05", "reason": "违纪", "basis": "检党〔2026〕1号"}
    window.desk.write(lambda store: member_life.save_row(store, "conditions", record, None, values))
    settle()
    settle()
    assert cells(card, "conditions") == [["留党察看", "2026-01-05 起", "违纪 · 检党〔2026〕1号"]]
    foot = card.sections["conditions"].foot.text()
    assert foot == "留党察看：计入应到，没有表决权（《基层组织选举工作条例》第五条）。"
    assert [(pill.text(), pill.property("tone")) for pill in card.head.pills] == [("留党察看", "warn")]


def test_a_stay_takes_the_letter_it_began_with(
    card: MemberCardPage, settle: Wait, qtbot: QtBot, record: str, store: Store
) -> None:
    section = card.sections["stays"]
    section.table.selectRow(0)
    section.edit_button.click()
    dialog = dialog_of(qtbot)
    dialog.fields["entry"].input.show_value("transferred")
    for key, text in (("since", "2019-03"), ("entry_letter_on", "2019-02-26"), ("entry_letter_number", "000123")):
        type_into(dialog.fields[key].editor, text)
    type_into(dialog.fields["entry_dues_to"].editor, "2019-02")
    dialog.save()
    settle()
    settle()
    assert cells(card, "stays") == [["2019-03", "转入", "", "2019-02-26（000123）", "2019-02", ""]]
    assert member_card.card(store, record).values["here_since"] == "2019-03"


def test_a_make_up_is_noted_on_the_card(go: Go, settle: Wait, qtbot: QtBot, samples: Store, record: str) -> None:
    day = datetime.fromisoformat("2026-11-10T09:00")
    marks = (Mark(PersonRef("陈䶮", record), Presence.ABSENT, "出差"),)
    meetings.save(samples, Meeting(MeetingKind.THEME_DAY, day, attendance=Attendance(marks=marks)))
    screen = go("members")
    screen.open_record(record)
    settle()
    card = screen.record_card
    assert isinstance(card, MemberCardPage)
    table = card.meetings.table
    assert table.rows_model.rows[0].cell(4).text == "登记补学"
    table.selectRow(0)
    QTest.keyClick(table, KEY.Key_B)
    dialog = dialog_of(qtbot)
    type_into(dialog.fields["day"].editor, "2026-11")
    dialog.save()
    settle()
    assert dialog.fields["day"].sentence.text() == "这里要写到日，例如 2026-11-20。"
    type_into(dialog.fields["day"].editor, "2026-11-20")
    dialog.save()
    settle()
    settle()
    assert table.rows_model.rows[0].cell(4).text == "2026-11-20"


def test_a_row_that_is_over_comes_after_what_holds(
    card: MemberCardPage, settle: Wait, record: str, window: MainWindow
) -> None:
    held = {"office": "宣传委员", "how": "elected", "since": "2019-03-12", "until": "2022-04-01"}
    window.desk.write(lambda store: member_life.save_row(store, "offices", record, None, held))
    settle()
    settle()
    assert cells(card, "offices") == [["组织委员", "", ""], ["宣传委员", "选举", "2019-03-12 至 2022-04-01"]]


def test_what_is_typed_is_asked_about_before_it_is_lost(
    card: MemberCardPage, settle: Wait, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    card.offer_buttons["talk"].click()
    dialog = dialog_of(qtbot)
    type_into(dialog.fields["detail"].editor, "谈了很久")
    answers = iter(("继续填写", "保存"))

    def answer(box: QMessageBox) -> QAbstractButton:
        return next(button for button in box.buttons() if button.text() == word[0])

    word = [""]
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: word.__setitem__(0, next(answers)))
    monkeypatch.setattr(QMessageBox, "clickedButton", answer)
    QTest.keyClick(dialog, KEY.Key_Escape)
    assert dialog.isVisible()
    QTest.keyClick(dialog, KEY.Key_Escape)
    settle()
    settle()
    assert cells(card, "talk")[0][5] == "谈了很久"


@pytest.mark.parametrize("key", list(LIFE_TABLES))
def test_every_sort_of_rows_has_as_many_cells_as_columns(key: str) -> None:
    table = LIFE_TABLES[key]
    values = {field.key: None for field in table.fields} | {"kind": "away", "stage": "activist"}
    row = life.row_of(table, member_card.LifeRow("1", values))
    assert len(row.cells) == len(life.columns_of(table))


def test_a_photograph_is_scaled_set_and_taken_out(
    card: MemberCardPage, settle: Wait, record: str, store: Store, tmp_path: Path
) -> None:
    picture = QImage(3000, 2000, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    file = tmp_path / "照 片.png"
    picture.save(str(file))
    card.head.photo.chosen.emit(str(file))
    settle()
    settle()
    assert card.head.photo.has_photo
    kept = member_card.card(store, record).photo
    assert kept is not None
    assert QImage.fromData(kept).width() == MOST.width()
    assert abs(QImage.fromData(kept).height() - 320) <= 1
    card.head.photo.removed.emit()
    settle()
    settle()
    assert not card.head.photo.has_photo


def test_what_is_no_picture_is_refused_with_its_name(
    screen: LedgerScreen, card: MemberCardPage, settle: Wait, tmp_path: Path
) -> None:
    file = tmp_path / "名册.jpg"
    file.write_text("这不是图片", "utf-8")
    card.head.photo.chosen.emit(str(file))
    settle()
    assert "“名册.jpg”不是可以读取的图片" in screen.notice.label.text()
    with pytest.raises(Refusal):
        portrait(file)


def test_a_picture_full_of_detail_stays_small() -> None:
    noisy = QImage(600, 900, QImage.Format.Format_RGB32)
    for x in range(600):
        for y in range(0, 900, 3):
            noisy.setPixel(x, y, (x * 7919 + y * 104729) & 0xFFFFFF)
    found = small(noisy)
    image = QImage.fromData(found)
    assert image.height() <= MOST.height()
    assert image.width() <= MOST.width()
    assert len(found) <= MOST_BYTES * 2


def test_a_picture_is_turned_as_it_was_taken(tmp_path: Path) -> None:
    upright = QImage(40, 20, QImage.Format.Format_RGB32)
    upright.fill(QColor("navy"))
    file = tmp_path / "turned.jpg"
    upright.save(str(file))
    plain = file.read_bytes()
    turned = bytes.fromhex(
        "ffe1 0022 457869660000 49492a0008000000 0100 1201 0300 01000000 06000000 00000000".replace(" ", "")
    )
    file.write_bytes(plain[:2] + turned + plain[2:])
    assert QImage.fromData(portrait(file)).size() == QSize(20, 40)


def test_meetings_are_narrowed_by_period_kind_and_what_was_missed(
    go: Go, settle: Wait, samples: Store, record: str
) -> None:
    for day, kind, mark in (
        ("2025-05-09", MeetingKind.THEME_DAY, Mark(PersonRef("", record), Presence.ABSENT, "出差")),
        ("2026-03-06", MeetingKind.THEME_DAY, Mark(PersonRef("", record), Presence.PRESENT, late=True)),
        ("2026-04-10", MeetingKind.PARTY_LECTURE, Mark(PersonRef("", record), Presence.PRESENT, online=True)),
        ("2026-05-08", MeetingKind.THEME_DAY, Mark(PersonRef("", record), Presence.ON_LEAVE, "病假")),
    ):
        when = datetime.fromisoformat(f"{day}T09:00")
        meetings.save(samples, Meeting(kind, when, attendance=Attendance(marks=(mark,))))
    screen = go("members")
    screen.open_record(record)
    settle()
    card = screen.record_card
    assert isinstance(card, MemberCardPage)
    shown = card.meetings

    def days() -> list[str]:
        return [row.cell(0).text[:10] for row in shown.table.rows_model.rows]

    assert [row.cell(2).text for row in shown.table.rows_model.rows] == ["请假", "到会（线上）", "到会（迟到）", "缺席"]
    shown.period.set_span(Span.THIS_YEAR)
    shown.period.edited.emit()
    assert days() == ["2026-05-08", "2026-04-10", "2026-03-06"]
    assert shown.summary.text() == "应到 3 次，实到 2 次，请假 1 次；到会率 67%（到会率＝实到÷应到）"
    shown.part_box.setCurrentIndex(shown.part_box.findData("missed"))
    shown.part_box.activated.emit(2)
    assert days() == ["2026-05-08"]
    shown.kind_box.setCurrentIndex(shown.kind_box.findData("party_lecture"))
    shown.kind_box.activated.emit(1)
    assert days() == []
    assert shown.nothing.text() == "没有符合条件的会议。"
    shown.fold()
    screen.reload(None)
    settle()
    assert len(days()) == 4


def test_a_talk_is_printed_from_its_row(
    card: MemberCardPage,
    samples: Store,
    record: str,
    settle: Wait,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    member_life.save_row(samples, "talk", record, None, {"day": "2026-10-12", "who": "翟堃", "title": "岗位调整"})
    card.reload()
    settle()
    section = card.sections["talk"]
    assert not section.print_button.isVisible()
    section.table.setCurrentIndex(section.table.rows_model.index(0, 0))
    shown: list[str] = []

    def look(dialog: QDialog) -> int:
        assert isinstance(dialog, PreviewDialog)
        dialog.show()
        qtbot.waitUntil(dialog.print_button.isEnabled)
        shown.extend([dialog.windowTitle(), dialog.count.text()])
        dialog.close()
        return 0

    monkeypatch.setattr(PreviewDialog, "exec", look)
    QTest.mouseClick(section.print_button, Qt.MouseButton.LeftButton)
    assert shown == ["预览：谈心谈话记录", "共1页"]
    assert not card.sections["honour"].print_button.isVisible()
