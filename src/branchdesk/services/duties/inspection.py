"""迎检自查: gathering what is missing or thin in a period, and noting what was done about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, select

from branchdesk import clock
from branchdesk.domain import identity, inspection
from branchdesk.domain.clue_states import OPEN
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.duties import engine
from branchdesk.domain.duties.facts import Facts
from branchdesk.domain.five_ones import ItemState
from branchdesk.domain.inspection import Finding, Gap
from branchdesk.domain.meetings import MeetingRecord, MeetingState, Severity
from branchdesk.domain.roster import MEMBER_STAGES
from branchdesk.domain.rulebook import RuleBook
from branchdesk.domain.study import TO_CATCH_UP
from branchdesk.domain.surroundings import Minutes
from branchdesk.errors import Refusal
from branchdesk.files.progress import Report, untold
from branchdesk.ledgers.members import MEMBERS
from branchdesk.ledgers.spec import FieldKind
from branchdesk.services.duties import duties, rulebook
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query
from branchdesk.services.meetings import meetings, study
from branchdesk.services.meetings.surroundings import all_minutes, among_others
from branchdesk.services.people import committees, five_ones
from branchdesk.store import facts
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, operate
from branchdesk.store.meeting_rows import was_held
from branchdesk.store.tables import clue, finding_note, measure_review, meeting, study_document
from branchdesk.words import importing as say_roster
from branchdesk.words import inspection as say

# Hints of the branch's make-up that are duties too, and are told as such.
_TOLD_AS_DUTIES = frozenset(
    {
        *("too_few_members", "too_many_members", "committee_needed"),
        *("term_due", "term_over", "term_far_over", "no_secretary"),
    }
)
ABSENCES, A_YEAR = frozenset({"make_up"}), timedelta(days=366)  # an absence has its time after the meeting's own day
# Fields of a member that an inspection asks for, by the code of what their lack is called.
_WANTED = {"joined_on": "joined_missing", "full_since": "full_missing", "birth_date": "birth_missing"}


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a finding: that it was mended on a day, or, without a day, why it stands as it is."""

    note: str
    mended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """The findings of a period in the order of the list, and what was said of some, by the key of a finding."""

    since: date
    until: date
    findings: tuple[Finding, ...] = ()
    said: Mapping[str, Said] = field(default_factory=dict)

    @property
    def open(self) -> tuple[Finding, ...]:
        """Give the findings of which nothing was said yet."""
        return tuple(one for one in self.findings if one.key not in self.said)


def look(store: Store, since: date, until: date, today: date | None = None, report: Report = untold) -> Inspection:
    """Give what is missing or thin from one day to another, both counted in, as seen from a day (today).

    What has still time is no finding: duties count as far as they are late, judged by the rules then in force.
    """
    today = today or clock.today()
    until_now = min(until, today)
    found = [*_duties(store, since, until, today), *_records(store, since, until_now, today, report)]
    found += inspection.of_hints(committees.look(store, until_now).hints, _TOLD_AS_DUTIES)
    found += _people(store, until_now)
    found += _five(store, since, until_now, today)
    found += _documents(store, since, until_now, today)
    found += _clues(store, since, until_now, today)
    return Inspection(since, until, inspection.in_order(found), said(store))


def _duties(store: Store, since: date, until: date, today: date) -> list[Finding]:
    with store.reading() as connection:
        book = rulebook.book(connection, store.branch.id)
        known = facts.read(connection, store.branch, today)
        reviewed = set(connection.scalars(select(measure_review.c.measure)))
    found = (*duties.left_standing(book, known, since), *engine.duties(book, known, since, until))
    later = engine.duties(book, known, since, today + A_YEAR, ABSENCES)
    mine = (one for one in later if one.source is not None and since.isoformat() <= one.source.day <= until.isoformat())
    measures = _measures(book, known, (since, until), reviewed)
    return [*inspection.of_duties(found), *inspection.of_absences(mine), *measures]


