"""支部工作交接清单: what a branch's records come to, counted from its file."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, Table, func, select

from branchdesk import __version__, clock
from branchdesk.ledgers.clues import CLUES
from branchdesk.ledgers.former_members import FORMER_MEMBERS
from branchdesk.ledgers.members import MEMBERS, STAGE
from branchdesk.ledgers.volunteers import VOLUNTEERS
from branchdesk.papers.blocks import Manuscript
from branchdesk.papers.hand_over_list import DataFile, HandOver, Item, OpenItem, write_hand_over_list
from branchdesk.services import today
from branchdesk.services.duties import rulebook
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query
from branchdesk.services.papers.life_papers import PRIVATE
from branchdesk.services.papers.paper_kinds import About, Option, Options, PaperKind, branch_of
from branchdesk.services.papers.paper_settings import house
from branchdesk.store import blobs
from branchdesk.store.engine import Store
from branchdesk.store.meeting_rows import was_held
from branchdesk.store.revisions import HEAD
from branchdesk.store.tables import (
    attachment,
    clue_photo,
    clue_snapshot,
    clue_stroke,
    meeting,
    operation,
    study_document,
)
from branchdesk.words import handing_over as say
from branchdesk.words import meetings as say_meetings
from branchdesk.words.attachments import size_text

PACKAGE = "package"
_BLOCK = 1 << 20


def gather(store: Store, day: date, file: DataFile | None = None) -> HandOver:
    """Count what a branch's records come to as of a day."""
    open_lines = today.look(store, day).lines
    with store.reading() as connection:
        years, meetings = _meetings(connection, store.branch.id)
        labels = {rule.id: rule.label for rule in rulebook.book(connection, store.branch.id).rules}
        counted = tuple(_counted(connection, store.branch.id))
    return HandOver(
        unit=store.branch.unit,
        branch=branch_of(store),
        day=day,
        items=(*_ledgers(store, open_lines), *counted),
        years=years,
        meetings=meetings,
        open=tuple(_open(open_lines, labels)),
        format=HEAD,
        program=__version__,
        file=file,
    )


def data_file(path: Path) -> DataFile:
    """Give what a data file that nobody has open is known by."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return DataFile(path.name, size_text(path.stat().st_size), digest.hexdigest())


def _ledgers(store: Store, open_lines: Iterable[today.Line]) -> Iterator[Item]:
    there = dict(lists.counts(store, MEMBERS, STAGE.key))
    parts = [(choice.label, there[choice.value]) for choice in STAGE.choices if there.get(choice.value)]
    yield _item(say.MEMBERS, sum(there.values()), say.people(parts))
    for label, ledger in ((say.FORMER, FORMER_MEMBERS), (say.VOLUNTEERS, VOLUNTEERS), (say.CLUES, CLUES)):
        number = lists.page(store, ledger, Query(limit=1), ()).total
        told = ""
        if ledger is CLUES and number:
            told = say.clues_told(sum(line.number for line in open_lines if line.kind == "clues"))
        yield _item(label, number, told, ledger.one)


def _counted(connection: Connection, branch_id: str) -> Iterator[Item]:
    """Count what has no ledger of its own, and say over which time the records go."""

    def number(table: Table) -> int:
        query = select(func.count()).select_from(table)
        if "branch_id" in table.c:
            query = query.where(table.c.branch_id == branch_id)
        return connection.scalar(query) or 0

    held = (meeting.c.branch_id == branch_id, was_held())
    states = connection.execute(select(meeting.c.state, func.count()).where(*held).group_by(meeting.c.state))
    by_state = {state: number for state, number in states}  # noqa: C416 - a row is no pair to mypy
    yield _item(say.MEETINGS, sum(by_state.values()), say.drafts(by_state.get("draft", 0)))
    yield _item(say.FILES, number(attachment) + number(clue_photo), size_text(blobs.whole_size(connection)))
    others = {say.DOCUMENTS: study_document, say.STROKES: clue_stroke, say.SNAPSHOTS: clue_snapshot}
    for what, table in others.items():
        if found := number(table):
            yield _item(what, found)
    newest = connection.scalar(select(operation.c.at).order_by(operation.c.sequence.desc()).limit(1))
    yield _item(say.HISTORY, number(operation), say.newest(newest or ""))
    first, last = connection.execute(select(func.min(meeting.c.starts), func.max(meeting.c.starts)).where(*held)).one()
    if first is not None:
        yield Item(say.PERIOD, "", say.span(say.month(first), say.month(last)))


def _item(what: str, number: int, told: str = "", one: str = "") -> Item:
    return Item(what, say.amount(what, number, one), told)


def _meetings(
    connection: Connection, branch_id: str
) -> tuple[tuple[int, ...], tuple[tuple[str, tuple[int, ...]], ...]]:
    """Count the meetings that were held, by kind and year; every year between the first and the last has its place."""
    year = func.substr(meeting.c.starts, 1, 4)
    query = (
        select(meeting.c.kind, year, func.count())
        .where(meeting.c.branch_id == branch_id, was_held())
        .group_by(meeting.c.kind, year)
    )
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for kind, found, number in connection.execute(query):
        counts[kind][int(found)] = number
    seen = sorted({one for of_kind in counts.values() for one in of_kind})
    years = tuple(range(seen[0], seen[-1] + 1)) if seen else ()
    rows = tuple(
        (label, tuple(counts[kind][one] for one in years))
        for kind, label in say_meetings.KINDS.items()
        if kind in counts
    )
    return years, rows


def _open(found: Iterable[today.Line], labels: Mapping[str, str]) -> Iterator[OpenItem]:
    """Give what is not done yet; what is nobody else's business about a person is only counted."""
    for line in found:
        what = line.what
        if line.kind in PRIVATE:
            what = say.nothing_named(labels.get(line.kind, line.kind), max(1, len(line.duties)))
        yield OpenItem(what, line.basis, line.days_text)


def _list(store: Store, _about: str, options: Options) -> Manuscript:
    package = str(options[PACKAGE])
    return write_hand_over_list(
        gather(store, clock.today(), data_file(Path(package)) if package else None), house(store)
    )


HAND_OVER_PAPERS = (
    PaperKind("hand-over-list", say.NAME, About.BRANCH, _list, (Option(PACKAGE, "", ""),), holds=say.HOLDS),
)
