"""Attendance of a period: who counts, what a rate leaves out, what was missed, and that the card says the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import builders
from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.attendance import Entry, Sign, turnout
from branchdesk.domain.meetings import (
    Attendance,
    HeadCounts,
    Mark,
    Meeting,
    MeetingKind,
    Override,
    Presence,
)
from branchdesk.errors import Refusal
from branchdesk.files.sheets import read_book
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.meetings import attendance, closing, meetings
from branchdesk.services.meetings.attendance import Overview, Wanted
from branchdesk.services.people import member_card, member_life, transfers
from branchdesk.services.people.transfers import Leaving
from branchdesk.store.roster import Rosters, roster_on
from branchdesk.words.attendance import SIGNS

PRESENT, ON_LEAVE, ABSENT, UNKNOWN = Presence.PRESENT, Presence.ON_LEAVE, Presence.ABSENT, Presence.UNKNOWN
YEAR = Wanted(date(2026, 1, 1), date(2026, 12, 31))
KINDS = (MeetingKind.MEMBERS_MEETING, MeetingKind.THEME_DAY, MeetingKind.COMMITTEE_MEETING, MeetingKind.GROUP_MEETING)


@pytest.fixture
def people(store: Store) -> list[str]:
    """Put six on the roster: five members, of two groups, and an activist."""
    return builders.fill(store)


def hold(
    store: Store,
    day: str,
    marks: Sequence[Mark] = (),
    *,
    kind: MeetingKind = MeetingKind.THEME_DAY,
    default: Presence = PRESENT,
    final: bool = False,
    group: str | None = None,
    **facts: object,
) -> str:
    """Record a meeting and give its identifier."""
    record = Meeting(
        kind,
        datetime.fromisoformat(f"{day}T09:00"),
        group=group,
        chair=PersonRef("张三"),
        recorder=PersonRef("李四"),
        attendance=Attendance(default, tuple(marks)),
        **facts,  # type: ignore[arg-type] # any fact of a meeting
    )
    return meetings.save(store, record, finalise=final).id


def leave(store: Store, person: str, day: str) -> None:
    transfers.leave(store, (person,), Leaving("transferred", receipt_on=day))


def mark(person: str, presence: Presence, reason: str = "有事", **more: object) -> Mark:
    return Mark(PersonRef("", person), presence, reason, **more)  # type: ignore[arg-type] # late, online, made_up_on


def signs(found: Overview) -> dict[str, str]:
    """Give each person's cells as one word; a dot where they were not expected."""
    return {one.label: "".join(SIGNS[entry.sign] if entry else "·" for entry in one.entries) for one in found.people}


def test_every_sign_stands_where_it_belongs(store: Store, people: list[str]) -> None:
    _, li, wang, wei, he, _ = people
    hold(store, "2026-03-20", [mark(li, ON_LEAVE), mark(wang, ABSENT), mark(he, PRESENT, "", late=True)])
    hold(store, "2026-04-10", [mark(li, PRESENT, "", online=True), mark(wei, UNKNOWN, "")], final=False)
    hold(store, "2026-05-08", [mark(wang, ABSENT, made_up_on=date(2026, 5, 20))], final=True)
    hold(store, "2026-05-15", kind=MeetingKind.GROUP_MEETING, group="第一党小组")
    found = attendance.overview(store, YEAR)
    assert signs(found) == {
        "张三": "到到到·",
        "李四": "假线到·",
        "王伟（第一党小组）": "缺到补到",
        "王伟（第二党小组）": "到未到·",
        "何霞": "迟到到到",
    }
    assert [(one.present, one.expected) for one in found.meetings] == [(3, 5), (4, 5), (4, 5), (2, 2)]
    wang_here = found.people[2].turnout
    assert (wang_here.expected, wang_here.present, wang_here.absent, wang_here.made_up) == (4, 2, 2, 1)
    assert wang_here.rate == "50%"
    assert found.people[3].turnout.expected == 2, "what is not marked is not counted"