def _measures(book: RuleBook, known: Facts, period: tuple[date, date], reviewed: Collection[str]) -> Iterator[Finding]:
    """Look at the open measures that were due in the period, and at those resolved in it without a day."""
    for one in known.measures:
        day = PartialDate.parse(one.due or one.day).last_day()
        applied = book.in_force(one.kind, day)
        if applied is None or not max(period[0], known.started) <= day <= period[1]:
            continue
        article = applied.edition.basis
        found = inspection.of_measure(one, article, known.today, reviewed=one.id in reviewed)
        if found is not None:
            yield found


def _records(store: Store, since: date, until: date, today: date, report: Report) -> Iterator[Finding]:
    """Look at each record of the period that was held, one after another."""
    with store.reading() as connection:
        query = (
            select(meeting.c.id)
            .where(
                meeting.c.branch_id == store.branch.id,
                was_held(),
                meeting.c.starts >= since.isoformat(),
                meeting.c.starts < f"{until.isoformat()}U",  # after every hour of that day
            )
            .order_by(meeting.c.state, meeting.c.starts)  # drafts first: what two records share is told of those
        )
        ids = connection.scalars(query).all()
        signs = _signs(connection, store.branch.id)
        first, after = datetime.combine(since, time()), datetime.combine(until + timedelta(days=1), time())
        minutes = all_minutes(connection, store.branch.id, first, after)
    told: set[frozenset[str]] = set()
    for number, meeting_id in enumerate(ids):
        report(number, len(ids))
        yield from inspection.of_meeting(_compared(store, meeting_id, minutes), today, told, signs=signs)


def _compared(store: Store, meeting_id: str, minutes: Sequence[Minutes]) -> MeetingRecord:
    """Give a record with all its checks: a closed one too is held against others, as a draft is while it is typed."""
    with store.reading() as connection:
        record = meetings.loaded(connection, store, meeting_id)
        looked_at = among_others(connection, store.branch.id, replace(record, state=MeetingState.DRAFT), minutes)
    return replace(looked_at, state=record.state)


def _signs(connection: Connection, branch_id: str) -> bool:
    """Say whether the branch notes when records are signed."""
    signed = select(meeting.c.id).where(
        meeting.c.branch_id == branch_id,
        meeting.c.state == MeetingState.FINAL.value,
        meeting.c.signed_on.is_not(None),
    )
    return connection.execute(signed.limit(1)).first() is not None


# -- the roster


def _people(store: Store, day: date) -> Iterator[Finding]:
    """Look at the line of everybody who is on the roster on a day, with the eyes that read a sheet."""
    keys = tuple(one.key for one in MEMBERS.fields if not one.derived)
    page = lists.page(store, MEMBERS, Query(limit=None), keys, on=day)
    for person, values in page.rows:
        row = {key: _read(key, value) for key, value in zip(keys, values, strict=True)}
        yield from _person(person, row)


def _read(key: str, value: Any) -> object:  # noqa: ANN401 - whatever the column holds
    return PartialDate.parse(value) if value and MEMBERS.field(key).kind is FieldKind.DATE else value


def _person(person: str, row: Mapping[str, object]) -> Iterator[Finding]:
    name = str(row["name"])
    for doubt in (one for check in MEMBERS.checks for one in check(row)):
        if doubt.severity is Severity.DOUBT:
            yield inspection.of_person(person, name, doubt.code, Gap.DOUBT, doubt.message)
    number = row.get("id_number")
    if isinstance(number, str) and not identity.is_sound(number):
        told = say_roster.id_number_check_digit(identity.mask(number))
        yield inspection.of_person(person, name, "id_number_check_digit", Gap.DOUBT, told)
    if row.get("stage") not in MEMBER_STAGES:
        return
    for key, code in _WANTED.items():
        if row.get(key) is None and (key != "full_since" or row["stage"] == "full_member"):
            yield inspection.of_person(person, name, code, Gap.MISSING, say.empty(MEMBERS.field(key).label))
    if number is None:
        yield inspection.of_person(
            person, name, "id_number_missing", Gap.THIN, say.empty(MEMBERS.field("id_number").label)
        )


