"""Clues pasted from a spreadsheet or a chat: read into rows, looked at, and entered in one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, select

from branchdesk import clock
from branchdesk.domain.clue_chat import Known, Row, columns_of, read_messages
from branchdesk.domain.clue_likeness import Report, likely
from branchdesk.domain.clue_states import StepKind
from branchdesk.domain.clue_way import NewStep
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import Severity
from branchdesk.errors import Refusal
from branchdesk.files.cells import as_text
from branchdesk.files.headings import find_heading
from branchdesk.files.pasted import read_clipboard
from branchdesk.files.sheets import Sheet, of_one_width
from branchdesk.files.tables import Table, read_table
from branchdesk.ledgers.clues import CLUES
from branchdesk.services.clues import clue_entry, clue_settings, clue_steps
from branchdesk.services.clues.clue_duplicates import Comparing
from branchdesk.services.clues.clues import ClueIntake
from branchdesk.services.ledgers.planning import Outcome, Plan, PlannedRow, plan_of
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, operate
from branchdesk.store.tables import clue
from branchdesk.words import clue_paste as say

__all__ = ["Looked", "Pasted", "Row", "enter", "look", "read"]

OFFERED = ("reported_on", "reported_at", "reporter", "category", "subcategory", "grid", "place", "text", "unit")
MORE = tuple(field.key for field in CLUES.fields if not field.derived and field.key not in OFFERED)


@dataclass(frozen=True, slots=True)
class Looked:
    """What would become of a pasted row: whether it would be entered, in a few words, and what it may repeat.

    `repeats` is the number of a clue on record, or the place (from 0) of an earlier row. `doubts` are sentences on what
    cannot be read; `refused` says that the row cannot be entered as it is.
    """

    said: str
    repeats: str | int | None = None
    doubts: tuple[str, ...] = ()
    new: bool = True
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was entered: how many are new, how many stood there already, and the changes."""

    new: int
    standing: int
    changes: Changes


def read(store: Store, text: str, html: str = "") -> tuple[Row, ...]:
    """Read what was copied as rows, each with its texts by field key; a row without a day is of today.

    Refusal where there is no clue in it.
    """
    known, today = _known(store), clock.today()
    rows = _from_table(text, html, known) if "\t" in text or "<table" in html.lower() else None
    if rows is None:
        rows = read_messages(text, today, known)
    if not rows:
        raise Refusal(say.NOTHING, code="pasted_nothing")
    return tuple({"reported_on": today.isoformat(), **row} for row in rows)


def look(store: Store, rows: Sequence[Row]) -> tuple[Looked, ...]:
    """Say what would become of each row, as it is written now."""
    with store.reading() as connection:
        plan = _plan(connection, store.branch.id, rows)
        return _looked(connection, store.branch.id, plan, len(rows))


def enter(store: Store, rows: Sequence[Row], repeats: Mapping[int, str | int]) -> Pasted:
    """Enter rows in one step; what stands on record stays, or is told more of.

    `repeats` says which rows (by place, from 0) are noted as duplicates, and of what, as `look` does.
    """
    with operate(store, "paste_clues", "") as work:
        intake = ClueIntake(work.connection, store.branch.id, clock.today())
        plan = plan_of(CLUES, _table(rows), intake, {})
        fresh = [row for row in plan.rows if row.outcome is Outcome.NEW]
        ids = intake.add(work, [row.values for row in fresh])
        for row in plan.rows:
            if row.outcome is Outcome.CHANGED and row.record is not None:
                intake.change(work, row.record, {change.field: change.new for change in row.changes})
        places = {_place(row.number): row_id for row, row_id in zip(fresh, ids, strict=True)}
        days = {_place(row.number): row.values.get("reported_on") for row in fresh}
        asked = select(clue.c.id, clue.c.number).where(clue.c.id.in_(ids))
        numbers = {row.id: row.number for row in work.connection.execute(asked)}
        for place, first in sorted(repeats.items()):
            number = first if isinstance(first, str) else numbers.get(places.get(first, ""), "")
            if place in places and number:
                day = days[place]
                clue_steps.note(work, places[place], NewStep(StepKind.DUPLICATE, day=day, document=number))
        work.title = say.pasted(len(ids))
    return Pasted(len(ids), plan.count(Outcome.UNCHANGED) + plan.count(Outcome.CHANGED), work.changes())


