"""How fast minutes are set: beside drawing the same characters on a bare canvas, and beside other programs."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from benchmarks import peers
from benchmarks.measuring import Row, show
from branchdesk.domain.agenda import PersonRef, Speech, Topic
from branchdesk.domain.meetings import MeetingRecord
from branchdesk.papers.blocks import Names, Paragraph
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.minutes import write_minutes
from branchdesk.papers.press.pages import paginate
from branchdesk.papers.press.setting import set_blocks
from papers import prose
from papers.samples import make_minutes, meeting, record, usual_agenda

RUNS = 7
SPEECHES = 80  # some sixty pages
TOP, LEADING, LEFT = 740, 29, 79
BARE, WEASYPRINT, LIBREOFFICE = 1 / 0.4, 1 / 5, 1 / 20  # what our time may be of theirs

Line = list[tuple[str, float, float, str]]  # face, size, place and text of each of its stretches


def long_minutes() -> MeetingRecord:
    """Give a meeting that was spoken at for long, of varied text."""
    dice = random.Random(9704)  # noqa: S311 - invented text, the same for the same seed
    speeches = tuple(
        Speech(PersonRef(dice.choice(prose.NAMES)), "\n".join(prose.paragraph(dice) for _ in range(3)))
        for _ in range(SPEECHES)
    )
    return record(of=replace(meeting(), agenda=(*usual_agenda(), Topic("讨论", speeches=speeches))))


def test_minutes_beside_a_bare_canvas() -> None:
    for name, given in (("usual minutes", record()), ("long minutes", long_minutes())):
        pages = make_minutes(given).pages  # the faces are read here, once in the life of a program
        drawn = list(lines_of(given))
        assert len(drawn) == pages
        bare = [timed(draw, drawn) / pages for _ in range(RUNS)]
        ours = [timed(make_minutes, given) / pages for _ in range(RUNS)]
        show(f"{name} of {pages} pages, from the record to the PDF", [Row("one page", bare, ours, BARE)])
        print(f"  all pages: {min(ours) * pages:.0f} ms")


@pytest.mark.parametrize(
    ("name", "found", "target"),
    [("WeasyPrint", peers.weasyprint, WEASYPRINT), ("LibreOffice", peers.libreoffice, LIBREOFFICE)],
)
def test_minutes_beside_another_program(
    name: str, found: Callable[[], peers.Peer | None], target: float, tmp_path: Path
) -> None:
    peer = found()
    if peer is None:
        pytest.skip(f"{name} is not on this machine (WEASYPRINT names its program)")
    rows = []
    for kind, given in (("usual", record()), ("long", long_minutes())):
        pages = make_minutes(given).pages
        ours = [timed(make_minutes, given) / pages for _ in range(RUNS)]
        start, whole, pdf = peers.milliseconds(peer, list(texts_of(given)), tmp_path)
        with PdfDocument(pdf) as document:
            count = len(document)
        rows += [
            Row(f"{kind}, {pages} pages ({count}): one", [whole / count], ours, target),
            Row("its start left out", [max(0.0, whole - start) / count], ours),
        ]
    show(f"minutes, beside {name}", rows)


def timed(make: Callable[[Any], object], given: object) -> float:
    """Give how many milliseconds it takes."""
    began = time.perf_counter()
    make(given)
    return (time.perf_counter() - began) * 1000


def texts_of(given: MeetingRecord) -> Iterator[str]:
    """Give the paragraphs of the minutes as plain text."""
    for block in write_minutes(given).blocks:
        match block:
            case Paragraph():
                yield "".join(span.text for span in block.spans)
            case Names():
                yield "".join(span.text for span in (block.label, *block.names))


def lines_of(given: MeetingRecord) -> Iterator[list[Line]]:
    """Give the lines of each page as stretches of one face, ready to be drawn."""
    faces = bundled()
    for page in paginate(set_blocks(write_minutes(given).blocks, faces)):
        lines: list[Line] = []
        for _, row in page.rows:
            lines.append([])
            for piece in row.pieces:
                at = 0
                named = [(faces.name(char, piece.role), char) for char in piece.text]
                for face, chars in groupby(named, key=itemgetter(0)):
                    text = "".join(char for _, char in chars)
                    lines[-1].append((face, piece.size, LEFT + piece.x + sum(piece.advances[:at]), text))
                    at += len(text)
        yield lines


def draw(pages: list[list[Line]]) -> bytes:
    """Draw the lines of each page one below the other."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4)
    for lines in pages:
        for number, line in enumerate(lines):
            for face, size, x, text in line:
                canvas.setFont(face, size)
                canvas.drawString(x, TOP - LEADING * number, text)
        canvas.showPage()
    canvas.save()
    return written.getvalue()
