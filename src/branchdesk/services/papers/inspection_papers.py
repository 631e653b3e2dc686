"""迎检材料: one bound file of a period: what was found, the tables, the minutes, and the appendices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sqlalchemy import select

from branchdesk import clock
from branchdesk.domain.five_ones import ItemState
from branchdesk.domain.meetings import MeetingKind, MeetingState
from branchdesk.domain.study import title_key
from branchdesk.errors import Refusal
from branchdesk.papers import wording
from branchdesk.papers.blocks import Manuscript, plain
from branchdesk.papers.book import Book, Chapter, joined, write_cover
from branchdesk.papers.house import House
from branchdesk.papers.inspection import (
    MONTHS,
    Came,
    Found,
    Heading,
    LifeRow,
    Studied,
    write_documents,
    write_findings,
    write_life,
    write_turnout,
)
from branchdesk.services.duties import inspection
from branchdesk.services.duties.inspection import Said
from branchdesk.services.meetings import attendance
from branchdesk.services.meetings.meeting_finding import FoundMeeting, Wanted, find
from branchdesk.services.papers.book_papers import chosen_of, named, written
from branchdesk.services.papers.five_ones_papers import FIVE_ONES_PAPERS
from branchdesk.services.papers.list_papers import LIST_PAPERS, day_of
from branchdesk.services.papers.paper_kinds import About, Option, Options, PaperKind
from branchdesk.services.papers.paper_settings import house
from branchdesk.services.people import five_ones
from branchdesk.store.engine import Store
from branchdesk.store.meeting_rows import was_held
from branchdesk.store.tables import agenda_item, meeting, studied_document
from branchdesk.words import attendance as say_attendance
from branchdesk.words import book_papers as say_book
from branchdesk.words import five_ones_table as say_five_ones
from branchdesk.words import inspection as say
from branchdesk.words import listing as say_listing
from branchdesk.words import meetings as say_meetings

FINDINGS, LIFE, TURNOUT, MINUTES = "findings", "life", "turnout", "minutes"
ROSTER, DOCUMENTS, FIVE_ONES = "roster", "documents", "five-ones"
PARTS = (
    (FINDINGS, say.LIST),
    (LIFE, say.LIFE),
    (TURNOUT, say.TURNOUT),
    (MINUTES, say.MINUTES),
    (ROSTER, say.ROSTER),
    (DOCUMENTS, say.DOCUMENTS),
    (FIVE_ONES, say_five_ones.NAME),
)
# Kinds that stand in the table of a year whether or not any was held.
USUAL = tuple(kind for kind in MeetingKind if kind is not MeetingKind.ACTIVITY)


@dataclass(frozen=True, slots=True)
class _Period:
    """What the file is made from: whose, of which days, in which house, and the meetings of the period in order."""

    store: Store
    heading: Heading
    house: House
    meetings: tuple[FoundMeeting, ...]


def inspection_book(store: Store, _about: str, options: Options) -> Book:
    """Give the file of a period as a book. Refusal where its days are odd, or nothing of it is chosen."""
    period = _period(store, options)
    parts = chosen_of(options["parts"])
    chapters = [chapter for key, _ in PARTS if key in parts for chapter in _CHAPTERS[key](period, options)]
    if not chapters:
        raise Refusal(say.nothing_to_bind(), code="nothing_to_bind")
    heading = period.heading
    unit, branch = plain(period.house.unit) or heading.unit, heading.branch
    told = "、".join(label for key, label in PARTS if key in parts)
    return Book(
        title=f"{branch or unit}{say.FILE}（{heading.period}）",
        author=unit + branch,
        chapters=chapters,
        cover=write_cover(unit, branch, say.FILE, heading.period, told),
        odd=bool(options["odd"]),
        duplex=period.house.duplex,
    )


def _period(store: Store, options: Options) -> _Period:
    today = clock.today()
    since = day_of(options["since"]) or date(today.year, 1, 1)
    until = min(day_of(options["until"]) or today, today)
    if until < since:
        raise Refusal(say_listing.ends_before(since, until), code="wrong_period")
    own = house(store)
    unit = plain(own.unit) or plain(store.branch.unit)
    branch = plain(store.branch.name).removeprefix(plain(store.branch.unit)).removeprefix(unit)
    found = [one for one in find(store, Wanted(since=since, until=until)).meetings if one.state in set(MeetingState)]
    return _Period(store, Heading(unit, branch, since, until, today), own, tuple(reversed(found)))


# -- the parts


def _findings(period: _Period, _options: Options) -> Iterator[Chapter]:
    def write() -> Manuscript:
        seen = inspection.look(period.store, period.heading.since, period.heading.until)
        found = [Found(one, _done(seen.said.get(one.key))) for one in seen.findings]
        return write_findings(period.heading, found, period.house)

    yield Chapter(say.LIST, write)


def _done(said: Said | None) -> str:
    if said is None:
        return ""
    when = f"（{wording.day(said.mended_on)}）" if said.mended_on else ""
    return f"{say.MENDED if said.mended_on else say.EXPLAINED}{when}：{said.note}"


def _life(period: _Period, _options: Options) -> Iterator[Chapter]:
    years = range(period.heading.since.year, period.heading.until.year + 1)
    tables = [(year, tuple(_year(period, year))) for year in years]
    yield Chapter(say.LIFE, partial(write_life, period.heading, tables, period.house))


def _year(period: _Period, year: int) -> Iterator[LifeRow]:
    """Count the meetings of a year by kind and month, those of groups as so many of so many groups."""
    held: dict[tuple[str, int], list[FoundMeeting]] = defaultdict(list)
    for one in period.meetings:
        if one.starts.startswith(str(year)):
            held[one.kind, int(one.starts[5:7])].append(one)
    groups = len({one.group for (kind, _), found in held.items() for one in found if kind == MeetingKind.GROUP_MEETING})
    for kind in MeetingKind:
        months = [held.get((kind.value, month), []) for month in range(1, len(MONTHS) + 1)]
        total = sum(map(len, months))
        if kind not in USUAL and not total:
            continue
        cells = (_cell(found, groups if kind is MeetingKind.GROUP_MEETING else 0) for found in months)
        first, last = period.heading.since.replace(day=1), period.heading.until
        within = (first <= date(year, month, 1) <= last for month in range(1, len(MONTHS) + 1))
        shown = tuple(text if inside else say.OUTSIDE for text, inside in zip(cells, within, strict=True))
        yield LifeRow(say_meetings.KINDS[kind], shown, str(total))


def _cell(found: Sequence[FoundMeeting], groups: int) -> str:
    if not found:
        return ""
    return f"{len({one.group for one in found})}/{groups}" if groups else str(len(found))


def _turnout(period: _Period, _options: Options) -> Iterator[Chapter]:
    def write() -> Manuscript:
        seen = attendance.overview(period.store, attendance.Wanted(period.heading.since, period.heading.until))
        people = [Came(one.label, one.group, one.turnout) for one in seen.people]
        return write_turnout(period.heading, people, f"{say_attendance.DEFINITION}。", period.house)

    yield Chapter(say.TURNOUT, write)


def _minutes(period: _Period, options: Options) -> Iterator[Chapter]:
    several = period.heading.since.year != period.heading.until.year
    for one in period.meetings:
        if one.state == MeetingState.FINAL or options["drafts"]:
            title = f"{say.year(int(one.starts[:4]))}{named(one)}" if several else named(one)
            yield Chapter(title, partial(written, period.store, "minutes", one.id, {}))


def _roster(period: _Period, _options: Options) -> Iterator[Chapter]:
    kind = next(one for one in LIST_PAPERS if one.key == ROSTER)
    on = {"on": period.heading.until.isoformat()}
    write = partial(kind.write, period.store, "", {**kind.varied("", {}), **on})
    yield Chapter(say.appendix(kind.label, wording.day(period.heading.until)), write)


def _five_ones(period: _Period, _options: Options) -> Iterator[Chapter]:
    """Give a table of each year in which the branch noted what it did for a 政治生日."""
    kind = next(one for one in FIVE_ONES_PAPERS if one.key == FIVE_ONES)
    for number in range(period.heading.since.year, period.heading.until.year + 1):
        people = five_ones.year(period.store, number, period.heading.printed).people
        if any(item.state is ItemState.DONE for one in people for item in one.items):
            write = partial(kind.write, period.store, "", kind.varied("", {"year": number}))
            yield Chapter(say.appendix(kind.label, say.year(number)), write)


def _documents(period: _Period, _options: Options) -> Iterator[Chapter]:
    documents = _studied(period)
    if documents:
        write = partial(write_documents, period.heading, documents, period.house)
        yield Chapter(say.appendix(say.DOCUMENTS, ""), write)


def _studied(period: _Period) -> list[Studied]:
    """Give the documents that meetings of the period studied, in the order in which they were first, each once."""
    query = (
        select(studied_document, meeting.c.starts, meeting.c.kind, meeting.c.id.label("meeting_id"))
        .join(agenda_item, studied_document.c.item_id == agenda_item.c.id)
        .join(meeting, agenda_item.c.meeting_id == meeting.c.id)
        .where(
            meeting.c.branch_id == period.store.branch.id,
            was_held(),
            meeting.c.id.in_([one.id for one in period.meetings]),
        )
        .order_by(meeting.c.starts, agenda_item.c.position, studied_document.c.position)
    )
    called = {one.id: say_book.called(one.kind, plain(one.group or "")) for one in period.meetings}
    found: dict[str, Studied] = {}
    with period.store.reading() as connection:
        for row in connection.execute(query):
            key = title_key(row.title)
            known = found.get(key, Studied(row.title, row.source or "", row.issued or "", ()))
            where = say.meeting_on(row.starts[:10], called[row.meeting_id])
            found[key] = replace(
                known,
                source=known.source or row.source or "",
                issued=known.issued or row.issued or "",
                meetings=tuple(dict.fromkeys((*known.meetings, where))),
            )
    return list(found.values())


_CHAPTERS: Mapping[str, Callable[[_Period, Options], Iterator[Chapter]]] = {
    FINDINGS: _findings,
    LIFE: _life,
    TURNOUT: _turnout,
    MINUTES: _minutes,
    ROSTER: _roster,
    DOCUMENTS: _documents,
    FIVE_ONES: _five_ones,
}


def _joined(store: Store, about: str, options: Options) -> Manuscript:
    return joined(inspection_book(store, about, options))


INSPECTION_PAPERS = (
    PaperKind(
        "inspection",
        say.FILE,
        About.BRANCH,
        _joined,
        (
            Option("since", say_listing.SINCE, ""),
            Option("until", say_listing.UNTIL, ""),
            Option("parts", say_book.PARTS, tuple(key for key, _ in PARTS), PARTS),
            Option("drafts", say_book.DRAFTS, default=True),
            Option("odd", say.ODD, default=False),
        ),
        book=inspection_book,
        holds=say.FILE_HOLDS,
    ),
)
