"""The riders' clues: told one by one while they are asked for, so that a million of them need no memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from random import Random

from branchdesk.demo.material import sightings
from branchdesk.demo.material.handling import OF_SIGHTING
from branchdesk.demo.records import DemoClue, Fault, Planted

SAMPLE, SAMPLE_OPEN = 193, 4  # of so many clues so many stay open
A_YEAR_OF_CLUES = 2000  # what a team can report in a year; more are spread over the years of the records
HANDLED, WAITING = "handled", "verified"
NEWEST = timedelta(days=23)
SEVENTH = 7
STRIDE = 7  # steps through a table of sixteen sightings without repeating one


def first_day_of_clues(today: date, first: date, count: int) -> date:
    """Give the day the team began: January of this year, of the last one before August, or as the records began."""
    if count > A_YEAR_OF_CLUES:
        return first + timedelta(days=6)
    return date(today.year if today.month > SEVENTH else today.year - 1, 1, 6)


class Clues:
    """All clues in order of their day; iterate as often as needed, `len` says how many there are."""

    def __init__(self, seed: str, count: int, first: date, today: date, reporters: tuple[str, ...]) -> None:
        self.seed = seed
        self.count = count
        self.first = first
        self.today = today
        self.days = max((today - NEWEST - first).days, 1)
        self.reporters = reporters

    def __len__(self) -> int:
        """Count the clues without telling them."""
        return self.count

    def __iter__(self) -> Iterator[DemoClue]:
        """Tell the clues from the first to the last."""
        chance = Random(self.seed).random

        def pick(pool: Sequence[str]) -> str:  # what Random.choice does, in half the time
            return pool[int(chance() * len(pool))]

        categories = tuple(sightings.SEEN)
        turns = dict.fromkeys(categories, 0)
        open_ones = self._open_positions()
        year, sequence = 0, 0
        for position in range(self.count):
            day = self.first + timedelta(days=position * self.days // self.count)
            if day.year != year:
                year, sequence = day.year, 0
            sequence += 1
            category = pick(categories)
            turns[category] += 1
            sighting = turns[category] * STRIDE % len(sightings.SEEN[category])
            kinds, seen = sightings.SEEN[category][sighting]
            kind = pick(kinds)
            grid = pick(sightings.GRIDS)
            way, hour = pick(sightings.WAYS), pick(sightings.HOURS[kind])
            place = pick(sightings.SPOTS[grid][kind])
            text = way.format(
                hour=hour,
                place=place,
                seen=seen.format(n=2 + int(chance() * 8), side=pick(sightings.SIDES)),
            )
            closed = None
            if position not in open_ones:
                closed = min(day + timedelta(days=1 + int(chance() * 20)), self.today)
            yield DemoClue(
                number=f"XS{year}{sequence:04}",
                reported_on=day,
                reporter=pick(self.reporters),
                category=category,
                grid=grid,
                text=text,
                unit=sightings.UNITS[category],
                state=HANDLED if closed else WAITING,
                closed_on=closed,
                fed_back=closed is not None and chance() < 0.96,  # hardly any is forgotten
                place=place,
                subcategory=OF_SIGHTING[category][sighting],
            )

    def left_open(self) -> list[Planted]:
        """Name the clue that has been open longest."""
        positions = self._open_positions()
        if not positions:
            return []
        clue = next(islice(self, min(positions), None))
        what = f"{clue.number}自{clue.reported_on}提报后一直没有办结"
        return [Planted(Fault.CLUE_LEFT_OPEN, clue.number, what)]

    def _open_positions(self) -> frozenset[int]:
        """Say which clues stay open: the first from February, the others evenly after it."""
        wanted = self.count * SAMPLE_OPEN // SAMPLE if self.count >= SAMPLE // SAMPLE_OPEN else 0
        if not wanted:
            return frozenset()
        february = date(self.first.year + (self.first.month > 2), 2, 14)
        start = min((february - self.first).days * self.count // self.days + 1, self.count - 1)
        return frozenset(start + number * (self.count - start) // wanted for number in range(wanted))