def test_the_exempt_and_their_spans_are_left_out(store: Store, people: list[str]) -> None:
    member_life.save_row(
        store, "conditions", people[3], None, {"kind": "exempt", "since": "2026-03", "until": "2026-05-01"}
    )
    for day in ("2026-02-27", "2026-03-01", "2026-04-10", "2026-05-01"):
        hold(store, day, [mark(people[3], PRESENT if day == "2026-04-10" else ABSENT)])
    found = attendance.overview(store, YEAR)
    assert signs(found)["王伟（第二党小组）"] == "缺免到缺"
    spared = found.people[3].turnout
    assert (spared.expected, spared.absent, spared.spared, spared.rate) == (2, 2, 2, "0%")
    assert [one.starts[:10] for one in attendance.overview(store, YEAR).missed] == ["2026-02-27", "2026-05-01"]


def test_only_meetings_that_were_held_count(store: Store, people: list[str]) -> None:
    assert people
    hold(store, "2026-11-20")
    hold(store, "2026-12-04", default=UNKNOWN)
    assert [one.starts[:10] for one in attendance.overview(store, YEAR).meetings] == ["2026-11-20"]


def test_records_that_only_count_heads_are_named_and_left_out(store: Store, people: list[str]) -> None:
    counted = HeadCounts(5, 3, 1, 1)
    away = [mark(people[1], ON_LEAVE), mark(people[2], ABSENT)]
    hold(store, "2026-02-06", away, default=UNKNOWN, counted=counted)
    hold(store, "2026-03-06")
    found = attendance.overview(store, YEAR)
    assert found.heads_only == 1
    assert signs(found)["李四"] == "到"
    assert [one.label for one in attendance.overview(store, YEAR).missed] == ["李四", "王伟（第一党小组）"]
    assert [one.label for one in attendance.without_leaves(attendance.overview(store, YEAR).missed)] == [
        "王伟（第一党小组）"
    ]
    card = member_card.card(store, people[1])
    assert turnout(card.meetings) == turnout([Entry(PRESENT), Entry(ON_LEAVE, by_name=False)])
    assert turnout(card.meetings).heads_only == 1


def test_period_kinds_and_group_narrow_it(store: Store, people: list[str]) -> None:
    assert people
    hold(store, "2025-12-31")
    hold(store, "2026-01-01", kind=MeetingKind.MEMBERS_MEETING)
    hold(store, "2026-03-31", kind=MeetingKind.GROUP_MEETING, group="第一党小组")
    hold(store, "2026-04-01", kind=MeetingKind.GROUP_MEETING, group="第二党小组")
    quarter = Wanted(date(2026, 1, 1), date(2026, 3, 31))
    assert [one.starts[:10] for one in attendance.overview(store, quarter).meetings] == ["2026-01-01", "2026-03-31"]
    groups = Wanted(kinds=("group_meeting",))
    assert signs(attendance.overview(store, groups)) == {
        "王伟（第一党小组）": "到·",
        "何霞": "到·",
        "王伟（第二党小组）": "·到",
    }
    second = attendance.overview(store, Wanted(group="第二党小组"))
    assert signs(second) == {"王伟": "到到到"}
    assert [one.starts[:10] for one in second.meetings] == ["2025-12-31", "2026-01-01", "2026-04-01"]
    assert second.groups == ("第一党小组", "第二党小组")


def test_who_left_stands_below_and_is_not_expected_any_more(store: Store, people: list[str]) -> None:
    hold(store, "2026-03-20")
    leave(store, people[0], "2026-04-01")
    hold(store, "2026-04-10")
    found = attendance.overview(store, YEAR)
    assert [one.label for one in found.people][-1] == "张三"
    assert [one.here for one in found.people] == [True, True, True, True, False]
    assert signs(found)["张三"] == "到·"
    assert found.people[-1].turnout.rate == "100%"


def test_a_closed_record_keeps_whom_it_was_closed_with(store: Store, people: list[str]) -> None:
    kept = hold(store, "2026-03-20", [mark(people[4], ABSENT)], final=True)
    leave(store, people[4], "2026-03-01")
    found = attendance.overview(store, YEAR)
    assert found.meetings[0].id == kept
    assert signs(found)["何霞"] == "缺"
    assert found.people[-1].label == "何霞"


