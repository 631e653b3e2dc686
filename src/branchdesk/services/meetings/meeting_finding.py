"""Finding meetings by what stands in their records, by who was there, by kind, period, document and state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from branchdesk import clock
from branchdesk.domain.names import matches
from branchdesk.domain.sought import day_meant, excerpt, number_meant, yearly_meant
from branchdesk.ledgers.meetings import MEETINGS
from branchdesk.store import finding
from branchdesk.store import lists as rows
from branchdesk.store.engine import Store
from branchdesk.store.finding import Role, Standing, Standpoint, Wanted, Word
from branchdesk.store.lists import Query
from branchdesk.store.tables import member
from branchdesk.words.finding import spot
from branchdesk.words.meetings import KINDS

__all__ = ["Found", "FoundMeeting", "Role", "Standing", "Wanted", "find", "mentioning", "word_of"]

FACTS = ("starts", "kind", "number", "group", "title", "place", "chair", "present", "on_leave", "absent", "state")


@dataclass(frozen=True, slots=True)
class FoundMeeting:
    """One meeting that was found, as stored; `spots` say where in its record the words stand that are not in sight."""

    id: str
    starts: str
    kind: str
    number: int | None
    group: str | None
    title: str | None
    place: str | None
    chair: str | None
    present: int | None
    on_leave: int | None
    absent: int | None
    state: str
    spots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The identifiers of all meetings that were found, the newest first, and the first of them with their facts."""

    ids: tuple[str, ...]
    meetings: tuple[FoundMeeting, ...]


def find(store: Store, wanted: Wanted, limit: int | None = None) -> Found:
    """Give the meetings that are wanted, the newest first; of the first `limit` also what a list shows of them."""
    with store.reading() as connection:
        words = _words(connection, store.branch.id, wanted.text)
        ids = finding.find(connection, store.branch.id, wanted, words)
        return Found(ids, _told(connection, store.branch.id, ids[:limit], words))


def mentioning(connection: Connection, branch_id: str, text: str, limit: int) -> tuple[FoundMeeting, ...]:
    """Give the newest meetings in whose records a text is written; who was merely present is not looked for."""
    words = tuple(word_of(word) for word in dict.fromkeys(text.split()))
    ids = finding.find(connection, branch_id, Wanted(), words)
    return _told(connection, branch_id, ids[:limit], words)


def _told(
    connection: Connection,
    branch_id: str,
    ids: tuple[str, ...],
    words: tuple[Word, ...],
) -> tuple[FoundMeeting, ...]:
    """Give what is told of some meetings, in their order."""
    if not ids:
        return ()
    places = [finding.standpoints(connection, ids, word) for word in words]
    query = Query(ids=ids, limit=len(ids))
    page = rows.page(connection, MEETINGS, FACTS, query, branch_id=branch_id, day=clock.today())
    return tuple(
        FoundMeeting(key, **dict(zip(FACTS, values, strict=True)), spots=_spots(key, words, places))
        for key, values in page.rows
    )


def word_of(text: str, people: Iterable[tuple[str, str, str, str]] = ()) -> Word:
    """Say what a typed word may mean; `people` are (identifier, name, initials, pinyin) of everybody ever on record."""
    return Word(
        text,
        tuple(key for key, *names in people if matches(text, *names)),
        day_meant(text),
        yearly_meant(text),
        tuple(kind for kind, label in KINDS.items() if text in label),
        number_meant(text),
    )


def _words(connection: Connection, branch_id: str, text: str) -> tuple[Word, ...]:
    typed = text.split()
    if not typed:
        return ()
    of = select(member.c.id, member.c.name, member.c.initials, member.c.pinyin).where(member.c.branch_id == branch_id)
    people = [(row.id, row.name, row.initials, row.pinyin) for row in connection.execute(of)]
    return tuple(word_of(word, people) for word in dict.fromkeys(typed))


def _spots(key: str, words: Iterable[Word], places: Iterable[Mapping[str, Standpoint]]) -> tuple[str, ...]:
    told = (
        spot(found.where, found.who, excerpt(found.text, word.text))
        for word, place in zip(words, places, strict=True)
        if (found := place.get(key))
    )
    return tuple(dict.fromkeys(told))
