"""A snapshot beside the figures of today: what differs, and clue by clue why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from branchdesk.domain.clue_figures import Counted
from branchdesk.domain.clue_records import ClueRecord, Judge, RecordChange, changes
from branchdesk.services.clues import clue_figures, clue_snapshots
from branchdesk.services.clues import clue_snapshot_records as lines
from branchdesk.services.clues.clue_figures import Figures
from branchdesk.services.clues.clue_groups import Grouping
from branchdesk.services.clues.clue_snapshot_records import Report
from branchdesk.services.clues.clue_snapshots import Snapshot
from branchdesk.store.clue_counts import Chosen
from branchdesk.store.engine import Store
from branchdesk.words import clue_snapshots as say

MOST_TOLD = 5000  # changes that are told one by one; all of them are counted
TOLD_EVERY = 2000


@dataclass(frozen=True, slots=True)
class Beside:
    """One group then and now; a group that was not there, or is no more, counts nothing."""

    name: str
    then: Counted
    now: Counted


@dataclass(frozen=True, slots=True)
class Difference:
    """How the figures of a snapshot and those of today differ.

    `told` are the clues that make them differ, in the order in which they were entered, as many as are told one by one;
    `kinds` counts all of them by what happened (`words.clue_snapshots`). `effect` is what all of them add up to: the
    difference of the figures but for strokes, of which nothing is known one by one.
    """

    snapshot: Snapshot
    now: Figures
    groups: Mapping[str, tuple[Beside, ...]]
    told: tuple[RecordChange, ...]
    kinds: Mapping[str, int]
    effect: Counted

    @property
    def then(self) -> Figures:
        """Give the figures of the snapshot."""
        return self.snapshot.figures

    @property
    def strokes(self) -> Counted:
        """Give by how much the strokes differ."""
        now, then = self.now.whole, self.then.whole
        handled = now.strokes_handled - then.strokes_handled
        return Counted(strokes=now.strokes - then.strokes, strokes_handled=handled)

    @property
    def other_settings(self) -> bool:
        """Say whether today's figures mean something else than the snapshot's: then clues differ without a change."""
        return self.now.settings.handled != self.then.settings.handled

    @property
    def untold(self) -> int:
        """Count the clues that are not told one by one."""
        return sum(self.kinds.values()) - len(self.told)

    def __bool__(self) -> bool:
        """Say whether anything differs."""
        return bool(self.kinds) or self.now.whole != self.then.whole


def compare(store: Store, snapshot_id: str, report: Report | None = None) -> Difference:
    """Lay a snapshot and the figures of today side by side, and tell every clue that makes them differ.

    `report` is told (clues walked, clues in all) and may end the work by raising. Refusal where there is no such
    snapshot; Trouble where its list of clues is damaged.
    """
    snapshot = clue_snapshots.read(store, snapshot_id)
    then = snapshot.figures
    with store.reading() as connection:
        packed = clue_snapshots.packed(connection, snapshot_id)
        by, compared = tuple(then.groups), then.before is not None
        now = clue_figures.count(connection, store.branch.id, then.asked, by, ages=True, compare=compared)
        chosen = Chosen(store.branch.id, now.day, then.asked.all_conditions)
        here = _watched(lines.as_they_are(connection, chosen), now.whole.reported, report)
        judge = Judge(then.settings)
        same = now.settings.handled == then.settings.handled
        effect, kinds = Counted(), Counter[str]()
        told: list[RecordChange] = []
        gone: list[str] = []
        for change in changes(lines.unpack(packed), here, judge, judge if same else Judge(now.settings)):
            effect += change.effect
            if change.then and not change.now:
                gone.append(change.then.id)
            else:
                kinds[say.CHANGED if change.then else say.CAME] += 1
            if len(told) < MOST_TOLD:
                told.append(change)
        standing = lines.standing(connection, chosen, gone)
    kinds += Counter({say.WENT: len(standing), say.DELETED: len(gone) - len(standing)})
    return Difference(
        snapshot,
        now,
        {one: _beside(then.groups[one], now.groups[one]) for one in by},
        tuple(replace(one, standing=standing.get(one.then.id)) if one.then and not one.now else one for one in told),
        kinds,
        effect,
    )


def kind(change: RecordChange) -> str:
    """Say in a word what happened to a clue."""
    if change.then and change.now:
        return say.CHANGED
    if change.now:
        return say.CAME
    return say.WENT if change.standing else say.DELETED


def _beside(then: Grouping, now: Grouping) -> tuple[Beside, ...]:
    """Put the lines of two tables side by side: today's in their order, then those that are no more."""
    before = {group.key: group for group in then.groups}
    after = {group.key: group for group in now.groups}
    nothing = Counted()
    return (
        *(
            Beside(one.name, before[key].counted if key in before else nothing, one.counted)
            for key, one in after.items()
        ),
        *(Beside(one.name, one.counted, nothing) for key, one in before.items() if key not in after),
    )


def _watched(records: Iterator[ClueRecord], total: int, report: Report | None) -> Iterator[ClueRecord]:
    for done, record in enumerate(records, start=1):
        if report and done % TOLD_EVERY == 0:
            report(done, total)
        yield record