def test_an_override_counts_whoever_it_names(store: Store, people: list[str]) -> None:
    overrides = (
        Override(PersonRef("李四", people[1]), expected=False, reason="借调"),
        Override(PersonRef("赵爽", people[5]), expected=True, reason="列席学习"),
    )
    hold(store, "2026-03-20", overrides=overrides)
    assert set(signs(attendance.overview(store, YEAR))) == {
        "张三",
        "王伟（第一党小组）",
        "王伟（第二党小组）",
        "何霞",
        "赵爽",
    }


def test_several_absences_are_made_up_in_one_step(store: Store, people: list[str]) -> None:
    first = hold(store, "2026-03-20", [mark(people[1], ABSENT), mark(people[2], ON_LEAVE)], final=True)
    second = hold(store, "2026-04-10", [mark(people[1], ABSENT)])
    before = builders.records(store)
    absences = [(one.meeting_id, one.member_id) for one in attendance.overview(store, YEAR).missed]
    assert absences == [(first, people[1]), (second, people[1]), (first, people[2])]
    changes = attendance.make_up(store, absences, date(2026, 4, 20))
    assert changes.title == "登记3人次补学（2026年4月20日）"
    assert attendance.overview(store, YEAR).missed == ()
    assert signs(attendance.overview(store, YEAR))["李四"] == "补补"
    past.undo(store)
    assert builders.records(store) == before
    one = attendance.make_up(store, absences[:1], date(2026, 4, 20))
    assert one.title == "登记李四补学（2026年4月20日）"


def test_a_make_up_wants_a_mark_to_stand_at(store: Store, people: list[str]) -> None:
    meeting = hold(store, "2026-03-20")
    before = builders.records(store)
    with pytest.raises(Refusal, match="请先选"):
        attendance.make_up(store, [], date(2026, 4, 20))
    with pytest.raises(Refusal):
        attendance.make_up(store, [(meeting, people[0]), (meeting, people[5])], date(2026, 4, 20))
    assert builders.records(store) == before


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".ods"])
def test_it_is_written_as_a_plain_table(store: Store, people: list[str], tmp_path: Path, ending: str) -> None:
    hold(store, "2026-03-20", [mark(people[1], ON_LEAVE)])
    path = tmp_path / f"出勤{ending}"
    assert attendance.export(store, YEAR, path) == 5
    rows = [[str(cell if cell is not None else "") for cell in row] for row in read_book(path)[0].rows]
    assert rows[0] == ["姓名", "党小组", "应到", "实到", "请假", "缺席", "已补学", "到会率", "党日 2026-03-20"]
    assert rows[2][:2] == ["李四", ""]
    assert [float(figure) for figure in rows[2][2:7]] == [1, 0, 1, 0, 0]
    assert rows[2][-1] == "假"
    missed = tmp_path / f"未补学{ending}"
    assert attendance.export_missed(store, YEAR, missed, leaves=True) == 1
    assert "有事" in [str(cell) for cell in read_book(missed)[0].rows[1]]


def test_it_is_copied_as_text_and_as_a_table(store: Store, people: list[str]) -> None:
    assert people
    hold(store, "2026-03-20")
    made = attendance.as_table(*attendance.as_rows(attendance.overview(store, YEAR)))
    assert made.rows == 5
    assert made.text.splitlines()[1] == "张三\t\t1\t1\t0\t0\t0\t100%\t到"
    assert made.html.count("<tr>") == 6


@pytest.fixture(scope="module")
def lively(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, list[str]]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRANCHDESK_TODAY", builders.TODAY.isoformat())
        store = builders.new_branch(tmp_path_factory.mktemp("lively") / "支部.branchdesk")
        people = builders.fill(store)
        yield store, people
        store.close()


MARKS = st.tuples(
    st.sampled_from((PRESENT, ON_LEAVE, ABSENT, UNKNOWN)),
    st.booleans(),
    st.booleans(),
)


