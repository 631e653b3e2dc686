"""Golden papers: what stands where on a printed paper, as lines that a person can read and compare.

A line is page, millimetres from the left edge, millimetres from the top (of a baseline, or of a rule's upper end), the
face and size in points, and the text; a rule has its width and height instead. `BRANCHDESK_GOLDEN=write` in the
environment writes the files anew: look at the paper before you commit one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from ctypes import c_uint
from difflib import unified_diff
from itertools import islice
from pathlib import Path

import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_TEXT, FPDFPageObj_GetFillColor

from branchdesk.papers.blocks import Paper

FOLDER = Path(__file__).parents[1] / "golden" / "papers"
MM = 72 / 25.4
SHOWN = 40  # lines of a difference
# Neighbours on a baseline are one text unless they stand further apart than this, in ems.
APART = 1.6

Entry = tuple[float, float, str]  # from the top, from the left, and what stands there


def check_golden(name: str, paper: Paper) -> None:
    """Compare a paper with its golden file, and say what differs; or write the file where the environment asks so."""
    found = "".join(f"{line}\n" for line in described(paper))
    file = FOLDER / f"{name}.txt"
    if os.environ.get("BRANCHDESK_GOLDEN") == "write":
        FOLDER.mkdir(parents=True, exist_ok=True)
        file.write_text(found, encoding="utf-8")
        return
    assert file.exists(), f"there is no golden file {file.name}; BRANCHDESK_GOLDEN=write makes it"
    before = file.read_text(encoding="utf-8")
    if found != before:
        changes = unified_diff(before.splitlines(), found.splitlines(), file.name, "now", lineterm="", n=0)
        told = "\n".join(islice(changes, SHOWN))
        raise AssertionError(f"{file.name} differs; if it should, look at the paper and write it anew:\n{told}")


def described(paper: Paper) -> Iterator[str]:
    """Say what stands on each page, from top to bottom and from left to right."""
    with pypdfium2.PdfDocument(paper.pdf) as document:
        for number, page in enumerate(document, start=1):
            for down, right, what in sorted([*_texts(page), *_rules(page)]):
                yield f"{number:>3} {right:6.1f} {down:6.1f}  {what}"


def _texts(page: pypdfium2.PdfPage) -> Iterator[Entry]:
    """Give the texts of a page; what is cut only for the file's sake is one text here."""
    height, reader = page.get_height(), page.get_textpage()
    found = []
    for thing in page.get_objects(filter=[FPDF_PAGEOBJ_TEXT], textpage=reader):
        text = thing.extract()
        if text.strip():
            left, _, right, _ = thing.get_bounds()
            across, up = thing.get_matrix().get()[4:]
            face = thing.get_font().get_base_name().rpartition("+")[2].removesuffix("-Regular")
            size = thing.get_font_size()
            kind = f"{face:<17} {size:4.1f}{_colour(thing)}"
            found.append((round((height - up) / MM, 1), across, max(left, right), kind, size, text))
    found.sort()
    at = 0
    while at < len(found):
        down, across, end, kind, size, text = found[at]
        at += 1
        while at < len(found) and found[at][0] == down and found[at][3] == kind and found[at][1] - end < APART * size:
            end, text = found[at][2], text + found[at][5]
            at += 1
        yield down, round(across / MM, 1), f"{kind}  {_one_line(text)}"


def _colour(thing: pypdfium2.PdfObject) -> str:
    """Name a text's colour by its parts of red, green and blue, unless it is black."""
    parts = [c_uint() for _ in range(4)]
    FPDFPageObj_GetFillColor(thing, *parts)
    named = "".join(f"{part.value:02x}" for part in parts[:3])
    return "" if named == "000000" else f" #{named}"


def _one_line(text: str) -> str:
    return "".join(char for char in text if char >= " ").rstrip()


def _rules(page: pypdfium2.PdfPage) -> Iterable[Entry]:
    height = page.get_height()
    for thing in page.get_objects(filter=[FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = (value / MM for value in thing.get_bounds())
        yield round(height / MM - top, 1), round(left, 1), f"rule {right - left:.1f} x {top - bottom:.1f}"
