"""The start page: every line leads to its thing, and an empty branch is shown its first step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from branchdesk.domain.meetings import Meeting, MeetingKind
from branchdesk.ledgers.clues import CLUES
from branchdesk.services import branch, demo, today
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query
from branchdesk.services.meetings import schedule
from branchdesk.ui import duties
from branchdesk.ui.desk import Desk
from branchdesk.ui.duties import Way
from branchdesk.ui.entries import EntryLine
from branchdesk.ui.screens.today import LINES, TodayScreen

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("today") / "支部.branchdesk"
    demo.create(path, demo.Size(years=1), DAY)
    return path


@pytest.fixture
def full(demo_file: Path) -> Iterator[Desk]:
    made = Desk()
    made.adopt(branch.open_file(demo_file))
    yield made
    made.close()


def shown(desk: Desk, qtbot: QtBot) -> tuple[TodayScreen, list[tuple[str, dict[str, object]]]]:
    screen = TodayScreen(desk)
    qtbot.addWidget(screen)
    went: list[tuple[str, dict[str, object]]] = []
    screen.wants.connect(lambda key, target: went.append((key, target)))
    screen.resize(1170, 716)
    screen.show()
    screen.reload(None)
    qtbot.waitUntil(desk.jobs.idle, timeout=10_000)
    return screen, went


def test_every_line_leads_to_its_thing(full: Desk, qtbot: QtBot) -> None:
    screen, went = shown(full, qtbot)
    lines = today.look(full.store, DAY).lines
    screen._todo.more.click()
    entries = screen._todo.entries.lines()
    assert [entry.entry.lead for entry in entries] == [line.what for line in lines]
    for entry in entries:
        QTest.keyClick(entry, Qt.Key.Key_Space)
    meant = [line.target and Way("", line.target[0], {"target": line.target[1]}) for line in lines]
    ways = [way or duties.ways(line.duties, DAY)[0] for way, line in zip(meant, lines, strict=True)]
    assert [key for key, _ in went] == [way.key for way in ways]
    assert all(way.target.items() <= target.items() for way, (_, target) in zip(ways, went, strict=True))
    new = {"target": "new", "kind": "theme_day", "group": None, "on": DAY}
    assert ("meeting", {**new, "behind": "today"}) in went  # Esc leads back here


def test_of_many_lines_the_first_few_are_shown_until_all_are_wanted(full: Desk, qtbot: QtBot) -> None:
    screen, _ = shown(full, qtbot)
    lines = today.look(full.store, DAY).lines
    assert len(screen._todo.entries.lines()) == LINES
    assert screen._todo.more.text() == f"还有 {len(lines) - LINES} 项"
    screen._todo.more.click()
    assert len(screen._todo.entries.lines()) == len(lines)
    screen._todo.more.click()
    assert len(screen._todo.entries.lines()) == LINES


def test_a_plan_whose_day_has_come_leads_to_its_people(desk: Desk, qtbot: QtBot) -> None:
    ids = [
        schedule.plan(desk.store, Meeting(MeetingKind.COMMITTEE_MEETING, datetime.fromisoformat(moment))).id
        for moment in ("2026-11-23T15:00", "2026-11-30T15:00")
    ]
    screen, went = shown(desk, qtbot)
    entries = [entry for entry in screen._todo.entries.lines() if "支委会" in entry.entry.lead]
    for entry in entries:
        QTest.keyClick(entry, Qt.Key.Key_Space)
    assert went == [
        ("meeting", {"target": ids[0], "section": "people"}),
        ("meeting", {"target": ids[1]}),
    ]


def test_the_sidebar_hears_how_much_waits(full: Desk, qtbot: QtBot) -> None:
    screen, _ = shown(full, qtbot)
    lines = today.look(full.store, DAY).lines
    with qtbot.waitSignal(screen.counted) as counted:
        screen.reload(None)
    qtbot.waitUntil(full.jobs.idle)
    assert counted.args == ["today", sum(line.state in {"late", "due"} for line in lines)]


def test_a_month_opens_with_mouse_and_keys(full: Desk, qtbot: QtBot) -> None:
    screen, went = shown(full, qtbot)
    grid = screen._year.grid
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(grid, key)
    place = grid.area(0, 11).center().toPoint()
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(place))
    assert went == [
        ("year", {"rule": "members_meeting", "month": 3}),
        ("year", {"rule": "committee_meeting", "month": 12}),
    ]


def test_birthdays_lead_to_the_five_of_the_member_and_of_the_month(full: Desk, qtbot: QtBot) -> None:
    screen, went = shown(full, qtbot)
    first = today.look(full.store, DAY).birthdays[0]
    [line, *_] = screen._birthdays.entries.lines()
    line.click()
    screen._birthdays.months[-1].click()
    where = {"year": first.year, "month": first.month}
    assert went[0] == ("five_ones", {**where, "member": first.member_id})
    last = today.look(full.store, DAY).birthdays[-1]
    assert went[1] == ("five_ones", {"year": last.year, "month": last.month, "together": True})
    assert isinstance(line, EntryLine)


def test_an_empty_branch_is_shown_its_first_step(desk: Desk, qtbot: QtBot) -> None:
    screen, went = shown(desk, qtbot)
    assert screen._first.isVisible()
    [button] = [child for child in _below(screen._first) if isinstance(child, QPushButton)]
    button.click()
    assert went == [("members", {"target": "import"})]


def _below(widget: QWidget) -> Iterator[QWidget]:
    for child in widget.children():
        if isinstance(child, QWidget):
            yield child
            yield from _below(child)


def test_the_figures_of_clues_lead_to_their_records(full: Desk, qtbot: QtBot) -> None:
    screen, went = shown(full, qtbot)
    card = screen._clues
    assert [(one.number, one.name) for one in card.figures.values()] == [
        ("193", "提报"),
        ("189", "已处置"),
        ("97.9%", "处置率 = 189 ÷ 193"),
    ]
    numbers = [193, 189, 189]
    for figure in card.figures.values():
        QTest.keyClick(figure, Qt.Key.Key_Space)
    card.bars.setFocus()
    for _ in card.bars.groups:
        QTest.keyClick(card.bars, Qt.Key.Key_Return)
        QTest.keyClick(card.bars, Qt.Key.Key_Down)
    numbers += [group.number for group in card.bars.groups]
    counted = []
    for key, target in went:
        assert key == "clues"
        conditions = target["conditions"]
        assert isinstance(conditions, tuple)
        counted.append(lists.page(full.store, CLUES, Query(conditions)).total)
    assert counted == numbers


def test_open_clues_are_counted_beside_their_place(full: Desk, qtbot: QtBot) -> None:
    screen = TodayScreen(full)
    qtbot.addWidget(screen)
    counted: dict[str, int] = {}
    screen.counted.connect(counted.__setitem__)
    screen.reload(None)
    qtbot.waitUntil(full.jobs.idle, timeout=10_000)
    assert counted["clues"] == 4
