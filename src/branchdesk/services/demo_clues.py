"""Laying out the clues of an invented branch: their ways, photos, categories, deadlines, and a snapshot of a month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import islice

from sqlalchemy import insert

from branchdesk import clock
from branchdesk.demo.branch import Invented
from branchdesk.demo.clue_ways import MOST_TOLD, Handled, with_ways
from branchdesk.demo.material.handling import SUBCATEGORIES
from branchdesk.domain.clue_settings import ClueSettings
from branchdesk.services.clues import clue_settings, clue_snapshots
from branchdesk.services.clues.clue_figures import Asked
from branchdesk.services.clues.clues import ClueIntake
from branchdesk.services.kept_files import keep
from branchdesk.store.engine import Store
from branchdesk.store.history import Operation
from branchdesk.store.tables import clue, clue_category, clue_photo, clue_step, new_id, preference
from branchdesk.words import clue_report as say_report

CHUNK = 5000
DAYS = 15  # working days within which this branch wants a clue handled


def enter_clues(work: Operation, store: Store, invented: Invented) -> int:
    """Write the clues with their ways, and last month's figures as they were quoted; give how many clues there are.

    Of a ledger that nobody could keep by hand only the clues are written.
    """
    if 0 < len(invented.clues) <= MOST_TOLD:
        settings = {"id": new_id(), "branch_id": store.branch.id, "key": clue_settings.KEY}
        chosen = clue_settings.written(ClueSettings(days=DAYS))
        work.connection.execute(insert(preference).values(**settings, value=chosen))
        _categories(work)
    intake = ClueIntake(work.connection, store.branch.id, clock.today())
    number = 0
    for chunk in _chunks(with_ways(invented.clues, invented.handlers)):
        added = intake.add(work, [one.values for one in chunk])
        number += len(chunk)
        _handled(work, dict(zip(added, chunk, strict=True)))
    if 0 < number <= MOST_TOLD:
        last = invented.clues.today.replace(day=1) - timedelta(days=1)
        name = f"{say_report.period(last.replace(day=1), last)}{say_report.MONTHLY}"
        clue_snapshots.take_within(work, name, Asked(last.replace(day=1), last))
    return number


def _chunks(clues: Iterator[Handled]) -> Iterator[list[Handled]]:
    while chunk := list(islice(clues, CHUNK)):
        yield chunk


def _handled(work: Operation, clues: Mapping[str, Handled]) -> None:
    """Write what was done with clues, by their identifiers: their steps and photos, and what they repeat."""
    work.insert_many(
        clue_step,
        [
            {"clue_id": clue_id, "position": at, "kind": step.kind.value, "state": step.state.value}
            | {part: getattr(step, part) for part in ("day", "at", "who", "what", "document")}
            for clue_id, one in clues.items()
            for at, step in enumerate(one.steps)
        ],
    )
    for clue_id, one in clues.items():
        for at, (name, image) in enumerate(one.photos):
            work.insert(clue_photo, {"clue_id": clue_id, "position": at, **keep(work, name, image)})
        if one.first is not None:
            first = next(other for other, it in clues.items() if it.values["number"] == one.first)
            work.update(clue, clue_id, {"duplicate_of": first})


def _categories(work: Operation) -> None:
    """Keep the categories and sub-categories that are offered for clues, in their order."""
    rows: list[tuple[str, str | None]] = [(name, None) for name in SUBCATEGORIES]
    rows += [(sub, name) for name, subs in SUBCATEGORIES.items() for sub in subs]
    work.insert_many(
        clue_category,
        [
            {"branch_id": work.branch_id, "position": at, "name": name, "parent": parent}
            for at, (name, parent) in enumerate(rows)
        ],
    )