@settings(max_examples=25, deadline=None)
@given(
    days=st.lists(
        st.tuples(st.dates(date(2026, 1, 1), date(2026, 10, 31)), st.sampled_from(KINDS), st.booleans(), st.booleans()),
        max_size=5,
    ),
    marks=st.lists(MARKS, min_size=5, max_size=5),
    exempt=st.integers(0, 4),
)
def test_card_and_sheet_agree(
    lively: tuple[Store, list[str]],
    days: list[tuple[date, MeetingKind, bool, bool]],
    marks: list[tuple[Presence, bool, bool]],
    exempt: int,
) -> None:
    store, people = lively
    start = date(2026, 5, 1).isoformat()
    row, _ = member_life.save_row(store, "conditions", people[exempt], None, {"kind": "exempt", "since": start})
    made = []
    for day, kind, final, counted in days:
        group = "第一党小组" if kind is MeetingKind.GROUP_MEETING else None
        record = Meeting(
            kind, datetime.combine(day, datetime.min.time()), group=group, counted=HeadCounts(5, 1) if counted else None
        )
        there = {one.member_id for one in meetings.expected(store, record)}
        noted = tuple(
            Mark(PersonRef("", person), presence, "", day if made_up else None, late=late)
            for person, (presence, late, made_up) in zip(people, marks, strict=False)
            if person in there
        )
        made.append(meetings.save(store, replace(record, attendance=Attendance(UNKNOWN, noted))).id)
        if final and not any(check.severity == "error" for check in meetings.load(store, made[-1]).checks):
            closing.finalise(store, made[-1])
    found = {one.id: one for one in attendance.overview(store, Wanted()).people}
    for person in people:
        of_card = turnout(member_card.card(store, person).meetings)
        of_sheet = found[person].turnout if person in found else turnout(())
        assert (of_card.expected, of_card.present, of_card.on_leave, of_card.absent) == (
            of_sheet.expected,
            of_sheet.present,
            of_sheet.on_leave,
            of_sheet.absent,
        )
        assert (of_card.made_up, of_card.spared, of_card.rate) == (of_sheet.made_up, of_sheet.spared, of_sheet.rate)
    while any(one["id"] == row for one in builders.records(store)["member_condition"]):
        past.undo(store)  # the next example begins where this one did


def test_a_stale_mark_of_a_draft_counts_nowhere(store: Store, people: list[str]) -> None:
    hold(store, "2026-03-20", [mark(people[2], ABSENT)])
    leave(store, people[2], "2026-03-01")
    assert "王伟" not in {one.label for one in attendance.overview(store, YEAR).people if not one.here}
    assert turnout(member_card.card(store, people[2]).meetings).expected == 0


@pytest.mark.parametrize(
    ("entry", "sign"),
    [
        (Entry(PRESENT), Sign.PRESENT),
        (Entry(PRESENT, late=True, online=True), Sign.LATE),
        (Entry(PRESENT, online=True), Sign.ONLINE),
        (Entry(PRESENT, spared=True), Sign.PRESENT),
        (Entry(ABSENT, spared=True), Sign.SPARED),
        (Entry(ABSENT, made_up_on="2026-01-01", spared=True), Sign.MADE_UP),
        (Entry(ON_LEAVE), Sign.ON_LEAVE),
        (Entry(UNKNOWN, spared=True), Sign.UNMARKED),
    ],
)
def test_an_entry_has_one_sign(entry: Entry, sign: Sign) -> None:
    assert entry.sign is sign


def test_a_roster_read_once_is_the_roster_of_every_day(store: Store, people: list[str]) -> None:
    member_life.save_row(store, "conditions", people[1], None, {"kind": "away", "since": "2026-03", "until": "2026-05"})
    member_life.save_row(store, "groups", people[4], None, {"group": "第二党小组", "since": "2026-06-01"})
    leave(store, people[0], "2026-04-01")
    with store.reading() as connection:
        rosters = Rosters(connection, store.branch.id)
        for month in range(1, 13):
            for number in (1, 15):
                day = date(2026, month, number)
                assert rosters.on(day) == roster_on(connection, store.branch.id, day)
