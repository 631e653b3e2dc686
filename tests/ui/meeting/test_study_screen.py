"""第一议题 worked with by keyboard: who has not studied a document, catching up, measures, hours, who is offered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from branchdesk.domain.agenda import Document, FirstTopic, Measure, PersonRef
from branchdesk.domain.meetings import Attendance, Mark, Meeting, MeetingKind, Presence
from branchdesk.domain.study import Reached
from branchdesk.domain.study_hours import KindHours, Way
from branchdesk.ledgers.documents import DOCUMENTS
from branchdesk.services import Store
from branchdesk.services.ledgers import lists
from branchdesk.services.meetings import documents, meetings, study, study_hours
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.ui.screens.study.document import DocumentPage
from branchdesk.ui.screens.study.hours import HoursView
from branchdesk.ui.screens.study.measures import MeasuresView
from branchdesk.ui.screens.study.pages import View
from branchdesk.ui.screens.study.screen import StudyScreen
from branchdesk.ui.table import Table
from ui.typist import CTRL, Typist

KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
TITLE = "在座谈会上的讲话"


def hold(store: Store, day: str, *away: str, reader: str = "陈䶮", measures: tuple[Measure, ...] = ()) -> str:
    marks = tuple(Mark(PersonRef(name), Presence.ABSENT) for name in away)
    draft = Meeting(
        MeetingKind.THEME_DAY,
        datetime.fromisoformat(f"{day}T09:00"),
        ends=datetime.fromisoformat(f"{day}T10:30"),
        attendance=Attendance(Presence.PRESENT, marks),
        agenda=(FirstTopic((Document(TITLE, "求是"),), PersonRef(reader), (), measures),),
    )
    return meetings.save(store, draft).id


@pytest.fixture
def shown(typist: Typist, peopled: Store) -> StudyScreen:
    late = Measure("复查非诉执行专项", PersonRef("于敏"), date(2026, 10, 1))
    hold(peopled, "2026-09-07", "于敏", "何霞", measures=(late, Measure("核对台账")))
    typist.window.navigate("study")
    typist.settle()
    screen = typist.window.visit("study")
    assert isinstance(screen, StudyScreen)
    return screen


def page(screen: StudyScreen) -> DocumentPage:
    assert isinstance(screen.page, DocumentPage)
    return screen.page


def document(store: Store) -> str:
    return lists.page(store, DOCUMENTS).rows[0][0]


def save(typist: Typist, dialog: FieldsDialog | None) -> None:
    assert dialog is not None
    typist.settle()
    typist.press(KEY.Key_S, with_=CTRL)
    typist.settle()
    typist.window.activateWindow()  # no window manager gives the keyboard back here
    typist.wait_for(lambda: typist.window.isActiveWindow() and QApplication.focusWidget() is not None)


def test_who_missed_a_document_catches_up_by_keyboard_and_undo_brings_it_back(
    typist: Typist, shown: StudyScreen, peopled: Store
) -> None:
    shown.list.table.setFocus()
    typist.press(KEY.Key_Down, KEY.Key_Return)
    typist.settle()
    assert page(shown).title == TITLE
    rows = page(shown).readers.rows_model.rows
    assert {(row.cell(0).text, row.cell(2).text) for row in rows} == {("何霞", "未学"), ("于敏", "未学")}
    page(shown).readers.setFocus()
    typist.press(KEY.Key_Down, with_=SHIFT)
    typist.press(KEY.Key_B)
    save(typist, page(shown).dialog)
    typist.settle()
    found = study.document(peopled, document(peopled))
    assert {one.label for one in found.of(Reached.MADE_UP)} == {"何霞", "于敏"}
    assert not page(shown).readers.rows_model.rows
    typist.press(KEY.Key_Z, with_=CTRL)
    typist.settle()
    assert len(page(shown).readers.rows_model.rows) == 2
    typist.press(KEY.Key_Escape)
    assert shown.page is shown.list


def test_a_measure_is_closed_where_all_that_is_open_stands(typist: Typist, shown: StudyScreen, peopled: Store) -> None:
    shown.turn_to("measures")
    typist.settle()
    view = shown.page
    assert isinstance(view, MeasuresView)
    told = [(row.cell(0).text, row.cell(1).text, row.cell(3).text) for row in view.table.rows_model.rows]
    assert told == [("复查非诉执行专项", "于敏", "逾期"), ("核对台账", "", "未定时限")]
    view.table.setFocus()
    typist.press(KEY.Key_B)
    save(typist, view.dialog)
    typist.settle()
    assert [one.text for one in study.open_measures(peopled)] == ["核对台账"]
    assert [row.cell(0).text for row in view.table.rows_model.rows] == ["核对台账"]


def test_hours_stand_in_roster_order_and_tell_what_they_are_made_of(
    typist: Typist, shown: StudyScreen, peopled: Store
) -> None:
    shown.turn_to("hours")
    typist.settle()
    view = shown.page
    assert isinstance(view, HoursView)
    rows = [[row.cell(place).text for place in range(5)] for row in view.table.rows_model.rows]
    assert rows[0][:1] == ["翟堃"]
    assert rows[0][2:] == ["1.5", "56", "54.5"]
    assert ["于敏", "0", "32", "32"] in [[row[0], *row[2:]] for row in rows]
    [part] = view.made_of.rows_model.rows
    assert [part.cell(place).text for place in range(4)] == ["2026-09-07", "会议", "主题党日 · 第1次", "1.5"]
    view.ask_settings()
    typist.settle()
    assert view.dialog is not None
    kinds = view.dialog.ways[MeetingKind.THEME_DAY.value]
    kinds.setCurrentIndex(kinds.findData(Way.FIXED.value))
    typist.press(KEY.Key_Return)
    typist.settle()
    assert study_hours.counting(peopled).kinds[MeetingKind.THEME_DAY.value] == KindHours(Way.FIXED, 60)
    assert view.table.rows_model.rows[0].cell(2).text == "1"


def table(screen: StudyScreen, key: str) -> Table:
    view = screen.views[key]
    assert isinstance(view, View)
    return view.table


def test_the_views_follow_what_is_written_and_lead_to_meetings_and_cards(
    typist: Typist, shown: StudyScreen, peopled: Store
) -> None:
    shown.turn_to("sessions")
    typist.settle()
    hold(peopled, "2026-10-07")
    shown.reload(meetings.save(peopled, replace(meetings_draft(peopled), place="三楼")).changes)
    typist.settle()
    assert len(table(shown, "sessions").rows_model.rows) == 2
    shown.turn_to("led")
    typist.settle()
    rows = table(shown, "led").rows_model.rows
    assert [row.cell(0).text for row in rows][:1] == ["翟堃"]
    assert {row.cell(0).text: row.cell(2).text for row in rows}["陈䶮"] == "2"
    table(shown, "led").opened.emit(rows[0].key)
    typist.settle()
    assert typist.window.here == "members"


def meetings_draft(store: Store) -> Meeting:
    first = lists.page(store, lists.ledger_called("meetings")).rows[0][0]
    return meetings.load(store, first).meeting


def test_two_records_are_merged_from_the_page_of_one(typist: Typist, shown: StudyScreen, peopled: Store) -> None:
    into, _ = documents.save(peopled, None, {"title": "习近平在座谈会上的讲话"})
    shown.open_record(document_called(peopled, TITLE))
    typist.settle()
    page(shown).merge_button.click()
    typist.settle()
    assert shown.merging is not None
    assert shown.merging.table.key() == into
    typist.press(KEY.Key_Return)
    typist.settle()
    assert page(shown).title == "习近平在座谈会上的讲话"
    assert len(lists.page(peopled, DOCUMENTS).rows) == 1


def document_called(store: Store, title: str) -> str:
    page_of = lists.page(store, DOCUMENTS, columns=("title",))
    return next(key for key, (called,) in page_of.rows if called == title)


def test_who_led_least_is_offered_first_for_the_reading(typist: Typist, peopled: Store) -> None:
    hold(peopled, "2026-09-07", reader="陈䶮")
    editor = typist.begin()
    typist.settle()
    offered = [one.name for one in editor.form.study.reader._candidates]
    assert offered.index("陈䶮") > offered.index("于敏")
    assert offered.index("翟堃") > offered.index("陈䶮")  # the secretary leads the meeting anyway
    assert isinstance(editor.form.study.reader, QLineEdit)


def test_a_members_card_says_what_was_studied_without_them(typist: Typist, shown: StudyScreen, peopled: Store) -> None:
    person = next(one.id for one in study.led_in(peopled, 2026) if one.label == "于敏")
    typist.window.navigate("members", target=person)
    typist.settle()
    card = typist.window.visit("members").record_card.study  # type: ignore[attr-defined] # of the roster's screen
    assert card.line.text() == "今年0学时，应达32学时"
    [line] = card.missed.lines()
    assert line.entry.lead == TITLE
    line.click()
    typist.settle()
    assert page(shown).title == TITLE
