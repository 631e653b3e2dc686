"""What gave members minutes of study: meetings they were at, lectures they gave, what they made up, training.

PostgreSQL: string_agg for the joined identifiers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select

from branchdesk.domain.meetings import Presence
from branchdesk.domain.study_hours import Counting, Credit, Source, from_plain, of_meeting, of_training, totals
from branchdesk.store.meeting_rows import was_held
from branchdesk.store.tables import (
    agenda_item,
    attendance,
    document_study,
    meeting,
    member,
    member_entry,
    preference,
    study_document,
)
from branchdesk.words.meetings import name

COUNTING = "study_hours"  # the key of the preference
STUDY = ("first_topic", "lecture")  # items of an agenda at which something is studied
DAY = 10


@dataclass(frozen=True, slots=True)
class _Held:
    """What one meeting gives: to whoever was there, on its day, as one sitting, and what it is called."""

    minutes: int
    day: str
    sitting: str
    kind: str
    number: int

    @property
    def called(self) -> str:
        """Name the meeting."""
        return name(self.kind, self.number)


def counting_of(connection: Connection, branch_id: str) -> Counting:
    """Give what the branch counts as study."""
    mine = (preference.c.branch_id == branch_id, preference.c.key == COUNTING)
    return from_plain(connection.scalar(select(preference.c.value).where(*mine)))


def credits_of(connection: Connection, branch_id: str, counting: Counting, years: Collection[int]) -> Iterator[Credit]:
    """Give all that some years gave the branch's people, as it is recorded: `domain.study_hours.counted` limits it."""
    if years:
        held = _held_meetings(connection, branch_id, counting)
        yield from _at_meetings(_there(connection, branch_id, years), held)
        yield from _beside(connection, branch_id, held, counting, years)


def totals_of(
    connection: Connection, branch_id: str, counting: Counting, years: Collection[int]
) -> dict[tuple[str, int], int]:
    """Give the minutes of some years by person and year: what `totals` makes of `credits_of`, but for ten years too.

    On most days there was one meeting and nothing else, so that nobody's day can be too full: those who were at
    meetings of one length are counted together.
    """
    if not years:
        return {}
    held = _held_meetings(connection, branch_id, counting)
    there = _there(connection, branch_id, years)
    beside = list(_beside(connection, branch_id, held, counting, years))
    meetings_on = Counter(held[meeting_id].day for meeting_id, _ in there)
    full = {one.day for one in beside} | {day for day, number in meetings_on.items() if number > 1}
    alike: dict[tuple[int, int], list[str]] = defaultdict(list)
    rest = []
    for meeting_id, people in there:
        one = held[meeting_id]
        if one.day in full or one.sitting:
            rest.append((meeting_id, people))
        else:
            alike[int(one.day[:4]), min(one.minutes, counting.day)].append(people)
    found = Counter(totals((*_at_meetings(rest, held), *beside), counting))
    for (year, minutes), people_of in alike.items():
        for member_id, times in Counter(",".join(people_of).split(",")).items():
            found[member_id, year] += minutes * times
    return dict(found)


def _there(connection: Connection, branch_id: str, years: Collection[int]) -> list[tuple[str, str]]:
    """Give the meetings of some years, each with the identifiers of whoever was there as one text."""
    mine = (meeting.c.branch_id == branch_id, was_held(), _in_years(meeting.c.starts, years))
    there = select(attendance.c.meeting_id, func.aggregate_strings(attendance.c.member_id, ",")).join(meeting)
    there = there.where(*mine, attendance.c.presence == Presence.PRESENT.value).group_by(attendance.c.meeting_id)
    return [(row[0], row[1]) for row in connection.execute(there)]


def _at_meetings(there: Iterable[tuple[str, str]], held: dict[str, _Held]) -> Iterator[Credit]:
    for meeting_id, people in there:
        one = held[meeting_id]
        if one.minutes:
            for member_id in people.split(","):
                yield Credit(member_id, one.day, one.minutes, Source.MEETING, meeting_id, one.sitting, one.called)


