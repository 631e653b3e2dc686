"""迎检自查 over records: what is missing is found at its record, what is in order is not, and what was said is kept."""

from __future__ import annotations

from datetime import date

import pytest

import builders
from branchdesk.domain.inspection import Area, Finding, Gap
from branchdesk.domain.meetings import Attendance, Meeting, MeetingKind, Presence
from branchdesk.errors import Refusal
from branchdesk.services.duties import inspection
from branchdesk.services.duties.inspection import Said
from branchdesk.services.keeping import past
from branchdesk.services.meetings import documents, meetings, study
from branchdesk.store.engine import Store

TODAY = date(2026, 11, 23)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def held(store: Store) -> str:
    builders.fill(store)
    away = Attendance(Presence.PRESENT, (builders.mark("何霞", Presence.ON_LEAVE),))
    draft = builders.meeting("2026-08-20", attendance=away, agenda=builders.full_agenda(), resolutions=("通过",))
    return meetings.save(store, draft).id


def found(store: Store, since: date = YEAR[0], until: date = YEAR[1], today: date = TODAY) -> dict[str, Finding]:
    return {one.key: one for one in inspection.look(store, since, until, today).findings}


def of_code(store: Store, code: str) -> list[Finding]:
    return [one for one in found(store).values() if one.code == code]


def test_what_a_record_lacks_leads_to_the_section_that_mends_it(store: Store, held: str) -> None:
    [one] = of_code(store, "reason_missing")
    assert (one.gap, one.area, one.day, one.about) == (
        Gap.MISSING,
        Area.ATTENDANCE,
        date(2026, 8, 20),
        "2026年8月20日党员大会",
    )
    assert (one.where.place, one.where.record, one.where.section) == ("meeting", held, "people")


def test_only_the_periods_own_records_are_looked_at(store: Store, held: str) -> None:
    assert f"left_open:{held}" in found(store)
    assert f"left_open:{held}" not in found(store, date(2026, 1, 1), date(2026, 8, 19))
    assert f"left_open:{held}" in found(store, date(2026, 8, 20), date(2026, 8, 20))


def test_a_finding_goes_with_its_cause(store: Store, held: str) -> None:
    draft = meetings.load(store, held).meeting
    whole = Attendance(Presence.PRESENT, (builders.mark("何霞", Presence.ON_LEAVE, "出差"),))
    meetings.save(store, builders.meeting("2026-08-20", id=held, attendance=whole, agenda=draft.agenda))
    assert not of_code(store, "reason_missing")


def test_a_meeting_that_is_late_is_missing_and_one_that_has_time_is_not(store: Store, held: str) -> None:
    assert held
    late = {one.record for one in of_code(store, "members_meeting")}
    assert late == {"2026Q1", "2026Q2"}  # the third quarter's was held, the fourth has time


def test_drafts_count_after_a_month(store: Store, held: str) -> None:
    key = f"left_open:{held}"
    assert key not in found(store, today=date(2026, 9, 19))
    assert key in found(store, today=date(2026, 9, 20))


def test_closed_records_are_held_against_others_too(store: Store, held: str) -> None:
    standing = meetings.load(store, held).meeting
    second = Meeting(
        MeetingKind.THEME_DAY, standing.starts, attendance=builders.present(), agenda=builders.full_agenda()[:1]
    )
    meetings.save(store, second, finalise=True)
    [one] = of_code(store, "overlap")
    assert one.gap is Gap.DOUBT


def test_what_was_said_is_kept_shown_and_taken_back(store: Store, held: str) -> None:
    assert held
    [one] = of_code(store, "reason_missing")
    inspection.note(store, [one], Said("当日出差", date(2026, 11, 20)))
    look = inspection.look(store, *YEAR, TODAY)
    assert look.said == {one.key: Said("当日出差", date(2026, 11, 20))}
    assert one.key not in {each.key for each in look.open}
    inspection.note(store, [one], Said("当日因公出差"))
    assert inspection.said(store) == {one.key: Said("当日因公出差")}
    inspection.reopen(store, [one])
    assert not inspection.said(store)
    past.undo(store)
    assert inspection.said(store) == {one.key: Said("当日因公出差")}


def test_a_note_says_something(store: Store, held: str) -> None:
    assert held
    [one] = of_code(store, "reason_missing")
    with pytest.raises(Refusal) as refused:
        inspection.note(store, [one], Said("  "))
    assert (refused.value.code, refused.value.field) == ("note_needed", "note")


def test_members_without_their_dates_are_named(store: Store) -> None:
    builders.fill(store)
    names = {one.about for one in found(store).values() if one.code == "joined_missing"}
    people = {one.about for one in found(store).values() if one.area is Area.MEMBERS}
    assert names <= people
    for one in found(store).values():
        assert len(one.key) <= 160
        assert one.remedy.endswith("。")
        assert one.article


def test_a_document_is_asked_about_once_the_day_has_passed_by_which_all_were_to_have_studied_it(
    store: Store, held: str
) -> None:
    assert held
    documents.save(store, None, {"title": "某次全会精神", "wanted_by": "2026-09-30"})

    def asked(today: date) -> list[str]:
        told = found(store, today=today).values()
        return [one.what for one in told if one.code == "document_not_studied" and one.about == "某次全会精神"]

    assert asked(date(2026, 9, 30)) == []
    [what] = asked(date(2026, 10, 1))
    assert what.startswith("要求的日期已过，还没有学习：张三、李四")
    [document] = [row["id"] for row in builders.records(store)["study_document"] if row["title"] == "某次全会精神"]
    everybody = [reader.id for reader in study.document(store, str(document)).readers]
    study.catch_up(store, str(document), everybody, date(2026, 9, 1), "自学")
    assert asked(date(2026, 10, 1)) == []
