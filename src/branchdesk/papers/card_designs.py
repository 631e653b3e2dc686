"""The designs of a card: where its texts and lines stand, drawn for A6 lying down and enlarged for A5.

One red, fine lines, much white, as a printer with one small press would do it. All lengths are in millimetres.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from branchdesk.papers.blocks import Align, Card, CardText, Colour, Fill, Paragraph, Role, Span
from branchdesk.words import birthday_cards as say

A6, A5 = (148.0, 105.0), (210.0, 148.0)
RED: Colour = (172, 32, 36)
PALE: Colour = (222, 170, 166)
GREY: Colour = (70, 70, 70)
_YEARS = re.compile(r"((?:入党)?\d+周?年)")
BODY_LEAST = 7.0  # points of A6: smaller is not read with pleasure


@dataclass(frozen=True, slots=True)
class Written:
    """What stands on one card, every field filled in; `own` is what only this one says."""

    whose: str
    title: str
    greeting: str
    body: tuple[str, ...]
    own: tuple[str, ...]
    signature: str
    dated: str
    years: int


@dataclass(frozen=True, slots=True)
class Design:
    """A card of A6 that can be had larger."""

    texts: tuple[CardText, ...]
    fills: tuple[Fill, ...]

    def enlarged(self, width: float, height: float) -> Card:
        """Give the card in another size, its middle in the middle."""
        by = min(width / A6[0], height / A6[1])
        left, top = (width - by * A6[0]) / 2, (height - by * A6[1]) / 2
        return Card(
            width,
            height,
            tuple(
                replace(
                    one,
                    x=left + by * one.x,
                    y=top + by * one.y,
                    width=by * one.width,
                    height=by * one.height,
                    size=round(4 * by * one.size) / 4,
                    least=by * one.least,
                    pitch=by * one.pitch if one.pitch else None,
                )
                for one in self.texts
            ),
            tuple(
                replace(one, x=left + by * one.x, y=top + by * one.y, width=by * one.width, height=by * one.height)
                for one in self.fills
            ),
        )


def plain(card: Written) -> Design:
    """Give a card about one upright axis: a red title above a short line, the letter below it."""
    left, width, axis = 20.0, A6[0] - 40.0, A6[0] / 2
    title = Hand(13.5, Role.TITLE, RED, tracking=0.42)
    texts = (
        _line(card, "title", card.title, (30, 13.5, 88, 8), title, align=Align.CENTRE),
        _line(card, "greeting", card.greeting, (left, 34, width, 9), Hand(15, Role.KAI)),
        _letter(card, (left, 44.5, width, 30.5), 11.5, Role.FANG, leading=1.72),
        *_foot(card, (left, 78, width, 6.2), Hand(10.5, Role.FANG)),
    )
    return Design(texts, (Fill(axis - 8, 25.6, 16, 0.28, RED),))


def years(card: Written) -> Design:
    """Give a card whose left side is the number of years, and whose right side is the letter."""
    beside, left, width = (12.0, 36.0), 58.0, 74.0
    small, large = Hand(10.5, Role.SONG, GREY, tracking=0.6), Hand(62, Role.TITLE, RED, leading=1.0)
    number = (
        _line(card, "title", text, (beside[0], top, beside[1], high), hand, align=Align.CENTRE)
        for text, top, high, hand in (
            (say.JOINED, 28, 6, small),
            (str(card.years), 36, 26, large),
            (say.YEARS, 64, 6, small),
        )
    )
    texts = (
        *number,
        _line(card, "title", card.title, (left, 15.5, width, 6), Hand(10, Role.SONG, RED, tracking=0.3)),
        _line(card, "greeting", card.greeting, (left, 25, width, 9), Hand(14.5, Role.KAI)),
        _letter(card, (left, 35.5, width, 39), 11, Role.FANG, leading=1.68),
        *_foot(card, (left, 78, width, 5.8), Hand(9.5, Role.FANG)),
    )
    return Design(texts, (Fill(52.5, 16, 0.22, 73, PALE),))


def letter(card: Written) -> Design:
    """Give a sheet of letter paper: a double frame, and red lines to write on."""
    left, width, pitch, first, lines = 17.0, A6[0] - 34.0, 8.0, 24.5, 8
    title = Hand(12.5, Role.TITLE, RED, tracking=0.5)
    texts = (
        _line(card, "title", card.title, (30, 12.6, 88, 7), title, align=Align.CENTRE),
        _letter(card, (left, first, width, (lines - 2) * pitch), 12.5, Role.KAI, pitch=pitch),
        *_foot(card, (left, first + (lines - 2) * pitch, width, pitch), Hand(12, Role.KAI)),
    )
    ruled = (Fill(left, first + number * pitch, width, 0.12, PALE) for number in range(1, lines + 1))
    return Design(texts, (*_frame(6.0, 0.45), *_frame(7.3, 0.14), *ruled))


DESIGNS: Mapping[str, Callable[[Written], Design]] = {"plain": plain, "years": years, "letter": letter}

Box = tuple[float, float, float, float]  # from the left, from above, width, height


@dataclass(frozen=True, slots=True)
class Hand:
    """How a short text is written: size in points, face, colour, room between characters and between lines in ems."""

    size: float
    role: Role
    colour: Colour | None = None
    tracking: float = 0
    leading: float = 1.3


def _line(
    card: Written,
    part: str,
    text: str,
    box: Box,
    hand: Hand,
    *,
    align: Align = Align.LEFT,
    pitch: float | None = None,
) -> CardText:
    """Give a short text that stays on one line where it has room there in letters a third as large."""
    return CardText(
        (Paragraph((Span(text, hand.role),), card.whose, first=0, align=align),) if text else (),
        say.of_whom(card.whose, say.PARTS[part]),
        *box,
        size=hand.size,
        least=hand.size / 3,
        leading=hand.leading,
        pitch=pitch,
        down=0.5,
        tracking=hand.tracking,
        colour=hand.colour,
    )


def _letter(
    card: Written, box: Box, size: float, role: Role, *, leading: float = 1.6, pitch: float | None = None
) -> CardText:
    """Give the body, and below it what this card alone says; on ruled lines the greeting stands on the first."""
    told = [*((text, role) for text in card.body), *((text, Role.KAI) for text in card.own)]
    greeting = (Paragraph((Span(card.greeting, role),), card.whose, first=0),) if pitch and card.greeting else ()
    return CardText(
        (*greeting, *(Paragraph(tuple(_spans(text, face)), card.whose) for text, face in told)),
        say.of_whom(card.whose, say.PARTS["body"]),
        *box,
        size=size,
        least=BODY_LEAST,
        leading=leading,
        pitch=pitch,
    )


def _spans(text: str, role: Role) -> Iterator[Span]:
    """Keep a number of years on one line with its word."""
    for part in _YEARS.split(text):
        if part:
            yield Span(part, role, whole=_YEARS.fullmatch(part) is not None)


def _foot(card: Written, box: Box, hand: Hand) -> Iterator[CardText]:
    """Give who writes and the day, one above the other at the right; the box is that of the upper one."""
    left, top, width, high = box
    for number, part in enumerate(("signature", "dated")):
        text = getattr(card, part)
        yield _line(card, part, text, (left, top + number * high, width, high), hand, align=Align.RIGHT)


def _frame(inset: float, thick: float) -> Iterator[Fill]:
    width, height = A6
    yield Fill(inset, inset, width - 2 * inset, thick, RED)
    yield Fill(inset, height - inset - thick, width - 2 * inset, thick, RED)
    yield Fill(inset, inset, thick, height - 2 * inset, RED)
    yield Fill(width - inset - thick, inset, thick, height - 2 * inset, RED)
