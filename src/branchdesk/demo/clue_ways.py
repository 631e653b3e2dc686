"""How the riders' clues were handled: step by step, with hours, places, photos, and what some of them became.

Only a ledger that a branch could keep by hand is told so; of a city's million nobody would look at the steps. Which
clues are handled, and which stay open, is what `demo.clues` says; the figures of the ledger are not touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from branchdesk.demo.clues import Clues
from branchdesk.demo.material import handling
from branchdesk.demo.material.names import COURIERS, COURIERS_TEAM
from branchdesk.demo.pictures import street
from branchdesk.demo.records import DemoClue, DemoVolunteer
from branchdesk.domain.clue_states import ClueState, ClueStep, StepKind
from branchdesk.domain.clue_way import CONTENT, columns
from branchdesk.domain.dates import PartialDate
from branchdesk.words.clues import ANONYMOUS, NAMES_JOINED

MOST_TOLD = 5000  # clues of a ledger whose every step is told
ROOM_FOR_ASIDE = 12  # open clues from which a few are put aside: a small ledger's are all needed as they are
JOINT, NAMELESS, PROPOSALS, CASES, SHOWN = 3, 2, 2, 1, 6  # how many clues are so in a ledger of 193
SAMPLE = 193
LATE_JOINERS, LEAVERS = 6, 2
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Handled:
    """A clue with its way: fields by their keys, steps, photos; `first` is the number of the clue that it repeats."""

    values: Mapping[str, Any]
    steps: tuple[ClueStep, ...] = ()
    photos: tuple[tuple[str, bytes], ...] = ()
    first: str | None = None


def with_ways(clues: Clues, handlers: Sequence[str]) -> Iterator[Handled]:
    """Tell the clues with their ways, verified by `handlers`; a ledger of more than `MOST_TOLD` as it is."""
    if len(clues) > MOST_TOLD:
        yield from (Handled(_plain(clue)) for clue in clues)
        return
    teller = _Teller(Random(f"{clues.seed}:ways"), clues, handlers)
    for clue in clues:
        yield teller.tell(clue)


def over_time(riders: Sequence[DemoVolunteer], clues: Clues) -> tuple[DemoVolunteer, ...]:
    """Let a few riders join when the team was there already, and a few leave it, as their clues allow."""
    rng = Random(f"{clues.seed}:volunteers over time")
    told = list(clues) if len(clues) <= MOST_TOLD else []
    first: dict[str, date] = {}
    last: dict[str, date] = {}
    for clue in told:
        first.setdefault(clue.reporter, clue.reported_on)
        last[clue.reporter] = clue.reported_on
    joined = sorted(first, key=lambda name: first[name], reverse=True)[:LATE_JOINERS]
    left = [name for name in sorted(last, key=lambda name: last[name]) if name not in joined][:LEAVERS]
    grids = sorted({clue.grid for clue in told})
    changed = []
    for rider in riders:
        own = replace(rider, grid=rng.choice(grids)) if grids else rider
        if rider.platform == COURIERS:
            own = replace(own, team=COURIERS_TEAM)
        if rider.name in joined:
            day = first[rider.name].replace(day=1)
            own = replace(own, joined_on=max(own.joined_on, PartialDate(day.year, day.month)))
        if rider.name in left:
            own = replace(own, left_on=PartialDate.of(_month_after(last[rider.name])))
        changed.append(own)
    return tuple(changed)


def _month_after(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _plain(clue: DemoClue) -> dict[str, Any]:
    closed = clue.closed_on.isoformat() if clue.closed_on else None
    return {
        "number": clue.number,
        "reported_on": clue.reported_on.isoformat(),
        "reporter": clue.reporter,
        "category": clue.category,
        "grid": clue.grid,
        "text": clue.text,
        "unit": clue.unit,
        "state": clue.state,
        "closed_on": closed,
        "fed_back": clue.fed_back,
    }


def _again(clue: DemoClue, first: DemoClue) -> DemoClue:
    """Let a clue tell of the same thing as an earlier one."""
    return replace(
        clue,
        text=handling.AGAIN.format(place=first.place, text=first.text),
        place=first.place,
        category=first.category,
        subcategory=first.subcategory,
        grid=first.grid,
        unit=first.unit,
    )


class _Teller:
    """Tells the ways of a ledger's clues one after another; which are out of the ordinary is chosen beforehand."""

    def __init__(self, rng: Random, clues: Clues, handlers: Sequence[str]) -> None:
        self.rng, self.handlers, self.today = rng, handlers, clues.today
        self.riders = sorted(set(clues.reporters))
        closed: list[int] = []
        waiting: list[int] = []
        for at, clue in enumerate(clues):
            (closed if clue.closed_on else waiting).append(at)
        share = min(1.0, len(clues) / SAMPLE) if closed else 0.0
        wanted = [round(number * share) for number in (JOINT, NAMELESS, PROPOSALS, CASES, SHOWN)]
        chosen = iter(rng.sample(closed, min(len(closed), sum(wanted))))
        self.joint, self.nameless, self.proposals, self.cases, self.shown = (
            {at for _, at in zip(range(number), chosen, strict=False)} for number in wanted
        )
        # The one that was left open longest is a planted fault and stays so.
        spare = iter(waiting[1:] if len(waiting) >= ROOM_FOR_ASIDE else [])
        self.aside = dict(
            zip(
                spare, (StepKind.DUPLICATE, StepKind.DUPLICATE, StepKind.OUT_OF_SCOPE, StepKind.PASSED_ON), strict=False
            )
        )
        self.at, self.letters = -1, 0
        self.before: DemoClue | None = None

    def tell(self, clue: DemoClue) -> Handled:
        """Tell the next clue."""
        self.at += 1
        aside = self.aside.get(self.at)
        if aside is StepKind.DUPLICATE and self.before is not None:
            clue = _again(clue, self.before)
        reporter = self._reporter(clue)
        steps = tuple(self._steps(clue, reporter, aside))
        values = _plain(clue) | {"place": clue.place, "subcategory": clue.subcategory, "fed_back": False}
        values |= columns(steps, anonymous=reporter == ANONYMOUS)
        repeats = self.before.number if aside is StepKind.DUPLICATE and self.before is not None else None
        if aside is StepKind.PASSED_ON:
            values |= dict.fromkeys(CONTENT)
        values |= self._outcome(clue)
        if aside is None:
            self.before = clue
        return Handled(values, steps, tuple(self._photos()), repeats)

    def _reporter(self, clue: DemoClue) -> str:
        if self.at in self.nameless:
            return ANONYMOUS
        if self.at in self.joint:
            other = self.rng.choice([name for name in self.riders if name != clue.reporter])
            return NAMES_JOINED.join((clue.reporter, other))
        return clue.reporter

    def _steps(self, clue: DemoClue, reporter: str, aside: StepKind | None) -> Iterator[ClueStep]:
        """Take a clue along its way, every day within the days that it has."""
        rng, day = self.rng, clue.reported_on
        yield self._step(StepKind.REPORTED, day, reporter, at=self._hour(6, 21))
        last = clue.closed_on or self.today
        day = self._later(day, 1, last)
        who = rng.choice(self.handlers)
        if aside is StepKind.DUPLICATE and self.before is not None:
            yield self._step(StepKind.DUPLICATE, day, who, None, self.before.number)
            return
        if aside is StepKind.PASSED_ON:
            receipt = handling.RECEIPT.format(number=rng.randrange(10, 90))
            yield self._step(StepKind.PASSED_ON, day, handling.RECEIVER, None, receipt)
            return
        if aside is StepKind.OUT_OF_SCOPE:
            yield self._step(StepKind.OUT_OF_SCOPE, day, who, handling.OUT_OF_SCOPE)
            return
        at = self._hour(9, 17) if day > clue.reported_on else None
        yield self._step(StepKind.VERIFIED, day, who, rng.choice(handling.VERIFIED), at=at)
        if clue.closed_on is None:
            return
        day = self._later(day, 2, last)
        self.letters += 1
        letter = handling.LETTER.format(year=day.year, number=self.letters)
        yield self._step(StepKind.ASSIGNED, day, clue.unit, None, letter)
        day = max(day, clue.closed_on - rng.randrange(3) * ONE)
        yield self._step(StepKind.HANDLED, day, clue.unit, rng.choice(handling.HANDLED[clue.category]))
        yield self._step(StepKind.CLOSED, clue.closed_on, who)
        if clue.fed_back:
            day = self._later(clue.closed_on, 3, self.today)
            yield self._step(StepKind.FED_BACK, day, rng.choice(self.handlers), rng.choice(handling.TOLD))

    def _step(
        self,
        kind: StepKind,
        day: date,
        who: str | None,
        what: str | None = None,
        document: str | None = None,
        *,
        at: str | None = None,
    ) -> ClueStep:
        return ClueStep(kind, ClueState(kind.value), day.isoformat(), at, who, what, document)

    def _later(self, day: date, most: int, last: date) -> date:
        return min(day + self.rng.randint(0, most) * ONE, last)

    def _hour(self, first: int, last: int) -> str:
        return f"{self.rng.randint(first, last):02}:{self.rng.randrange(0, 60, 5):02}"

    def _outcome(self, clue: DemoClue) -> dict[str, Any]:
        number = self.rng.randrange(10, 60)
        if self.at in self.proposals:
            told = handling.PROPOSAL.format(year=clue.reported_on.year, number=number)
            return {"outcome": "proposal", "outcome_number": told}
        if self.at in self.cases:
            return {
                "outcome": "case",
                "outcome_number": handling.CASE.format(year=clue.reported_on.year, number=number),
            }
        return {}

    def _photos(self) -> Iterator[tuple[str, bytes]]:
        if self.at in self.shown:
            for name in handling.PHOTOS[: self.rng.randint(1, 2)]:
                yield f"{name}.png", street(self.rng)
