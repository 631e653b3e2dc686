"""Where Chinese lines may end: by measured widths and by the rules of the trade, without a word of pages or faces.

A comma does not begin a line and an opening bracket does not end one (GB/T 15834). Latin words, numbers, dates and
ID numbers stay in one piece, and a paragraph does not end in a line of one character where that can be helped. Only
what is wider than a whole line is cut, for nothing is ever left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, combinations, pairwise

NO_BEGIN = frozenset("，。、；：？！…—～·‧・》〉」』】〗〕）］｝”’％‰℃°々〻,.;:?!)]}%")
NO_END = frozenset("（《〈「『【〖〔［｛“‘([{￥＄£")
BLANKS = frozenset(" \u3000")

_SIGN = "0-9A-Za-z\u00c0-\u024f\u0370-\u052f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
_DATE = r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日"
_TIMES = r"\d{1,2}[:：]\d{2}(?:\s?[—～~-]\s?\d{1,2}[:：]\d{2})?"
_WORD = rf"[{_SIGN}]+(?:[-./:@&'’+#=~,]{{1,3}}[{_SIGN}]+)*[%％‰℃°]?"
_UNSPLIT = re.compile(rf"{_DATE}|{_TIMES}|{_WORD}|_+", re.ASCII)

Slice = tuple[int, int]

# A title may be uneven by so many of its own characters before it breaks inside one of its parts: after the name of
# a body (…部, …院), or anywhere.
AFTER_A_BODY, ANYWHERE = 4.0, 14.0
BODIES = frozenset("部院局处室科组会和与暨、的")


def break_lines(
    text: str,
    widths: Sequence[float],
    measure: float,
    *,
    first: float | None = None,
    whole: Iterable[Slice] = (),
) -> list[Slice]:
    """Break a paragraph and give its lines as (start, end) positions that follow each other without a gap.

    `widths` has one width for every character and `measure` is what a line holds, in the same unit; `first` is what the
    first line holds where that differs. `whole` names stretches that stay together like a word. Blanks at a line's end
    belong to the line but need no room. No line is wider than its measure unless one character alone is.
    """
    before = [0.0, *accumulate(widths)]
    first = measure if first is None else first
    units = list(_units(text, before, min(first, measure), list(whole)))
    lines: list[list[Slice]] = []
    for unit in units:
        room = first if len(lines) <= 1 else measure
        if lines and _width(text, before, lines[-1][0][0], unit[1]) <= room + 1e-6:
            lines[-1].append(unit)
        else:
            lines.append([unit])
    _feed_last(text, before, lines, measure)
    return [(line[0][0], line[-1][1]) for line in lines]


def break_title(parts: Sequence[str], widths: Sequence[float], measure: float) -> list[Slice]:
    """Break a title into the fewest lines, as even as its sense allows: between its parts, with no waist.

    `widths` are those of the parts' characters joined. Gives (start, end) positions in the joined text.
    """
    text = "".join(parts)
    before = [0.0, *accumulate(widths)]
    greedy = break_lines(text, widths, measure)
    count = len(greedy)
    if count == 1 or count > 4:  # noqa: PLR2004 - beyond four lines nobody sees the shape
        return greedy
    seams = set(accumulate(map(len, parts)))
    places = [start for start, _ in _units(text, before, measure, [])][1:]
    em = max(widths)

    def cost(cuts: tuple[int, ...]) -> float:
        edges = (0, *cuts, len(text))
        lengths = [_width(text, before, start, end) for start, end in pairwise(edges)]
        if max(lengths) > measure + 1e-6:
            return float("inf")
        waist = sum(
            max(0.0, min(left, right) - middle)
            for left, middle, right in zip(lengths, lengths[1:], lengths[2:], strict=False)
        )
        torn = sum(0.0 if cut in seams else AFTER_A_BODY if text[cut - 1] in BODIES else ANYWHERE for cut in cuts)
        return max(lengths) - min(lengths) + 2 * waist + torn * em

    best = min(combinations(places, count - 1), key=cost)
    return greedy if cost(best) == float("inf") else list(pairwise((0, *best, len(text))))


def trimmed(text: str, start: int, end: int) -> int:
    """Give where the line's ink ends: the position after its last character that is not blank."""
    while end > start and text[end - 1] in BLANKS:
        end -= 1
    return end


def word_spans(text: str) -> list[Slice]:
    """Give the stretches that stay in one piece: words, numbers, dates, times, blanks to fill in."""
    return [match.span() for match in _UNSPLIT.finditer(text)]


def _width(text: str, before: Sequence[float], start: int, end: int) -> float:
    return before[trimmed(text, start, end)] - before[start]


def _units(text: str, before: Sequence[float], room: float, whole: list[Slice]) -> Iterator[Slice]:
    """Give the pieces between which a line may break; a piece wider than a line is cut as finely as it must."""
    for start, end in _joined(text, _atoms(text, whole)):
        if _width(text, before, start, end) <= room:
            yield start, end
            continue
        for inner, inner_end in _joined(text, ((at, at + 1) for at in range(start, end))):
            if _width(text, before, inner, inner_end) <= room:
                yield inner, inner_end
            else:
                yield from ((at, at + 1) for at in range(inner, inner_end))


def _atoms(text: str, whole: list[Slice]) -> Iterator[Slice]:
    """Give the text as words, named stretches and single characters, in order and without gaps."""
    taken = sorted(whole)
    words = (word for word in word_spans(text) if not any(word[0] < end and start < word[1] for start, end in taken))
    at = 0
    for start, end in sorted([*taken, *words]):
        yield from ((here, here + 1) for here in range(at, start))
        if start < end:
            yield start, end
        at = end
    yield from ((here, here + 1) for here in range(at, len(text)))


def _joined(text: str, atoms: Iterable[Slice]) -> Iterator[Slice]:
    """Join atoms that no line end may part."""
    held: Slice | None = None
    for start, end in atoms:
        if held is None:
            held = start, end
        elif _clings(text[start]) or text[max(held[0], trimmed(text, *held) - 1)] in NO_END:
            held = held[0], end
        else:
            yield held
            held = start, end
    if held is not None:
        yield held


def _clings(char: str) -> bool:
    return char in NO_BEGIN or char in BLANKS or unicodedata.combining(char) != 0


def _feed_last(text: str, before: Sequence[float], lines: list[list[Slice]], measure: float) -> None:
    """Let a last line of one character have another one from the line above."""
    if len(lines) < 2 or len(lines[-1]) != 1 or len(lines[-2]) < 2:  # noqa: PLR2004 - two lines, two units
        return
    start, end = lines[-1][0]
    solid = [char for char in text[start:end] if char not in NO_BEGIN | NO_END | BLANKS]
    moved = lines[-2][-1]
    left = _width(text, before, lines[-2][0][0], moved[0])
    if len(solid) <= 1 and left >= measure / 2 and _width(text, before, moved[0], end) <= measure:
        lines[-1].insert(0, lines[-2].pop())
