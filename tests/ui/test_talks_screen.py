"""谈心谈话 at the window: noted in a line, listed without a word of what was said, gaps in the order of the roster."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

import builders
from branchdesk.domain.agenda import PersonRef
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.people import member_life, talks
from branchdesk.services.people.talks import Spoken
from branchdesk.ui.desk import Desk
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.register import PLACES
from branchdesk.ui.screens.talks.screen import PEOPLE, TalksScreen
from branchdesk.words import talks as say
from ui.typist import Typist

KEY = Qt.Key


@pytest.fixture
def ids(store: Store) -> list[str]:
    return builders.fill(store)


@pytest.fixture
def typist(store: Store, ids: list[str], desk: Desk, settings: QSettings, qtbot: QtBot) -> Iterator[Typist]:
    assert desk.store is store
    assert ids
    window = MainWindow(desk, settings)
    window.register(PLACES)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    typist = Typist(window, qtbot)
    yield typist
    window.close()


def opened(typist: Typist, **target: object) -> TalksScreen:
    typist.window.navigate("talks", **target)
    typist.settle()
    screen = typist.window.visit("talks")
    assert isinstance(screen, TalksScreen)
    return screen


def cells(screen: TalksScreen) -> list[list[str]]:
    return [[row.cell(column).text for column in range(len(row.cells))] for row in screen.table.rows_model.rows]


def test_two_talks_are_noted_with_the_keyboard_alone_by_the_relation_of_their_offices(
    typist: Typist, store: Store
) -> None:
    screen = opened(typist)
    screen.entry.talker.setFocus()
    typist.enter("zs")
    typist.press(KEY.Key_Tab)
    typist.enter("ls", "hx")
    assert "支委之间1人" in screen.entry.told.text()
    typist.press(KEY.Key_Return)
    typist.settle()
    assert [row[1:4] for row in cells(screen)] == [
        ["张三", "李四", say.COMMITTEE],
        ["张三", "何霞", say.COMMITTEE_AND_MEMBER],
    ]
    assert typist.focus is screen.entry.listeners
    assert screen.entry.talker.text() == "张三"
    past.undo(store)
    assert talks.of_year(store, 2026).talks == ()


def test_two_of_one_name_are_told_apart_and_who_is_not_known_is_refused_in_place(typist: Typist, store: Store) -> None:
    screen = opened(typist)
    screen.entry.talker.set_value(PersonRef("张三"))
    screen.entry.listeners.setText("王伟（第二党小组）")
    screen.entry.send()
    typist.settle()
    assert talks.of_year(store, 2026).talks[0].listener == "王伟（第二党小组）"
    screen.entry.listeners.setText("某某")
    screen.entry.send()
    typist.settle()
    assert "某某" in screen.entry.told.text()
    assert screen.entry.listeners.text() == "某某"


def test_what_was_said_is_in_no_cell_of_the_screen(typist: Typist, store: Store, ids: list[str]) -> None:
    talks.record(store, PersonRef("张三", ids[0]), [Spoken(PersonRef("李四", ids[1]), date(2026, 11, 20))])
    [one] = talks.of_year(store, 2026).talks
    member_life.save_row(store, "talk", ids[1], one.id, {"title": "近况", "detail": "家里老人住院"})
    screen = opened(typist)
    shown = repr(cells(screen))
    assert "李四" in shown
    assert "近况" not in shown
    assert "住院" not in shown
    assert cells(screen)[0][-1] == "已记"


def test_nothing_is_changed_or_printed_where_no_talk_is_shown(typist: Typist, store: Store, ids: list[str]) -> None:
    screen = opened(typist)
    buttons = (screen.change_button, screen.remove_button, screen.print_button)
    assert not any(button.isEnabled() for button in buttons)
    talks.record(store, PersonRef("张三", ids[0]), [Spoken(PersonRef("李四", ids[1]), date(2026, 11, 20))])
    screen.reload(None)
    typist.settle()
    assert all(button.isEnabled() for button in buttons)


def test_each_members_gaps_stand_in_the_order_of_the_roster(typist: Typist, store: Store, ids: list[str]) -> None:
    talks.record(store, PersonRef("张三", ids[0]), [Spoken(PersonRef("李四", ids[1]), date(2026, 11, 20))])
    screen = opened(typist, target=PEOPLE)
    assert [row.key for row in screen.people.rows_model.rows] == ids[:5]
    screen.lacking_box.setChecked(True)
    assert len(screen.people.rows_model.rows) == 5
    screen.name_field.setText("ls")
    screen.name_field.textEdited.emit("ls")
    assert [row.key for row in screen.people.rows_model.rows] == [ids[1]]


def test_a_talk_is_changed_in_the_line_and_taken_out_with_a_key(typist: Typist, store: Store, ids: list[str]) -> None:
    talks.record(store, PersonRef("张三", ids[0]), [Spoken(PersonRef("李四", ids[1]), date(2026, 11, 20))])
    screen = opened(typist)
    screen.table.setFocus()
    screen.table.selectRow(0)
    typist.press(KEY.Key_F2)
    assert screen.entry.save_button.text() == "保存修改"
    screen.entry.listeners.setText("何霞")
    screen.entry.relation.setCurrentIndex(0)
    screen.entry.send()
    typist.settle()
    [one] = talks.of_year(store, 2026).talks
    assert (one.listener, one.relation) == ("何霞", say.COMMITTEE_AND_MEMBER)
    screen.table.setFocus()
    screen.table.selectRow(0)
    typist.press(KEY.Key_Delete)
    typist.settle()
    assert talks.of_year(store, 2026).talks == ()