def _known(store: Store) -> Known:
    """Give what the branch knows by name, and the headings that may name the parts of a clue."""
    offers = clue_entry.offers(store)
    labels = {
        name: field.key
        for field in reversed(CLUES.fields)
        if not field.derived
        for name in (field.label, *field.aliases)
    }
    return Known(
        reporters=frozenset(offer.text for offer in offers.reporters),
        categories=frozenset(offer.text for offer in offers.categories),
        grids=frozenset(offer.text for offer in offers.grids),
        units=frozenset(offer.text for offer in offers.units.get("", ())),
        labels=labels,
    )


def _from_table(text: str, html: str, known: Known) -> tuple[Row, ...] | None:
    """Read a table with headings, or one whose columns tell what they hold; None where it is no table."""
    sheet = read_clipboard(text, html)
    if find_heading(sheet, CLUES) is not None:
        table = read_table(sheet, CLUES)
        return tuple(
            {key: CLUES.field(key).shown(value) for key, value in row.values.items() if value is not None}
            for row in table.rows
        )
    cells = [[as_text(cell) for cell in row] for row in sheet.rows]
    columns = columns_of(cells, known)
    if len(set(columns) - {None}) < len(("text", "another")):
        return None
    return tuple(
        {key: cell.strip() for key, cell in zip(columns, row, strict=False) if key and cell.strip()} for row in cells
    )


def _table(rows: Sequence[Row]) -> Table:
    """Read rows as a sheet with the ledger's own headings would be read."""
    keys = (*OFFERED, *(key for key in MORE if any(row.get(key) for row in rows)))
    head = tuple(CLUES.field(key).label for key in keys)
    cells = [tuple(row.get(key) or None for key in keys) for row in rows]
    return read_table(Sheet("", of_one_width([head, *cells])), CLUES)


def _place(number: int) -> int:
    """Give a row's place (from 0) from its number in the sheet, which begins with its headings."""
    return number - 2


def _plan(connection: Connection, branch_id: str, rows: Sequence[Row]) -> Plan:
    return plan_of(CLUES, _table(rows), ClueIntake(connection, branch_id, clock.today()), {})


def _looked(connection: Connection, branch_id: str, plan: Plan, count: int) -> tuple[Looked, ...]:
    comparing = Comparing(connection, branch_id)
    days = timedelta(days=clue_settings.kept(connection, branch_id).alike_days)
    doubts: dict[int, list[str]] = {}
    for finding in plan.findings:
        if finding.severity is not Severity.NOTE:
            doubts.setdefault(_place(finding.row), []).append(finding.message)
    standing = [row.record for row in plan.rows if row.record]
    asked = select(clue.c.id, clue.c.number).where(clue.c.id.in_(standing))
    numbers = {row.id: row.number for row in connection.execute(asked)}
    by_place = {_place(row.number): row for row in plan.rows}
    looked: list[Looked] = []
    for place in range(count):
        noticed, row = tuple(doubts.get(place, ())), by_place.get(place)
        if row is None or row.outcome is Outcome.REFUSED:
            looked.append(Looked(noticed[0] if noticed else say.NO_CLUE, None, noticed, new=False, refused=True))
        elif row.record:
            tell = say.standing if row.outcome is Outcome.UNCHANGED else say.adds_to
            looked.append(Looked(tell(numbers.get(row.record, "")), None, noticed, new=False))
        else:
            looked.append(_fresh(by_place, place, comparing, days, noticed))
    return tuple(looked)


def _fresh(
    by_place: Mapping[int, PlannedRow], place: int, comparing: Comparing, days: timedelta, doubts: tuple[str, ...]
) -> Looked:
    """Say of a new row what it may repeat: a clue on record, else an earlier row."""
    values = by_place[place].values
    if found := comparing.alike(values):
        return Looked(say.maybe(found[0].number), found[0].number, doubts)
    earlier = [
        (at, row.values)
        for at, row in by_place.items()
        if at < place and row.outcome is Outcome.NEW and _near(row.values, values, days)
    ]
    alike = likely(_report(values), [_report(one) for _, one in earlier], 1)
    if alike:
        first = earlier[alike[0].number][0]
        return Looked(say.maybe_row(first + 1), first, doubts)
    return Looked(say.NEW, None, doubts)


def _near(one: Mapping[str, str | None], other: Mapping[str, str | None], days: timedelta) -> bool:
    first, second = one.get("reported_on"), other.get("reported_on")
    if not first or not second:
        return False
    return abs(PartialDate.parse(first).first_day() - PartialDate.parse(second).first_day()) <= days


def _report(values: Mapping[str, str | None]) -> Report:
    return Report(values.get("grid") or "", values.get("place") or "", values.get("text") or "")
