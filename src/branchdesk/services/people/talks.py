"""谈心谈话: who talked with whom, when and by which relation, without a word of what was said.

A talk is kept once, on the card of whom it was with (谈话对象); the talker's card shows the same row. What was said is
read on these cards and in the talk's own paper alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from branchdesk import clock
from branchdesk.domain import talks as rules
from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.roster import MEMBER_STAGES, RosterPerson, labels
from branchdesk.errors import Refusal
from branchdesk.files.export import Column, Report, Value, write_sheet
from branchdesk.ledgers.member_life import TALKS
from branchdesk.services.people.member_life import member_name
from branchdesk.services.people.people import Directory
from branchdesk.store.engine import Store
from branchdesk.store.five_ones import let_entry_go
from branchdesk.store.history import Changes, Operation, operate, row_of
from branchdesk.store.roster import roster_on
from branchdesk.store.tables import member, member_entry
from branchdesk.words import talks as say


@dataclass(frozen=True, slots=True)
class Talk:
    """One talk, topic-free: who talked (`talker_id` is None for somebody from elsewhere) with which member, and when.

    `day` as stored; `written` says that something is noted of what was said.
    """

    id: str
    day: str
    talker: str
    talker_id: str | None
    listener: str
    listener_id: str
    relation: str
    place: str
    written: bool


@dataclass(frozen=True, slots=True)
class Covered:
    """How many talks somebody had in the year by relation, and which they could have had and had not."""

    id: str
    label: str
    group: str
    counts: Mapping[str, int]
    lacking: tuple[str, ...]

    @property
    def total(self) -> int:
        """Count all of them."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Year:
    """A year's talks, the newest first; how many by relation; every member in roster order; who can be named."""

    year: int
    talks: tuple[Talk, ...] = ()
    relations: Mapping[str, int] = field(default_factory=dict)
    members: tuple[Covered, ...] = ()
    roster: tuple[RosterPerson, ...] = ()
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Spoken:
    """A talk to be noted: with whom, on which day; a relation of None is worked out from the roster of that day."""

    listener: PersonRef
    day: date
    relation: str | None = None


def of_year(store: Store, year: int) -> Year:
    """Give the talks of a year, with what they cover."""
    with store.reading() as connection:
        day = min(clock.today(), date(year, 12, 31))
        roster = tuple(roster_on(connection, store.branch.id, day))
        rows = _rows(connection, store.branch.id)
    found = tuple(_talk(row, labels(roster)) for row in rows if row.day and row.day.startswith(str(year)))
    years = {int(row.day[:4]) for row in rows if row.day} | {clock.today().year, year}
    relations = Counter(rules.counts_as(one.relation) for one in found)
    members = tuple(_covered(person, roster, found) for person in roster if person.stage in MEMBER_STAGES)
    return Year(year, found, relations, members, roster, tuple(sorted(years, reverse=True)))


def held(store: Store, year: int) -> tuple[int, tuple[tuple[str, int], ...]]:
    """Count the talks of a year, and by relation in the order in which these are named."""
    with store.reading() as connection:
        rows = _rows(connection, store.branch.id)
    found = Counter(rules.counts_as(row.level or say.OTHER) for row in rows if (row.day or "").startswith(str(year)))
    return sum(found.values()), tuple((name, found[name]) for name in say.RELATIONS if found[name])


def record(store: Store, talker: PersonRef, spoken: Sequence[Spoken], place: str = "") -> Changes:
    """Note talks of one person with one or several others, as one step.

    Refusal where nobody is named, where a listener is not of the branch, and where somebody talks with themselves.
    """
    if not talker.name.strip() or not spoken:
        raise Refusal(say.nobody(), code="nobody_named")
    with operate(store, "save_talk", "") as work:
        for one in spoken:
            work.insert(member_entry, _values(work, store.branch.id, talker, one, place))
        names = [member_name(work.connection, _listener(work, store.branch.id, one).id or "") for one in spoken]
        work.title = say.recorded(talker.name, names)
    return work.changes()


def change(store: Store, talk_id: str, talker: PersonRef, spoken: Spoken, place: str = "") -> Changes:
    """Say otherwise who talked with whom, when and where; what was noted of it stays. Refusal as `record` says."""
    with operate(store, "save_talk", "") as work:
        _standing(work, talk_id)
        values = _values(work, store.branch.id, talker, spoken, place)
        work.update(member_entry, talk_id, values)
        work.title = say.changed(talker.name, member_name(work.connection, values["member_id"]))
    return work.changes()


