"""Characters of names that office faces lack, in a Word file: the face that has them goes with it.

What offices have ends at GBK, so a 𬭎 or 䶮 becomes a box there. The program's small face of such characters is put
into a file that has some, and only their runs name it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from copy import deepcopy
from itertools import groupby

from docx.document import Document
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from branchdesk.papers.blocks import Role
from branchdesk.papers.faces.files import FaceFile, maps
from branchdesk.papers.faces.fonts import RARE, bundled
from branchdesk.papers.word import styles
from branchdesk.papers.word.faces import Face
from branchdesk.papers.word.font_table import embed
from branchdesk.papers.word.text import written
from branchdesk.papers.word.xml import Element, make

TEXT, RUN = qn("w:t"), qn("w:r")


def rare(text: str) -> set[str]:
    """Give the characters of a text that the usual faces of offices lack: those outside GBK."""
    return {char for char in set(text) if not char.encode("gbk", "ignore")}


def carry_rare(document: Document) -> None:
    """Have the rare characters of a file name the face that has them, and put it in; without such, change nothing.

    A character that this face lacks too is left to the reader.
    """
    face = bundled().shipped(f"{Role.FANG}{RARE}")
    parts = [part.element for part in document.part.package.iter_parts() if isinstance(part, XmlPart)]
    text = "".join(node.text or "" for part in parts for node in part.iter(TEXT))
    found = {char for char in rare(text) if maps(face, char)}
    if found:
        for part in parts:
            _name(part, found, face)
        embed(document, face)


def _name(part: Element, chars: Collection[str], face: FaceFile) -> None:
    """Cut the runs of a part where rare characters stand, and have these name the face."""
    cut = re.compile(f"([{''.join(sorted(chars))}]+)")
    for run in list(part.iter(RUN)):
        if any(cut.search(node.text or "") for node in run.iterchildren(TEXT)):
            own = run.find(qn("w:rPr"))
            for is_rare, content in groupby(list(_contents(run, cut)), lambda one: one[0]):
                properties = [_naming(own, face)] if is_rare else [deepcopy(own)] if own is not None else []
                run.addprevious(make("r", *properties, *(one for _, one in content)))
            run.getparent().remove(run)


def _contents(run: Element, cut: re.Pattern[str]) -> Iterator[tuple[bool, Element]]:
    """Give what stands in a run, its text in pieces, and of each whether it is rare."""
    for child in run:
        if child.tag == TEXT:
            # What is cut at comes between what is not.
            pieces = enumerate(cut.split(child.text or ""))
            yield from ((bool(at % 2), written(piece)) for at, piece in pieces if piece)
        elif child.tag != qn("w:rPr"):
            yield False, child


def _naming(own: Element | None, face: FaceFile) -> Element:
    """Give a run's properties with another face."""
    properties = make("rPr") if own is None else deepcopy(own)
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    after = 0 if properties.find(qn("w:rStyle")) is None else 1
    properties.insert(after, styles.fonts(Face(face.family)))
    return properties
