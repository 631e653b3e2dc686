"""Where Chinese lines may end: by measured widths and by the rules of the trade, without a word of pages or faces.

Latin words, numbers, dates and ID numbers stay in one piece, and so does what no line end may part from its marks. A
line that would begin with a mark takes the mark in by giving away the air of other marks, or lets it hang beyond the
line's end, or hands its last character down with it: whatever keeps the line nearest to its measure. A paragraph does
not end in a line of one character where that can be helped. Only what is wider than a whole line is cut, for nothing
is ever left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import sub
from typing import NamedTuple

from branchdesk.papers.press.punctuation import BLANKS, HANGING, NO_BEGIN, NO_END, air_after, airs

_SIGN = "0-9A-Za-z\u00c0-\u024f\u0370-\u052f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
_DATE = r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?|度)?|\d{1,2}月\d{1,2}日|_+年_+月_+日"
_TIMES = r"\d{1,2}[:：]\d{2}(?:\s?[—～~-]\s?\d{1,2}[:：]\d{2})?"
_DOCUMENT = r"[〔［\[]\d{4}[〕］\]]第?\d+号"
_STANDARD = r"[A-Z]{2,4}(?:/[A-Z])? \d+(?:[-—.]\d+)*"
_GROUPS = r"\d{3,}(?: \d{3,4})+"  # a telephone number, an ID number in groups
_ORDINAL = r"第\d+"
_WORD = rf"(?:[-+−±<>≤≥≈](?=\d))?[{_SIGN}]+(?:[-./:@&'’+#=~,_?%—～]{{1,3}}[{_SIGN}]+)*[%％‰℃°]?"
_KEPT = rf"{_DATE}|{_TIMES}|{_DOCUMENT}|{_STANDARD}|{_GROUPS}|{_WORD}|_+"
_WORDS = re.compile(rf"(?:{_KEPT})[,.;:!?)\]}}]*", re.ASCII)

_OPEN = f"[{re.escape(''.join(sorted(NO_END)))}]"
_BLANK = f"[{''.join(sorted(BLANKS))}]"
_CLING = (
    f"[{re.escape(''.join(sorted(NO_BEGIN | BLANKS)))}\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20f0\u3099\u309a\ufe20-\ufe2f]"
)
# What no line end parts: marks that open, a word or a character, and what clings to it; most are one Han character.
_UNITS = re.compile(
    rf"{_BLANK}*(?:{_ORDINAL}|[\u4e00-\u9fff]|{_DOCUMENT}|(?:{_OPEN}{_BLANK}*)*(?:{_KEPT}|.)?){_CLING}*",
    re.ASCII | re.DOTALL,
)
_SINGLE = re.compile(rf"{_BLANK}*(?:{_OPEN}{_BLANK}*)*.?{_CLING}*", re.DOTALL)
_DOT = re.compile(rf"·(?!{_CLING})")  # where a foreign name parts

Slice = tuple[int, int]

# What it costs to set a line otherwise than it comes, by ems: an em of stretch is dearer than one of air given away,
# a mark beyond the edge is cheap, and a last line of one character is what all this is to avoid.
STRETCH, SQUEEZE, HUNG, LONE = 3.0, 2.0, 0.5, 16.0
MOST_TAKEN = 3.0  # ems beyond the measure, farther than air and hanging ever reach
LONG_ENOUGH = 6.0  # ems of a measure in which a last line of one character is seen as such
NEVER = float("inf")
HAIR = 1e-6


class Line(NamedTuple):
    """A line from `start` to `end`, whose ink ends at `ink`; its last mark may have `hung` beyond the measure."""

    start: int
    end: int
    ink: int
    hung: bool = False


def break_lines(
    text: str,
    widths: Sequence[float],
    measure: float,
    *,
    first: float | None = None,
    whole: Sequence[Slice] = (),
    squeeze: bool = False,
    hang: bool = False,
) -> list[Line]:
    """Break a paragraph and give its lines, which follow each other without a gap.

    `widths` has one width for every character and `measure` is what a line holds, in the same unit; `first` is what the
    first line holds where that differs. `whole` names stretches that stay together like a word and give no air. Blanks
    at a line's end belong to the line but need no room. The ink of no line is wider than its measure unless one
    character alone is; but with `squeeze` the marks of a line may have to give the air they have (`punctuation.airs`),
    and with `hang` a single mark may stand beyond its end.
    """
    first = measure if first is None else first
    paragraph = _Paragraph.read(text, widths, min(first, measure), whole, squeeze=squeeze, hang=hang)
    lines: list[Line] = []
    start = at = 0
    while start < len(text):
        at, line = paragraph.line(start, at, measure if lines else first)
        lines.append(line)
        start = line.end
    return lines


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A text with the places where a line may end, in order, and how far the ink reaches before each."""

    text: str
    widths: Sequence[float]
    before: Sequence[float]
    stops: Sequence[int]
    reach: Sequence[float]
    full: float
    stiff: Container[int]
    squeeze: bool
    hang: bool

    @classmethod
    def read(
        cls, text: str, widths: Sequence[float], room: float, whole: Sequence[Slice], *, squeeze: bool, hang: bool
    ) -> _Paragraph:
        before = [0.0, *accumulate(widths)]
        stops = _stops(text, before, room, whole)
        reach = [before[trimmed(text, 0, stop) if text[stop - 1] in BLANKS else stop] for stop in stops]
        return cls(text, widths, before, stops, reach, max(widths, default=0.0), inside(whole), squeeze, hang)

    def line(self, start: int, at: int, room: float) -> tuple[int, Line]:
        """Give the line that begins at `start`, where `at` is the first stop that could end it, and the stop after."""
        limit = self.before[start] + room
        fits = max(at, bisect_right(self.reach, limit + HAIR, lo=at) - 1)
        chosen, hung = fits, False
        if fits < len(self.stops) - 1 and (limit - self.reach[fits] > HAIR or self._leaves_one(fits, room)):
            least = NEVER
            for stop in range(max(at, fits - 1), len(self.stops)):
                if stop > fits and self.reach[stop] - limit > MOST_TAKEN * self.full:
                    break
                cost, with_hung = self._cost(start, stop, limit)
                if self._leaves_one(stop, room):
                    cost += LONE
                if cost < least:
                    chosen, least, hung = stop, cost, with_hung
        end = self.stops[chosen]
        return chosen + 1, Line(start, end, trimmed(self.text, start, end), hung)

    def _cost(self, start: int, stop: int, limit: float) -> tuple[float, bool]:
        """Say what it costs to end a line at a stop, and whether its last mark hangs then."""
        over = self.reach[stop] - limit
        if over <= HAIR:
            return (0.0 if stop == len(self.stops) - 1 else self._stretch(-over)), False
        ink = trimmed(self.text, start, self.stops[stop])
        last, width = self.text[ink - 1], self.widths[ink - 1]
        beyond = air_after(last, width, self.full) if self.squeeze else 0.0
        if over - beyond <= HAIR:
            return 0.0, False
        hangs = self.hang and last in HANGING and start < ink - 1
        if hangs and over <= width + HAIR:
            return HUNG + self._stretch(width - over), True
        air = sum(airs(self.text, self.widths, start, ink, self.full, self.stiff).values()) if self.squeeze else 0.0
        if over - beyond <= air + HAIR:
            return SQUEEZE * (over - beyond) / self.full, False
        if hangs and over - width <= air + HAIR:
            return HUNG + SQUEEZE * (over - width) / self.full, True
        return NEVER, False

    def _stretch(self, slack: float) -> float:
        return STRETCH * (slack / self.full) ** 2

    def _leaves_one(self, stop: int, room: float) -> bool:
        """Say whether what is left for the last line is one character with its marks."""
        if stop != len(self.stops) - 2 or room < LONG_ENOUGH * self.full:
            return False
        rest = self.text[self.stops[stop] :]
        return sum(char not in NO_BEGIN and char not in NO_END and char not in BLANKS for char in rest) <= 1


