"""One line set in a face, on a slip of its own size, for whoever chooses a face."""

from __future__ import annotations

from io import BytesIO
from itertools import groupby

from reportlab.pdfgen.canvas import Canvas

from branchdesk.papers.blocks import BODY, Paper, Role
from branchdesk.papers.faces.fonts import EM, Faces

HEIGHT, BASELINE, MARGIN = 1.5 * BODY, 0.5 * BODY, 0.25 * BODY


def set_sample(text: str, role: Role, faces: Faces) -> Paper:
    """Set a line as a paper sets it, each character in the face that has it; Trouble where a face cannot be read."""
    widths = [faces.width(char, role) * BODY / EM for char in text]
    stream = BytesIO()
    size = (sum(widths) + 2 * MARGIN, HEIGHT)
    canvas = Canvas(stream, size, invariant=1, initialFontName=faces.name(text[0], role))
    x = MARGIN
    for name, run in groupby(zip(text, widths, strict=True), lambda letter: faces.name(letter[0], role)):
        letters = list(run)
        canvas.setFont(name, BODY)
        canvas.drawString(x, BASELINE, "".join(char for char, _ in letters))
        x += sum(width for _, width in letters)
    canvas.showPage()
    canvas.save()
    return Paper(stream.getvalue(), 1)
