"""From a manuscript to the finished PDF, with the faces of the house."""

from __future__ import annotations

from branchdesk.papers.blocks import Manuscript, Paper
from branchdesk.papers.fonts import bundled
from branchdesk.papers.house import House
from branchdesk.papers.page import print_manuscript


def press(manuscript: Manuscript, house: House) -> Paper:
    """Set and draw a manuscript.

    Raises Refusal (missing_glyph) before anything is drawn where a character has no face, and Trouble where a face
    cannot be read.
    """
    del house
    return print_manuscript(manuscript, bundled())