def inside(stretches: Iterable[Slice]) -> frozenset[int]:
    """Give the positions of the characters of some stretches."""
    return frozenset(at for start, end in stretches for at in range(start, end))


def trimmed(text: str, start: int, end: int) -> int:
    """Give where the line's ink ends: the position after its last character that is not blank."""
    while end > start and text[end - 1] in BLANKS:
        end -= 1
    return end


def word_spans(text: str) -> list[Slice]:
    """Give what is set in one piece, with their marks: words, numbers, dates, times, blanks to fill in."""
    return [match.span() for match in _WORDS.finditer(text)]


def _stops(text: str, before: Sequence[float], room: float, whole: Sequence[Slice]) -> list[int]:
    """Give the places where a line may end; what is wider than a line is cut as finely as it must."""
    stops = [*accumulate(map(len, filter(None, _UNITS.findall(text))))]
    if whole:
        kept = inside((start + 1, end) for start, end in whole)
        stops = [stop for stop in stops if stop not in kept]
    ends = [before[stop] for stop in stops]
    if max(map(sub, ends, [0.0, *ends]), default=0.0) <= room:
        return stops
    fine: list[int] = []
    for last, stop in pairwise((0, *stops)):
        fine += _finer(text, before, room, (last, stop))
    return fine


def _finer(text: str, before: Sequence[float], room: float, unit: Slice) -> list[int]:
    start, end = unit
    if before[trimmed(text, start, end)] - before[start] <= room + HAIR:
        return [end]
    dot = _DOT.search(text, start, end)
    if dot and dot.end() < end:
        return [*_finer(text, before, room, (start, dot.end())), *_finer(text, before, room, (dot.end(), end))]
    fine: list[int] = []
    for match in _SINGLE.finditer(text, start, end):
        if match.end() == match.start():
            continue
        if before[trimmed(text, *match.span())] - before[match.start()] <= room + HAIR:
            fine.append(match.end())
        else:
            fine += range(match.start() + 1, match.end() + 1)
    return fine
