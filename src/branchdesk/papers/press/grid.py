"""The grid of GB/T 9704: A4, 28 characters to a line of 156 mm, 22 lines to 225 mm; all lengths in points."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
TOP, INNER = 37 * MM, 28 * MM
COLUMNS, LINES = 28, 22
MEASURE, DEPTH = 156 * MM, 225 * MM
CELL, PITCH = MEASURE / COLUMNS, DEPTH / LINES
LINE = 1.25  # of the size: what a line of letters needs at least


@dataclass(frozen=True, slots=True)
class Frame:
    """The text area of a page: how wide a line and how deep the page is.

    One that is `bare` has neither margins nor a number: it is all of a page, of whatever size it says.
    """

    measure: float = MEASURE
    depth: float = DEPTH
    lying: bool = False
    bare: bool = False

    @property
    def columns(self) -> int:
        """Give how many characters of the grid a line holds."""
        return int(self.measure / CELL + 1e-6)

    @property
    def lines(self) -> float:
        """Give how many lines of the grid the page holds."""
        return self.depth / PITCH


# A page that is turned to lie has its lines along the depth of the others: 40 whole characters go into 225 mm.
STANDING, LYING = Frame(), Frame(int(DEPTH / CELL) * CELL, MEASURE, lying=True)


def lines_high(size: float) -> int:
    """Give how many lines of the grid a line of letters of so many points takes."""
    return ceil(size * LINE / PITCH)
