"""Cards of text: how the tables of material are read, shuffled and dealt so that nothing comes round too soon.

A table is a block of Chinese text. In a table of lines every line is a card; in a table of blocks a blank line parts
the cards and each line begins with a mark such as 题 or 报. A card may open with a tag in 【】: the months it fits,
and 骑 where it speaks of the volunteer riders, who have not always been there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

RIDERS = "骑"
_TAG = re.compile(r"【([^】]+)】")


@dataclass(frozen=True, slots=True)
class Card:
    """One piece of material: its lines by mark, and when it fits. A plain line has the mark ""."""

    parts: tuple[tuple[str, str], ...]
    months: frozenset[int] = frozenset()
    riders: bool = False

    def all(self, mark: str = "") -> tuple[str, ...]:
        """Give every line with a mark."""
        return tuple(text for found, text in self.parts if found == mark)

    def one(self, mark: str = "") -> str:
        """Give the first line with a mark, or an empty text."""
        return next(iter(self.all(mark)), "")

    def fits(self, month: int, *, riders: bool) -> bool:
        """Say whether the card may be used in a month, and with or without riders."""
        return (not self.months or month in self.months) and (riders or not self.riders)


def words(table: str) -> tuple[str, ...]:
    """Read a table of single words."""
    return tuple(table.split())


def lines(table: str) -> tuple[Card, ...]:
    """Read a table in which every line is a card."""
    cards = []
    for line in table.strip().splitlines():
        months, riders, text = _untag(line.strip())
        cards.append(Card((("", text),), months, riders))
    return tuple(cards)


def blocks(table: str) -> tuple[Card, ...]:
    """Read a table whose cards are parted by blank lines and whose lines read 题：…, 报：… and so on."""
    cards = []
    for block in re.split(r"\n\s*\n", table.strip()):
        months, riders, text = _untag(block.strip())
        parts = []
        for line in text.splitlines():
            mark, _, rest = line.strip().partition("：")
            parts.append((mark, rest))
        cards.append(Card(tuple(parts), months, riders))
    return tuple(cards)


def _untag(text: str) -> tuple[frozenset[int], bool, str]:
    found = _TAG.match(text)
    if not found:
        return frozenset(), False, text
    words = found.group(1).split("、")
    months = frozenset(int(word) for word in words if word.isdigit())
    return months, RIDERS in words, text[found.end() :].strip()


class Deck:
    """A shuffled pile of cards that deals each once before any comes again, seasonal ones in season."""

    def __init__(self, rng: Random, cards: Iterable[Card]) -> None:
        self._rng = rng
        self._cards = list(cards)
        self._pile: list[Card] = []

    def draw(self, fits: Callable[[Card], bool]) -> Card:
        """Deal the first card that fits; shuffle all of them under the pile where none does."""
        for index, card in enumerate(self._pile):
            if fits(card):
                return self._pile.pop(index)
        fresh = list(self._cards)
        self._rng.shuffle(fresh)
        fresh.sort(key=lambda card: not card.months)
        self._pile += [card for card in fresh if card not in self._pile]
        for index, card in enumerate(self._pile):
            if fits(card):
                return self._pile.pop(index)
        msg = "no card fits: a table needs some without a tag"
        raise LookupError(msg)
