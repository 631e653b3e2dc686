"""How setting and drawing tell how far they are: a function of (done, total), which ends the work by raising."""

from __future__ import annotations

from collections.abc import Callable

Report = Callable[[int, int], None]
OFTEN = 50  # rows of a table between two reports
PAGES = 10  # and pages


def untold(_done: int, _total: int) -> None:
    """Tell nobody."""


def one_of(report: Report, number: int, parts: int) -> Report:
    """Give the report of one of several parts of some work, counted from 0."""

    def tell(done: int, total: int) -> None:
        report(number * total + done, parts * total)

    return tell
