"""How reading tells how far it is: a function of (done, total), which ends the reading by raising."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
Report = Callable[[int, int], None]
OFTEN = 200  # rows between two reports


def untold(_done: int, _total: int) -> None:
    """Tell nobody."""


def part(report: Report, number: int, parts: int) -> Report:
    """Give the report of one of several parts of equal size, counted from 0."""

    def tell(done: int, total: int) -> None:
        report(number * total + done, parts * total)

    return tell


def told(things: Sequence[T], report: Report) -> Iterator[T]:
    """Walk through things and tell every now and then how many there were."""
    for number, thing in enumerate(things):
        if number % OFTEN == 0:
            report(number, len(things))
        yield thing
