"""The cards for a 政治生日: whom they are for, what the branch writes on them, and how they look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from branchdesk import clock
from branchdesk.domain.dates import PartialDate
from branchdesk.errors import Refusal
from branchdesk.papers.birthday_card import OWN, CardLook, CardWords, Celebrated, judge, judge_part
from branchdesk.services import preferences
from branchdesk.services.people import five_ones
from branchdesk.store import facts
from branchdesk.store.engine import Store
from branchdesk.store.tables import member
from branchdesk.words import birthday_cards as say

__all__ = ["USUAL", "CardLook", "CardSettings", "CardWords", "Guest", "chosen", "guests", "set_cards", "settings"]

KEY = "birthday_cards"
MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class CardSettings:
    """What a branch has set for its cards; `own` are lines for one card alone, by year and member: 2026:ID."""

    words: CardWords = field(default_factory=CardWords)
    look: CardLook = field(default_factory=CardLook)
    own: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


USUAL = CardSettings()


@dataclass(frozen=True, slots=True)
class Guest:
    """A member and their 政治生日 of a year."""

    id: str
    card: Celebrated


def settings(store: Store) -> CardSettings:
    """Give what the branch has set for its cards; what is not kept, or cannot be, is as usual."""
    kept = preferences.get(store, KEY)
    return _read(kept) if isinstance(kept, dict) else USUAL


def judge_settings(chosen: CardSettings) -> None:
    """See whether cards can be written so. Refusal (unknown_field, text_too_long), which names the field, if not."""
    judge(chosen.words)
    for key, line in chosen.own.items():
        judge_part(OWN, line, field=key)


def set_cards(store: Store, chosen: CardSettings) -> None:
    """Keep what the branch sets for its cards; it is no step, so undo passes it by. Refusal as `judge_settings`."""
    judge_settings(chosen)
    own = {key: line.strip() for key, line in chosen.own.items() if line.strip()}
    kept = {"words": _values(chosen.words), "look": _values(chosen.look), "own": own}
    preferences.put(store, KEY, None if replace(chosen, own=own) == USUAL else kept)


def own_key(year: int, member_id: str) -> str:
    """Give the key under which a line for one card is kept: next year's card is another."""
    return f"{year}:{member_id}"


def guests(store: Store, year: int, own: Mapping[str, str] = USUAL.own) -> list[Guest]:
    """Give everybody who has a 政治生日 in a year while they are a member of the branch, in the order of the days.

    The year of joining has none; of whom not even the month is known, neither.
    """
    with store.reading() as connection:  # a card has the bare name: what tells namesakes apart has no place on it
        names = {row.id: row.name for row in connection.execute(select(member.c.id, member.c.name))}
    return [
        Guest(
            one.member_id,
            Celebrated(
                names[one.member_id],
                PartialDate.parse(one.joined_on),
                PartialDate.parse(one.on),
                one.years,
                own.get(own_key(year, one.member_id), ""),
            ),
        )
        for one in five_ones.year(store, year, clock.today()).people
    ]


def chosen(all_of_year: Sequence[Guest], year: int, month: int, people: Iterable[str]) -> tuple[list[Guest], int]:
    """Choose whom cards are for, by identifier or else by month, and give the month too (0 for people of any).

    Month 0 is the nearest with a birthday, from this month on, or from January in another year.
    Refusal (no_such_month, nobody) where there is none.
    """
    wanted = tuple(people)
    if wanted:
        found = [one for one in all_of_year if one.id in wanted]
        return found, 0
    if month and month not in MONTHS:
        raise Refusal(say.no_such_month(month), code="no_such_month")
    today = clock.today()
    first = today.month if year == today.year else 1
    months = [month] if month else [*range(first, 13), *range(first - 1, 0, -1)]
    for one in months:
        found = [guest for guest in all_of_year if guest.card.on.month == one]
        if found:
            return found, one
    raise Refusal(say.nobody(year, month) if month else say.nobody_at_all(year), code="nobody")


def names(store: Store, ids: Iterable[str]) -> list[str]:
    """Name members; one whom nobody knows by the identifier is named by it."""
    with store.reading() as connection:
        people = {one.id: one.name for one in facts.people(connection, store.branch.id, clock.today())}
    return [people.get(one, one) for one in ids]


def _values(of: CardWords | CardLook) -> dict[str, Any]:
    return {one.name: getattr(of, one.name) for one in fields(of)}


def _read(kept: dict[str, Any]) -> CardSettings:
    def known(of: CardWords | CardLook, part: Any) -> dict[str, Any]:  # noqa: ANN401 - as it was kept
        there = part if isinstance(part, dict) else {}
        usual = _values(of)
        return {key: there[key] for key, value in usual.items() if isinstance(there.get(key), type(value))}

    look = replace(USUAL.look, **known(USUAL.look, kept.get("look")))
    own = kept.get("own")
    return CardSettings(
        replace(USUAL.words, **known(USUAL.words, kept.get("words"))),
        look if look.design in dict(say.DESIGNS) and look.size in dict(say.SIZES) else USUAL.look,
        {key: line for key, line in own.items() if isinstance(line, str)} if isinstance(own, dict) else {},
    )
