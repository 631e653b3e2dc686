"""Lines of text: every character gets its place on a line of any measure, in letters of any size.

三号 stands on the grid of GB/T 9704: a Han character takes one cell of it, a figure half of one. Other sizes have their
natural widths. What a full line is short of its measure goes first between Han and figures, then between all its
characters, so that the right edge stands straight; what it is too long by is taken from the air of its marks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from branchdesk.papers.blocks import BODY, Align, Paragraph, Role, Span
from branchdesk.papers.faces.fonts import EM, Faces
from branchdesk.papers.press import lines
from branchdesk.papers.press.grid import CELL
from branchdesk.papers.press.punctuation import FULL, air_after, airs
from branchdesk.papers.press.rows import Piece

# Strokes side by side are a blank to fill in by hand, drawn as one rule; two of them take a cell.
BLANK = re.compile("__+")
# Between Han and figures a line takes so much room first, in ems; a line that would have to be spread by more than
# the other between any two characters stays short instead: readers would see blanks there.
SEAM, MOST_SPREAD = 0.12, 0.15
HAIR = 1e-6


def set_lines(
    paragraph: Paragraph,
    faces: Faces,
    measure: float,
    *,
    size: float = BODY,
    hang: bool = False,
    whole_names: bool = True,
    names: Collection[str] = (),
) -> list[tuple[Piece, ...]]:
    """Set a paragraph in lines of so many points, and give the pieces of each; there is always one line.

    `size` is that of its letters where the paragraph names none. With `hang` a mark may stand beyond the line's end.
    With `whole_names` no line parts a span that is whole or one of the `names`.
    """
    size = paragraph.size or size
    spans, unit = paragraph.spans, cell(size)
    text = "".join([span.text for span in spans])
    edges = list(pairwise(accumulate((len(span.text) for span in spans), initial=0)))
    advances = [advance for span in spans for advance in span_advances(span, faces, size)]
    whole = [edge for span, edge in zip(spans, edges, strict=True) if span.spread or (span.whole and whole_names)]
    whole += [
        found.span() for name in names if whole_names and name in text for found in re.finditer(re.escape(name), text)
    ]
    room = measure - paragraph.right * unit
    broken = lines.break_lines(
        text,
        advances,
        room - paragraph.hang * unit,
        first=room - paragraph.first * unit,
        whole=whole,
        squeeze=True,
        hang=hang,
    )
    placed: list[tuple[Piece, ...]] = []
    widest = max(advances, default=0.0)
    tight: set[int] | None = None
    for line in broken:
        indent = (paragraph.hang if placed else paragraph.first) * unit
        slack = room - indent - sum(advances[line.start : line.ink - line.hung])
        full = line.end < len(text) and paragraph.align is Align.LEFT
        if slack < -HAIR:
            _squeeze(text, advances, line, -slack, widest, lines.inside(whole))
        elif full and slack > HAIR:
            tight = _tight_gaps(text, spans, edges) if tight is None else tight
            _spread(text, advances, line, slack, size, tight)
        shift = {Align.CENTRE: slack / 2, Align.RIGHT: slack}.get(paragraph.align, 0.0)
        placed.append(_cut(spans, edges, line, advances, indent + max(shift, 0.0), size))
    return placed or [()]


def cell(size: float) -> float:
    """Give how far a Han character of a size carries, in points."""
    return CELL if size == BODY else size


def span_advances(span: Span, faces: Faces, size: float = BODY) -> list[float]:
    """Give how far each character of a span carries, in points; in a blank to fill in, two strokes make a cell."""
    known = _known(faces, span.role, size)
    advances = [known[char] for char in span.text]
    if "__" in span.text:
        for blank in BLANK.finditer(span.text):
            advances[slice(*blank.span())] = [cell(size) / 2] * len(blank[0])
    return advances


def text_width(text: str, role: Role, size: float, faces: Faces) -> float:
    """Give how wide a text is set in a size, in points."""
    return sum(span_advances(Span(text, role), faces, size))


class _Known(dict[str, float]):
    """How far characters carry in one role and size, each measured when it is first met."""

    def __init__(self, faces: Faces, role: Role, size: float) -> None:
        super().__init__()
        self._faces, self._role, self._scale = faces, role, cell(size) / EM

    def __missing__(self, char: str) -> float:
        width = self[char] = self._faces.width(char, self._role) * self._scale
        return width


@lru_cache(maxsize=32)
def _known(faces: Faces, role: Role, size: float) -> _Known:
    return _Known(faces, role, size)


def _tight_gaps(text: str, spans: Sequence[Span], edges: Sequence[lines.Slice]) -> set[int]:
    """Give the positions after which no room is put in: inside words and inside forms that are spread."""
    stretches = [
        *lines.word_spans(text),
        *(edge for span, edge in zip(spans, edges, strict=True) if span.spread),
    ]
    tight = {at for start, end in stretches for at in range(start, end - 1)}
    tight.update(match.start() for match in re.finditer("——|……", text))
    return tight


def _spread(text: str, advances: list[float], line: lines.Line, slack: float, size: float, tight: set[int]) -> None:
    """Share the slack of a line out, in place: between Han and figures, then evenly, unless that tears it apart."""
    gaps = [at for at in range(line.start, line.ink - 1 - line.hung) if at not in tight]
    seams = [at for at in gaps if _is_seam(text, advances, at, size)]
    of_seams = min(slack, SEAM * size * len(seams))
    rest = slack - of_seams
    if not gaps or rest / len(gaps) > MOST_SPREAD * size:
        return
    for at in seams:
        advances[at] += of_seams / len(seams)
    if rest > HAIR:
        for at in gaps:
            advances[at] += rest / len(gaps)


def _is_seam(text: str, advances: Sequence[float], at: int, size: float) -> bool:
    """Say whether a Han character and a figure or letter meet after a position."""
    return (
        (advances[at] < FULL * size) != (advances[at + 1] < FULL * size)
        and text[at].isalnum()
        and text[at + 1].isalnum()
    )


def _squeeze(
    text: str, advances: list[float], line: lines.Line, over: float, widest: float, stiff: Container[int]
) -> None:
    """Take what a line is too long by from the air of its marks, in place; the last one's lies beyond the edge."""
    last = line.ink - 1
    if not line.hung:
        beyond = min(over, air_after(text[last], advances[last], widest))
        advances[last] -= beyond
        over -= beyond
    within = airs(text, advances, line.start, line.ink, widest, stiff)
    share = over / (sum(within.values()) or 1.0)
    if 0 < share <= 1 + HAIR:
        for at, air in within.items():
            advances[at] -= air * share


def _cut(
    spans: Sequence[Span],
    edges: Sequence[lines.Slice],
    line: lines.Line,
    advances: Sequence[float],
    x: float,
    size: float,
) -> tuple[Piece, ...]:
    """Cut a line into pieces of one role each, the first of them at x."""
    if len(spans) == 1:
        text, carried = spans[0].text[line.start : line.ink], tuple(advances[line.start : line.ink])
        return (Piece(x, text, spans[0].role, size, carried, spans[0].spread),) if text else ()
    pieces: list[Piece] = []
    for span, (from_, to) in zip(spans, edges, strict=True):
        start, end = max(from_, line.start), min(to, line.ink)
        if start >= end:
            continue
        carried = tuple(advances[start:end])
        pieces.append(Piece(x, span.text[start - from_ : end - from_], span.role, size, carried, span.spread))
        x += sum(carried)
    return tuple(pieces)
