"""Laying an invented branch out as a file, for trying the program and for tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from branchdesk import clock
from branchdesk.demo.branch import Invented, invent
from branchdesk.demo.branch_duties import DemoMark
from branchdesk.demo.five_ones import FiveOnes
from branchdesk.demo.library import kind_of
from branchdesk.demo.lives import DemoRow, Lives
from branchdesk.demo.records import DemoMeeting, DemoMember, DemoVolunteer
from branchdesk.demo.ways_in import WaysIn
from branchdesk.domain.agenda import PersonRef, Subject
from branchdesk.domain.duties.political_birthdays import RULE
from branchdesk.domain.meetings import Meeting
from branchdesk.domain.naming import with_people
from branchdesk.domain.roster import in_committee
from branchdesk.domain.terms import USUAL_YEARS, minus_months
from branchdesk.errors import Refusal
from branchdesk.ledgers.member_life import LIFE_TABLES
from branchdesk.services.clues.volunteers import VolunteerIntake
from branchdesk.services.demo_clues import enter_clues
from branchdesk.services.ledgers.intake import stored
from branchdesk.services.meetings.meetings import enter
from branchdesk.services.people.committees import ELECTED
from branchdesk.services.people.members import MemberIntake
from branchdesk.store.engine import Store, create_store
from branchdesk.store.five_ones import ensure_items
from branchdesk.store.history import Operation, beginning
from branchdesk.store.tables import (
    committee,
    duty_mark,
    five_ones_mark,
    member,
    member_office,
    member_period,
    metadata,
    new_id,
    study_document,
)
from branchdesk.words import cli as say
from branchdesk.words import store as say_store

NUMBER = 5  # of the committee in office, unless there were more
TERMS = 2  # that every branch has records of
TERM_MONTHS = 36


@dataclass(frozen=True, slots=True)
class Size:
    """How much to invent, and from which seed."""

    members: int = 46
    years: int = 3
    clues: int = 193
    seed: int = 7


def create(path: Path, size: Size, today: date) -> dict[str, Any]:
    """Make a file that holds an invented branch, and give its counts and the faults planted in it.

    Refusal where the file is there or the size makes no branch.
    """
    try:
        invented = invent(**asdict(size), today=today)
    except ValueError as error:
        raise Refusal(say.demo_size(), code="demo_size") from error
    branch = invented.branch
    store = create_store(path, name=branch.name, unit=branch.unit, duties_from=f"{branch.duties_from:%Y-%m}")
    try:
        with beginning(store, say_store.demo_title()) as work:
            return _lay_out(work, store, invented)
    except BaseException:
        store.close()
        path.unlink()  # a demo is whole or not there at all
        raise
    finally:
        store.close()


def _lay_out(work: Operation, store: Store, invented: Invented) -> dict[str, Any]:
    ids = _members(work, store, invented.people)
    _committees(work, invented.elected, invented.branch.duties_from)
    volunteers = VolunteerIntake(work.connection, store.branch.id, clock.today())
    volunteers.add(work, [stored(_values(volunteer)) for volunteer in invented.volunteers])
    sittings: dict[str, str] = {}
    entered: list[str] = []
    for given in (*invented.meetings, *invented.ahead):
        meeting = _with_ids(given, ids)
        if meeting.sitting:
            meeting = replace(meeting, sitting=sittings.setdefault(meeting.sitting, new_id()))
        entered.append(enter(work, store, meeting, finalise=given.final).meeting.id or "")
    for text in work.connection.execute(select(study_document.c.id, study_document.c.title)).all():
        work.update(study_document, text.id, {"kind": kind_of(text.title)})
    _lives(work, store, invented.lives, ids)
    for row in invented.talks:
        _life(work, row, ids)
    _ways(work, invented.ways, ids)
    _marks(work, invented.marks)
    _five_ones(work, invented.five_ones, ids, entered)
    clues = enter_clues(work, store, invented)
    return {
        "members": len(ids),
        "volunteers": len(invented.volunteers),
        "meetings": len(invented.meetings) + len(invented.ahead),
        "clues": clues,
        "planted": [{"code": str(one.code), "where": one.where, "what": one.what} for one in invented.planted],
    }


def _members(work: Operation, store: Store, people: tuple[DemoMember, ...]) -> dict[str, str]:
    intake = MemberIntake(work.connection, store.branch.id, clock.today())
    rows = [
        stored({**_values(person), "office": "、".join(person.offices), "roster_order": order})
        for order, person in enumerate(people, start=1)
    ]
    ids = dict(zip((person.key for person in people), intake.add(work, rows), strict=True))
    for person in people:
        if person.in_branch_since:
            query = select(member_period.c.id).where(member_period.c.member_id == ids[person.key])
            period = work.connection.scalars(query).one()
            work.update(member_period, period, {"since": person.in_branch_since.isoformat()})
    return ids


def _committees(work: Operation, newest: date, first: date) -> None:
    """Elect the officers every three years: the term they are in ends within half a year, the first began before all.

    `first` is the day from which there are records.
    """
    elected = [newest]
    while len(elected) < TERMS or elected[-1] > first:
        elected.append(minus_months(elected[-1], TERM_MONTHS))
    officers = [row for row in work.connection.execute(select(member_office)).mappings() if in_committee(row["office"])]
    for terms_ago, since in enumerate(elected):
        until = elected[terms_ago - 1].isoformat() if terms_ago else None
        term = {"since": since.isoformat(), "until": until}
        facts = {"number": max(NUMBER, len(elected)) - terms_ago, "years": USUAL_YEARS, "how": ELECTED}
        work.insert(committee, {"branch_id": work.branch_id, **term, **facts})
        for row in officers:
            if not terms_ago:
                work.update(member_office, row["id"], {"since": since.isoformat(), "how": ELECTED})
            else:
                held = {"member_id": row["member_id"], "office": row["office"], "how": ELECTED}
                work.insert(member_office, held | term)


def _life(work: Operation, row: DemoRow, ids: Mapping[str, str]) -> str:
    life = LIFE_TABLES[row.table]
    kind = {"kind": life.kind} if life.kind else {}
    given = row.values.get("other_id")
    other = {"other_id": ids[given]} if given else {}
    return work.insert(metadata.tables[life.table], {**row.values, **kind, **other, "member_id": ids[row.person]})


def _five_ones(work: Operation, given: FiveOnes, ids: Mapping[str, str], entered: Sequence[str]) -> None:
    """Write the talks of 政治生日, who was told, and what was noted of the five with the records that show it."""
    told = {"branch_id": work.branch_id, "rule": RULE, "state": "done"}
    work.insert_many(
        duty_mark,
        [
            {**told, "subject": ids[person], "period": str(year), "day": day.isoformat()}
            for person, year, day in given.told
        ],
    )
    items = ensure_items(work)
    talks = [_life(work, row, ids) for row in given.talks]
    work.insert_many(
        five_ones_mark,
        [
            {
                **mark.values,
                "member_id": ids[mark.person],
                "item_id": items[mark.item].id,
                "year": mark.year,
                "meeting_id": None if mark.meeting is None else entered[mark.meeting],
                "entry_id": None if mark.talk is None else talks[mark.talk],
            }
            for mark in given.marks
        ],
    )


def _lives(work: Operation, store: Store, lives: Lives, ids: Mapping[str, str]) -> None:
    """Write down what is known of people beside the roster, and enter those who left."""
    for row in lives.rows:
        _life(work, row, ids)
    intake = MemberIntake(work.connection, store.branch.id, clock.today())
    gone = intake.add(work, [leaver.values for leaver in lives.leavers])
    stays = [(ids[key], letter) for key, letter in lives.letters]
    stays += [(member_id, leaver.stay) for member_id, leaver in zip(gone, lives.leavers, strict=True)]
    for member_id, facts in stays:
        query = select(member_period.c.id).where(member_period.c.member_id == member_id)
        work.update(member_period, work.connection.scalars(query).one(), facts)


def _ways(work: Operation, ways: WaysIn, ids: Mapping[str, str]) -> None:
    """Write down when people were approved and swore the oath, up to when their dues are paid, how they were judged."""
    for key, facts in ways.facts.items():
        work.update(member, ids[key], facts)
    for row in ways.rows:
        _life(work, row, ids)


def _marks(work: Operation, marks: Iterable[DemoMark]) -> None:
    for one in marks:
        row = {"rule": one.rule, "period": one.period, "state": "done", "day": one.day.isoformat(), "note": one.note}
        work.insert(duty_mark, {"branch_id": work.branch_id, **row})


def _values(record: DemoMember | DemoVolunteer) -> dict[str, Any]:
    return {column.name: getattr(record, column.name) for column in fields(record)}


def _with_ids(given: DemoMeeting, ids: Mapping[str, str]) -> Meeting:
    """Put the file's identifiers where the invented records have their own keys."""

    def person(ref: PersonRef) -> PersonRef:
        return PersonRef(ref.name, ids[ref.id]) if ref.id else ref

    def subject(voted: Subject) -> Subject:
        return replace(voted, person=ids[voted.person]) if voted.person else voted

    return with_people(given.meeting, person, subject)
