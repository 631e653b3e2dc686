"""A paper ordered in words, as the command line has them: which, about what, and how it is to be varied."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import or_, select

from branchdesk import clock
from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.reading import yes_or_no
from branchdesk.errors import Refusal
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.services.ledgers.lists import ledger_called
from branchdesk.services.papers.paper_kinds import BETWEEN, About, Option, Order, PaperKind, each_of, several
from branchdesk.services.papers.papers import PAPERS
from branchdesk.services.people.people import Directory
from branchdesk.store.engine import Store
from branchdesk.store.roster import roster_on
from branchdesk.store.tables import clue, volunteer
from branchdesk.words import clue_papers as say_clues
from branchdesk.words import papers as say_papers
from branchdesk.words import printing as say


def read_order(store: Store, paper: str, about: str, chosen: Iterable[str]) -> Order:
    """Read an order: a paper by its key or its word, what it is about, and KEY=VALUE for each option.

    A member may be named where only one bears the name. Refusal (no_such_paper, about_missing, about_needless,
    nobody_called, several_called, unknown_ledger, no_such_option, wrong_option) names what there is instead.
    """
    kind = PAPERS.get(paper) or next((one for one in PAPERS.values() if one.label == paper), None)
    if kind is None:
        there = [f"{one.key}（{one.label}）" for one in PAPERS.values()]
        raise Refusal(say_papers.no_such_paper(paper, there), code="no_such_paper")
    meant = _meant(store, kind, about)
    return Order(kind.key, meant, dict(_read(kind, kind.ways(meant), text) for text in chosen))


def _meant(store: Store, kind: PaperKind, about: str) -> str:
    if kind.about is About.BRANCH:
        if about and kind.also is About.MEMBER:
            return _member(store, about)
        if about:
            raise Refusal(say.about_needless(kind.label, about), code="about_needless")
        return ""
    if not about:
        raise Refusal(say.about_missing(kind.label, kind.about, LEDGERS), code="about_missing")
    if kind.about is About.LEDGER:
        return ledger_called(about).key
    if kind.about is About.CLUE:
        return several(_clue(store, one) for one in each_of(about))
    if kind.about is About.VOLUNTEER:
        return several(found for one in each_of(about) for found in _volunteers(store, one))
    return _member(store, about) if kind.about is About.MEMBER else about


def _member(store: Store, text: str) -> str:
    with store.reading() as connection:
        roster = roster_on(connection, store.branch.id, clock.today())
        found = Directory(connection, store.branch.id, roster).find(PersonRef(text))
    if found is None or found.id is None:
        raise Refusal(say.nobody_so_called(text), code="nobody_called")
    return found.id


def _clue(store: Store, text: str) -> str:
    """Find a clue by its number or identifier. Refusal (no_such_clue) where there is none."""
    mine = clue.c.branch_id == store.branch.id, or_(clue.c.number == text, clue.c.id == text)
    with store.reading() as connection:
        found = connection.scalar(select(clue.c.id).where(*mine).order_by(clue.c.number == text).limit(1))
    if found is None:
        raise Refusal(say_clues.no_such_clue(text), code="no_such_clue")
    return str(found)


def _volunteers(store: Store, text: str) -> list[str]:
    """Find a volunteer by name or identifier, or all of a team. Refusal (nobody_called, several_called)."""
    mine = select(volunteer.c.id).where(volunteer.c.branch_id == store.branch.id)
    with store.reading() as connection:
        called = connection.scalars(mine.where(or_(volunteer.c.id == text, volunteer.c.name == text))).all()
        if len(called) > 1:
            raise Refusal(say_clues.several_volunteers(text, called), code="several_called")
        found = called or connection.scalars(mine.where(volunteer.c.team == text)).all()
    if not found:
        raise Refusal(say_clues.no_such_volunteer(text), code="nobody_called")
    return list(found)


def _read(kind: PaperKind, options: tuple[Option, ...], text: str) -> tuple[str, object]:
    key, equals, value = text.partition("=")
    option = next((one for one in options if key and key in {one.key, one.label}), None)
    if not equals or option is None:
        there = [f"{one.key}（{one.label}）" if one.label else one.key for one in options]
        raise Refusal(say.no_such_option(kind.label, text, there), code="no_such_option")
    return option.key, read_value(option, value)


def read_value(option: Option, text: str) -> object:
    """Read what an option shall be: one of its choices, by value or word, else as its usual value's type asks."""
    text = text.strip()
    if option.choices:
        if isinstance(option.default, tuple):
            return tuple(_choice(option, part.strip()) for part in text.split(BETWEEN) if part.strip())
        return _choice(option, text)
    if isinstance(option.default, bool):
        if (yes := yes_or_no(text)) is None:
            raise Refusal(say.yes_or_no(option.key, text), code="wrong_option")
        return yes
    if isinstance(option.default, int):
        if not text.isdecimal():
            raise Refusal(say.number_wanted(option.key, text), code="wrong_option")
        return int(text)
    if isinstance(option.default, date):
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise Refusal(say.day_wanted(option.key, text), code="wrong_option") from error
    return text


def _choice(option: Option, text: str) -> str:
    for value, word in option.choices:
        if text in {value, word}:
            return value
    there = [f"{value}（{word}）" if value else word for value, word in option.choices]
    raise Refusal(say.no_such_choice(option.key, text, there), code="wrong_option")
