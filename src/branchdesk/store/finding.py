"""Which meetings hold a text, name a person, studied a document; and where in the record a text stands.

Whole words are sought as they are written, so that no index of words is needed for a language that does not part them.
PostgreSQL: strpos for instr, json_array_elements_text for json_each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)

from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.meetings import MeetingState, Presence
from branchdesk.store.meeting_rows import was_held
from branchdesk.store.tables import (
    agenda_item,
    amendment,
    attachment,
    attendance,
    ballot_subject,
    criticism,
    expected_override,
    measure,
    measure_review,
    meeting,
    member,
    not_counted,
    opinion,
    party_group,
    rectification,
    speech,
    studied_document,
)


class Role(StrEnum):
    """What somebody may have had to do with a meeting."""

    PRESENT = "present"
    AWAY = "away"
    CHAIR = "chair"
    RECORDER = "recorder"
    SPOKE = "spoke"


class Standing(StrEnum):
    """How far a meeting and its record are: one word for phase and state together."""

    PLANNED = "planned"
    NOTIFIED = "notified"
    DRAFT = "draft"
    FINAL = "final"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Word:
    """One word that must stand somewhere in a record, and what else it may mean.

    `people` are the members it may name. `day` is the beginning of a stored date, `yearly` its month or month and day
    (11, 11-20); `kinds` are kinds of meeting, `number` one's number in the year.
    """

    text: str
    people: tuple[str, ...] = ()
    day: str = ""
    yearly: str = ""
    kinds: tuple[str, ...] = ()
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is sought: conditions that must all hold; what is empty asks for nothing.

    Every word of `text` must stand somewhere in the record. `person` had one of the `roles`; `since` and `until` are
    days that belong to the period; `document` is part of the title of a document that was studied.
    """

    text: str = ""
    person: PersonRef | None = None
    roles: frozenset[Role] = frozenset(Role)
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    document: str = ""
    standing: Standing | None = None

    def __bool__(self) -> bool:
        """Say whether it asks for anything at all."""
        asked = self.text.strip(), self.person, self.kinds, self.since, self.until, self.document.strip(), self.standing
        return any(asked)


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where a text stands in a record: the corner's key, who said or did it, and the whole text there."""

    where: str
    who: str | None
    text: str


@dataclass(frozen=True, slots=True)
class _Corner:
    """One sort of text in a record: which meeting it belongs to, where it is read, and who stands beside it."""

    where: str
    meeting: ColumnElement[Any]
    rows: FromClause
    text: ColumnElement[Any]
    who: ColumnElement[Any] | None = None
    person: ColumnElement[Any] | None = None  # a member's identifier, for whom only letters are typed


def _items(part: Table) -> FromClause:
    return part.join(agenda_item, part.c.item_id == agenda_item.c.id)


def _listed(where: str, key: str) -> _Corner:
    """Read a list of plain sentences that a meeting's row holds."""
    part = func.json_each(meeting.c[key]).table_valued("value", name=f"{key}_part")
    return _Corner(where, meeting.c.id, meeting.join(part, true()), part.c.value)


def _moves() -> _Corner:
    part = func.json_each(meeting.c.moves).table_valued("value", name="move_part")
    reason = func.json_extract(part.c.value, "$.reason")
    return _Corner("move", meeting.c.id, meeting.join(part, true()), reason)


def _own(where: str, key: str, person: str = "") -> _Corner:
    return _Corner(where, meeting.c.id, meeting, meeting.c[key], person=meeting.c[person] if person else None)


def _of_item(where: str, part: Table, key: str, who: str = "", person: str = "") -> _Corner:
    return _Corner(
        where,
        agenda_item.c.meeting_id,
        agenda_item if part is agenda_item else _items(part),
        part.c[key],
        part.c[who] if who else None,
        part.c[person] if person else None,
    )


def _beside(where: str, part: Table, key: str, who: str = "") -> _Corner:
    named = part.join(member, part.c.member_id == member.c.id) if who else part
    return _Corner(where, part.c.meeting_id, named, part.c[key], member.c[who] if who else None)


