"""Cards of text: how the tables of material are read, shuffled and dealt so that nothing comes round too soon.

A table is a block of Chinese text. In a table of lines every line is a card; in a table of blocks a blank line parts
the cards and each line begins with a mark such as 题 or 报. A card may open with tags in 【】: the months it fits,
节前 or 节后 near the lunar new year, 外 for what happens outdoors, or 骑 where it speaks of the volunteer riders, who
have not always been there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

_TAG = re.compile(r"【([^】]+)】")


@dataclass(frozen=True, slots=True)
class Card:
    """One piece of material: its lines by mark, and when it fits. A plain line has the mark ""."""

    parts: tuple[tuple[str, str], ...]
    months: frozenset[int] = frozenset()
    tags: frozenset[str] = frozenset()

    def all(self, mark: str = "") -> tuple[str, ...]:
        """Give every line with a mark."""
        return tuple(text for found, text in self.parts if found == mark)

    def one(self, mark: str = "") -> str:
        """Give the first line with a mark, or an empty text."""
        return next(iter(self.all(mark)), "")

    def fits(self, month: int, tags: frozenset[str]) -> bool:
        """Say whether the card may be used in a month, where the tags name what there is."""
        return (not self.months or month in self.months) and self.tags <= tags


def words(table: str) -> tuple[str, ...]:
    """Read a table of single words."""
    return tuple(table.split())


def lines(table: str) -> tuple[Card, ...]:
    """Read a table in which every line is a card."""
    cards = []
    for line in table.strip().splitlines():
        months, tags, text = _untag(line.strip())
        cards.append(Card((("", text),), months, tags))
    return tuple(cards)


def blocks(table: str) -> tuple[Card, ...]:
    """Read a table whose cards are parted by blank lines and whose lines read 题：…, 报：… and so on."""
    cards = []
    for block in re.split(r"\n\s*\n", table.strip()):
        months, tags, text = _untag(block.strip())
        parts = []
        for line in text.splitlines():
            mark, _, rest = line.strip().partition("：")
            parts.append((mark, rest))
        cards.append(Card(tuple(parts), months, tags))
    return tuple(cards)


def _untag(text: str) -> tuple[frozenset[int], frozenset[str], str]:
    found = _TAG.match(text)
    if not found:
        return frozenset(), frozenset(), text
    marks = found.group(1).split("、")
    months = frozenset(int(mark) for mark in marks if mark.isdigit())
    tags = frozenset(mark for mark in marks if not mark.isdigit())
    return months, tags, text[found.end() :].strip()


class Deck:
    """A shuffled pile of cards that deals each once before any comes again, seasonal ones in season.

    What was dealt lately goes to the bottom of the next pile.
    """

    def __init__(self, rng: Random, cards: Iterable[Card]) -> None:
        self._rng = rng
        self._cards = list(cards)
        self._pile: list[Card] = []
        self._dealt: list[Card] = []

    def draw(self, fits: Callable[[Card], bool]) -> Card:
        """Deal the first card that fits; shuffle all of them under the pile where none does."""
        for _ in range(2):
            for index, card in enumerate(self._pile):
                if fits(card):
                    self._dealt.append(self._pile.pop(index))
                    return card
            self._refill()
        msg = "no card fits: a table needs some without a tag"
        raise LookupError(msg)

    def give_back(self, card: Card) -> None:
        """Lay a card that was not used under the pile."""
        self._dealt.remove(card)
        self._pile.append(card)

    def _refill(self) -> None:
        lately = self._dealt[-len(self._cards) // 2 :]
        fresh = [card for card in self._cards if card not in self._pile]
        self._rng.shuffle(fresh)
        fresh.sort(key=lambda card: (card in lately, not card.months))
        self._pile += fresh
