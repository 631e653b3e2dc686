"""What the invented branch noted by hand of its own duties: reports of each year that no meeting shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

REPORTED = {
    "secretary_report": (date(2000, 1, 10), "向机关党委述职，并在党员大会上接受评议"),
    "dues_published": (date(2000, 1, 4), "全年党费收缴情况在三楼公告栏公布"),
}
SPREAD = 12  # days over which the reports of different years are spread


@dataclass(frozen=True, slots=True)
class DemoMark:
    """A duty of the branch that was noted as done."""

    rule: str
    period: str
    day: date
    note: str


def invent_marks(rng: Random, first: date, today: date) -> Iterator[DemoMark]:
    """Give the reports of every year with records, each told early in the next year, up to today."""
    for year in range(first.year, today.year):
        for rule, (usual, note) in REPORTED.items():
            day = usual.replace(year=year + 1) + timedelta(days=rng.randrange(SPREAD))
            if day <= today:
                yield DemoMark(rule, str(year), day, note)