def _life(where: str, part: Table, key: str, who: str = "", person: str = "") -> _Corner:
    """Read what an 组织生活会 has of its own."""
    known = part.c[who] if who else None
    return _Corner(where, part.c.meeting_id, part, part.c[key], known, part.c[person] if person else None)


# In the order in which one would like to be told of them: what was said before who was there.
CORNERS = (
    _own("title", "title"),
    _of_item("topic", agenda_item, "title"),
    _of_item("document", studied_document, "title"),
    _of_item("document", studied_document, "source"),
    _listed("resolution", "resolutions"),
    _of_item("measure", measure, "text", "owner_name"),
    _of_item("speech", speech, "text", "speaker_name"),
    _of_item("topic", agenda_item, "text", "title"),
    _own("text", "text"),
    _of_item("subject", ballot_subject, "name", person="person_id"),
    _own("chair", "chair_name", "chair_id"),
    _own("recorder", "recorder_name", "recorder_id"),
    _of_item("speaker", speech, "speaker_name", person="speaker_id"),
    _of_item("leader", agenda_item, "reader_name", person="reader_id"),
    _of_item("owner", measure, "owner_name", person="owner_id"),
    _listed("observer", "observers"),
    _listed("partner", "partners"),
    _listed("volunteer", "volunteers"),
    _beside("reason", attendance, "reason", "name"),
    _beside("override", expected_override, "reason", "name"),
    _of_item("not_counted", not_counted, "name", person="person_id"),
    _of_item("not_counted", not_counted, "reason", "name"),
    _of_item("not_counted", not_counted, "approved_by", "name"),
    _beside("review", measure_review, "note"),
    _beside("made_up", attendance, "made_up_how", "name"),
    _life("opinion", opinion, "text", "source"),
    _life("opinion", opinion, "source"),
    _life("opinion", opinion, "about", person="about_id"),
    _life("criticism", criticism, "text", "critic_name"),
    _life("criticism", criticism, "answer", "criticised_name"),
    _life("critic", criticism, "critic_name", person="critic_id"),
    _life("criticised", criticism, "criticised_name", person="criticised_id"),
    _life("rectification", rectification, "problem", "owner_name"),
    _life("rectification", rectification, "text", "owner_name"),
    _life("rectification", rectification, "result", "owner_name"),
    _life("owner", rectification, "owner_name", person="owner_id"),
    _beside("amendment", amendment, "text"),
    _beside("file", attachment, "name"),
    _moves(),
    _own("cancelled", "cancelled_for"),
    _own("place", "place"),
    _Corner(
        "group", meeting.c.id, meeting.join(party_group, meeting.c.group_id == party_group.c.id), party_group.c.name
    ),
)


def find(connection: Connection, branch_id: str, wanted: Wanted, words: Iterable[Word]) -> tuple[str, ...]:
    """Give the identifiers of the meetings that are wanted, the newest first; `words` are what its text may mean."""
    query = select(meeting.c.id).where(meeting.c.branch_id == branch_id, *_conditions(wanted), *map(_word, words))
    return tuple(connection.scalars(query.order_by(meeting.c.starts.desc(), meeting.c.id)))


