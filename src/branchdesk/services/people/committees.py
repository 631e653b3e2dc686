"""The branch's committees, past and present: who held what when, elections and by-elections, and what the rules say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select

from branchdesk import clock
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.reading import OFFICES
from branchdesk.domain.roster import SECRETARY, RosterPerson, in_committee, rank
from branchdesk.domain.structure import Branch, Hint, asked_on, hints, not_electable
from branchdesk.domain.terms import USUAL_YEARS, VILLAGE_YEARS, Term
from branchdesk.errors import Refusal
from branchdesk.services.duties import rulebook
from branchdesk.services.people.member_life import member_name
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate, row_of
from branchdesk.store.roster import roster_on
from branchdesk.store.tables import committee, member, member_office, party_group
from branchdesk.words import store as say_store
from branchdesk.words import structure as say

ELECTED = "elected"


@dataclass(frozen=True, slots=True)
class Officer:
    """One person's time in one office: dates as stored, `since` None where it began before the first record."""

    row: str
    person: str
    name: str
    office: str
    since: str | None
    until: str | None
    how: str | None


@dataclass(frozen=True, slots=True)
class Committee:
    """One committee: its facts as stored, its term, and whoever held an office in it, by rank and then by date.

    `id` is None for office holders whom no committee was entered for.
    """

    id: str | None
    number: int | None
    term: Term | None
    how: str | None
    basis: str | None
    remark: str | None
    officers: tuple[Officer, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's office in a committee that is elected or entered."""

    person: str
    office: str


@dataclass(frozen=True, slots=True)
class Election:
    """A committee as it is entered: elected on `since` (as stored) for so many years. `until` is of a past one."""

    since: str
    years: int = USUAL_YEARS
    number: int | None = None
    until: str | None = None
    how: str = ELECTED
    basis: str | None = None
    remark: str | None = None
    seats: tuple[Seat, ...] = ()

    @property
    def term(self) -> Term:
        """Give its term."""
        return Term(PartialDate.parse(self.since), self.years, PartialDate.parse(self.until) if self.until else None)


@dataclass(frozen=True, slots=True)
class Overview:
    """What the screen of the committee shows: the one in office (or None), those before, newest first, and hints."""

    present: Committee | None
    past: tuple[Committee, ...]
    hints: tuple[Hint, ...]
    next_number: int | None


def look(store: Store, day: date | None = None) -> Overview:
    """Give the committees and what the rules say of the branch's make-up, as of a day (today)."""
    day = day or clock.today()
    with store.reading() as connection:
        known = _known(connection, store.branch.id)
        officers = _officers(connection, store.branch.id)
        present = next((one for one in known if one.term and one.term.holds(day)), None)
        holding = tuple(one for one in officers if _holds(one, day))
        shown = present and _with(present, officers)
        if present is None and holding:
            shown = Committee(None, None, None, None, None, None, _ranked(holding))
        past = tuple(_with(one, officers) for one in known if one is not present)
        people = roster_on(connection, store.branch.id, day)
        found = hints(_branch(connection, store.branch.id, day, people, present.term if present else None))
    numbers = [one.number for one in known if one.number]
    return Overview(shown, past, found, max(numbers) + 1 if numbers else None)


def on(store: Store, day: date) -> tuple[Officer, ...]:
    """Give whoever held an office of the committee on a day, by rank."""
    with store.reading() as connection:
        here = {one.id for one in roster_on(connection, store.branch.id, day)}
        officers = _officers(connection, store.branch.id)
    return _ranked(tuple(one for one in officers if one.person in here and _holds(one, day)))


def everybody(store: Store) -> tuple[RosterPerson, ...]:
    """Give whoever was ever on the roster, in roster order, for committees of years ago; no stages, no offices."""
    with store.reading() as connection:
        mine = select(member).where(member.c.branch_id == store.branch.id).order_by(member.c.roster_order, member.c.id)
        return tuple(
            RosterPerson(row.id, row.name, None, (), "", row.roster_order, row.initials, row.pinyin)
            for row in connection.execute(mine)
        )


def elect(store: Store, new: Election) -> Changes:
    """Enter a committee that takes office: the standing one ends on that day, its offices too; one step.

    Whoever keeps an office begins it anew with the term. Refusal where nobody is named, two are secretary, somebody
    cannot be elected or appointed (full members whose rights are whole), or terms overlap.
    """
    with operate(store, "elect_committee", say.elected(new.number)) as work:
        _judge_term(work.connection, store.branch.id, new, None)
        _judge_seats(work.connection, store.branch.id, new, strict=True)
        day = new.since
        for one in _known(work.connection, store.branch.id):
            if one.id and one.term and one.term.until is None:
                work.update(committee, one.id, {"until": day})
        for officer in _officers(work.connection, store.branch.id):
            if officer.until is None:
                _end_office(work, officer, day)
        work.insert(committee, _row(work, new))
        _begin_offices(work, new)
    return work.changes()


def enter(store: Store, past: Election) -> Changes:
    """Enter a committee that is known from papers: a past one with its people, or the present one's term.

    Offices that stand already for the same person and office within its time are taken as they are. Refusal as in
    `elect`, but for who could be elected: old papers are believed.
    """
    with operate(store, "enter_committee", say.committee_entered(past.number)) as work:
        _judge_term(work.connection, store.branch.id, past, None)
        _judge_seats(work.connection, store.branch.id, past, strict=False)
        work.insert(committee, _row(work, past))
        _begin_offices(work, past)
    return work.changes()


def change(store: Store, committee_id: str, facts: Election) -> Changes:
    """Change a committee's own facts; its offices stay as they are. Refusal as in `enter`, and where there is none."""
    with operate(store, "change_committee", say.committee_changed(facts.number)) as work:
        _standing(work.connection, committee_id)
        _judge_term(work.connection, store.branch.id, facts, committee_id)
        work.update(committee, committee_id, _row(work, facts))
    return work.changes()


def remove(store: Store, committee_id: str) -> Changes:
    """Take a committee out; the offices that were held stay as they are."""
    with operate(store, "remove_committee", "") as work:
        standing = _standing(work.connection, committee_id)
        work.title = say.committee_removed(standing["number"])
        work.delete(committee, committee_id)
    return work.changes()


def begin_office(store: Store, seat: Seat, since: str, how: str) -> Changes:
    """Let one person begin an office (by-election, appointment), in one step; Refusal where they cannot be elected."""
    with operate(store, "begin_office", "") as work:
        name = member_name(work.connection, seat.person)
        work.title = say.office_begun(name, seat.office)
        if in_committee(seat.office):
            _judge_person(work.connection, store.branch.id, seat.person, since)
        work.insert(member_office, {"member_id": seat.person, "office": seat.office, "since": since, "how": how})
    return work.changes()


def end_office(store: Store, office_row: str, until: str) -> Changes:
    """Let somebody leave an office on a day; Refusal where there is no such office or it would end before it began."""
    with operate(store, "end_office", "") as work:
        row = row_of(work.connection, member_office, office_row)
        if row is None:
            raise Refusal(say_store.no_such_record(say_store.RECORD, office_row), code="no_such_record")
        if row["since"] and PartialDate.parse(until).last_day() < PartialDate.parse(row["since"]).first_day():
            raise Refusal(say.until_before_since(), code="until_before_since", field="until")
        work.title = say.office_ended(member_name(work.connection, row["member_id"]), row["office"])
        work.update(member_office, office_row, {"until": until})
    return work.changes()


def _known(connection: Connection, branch_id: str) -> list[Committee]:
    """Give the committees that were entered, newest first, without their people."""
    rows = connection.execute(
        select(committee).where(committee.c.branch_id == branch_id).order_by(committee.c.since.desc()),
    )
    return [
        Committee(
            row.id,
            row.number,
            Term(PartialDate.parse(row.since), row.years, PartialDate.parse(row.until) if row.until else None),
            row.how,
            row.basis,
            row.remark,
            (),
        )
        for row in rows
    ]


def _officers(connection: Connection, branch_id: str) -> list[Officer]:
    """Give everybody who ever held an office of the committee."""
    rows = connection.execute(
        select(member_office, member.c.name)
        .join(member, member.c.id == member_office.c.member_id)
        .where(member.c.branch_id == branch_id)
        .order_by(member_office.c.since.nulls_first(), member.c.roster_order, member_office.c.id),
    )
    return [
        Officer(row.id, row.member_id, row.name, row.office, row.since, row.until, row.how)
        for row in rows
        if in_committee(row.office)
    ]


def _holds(officer: Officer, day: date) -> bool:
    on_day = day.isoformat()
    return (officer.since is None or officer.since <= on_day) and (officer.until is None or officer.until > on_day)


def _with(one: Committee, officers: Sequence[Officer]) -> Committee:
    """Give a committee with whoever held an office while it was in office."""
    if one.term is None:
        return one
    begins = str(one.term.since)
    ends = str(one.term.until) if one.term.until else None
    mine = [
        officer
        for officer in officers
        if (officer.until is None or officer.until > begins)
        and (ends is None or officer.since is None or officer.since < ends)
        and not (officer.since is None and officer.until is not None and officer.until <= begins)
    ]
    return Committee(one.id, one.number, one.term, one.how, one.basis, one.remark, _ranked(mine))


def _ranked(officers: Sequence[Officer]) -> tuple[Officer, ...]:
    def place(one: Officer) -> tuple[int, int, str, str]:
        usual = OFFICES.index(one.office) if one.office in OFFICES else len(OFFICES)
        return rank((one.office,)), usual, one.since or "", one.name

    return tuple(sorted(officers, key=place))


def _branch(
    connection: Connection, branch_id: str, day: date, people: Sequence[RosterPerson], term: Term | None
) -> Branch:
    mine = party_group.c.branch_id == branch_id
    groups = tuple(connection.scalars(select(party_group.c.name).where(mine).order_by(party_group.c.position)))
    officers = [one.id for one in people if any(map(in_committee, one.offices))]
    rows = connection.execute(select(member).where(member.c.id.in_(officers))).all()
    return Branch(
        day,
        people,
        asked_on(rulebook.book(connection, branch_id), day),
        term,
        groups,
        {row.id: PartialDate.parse(row.full_since) for row in rows if row.full_since},
        {row.id: row.seniority_correction for row in rows if row.seniority_correction},
    )


def _judge_term(connection: Connection, branch_id: str, new: Election, own: str | None) -> None:
    """Refuse a term that cannot be, or that overlaps another's; the one in office ends where this one begins."""
    if not 1 <= new.years <= VILLAGE_YEARS:
        raise Refusal(say.years_odd(), code="years_odd", field="years")
    begins, ends = _bounds(new.term)
    if ends < begins:
        raise Refusal(say.until_before_since(), code="until_before_since", field="until")
    for other in _known(connection, branch_id):
        if other.id == own or other.term is None:
            continue
        starts, stops = _bounds(other.term)
        gives_way = own is None and new.until is None and other.term.until is None and starts < begins
        if not gives_way and starts < ends and begins < stops:
            raise Refusal(say.term_overlaps(say.ordinal(other.number)), code="term_overlaps", field="since")


def _bounds(term: Term) -> tuple[date, date]:
    return term.since.first_day(), term.until.first_day() if term.until else date.max


def _judge_seats(connection: Connection, branch_id: str, new: Election, *, strict: bool) -> None:
    """Refuse a committee of nobody, of two secretaries, or (where it is being elected) of whom nobody can elect."""
    if not new.seats:
        raise Refusal(say.nobody_chosen(), code="nobody_chosen", field="seats")
    if len({seat.person for seat in new.seats if seat.office == SECRETARY}) > 1:
        raise Refusal(say.two_secretaries(), code="two_secretaries", field="seats")
    for seat in new.seats:
        member_name(connection, seat.person)
        if strict:
            _judge_person(connection, branch_id, seat.person, new.since)


def _judge_person(connection: Connection, branch_id: str, person: str, since: str) -> None:
    """Refuse whoever was not here on that day or could not be elected then."""
    day = PartialDate.parse(since).last_day()
    found = next((one for one in roster_on(connection, branch_id, day) if one.id == person), None)
    if found is None:
        raise Refusal(say.not_here_then(member_name(connection, person), since), code="not_here_then", field="seats")
    if why := not_electable(found):
        raise Refusal(say.not_electable(found.name, why), code="not_electable", field="seats")


def _standing(connection: Connection, committee_id: str) -> dict[str, Any]:
    found = row_of(connection, committee, committee_id)
    if found is None:
        raise Refusal(say_store.no_such_record(say_store.RECORD, committee_id), code="no_such_record")
    return found


def _row(work: Operation, facts: Election) -> dict[str, Any]:
    return {
        "branch_id": work.branch_id,
        "number": facts.number,
        "since": facts.since,
        "until": facts.until,
        "years": facts.years,
        "how": facts.how,
        "basis": facts.basis,
        "remark": facts.remark,
    }


def _end_office(work: Operation, officer: Officer, day: str) -> None:
    """End an office; one that would have begun on that very day or later was never held."""
    if officer.since is not None and officer.since >= day:
        work.delete(member_office, officer.row)
    else:
        work.update(member_office, officer.row, {"until": day})


def _begin_offices(work: Operation, new: Election) -> None:
    """Write the offices of a committee where they do not stand already."""
    for seat in new.seats:
        mine = (member_office.c.member_id == seat.person, member_office.c.office == seat.office)
        within = [or_(member_office.c.until.is_(None), member_office.c.until > new.since)]
        if new.until:
            within.append(or_(member_office.c.since.is_(None), member_office.c.since < new.until))
        standing = work.connection.execute(select(member_office).where(*mine, *within)).mappings().first()
        if standing is None:
            row = {"member_id": seat.person, "office": seat.office, "since": new.since, "until": new.until}
            work.insert(member_office, {**row, "how": new.how})
        elif standing["since"] is None or standing["how"] is None:
            facts = {"since": standing["since"] or new.since, "how": standing["how"] or new.how}
            work.update(member_office, standing["id"], facts)
