"""Printed lists stand where they stood, letter by letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from branchdesk.domain.attendance import Entry, turnout
from branchdesk.domain.meetings import Presence
from branchdesk.ledgers.clues import CLUES
from branchdesk.ledgers.members import MEMBERS
from branchdesk.papers.attendance_sheet import Person, Register, Sitting, write_attendance
from branchdesk.papers.blocks import Manuscript, Paper
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.house import USUAL
from branchdesk.papers.listing import Listing, write_listing
from branchdesk.papers.press.page import print_manuscript
from papers import reading
from papers.golden import check_golden
from papers.samples import roster

TODAY = date(2026, 11, 23)
PRESENT, AWAY = Entry(Presence.PRESENT), Entry(Presence.ON_LEAVE, "出差")
MARKS = (
    PRESENT,
    AWAY,
    None,
    Entry(Presence.PRESENT, late=True),
    Entry(Presence.ABSENT),
    Entry(Presence.ABSENT, made_up_on="2026-04-01"),
    Entry(Presence.PRESENT, online=True),
    Entry(Presence.UNKNOWN),
    Entry(Presence.ON_LEAVE, spared=True),
)


def made(manuscript: Manuscript) -> Paper:
    return print_manuscript(manuscript, bundled())


def people() -> Listing:
    """Give the sample's roster as a list."""
    keys = ("name", "sex", "joined_on", "stage", "group", "office")
    return Listing(
        title=("第四党支部", "党员花名册"),
        unit="某某市人民检察院",
        period="截至2026年11月23日",
        printed=TODAY,
        fields=tuple(map(MEMBERS.field, keys)),
        rows=[
            (
                one.name,
                "男女"[at % 2],
                f"20{at:02}-0{at % 9 + 1}-1{at % 10}",
                "正式党员",
                one.group,
                "".join(one.offices),
            )
            for at, one in enumerate(roster())
        ],
        notes=("共46名，其中正式党员43名、预备党员3名", "筛选条件：性别 属于 男、女"),
    )


def clues() -> Listing:
    """Give a few clues, one of them told at length."""
    keys = ("number", "reported_on", "reporter", "grid", "text", "unit", "state")
    rows = [
        (f"XS2026{number:04}", f"2026-{number:02}", "陈䶮", "花苑一网格", "井盖松动。" * number * 3, "城管局", "已反馈")
        for number in range(1, 12)
    ]
    fields = tuple(map(CLUES.field, keys))
    return replace(people(), title=("志愿者线索台账",), fields=fields, rows=rows, notes=("共11条",))


def register(meetings: int) -> Register:
    """Give the attendance of twelve people at so many meetings of two years."""
    kinds = ("党课", "生活会", "大会")
    days = [date(2025 + at // 12, at % 12 + 1, at % 28 + 1) for at in range(meetings)]
    sittings = tuple(Sitting(day, kinds[at % 3]) for at, day in enumerate(days))
    persons = []
    for number, one in enumerate(roster()[:12]):
        entries = tuple(MARKS[(number * at + at) % len(MARKS)] for at in range(meetings))
        persons.append(Person(one.name, one.group, number != 9, turnout(filter(None, entries)), entries))
    return Register(
        title=("第四党支部", "出勤情况表"),
        unit="某某市人民检察院",
        printed=TODAY,
        since=date(2025, 1, 1),
        until=date(2026, 12, 31),
        meetings=sittings,
        people=tuple(persons),
        notes=(f"共12人，{meetings}次会议",),
    )


def test_a_roster_stands_as_it_did() -> None:
    check_golden("roster", made(write_listing(people(), USUAL)))


def test_a_ledger_with_long_texts_lies_as_it_did() -> None:
    check_golden("list-clues", made(write_listing(clues(), USUAL)))


def test_the_attendance_of_two_years_is_parted_as_it_was() -> None:
    check_golden("attendance", made(write_attendance(register(24), USUAL)))


def test_the_same_list_gives_the_same_bytes() -> None:
    assert made(write_listing(people(), USUAL)).pdf == made(write_listing(people(), USUAL)).pdf


def test_what_is_said_below_a_list_never_stands_on_a_page_without_a_row_of_it() -> None:
    whole = people()
    for number in range(18, 34):  # somewhere between these a page is full
        paper = made(write_listing(replace(whole, rows=whole.rows[:number]), USUAL))
        last = reading.squeezed(reading.pages(paper)[-1])
        assert "打印日期" in last
        assert whole.rows[number - 1][2] in last