def _five(store: Store, since: date, until: date, today: date) -> Iterator[Finding]:
    """Look at each 政治生日 of the period, in a branch that notes what it does for them."""
    years = [five_ones.year(store, year, today) for year in range(since.year, until.year + 1)]
    if not any(item.state is ItemState.DONE for year in years for one in year.people for item in one.items):
        return
    for year in years:
        for one in year.people:
            on = PartialDate.parse(one.on).last_day()
            missing = [item.item.name for item in one.items if item.state is ItemState.LATE]
            if missing and since <= on <= until:
                yield inspection.of_five(one.member_id, one.name, one.year, on, missing)


def _documents(store: Store, since: date, until: date, today: date) -> Iterator[Finding]:
    """Look at the documents that everybody was to have studied by a day of the period that has passed."""
    query = select(study_document.c.id, study_document.c.wanted_by).where(
        study_document.c.branch_id == store.branch.id, study_document.c.wanted_by.is_not(None)
    )
    with store.reading() as connection:
        rows = connection.execute(query.order_by(study_document.c.wanted_by, study_document.c.id)).all()
    for row in rows:
        wanted_by = PartialDate.parse(row.wanted_by).last_day()
        if since <= wanted_by <= until and wanted_by < today:
            document = study.document(store, row.id)
            if people := [one.label for one in document.of(*TO_CATCH_UP)]:
                yield inspection.of_document(document.id, document.title, wanted_by, people)


def _clues(store: Store, since: date, until: date, today: date) -> Iterator[Finding]:
    """Look at the clues that were reported in the period and are still open."""
    query = select(clue.c.id, clue.c.number, clue.c.reported_on).where(
        clue.c.branch_id == store.branch.id, clue.c.state.in_(OPEN), clue.c.reported_on.is_not(None)
    )
    with store.reading() as connection:
        rows = connection.execute(query.order_by(clue.c.reported_on)).all()
    for row in rows:
        reported = PartialDate.parse(row.reported_on).last_day()
        found = inspection.of_clue(row.id, row.number or "", reported, today) if since <= reported <= until else None
        if found is not None:
            yield found


# -- what was said of findings


def said(store: Store) -> dict[str, Said]:
    """Give what was said of findings, by their keys; a key without a finding any more says nothing to anybody."""
    query = select(finding_note).where(finding_note.c.branch_id == store.branch.id)
    with store.reading() as connection:
        return {
            row.finding: Said(row.note or "", date.fromisoformat(row.settled_on) if row.settled_on else None)
            for row in connection.execute(query)
        }


def note(store: Store, findings: Iterable[Finding], what: Said) -> Changes:
    """Say of findings that they were mended, or why they stand as they are; Refusal (note_needed) without a word."""
    text = what.note.strip()
    if not text:
        raise Refusal(say.note_needed(), code="note_needed", field="note")
    findings = list(findings)
    with operate(
        store, "note_finding", say.noted(findings[0].about, len(findings), mended=bool(what.mended_on))
    ) as work:
        standing = _standing(work.connection, store.branch.id)
        values = {"note": text, "settled_on": what.mended_on.isoformat() if what.mended_on else None}
        for one in findings:
            if one.key in standing:
                work.update(finding_note, standing[one.key], values)
            else:
                work.insert(finding_note, {"branch_id": store.branch.id, "finding": one.key, **values})
    return work.changes()


def reopen(store: Store, findings: Iterable[Finding]) -> Changes:
    """Take back what was said of findings, so that they are open again."""
    findings = list(findings)
    with operate(store, "reopen_finding", say.reopened(findings[0].about, len(findings))) as work:
        standing = _standing(work.connection, store.branch.id)
        for one in findings:
            if one.key in standing:
                work.delete(finding_note, standing[one.key])
    return work.changes()


def _standing(connection: Connection, branch_id: str) -> dict[str, str]:
    query = select(finding_note.c.finding, finding_note.c.id).where(finding_note.c.branch_id == branch_id)
    return {row.finding: row.id for row in connection.execute(query)}
