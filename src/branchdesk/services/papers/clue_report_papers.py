"""线索月报 and 年报: the figures of a period on paper, as they are or as a snapshot keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from branchdesk import clock
from branchdesk.domain.clue_figures import Counted
from branchdesk.domain.clue_records import RecordChange
from branchdesk.domain.dates import FIRST_YEAR, LAST_YEAR
from branchdesk.errors import Refusal
from branchdesk.ledgers.clues import CLUES
from branchdesk.papers.blocks import Manuscript
from branchdesk.papers.clue_report import (
    Changed,
    ClueReport,
    Compared,
    Manner,
    Part,
    Told,
    Waiting,
    write_clue_report,
)
from branchdesk.papers.clue_told import is_confided
from branchdesk.services.clues import clue_differences, clue_figures, clue_snapshots
from branchdesk.services.clues.clue_differences import Difference
from branchdesk.services.clues.clue_figures import Asked, Figures
from branchdesk.services.ledgers import lists
from branchdesk.services.papers.list_papers import day_of
from branchdesk.services.papers.paper_kinds import About, Option, Options, PaperKind, branch_of
from branchdesk.services.papers.paper_settings import house
from branchdesk.store.engine import Store
from branchdesk.words import clue_report as say
from branchdesk.words.clue_figures import GROUPS

KEY = "clue-report"
MONTH, YEAR, SINCE, UNTIL = "month", "year", "since", "until"
ASKED = "asked"  # what a screen shows; stands for all days
BY = ("month", "category", "grid", "unit", "team")
CHARTED = frozenset({"category", "grid"})
SNAPSHOT, NOW = "snapshot", "now"
MOST_CHANGED = 200  # changed clues that are listed one by one
# What is told of a clue that changed.
SHOWN = ("number", "reported_on", "state", "handled_on", "closed_on", "fed_back", "outcome", "category", "grid", "unit")
A_YEAR = 12  # months that a month's report charts, itself the last


def _report(store: Store, _about: str, options: Options) -> Manuscript:
    if wanted := str(options[SNAPSHOT]).strip():
        return write_clue_report(_of_snapshot(store, _snapshot_called(store, wanted), options), house(store))
    asked = asked_of(options)
    found = clue_figures.figures(store, asked, BY, compare=True)
    months = _months(store, asked) or _part(found, "month")
    return write_clue_report(_told(store, found, months, say.as_of(found.day)), house(store))


def _snapshot_called(store: Store, text: str) -> str:
    """Find a snapshot by its identifier or its name. Refusal (no_such_snapshot, several_called) else."""
    there = clue_snapshots.listed(store)
    found = [one.id for one in there if text == one.id] or [one.id for one in there if text == one.name]
    if not found:
        raise Refusal(say.no_such_snapshot(text, [one.name for one in there]), code="no_such_snapshot")
    if len(found) > 1:
        raise Refusal(say.several_snapshots(text, found), code="several_called")
    return found[0]


def _of_snapshot(store: Store, snapshot_id: str, options: Options) -> ClueReport:
    """Tell what a snapshot keeps, and with it, where that is wanted, how it differs from today."""
    kept = clue_snapshots.read(store, snapshot_id)
    taken = date.fromisoformat(kept.line.taken_at[:10])
    told = _told(store, kept.figures, _part(kept.figures, "month"), say.of_snapshot(taken, kept.line.name))
    if options[NOW] is not True:
        return told
    return replace(told, compared=_compared(clue_differences.compare(store, snapshot_id)))


def _compared(found: Difference) -> Compared:
    then, now = Told(say.AT_SNAPSHOT, found.then.whole), Told(say.AT_PRESENT, found.now.whole)
    clues = tuple(_changed(one) for one in found.told[:MOST_CHANGED])
    notes = [say.more_changes(more)] if (more := sum(found.kinds.values()) - len(clues)) > 0 else []
    if found.strokes.strokes:
        notes.append(say.strokes_changed(found.strokes.strokes))
    if found.other_settings:
        notes.append(say.OTHER_SETTINGS)
    return Compared(then, now, clues, tuple(notes))


def _changed(change: RecordChange) -> Changed:
    """Say what became of a clue; of one that a department handles as a case only that its state changed."""
    states = {one.state for one in (change.then, change.now, change.standing) if one}
    told = ("state",) if any(is_confided(state) for state in states) else SHOWN
    texts = (
        say.became(field.label, *(field.shown(value) for value in (before, after)))
        for key, before, after in change.facts
        if key in told and (field := CLUES.field(key))
    )
    return Changed(change.number, clue_differences.kind(change), "；".join(texts))


def asked_of(options: Options) -> Asked:
    """Give what an order asks for: a month, a year, or any days. Refusal (no_day, no_such_month, wrong_period)."""
    given = options.get(ASKED)
    if isinstance(given, Asked):
        return given
    since, until = day_of(options[SINCE]), day_of(options[UNTIL])
    if since and until and until < since:
        raise Refusal(say.ends_before(since, until), code="wrong_period")
    if since or until:
        return Asked(since, until)
    today = clock.today()
    year, month = _year(options[YEAR], today), str(options[MONTH]).strip() or say.THIS
    if month == say.WHOLE:
        return Asked(date(year, 1, 1), date(year, 12, 31))
    if month == say.LAST:
        last = today.replace(day=1) - timedelta(days=1)
        return Asked(last.replace(day=1), last)
    number = today.month if month == say.THIS else int(month) if month.isdecimal() else 0
    if not 1 <= number <= A_YEAR:
        raise Refusal(say.no_such_month(month), code="no_such_month")
    first = date(year, number, 1)
    return Asked(first, _month_after(first, 1) - timedelta(days=1))


def _year(value: object, today: date) -> int:
    text = str(value).strip() or "0"
    year = int(text) if text.isdecimal() else -1
    if year and not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal(say.no_such_year(text), code="no_such_year")
    return year or today.year


def _month_after(first: date, months: int) -> date:
    """Give the first day of the month that is so many months after one."""
    place = first.year * A_YEAR + first.month - 1 + months
    return date(place // A_YEAR, place % A_YEAR + 1, 1)


def _months(store: Store, asked: Asked) -> Part | None:
    """Give the twelve months up to the one that is asked for; None where more than one is."""
    if not (asked.since and asked.until and say.is_month(asked.since, asked.until)):
        return None
    year = Asked(_month_after(asked.since, 1 - A_YEAR), asked.until, asked.conditions)
    return _part(clue_figures.figures(store, year, ("month",), ages=False), "month")


def _told(store: Store, found: Figures, months: Part | None, as_of: str) -> ClueReport:
    asked = found.asked
    return ClueReport(
        branch=branch_of(store),
        unit=store.branch.unit,
        period=say.period(asked.since, asked.until),
        name=say.name(asked.since, asked.until),
        as_of=as_of,
        printed=clock.today(),
        whole=found.whole,
        definition=found.definition,
        manner=Manner(found.settings.aside, found.settings.digits),
        filters="；".join(lists.described(CLUES.field(one.field), one) for one in asked.conditions),
        earlier=tuple(_earlier(found)),
        months=months,
        parts=tuple(part for by in BY[1:] if (part := _part(found, by)) is not None),
        ages=tuple(Told(group.name, group.counted) for group in found.ages),
        waiting=tuple(Waiting(one.number, one.reported_on, one.days, one.working_days) for one in found.oldest),
        notes=found.notes,
    )


def _earlier(found: Figures) -> Iterator[Told]:
    """Give the periods to compare with, of which there is anything; for a whole year both are the same."""
    seen: set[tuple[date | None, date | None]] = set()
    for head, one in ((say.before, found.before), (say.year_before, found.year_before)):
        if one is None or one[1] == Counted():
            continue
        days = one[0].since, one[0].until
        if days not in seen:
            yield Told(head(say.period(*days)), one[1])
        seen.add(days)


def _part(found: Figures, by: str) -> Part | None:
    grouping = found.groups.get(by)
    if grouping is None:
        return None
    groups = tuple(Told(group.name, group.counted) for group in grouping.groups)
    return Part(GROUPS[by], groups, grouping.note, by in CHARTED)


CLUE_REPORT_PAPERS = (
    PaperKind(
        KEY,
        say.NAME,
        About.BRANCH,
        _report,
        (
            Option(MONTH, say.MONTH, say.THIS, say.MONTHS),
            Option(YEAR, say.YEAR, 0),
            Option(SINCE, say.SINCE, ""),
            Option(UNTIL, say.UNTIL, ""),
            Option(SNAPSHOT, say.SNAPSHOT, ""),
            Option(NOW, say.NOW, default=False),
        ),
        holds=say.HOLDS,
    ),
)
