"""How fast minutes are set, beside drawing the same lines on a bare canvas."""

import io
import time
from dataclasses import replace

from pypdfium2 import PdfDocument
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.measuring import Row, show
from branchdesk import places
from papers.samples import make_minutes, meeting, record, usual_agenda

RUNS = 7
TIMES = 20  # an agenda of so many ordinary ones
SIZE, TOP, LEADING, LEFT = 16, 740, 29, 79


def test_minutes() -> None:
    long_meeting = replace(meeting(), agenda=usual_agenda() * TIMES)
    given = record(of=long_meeting)
    registerFont(TTFont("Bare", str(places.resources() / "fonts" / "LXGWWenKai-Regular.ttf")))
    first = make_minutes(given)  # the faces are read here, once in the life of a program
    with PdfDocument(first.pdf) as document:
        pages = [page.get_textpage().get_text_range().splitlines() for page in document]
    draw(pages)
    bare, ours = [], []
    for _ in range(RUNS):
        began = time.perf_counter()
        draw(pages)
        between = time.perf_counter()
        make_minutes(given)
        bare.append((between - began) * 1000 / len(pages))
        ours.append((time.perf_counter() - between) * 1000 / len(pages))
    show(f"minutes of {len(pages)} pages", [Row("one page", bare, ours)])


def draw(pages: list[list[str]]) -> bytes:
    """Draw lines of text one below the other in one face."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4)
    for lines in pages:
        canvas.setFont("Bare", SIZE)
        for number, line in enumerate(lines):
            canvas.drawString(LEFT, TOP - LEADING * number, line)
        canvas.showPage()
    canvas.save()
    return written.getvalue()