def remove(store: Store, talk_id: str) -> Changes:
    """Take a talk out of both cards; what it has shown of a 五个一 stays noted without it. Refusal where it is gone."""
    with operate(store, "remove_talk", "") as work:
        standing = _standing(work, talk_id)
        work.title = say.removed(standing["who"] or "", member_name(work.connection, standing["member_id"]))
        let_entry_go(work, talk_id)
        work.delete(member_entry, talk_id)
    return work.changes()


def as_rows(found: Sequence[Talk]) -> list[tuple[Value, ...]]:
    """Give talks as rows of a plain table, without what was said."""
    return [(one.day, one.talker, one.listener, one.relation, one.place) for one in found]


def coverage_rows(found: Sequence[Covered]) -> list[tuple[Value, ...]]:
    """Give what a year's talks cover as rows of a plain table."""
    return [
        (
            one.label,
            one.group,
            *(one.counts.get(name, 0) for name in say.ASKED),
            one.total - sum(one.counts.get(name, 0) for name in say.ASKED),
            one.total,
            "、".join(one.lacking),
        )
        for one in found
    ]


def export(found: Sequence[Talk], path: Path, report: Report | None = None) -> int:
    """Write talks by the path's ending (.xlsx .csv .ods), without what was said, and give how many."""
    columns = [Column(text, 8) for text in say.COLUMNS]
    return write_sheet(path, say.TITLE, columns, as_rows(found), total=len(found), report=report)


def export_coverage(found: Sequence[Covered], path: Path, report: Report | None = None) -> int:
    """Write what a year's talks cover, a row a member, as `export` does."""
    columns = [Column(text, 7) for text in say.COVERAGE_COLUMNS]
    return write_sheet(path, say.TITLE, columns, coverage_rows(found), total=len(found), report=report)


def _rows(connection: Connection, branch_id: str) -> Sequence[Any]:
    other = member.alias("talker")
    return connection.execute(
        select(member_entry, member.c.name.label("listener"), other.c.name.label("talker"))
        .join(member, member_entry.c.member_id == member.c.id)
        .outerjoin(other, member_entry.c.other_id == other.c.id)
        .where(member.c.branch_id == branch_id, member_entry.c.kind == TALKS.kind)
        .order_by(member_entry.c.day.desc(), member.c.roster_order, member_entry.c.id),
    ).all()


def _talk(row: Any, called: Mapping[str, str]) -> Talk:  # noqa: ANN401 - a row of the query above
    return Talk(
        row.id,
        row.day or "",
        called.get(row.other_id or "", row.talker or row.who or ""),
        row.other_id,
        called.get(row.member_id, row.listener),
        row.member_id,
        row.level or say.OTHER,
        row.place or "",
        bool(row.title or row.detail),
    )


def _covered(person: RosterPerson, roster: Sequence[RosterPerson], found: Sequence[Talk]) -> Covered:
    mine = [one for one in found if person.id in {one.listener_id, one.talker_id}]
    counts = Counter(rules.counts_as(one.relation) for one in mine)
    lacking = tuple(name for name in rules.wanted(person, roster) if not counts[name])
    return Covered(person.id, labels(roster)[person.id], person.group, counts, lacking)


def _standing(work: Operation, talk_id: str) -> dict[str, Any]:
    found = row_of(work.connection, member_entry, talk_id)
    if found is None or found["kind"] != TALKS.kind:
        raise Refusal(say.no_such_talk(), code="no_such_record")
    return found


def _values(work: Operation, branch_id: str, talker: PersonRef, spoken: Spoken, place: str) -> dict[str, Any]:
    people = {person.id: person for person in roster_on(work.connection, branch_id, spoken.day)}
    with_whom = _listener(work, branch_id, spoken)
    who = Directory(work.connection, branch_id, people.values()).name(talker)
    if who.id == with_whom.id:
        raise Refusal(say.with_oneself(who.name), code="with_oneself", field="listener")
    here = people.get(with_whom.id or "")
    suggested = rules.relation(people.get(who.id or ""), here) if here else say.OTHER
    return {
        "member_id": with_whom.id,
        "kind": TALKS.kind,
        "day": spoken.day.isoformat(),
        "who": who.name,
        "other_id": who.id,
        "level": spoken.relation or suggested,
        "place": place.strip() or None,
    }


def _listener(work: Operation, branch_id: str, spoken: Spoken) -> PersonRef:
    roster = roster_on(work.connection, branch_id, spoken.day)
    found = Directory(work.connection, branch_id, roster).find(spoken.listener) if spoken.listener.name else None
    if found is None:
        sentence = say.not_known(spoken.listener.name) if spoken.listener.name else say.nobody()
        raise Refusal(sentence, code="not_known", field="listener")
    return found