def _beside(
    connection: Connection, branch_id: str, held: dict[str, _Held], counting: Counting, years: Collection[int]
) -> Iterator[Credit]:
    """Give what people have besides the meetings they were at."""
    yield from _lectures(connection, branch_id, held, years)
    yield from _made_up(connection, branch_id, held, years)
    yield from _alone(connection, branch_id, counting, years)
    mine = (member_entry.c.kind == "training", _in_years(member_entry.c.day, years), member.c.branch_id == branch_id)
    query = select(member_entry).join(member, member_entry.c.member_id == member.c.id)
    for row in connection.execute(query.where(*mine)):
        minutes = of_training(row.level or "")
        yield Credit(row.member_id, row.day, minutes, Source.TRAINING, row.id, "", row.title or "")


def _lectures(
    connection: Connection, branch_id: str, held: dict[str, _Held], years: Collection[int]
) -> Iterator[Credit]:
    """Give what lectures gave who gave them, where nobody marked them as being there."""
    sat = attendance.alias("sat")
    was_there = select(sat.c.id).where(
        sat.c.meeting_id == meeting.c.id,
        sat.c.member_id == agenda_item.c.reader_id,
        sat.c.presence == Presence.PRESENT.value,
    )
    query = select(agenda_item.c.meeting_id, agenda_item.c.reader_id).join(meeting)
    query = query.where(
        *(meeting.c.branch_id == branch_id, was_held(), _in_years(meeting.c.starts, years)),
        *(agenda_item.c.kind == "lecture", agenda_item.c.reader_id.is_not(None), ~was_there.exists()),
    )
    for meeting_id, member_id in connection.execute(query.distinct()):
        one = held[meeting_id]
        if one.minutes:
            yield Credit(member_id, one.day, one.minutes, Source.LECTURER, meeting_id, one.sitting, one.called)


def _made_up(
    connection: Connection, branch_id: str, held: dict[str, _Held], years: Collection[int]
) -> Iterator[Credit]:
    query = (
        select(attendance.c.meeting_id, attendance.c.member_id, attendance.c.made_up_on)
        .join(meeting)
        .where(
            meeting.c.branch_id == branch_id,
            was_held(),
            attendance.c.presence != Presence.PRESENT.value,
            _in_years(attendance.c.made_up_on, years),
        )
    )
    for row in connection.execute(query):
        one = held[row.meeting_id]
        if one.minutes:
            yield Credit(
                row.member_id, row.made_up_on, one.minutes, Source.MADE_UP, row.meeting_id, one.sitting, one.called
            )


def _alone(connection: Connection, branch_id: str, counting: Counting, years: Collection[int]) -> Iterator[Credit]:
    if not counting.own:
        return
    mine = (study_document.c.branch_id == branch_id, _in_years(document_study.c.day, years))
    query = select(document_study, study_document.c.title).join(study_document)
    for row in connection.execute(query.where(*mine)):
        yield Credit(row.member_id, row.day, counting.own, Source.OWN, row.document_id, "", row.title)


def _in_years(day: ColumnElement[Any], years: Collection[int]) -> ColumnElement[bool]:
    """Say that a day lies from the first to the last of some years."""
    return and_(day >= f"{min(years):04}", day < f"{max(years) + 1:04}")


def _held_meetings(connection: Connection, branch_id: str, counting: Counting) -> dict[str, _Held]:
    rows = _meetings(connection, branch_id)
    sittings = Counter(row.sitting for row in rows)
    return {row.id: _held(row, counting, shared=sittings[row.sitting] > 1) for row in rows}


def _meetings(connection: Connection, branch_id: str) -> Sequence[Any]:
    studied = select(agenda_item.c.id).where(agenda_item.c.meeting_id == meeting.c.id, agenda_item.c.kind.in_(STUDY))
    columns = ("id", "kind", "number", "starts", "ends", "title", "sitting", "study_minutes")
    query = select(*(meeting.c[key] for key in columns), studied.exists().label("studied"))
    return connection.execute(query.where(meeting.c.branch_id == branch_id, was_held())).all()


def _held(row: Any, counting: Counting, *, shared: bool) -> _Held:  # noqa: ANN401 - a row
    begun, ended = (datetime.fromisoformat(text) if text else None for text in (row.starts, row.ends))
    timed = begun and ended and ended > begun and not row.starts.endswith("T00:00")
    length = int((ended - begun).total_seconds()) // 60 if timed and begun and ended else None
    minutes = of_meeting(counting, row.kind, length, row.study_minutes, studied=bool(row.studied))
    return _Held(minutes, row.starts[:DAY], row.sitting if shared and row.sitting else "", row.kind, row.number)
