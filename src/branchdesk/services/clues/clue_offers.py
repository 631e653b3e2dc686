"""Names that are offered while a step of a clue is typed."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select

from branchdesk.domain.clue_states import StepKind
from branchdesk.store.engine import Store
from branchdesk.store.tables import clue, clue_step, member

LATELY = 3000  # of the newest steps and clues: all who matter are among them, and a city's file is not read through
AWAY = {StepKind.ASSIGNED, StepKind.PASSED_ON}  # where who is meant is no member of the branch
UNITS = {StepKind.ASSIGNED, StepKind.HANDLED, StepKind.RETURNED}


def who(store: Store, kind: StepKind) -> tuple[str, ...]:
    """Give who took such a step lately, the most frequent first; then the units that had clues, and the members."""
    branch = select(clue.c.branch_id).where(clue.c.id == clue_step.c.clue_id).scalar_subquery()
    newest = select(clue_step.c.kind, clue_step.c.who, branch.label("branch_id")).order_by(clue_step.c.id.desc())
    lately = newest.limit(LATELY).subquery("lately")  # not joined: the branch's index would lead through all clues
    steps = select(lately.c.kind, lately.c.who).where(lately.c.branch_id == store.branch.id)
    last = select(clue.c.branch_id, clue.c.unit).order_by(clue.c.id.desc()).limit(LATELY).subquery("last")
    units = select(last.c.unit).where(last.c.branch_id == store.branch.id)
    people = select(member.c.name).where(member.c.branch_id == store.branch.id).order_by(member.c.pinyin)
    with store.reading() as connection:
        names = _frequent([row.who for row in connection.execute(steps) if row.kind == kind])
        if kind in UNITS:
            names += _frequent(list(connection.scalars(units)))
        if kind not in AWAY:
            names += connection.scalars(people).all()
    return tuple(dict.fromkeys(names))


def _frequent(found: list[str | None]) -> list[str]:
    return [name for name, _ in Counter(name for name in found if name).most_common()]