def standpoints(connection: Connection, meetings: Sequence[str], word: Word) -> dict[str, Standpoint]:
    """Say where a word stands in each of some meetings: the foremost corner of those that hold it."""
    chosen = [
        select(
            corner.meeting.label("of"),
            literal(rank).label("rank"),
            corner.text.label("text"),
            (null() if corner.who is None else corner.who).label("who"),
        )
        .select_from(corner.rows)
        .where(corner.meeting.in_(meetings), _holds(corner, word))
        for rank, corner in enumerate(CORNERS)
    ]
    for person in _there(word):
        name = func.coalesce(attendance.c.frozen_name, member.c.name)
        there = select(attendance.c.meeting_id, literal(len(CORNERS)), name, attendance.c.presence).join(
            member, attendance.c.member_id == member.c.id
        )
        chosen.append(there.where(attendance.c.meeting_id.in_(meetings), person))
    found: dict[str, tuple[int, Standpoint]] = {}
    for row in connection.execute(union_all(*chosen)):
        if row.of not in found or row.rank < found[row.of][0]:
            where = CORNERS[row.rank].where if row.rank < len(CORNERS) else "there"
            found[row.of] = (row.rank, Standpoint(where, row.who, row.text or ""))
    return {key: spot for key, (_, spot) in found.items()}


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.kinds:
        yield meeting.c.kind.in_(wanted.kinds)
    if wanted.since:
        yield meeting.c.starts >= wanted.since.isoformat()
    if wanted.until:
        yield meeting.c.starts < (wanted.until + timedelta(days=1)).isoformat()
    if wanted.standing:
        yield from _standing(wanted.standing)
    if wanted.document.strip():
        yield meeting.c.id.in_(
            select(agenda_item.c.meeting_id)
            .select_from(_items(studied_document))
            .where(_has(studied_document.c.title, wanted.document.strip()))
        )
    if wanted.person is not None:
        yield or_(false(), *(_was(role, wanted.person) for role in sorted(wanted.roles)))


def _word(word: Word) -> ColumnElement[bool]:
    """Say that a word stands somewhere in a record, or means its day, kind or number."""
    return or_(meeting.c.id.in_(union_all(*_holding(word))), *_means(word))


def _standing(wanted: Standing) -> Iterator[ColumnElement[bool]]:
    if wanted in {Standing.DRAFT, Standing.FINAL}:
        yield was_held()
        yield meeting.c.state == MeetingState(wanted.value)
    else:
        yield meeting.c.phase == wanted.value


def _was(role: Role, person: PersonRef) -> ColumnElement[bool]:
    """Say that somebody had a role: a member by their identifier, anybody else by the name that was written."""

    def named(table: Table, what: str) -> ColumnElement[bool]:
        if person.id is not None:
            return table.c[f"{what}_id"] == person.id
        return table.c[f"{what}_name"] == person.name

    if role in {Role.CHAIR, Role.RECORDER}:
        return named(meeting, role.value)
    if role is Role.SPOKE:
        spoke = select(agenda_item.c.meeting_id).select_from(_items(speech)).where(named(speech, "speaker"))
        led = select(agenda_item.c.meeting_id).where(named(agenda_item, "reader"))
        return meeting.c.id.in_(union_all(spoke, led))
    presences = [Presence.PRESENT] if role is Role.PRESENT else [Presence.ON_LEAVE, Presence.ABSENT]
    mine = select(attendance.c.meeting_id).where(attendance.c.member_id == person.id)
    return meeting.c.id.in_(mine.where(attendance.c.presence.in_(presences)))


def _holding(word: Word) -> Iterator[Select[Any]]:
    for corner in CORNERS:
        yield select(corner.meeting).select_from(corner.rows).where(_holds(corner, word))
    for person in _there(word):
        yield select(attendance.c.meeting_id).where(person)


def _there(word: Word) -> Iterator[ColumnElement[bool]]:
    if word.people:
        yield attendance.c.member_id.in_(word.people)


def _means(word: Word) -> Iterator[ColumnElement[bool]]:
    """Say what a word may mean besides a text in the record: a day, a kind, a number."""
    if word.day:
        yield meeting.c.starts.startswith(word.day, autoescape=True)
    if word.yearly:
        yield func.substr(meeting.c.starts, 6, len(word.yearly)) == word.yearly
    if word.kinds:
        yield meeting.c.kind.in_(word.kinds)
    if word.number is not None:
        yield meeting.c.number == word.number


def _holds(corner: _Corner, word: Word) -> ColumnElement[bool]:
    holds = _has(corner.text, word.text)
    if corner.person is not None and word.people and word.text.isascii():
        return or_(holds, corner.person.in_(word.people))
    return holds


def _has(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    """Say that a text stands in a column; letters are the same large and small, and only they are dear to compare."""
    if text.lower() != text.upper():
        return column.icontains(text, autoescape=True)
    return func.instr(column, text) > 0
