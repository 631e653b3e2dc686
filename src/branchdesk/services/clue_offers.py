"""Names that are offered while a step of a clue is typed."""

from __future__ import annotations

from sqlalchemy import func, select

from branchdesk.domain.clue_states import StepKind
from branchdesk.ledgers.clues import CLUES
from branchdesk.services import lists
from branchdesk.store.engine import Store
from branchdesk.store.tables import clue, clue_step, member

MOST = 300


def who(store: Store, kind: StepKind) -> tuple[str, ...]:
    """Give who took such a step, the most frequent first; then the units of 分办 and 处置, and the members."""
    earlier = (
        select(clue_step.c.who)
        .join(clue, clue.c.id == clue_step.c.clue_id)
        .where(clue.c.branch_id == store.branch.id, clue_step.c.kind == kind.value, clue_step.c.who.is_not(None))
        .group_by(clue_step.c.who)
        .order_by(func.count().desc(), clue_step.c.who)
        .limit(MOST)
    )
    people = select(member.c.name).where(member.c.branch_id == store.branch.id).order_by(member.c.pinyin)
    with store.reading() as connection:
        names = list(connection.scalars(earlier))
        others = list(connection.scalars(people)) if kind not in {StepKind.ASSIGNED, StepKind.PASSED_ON} else []
    if kind in {StepKind.ASSIGNED, StepKind.HANDLED, StepKind.RETURNED}:
        names += [str(unit) for unit, _ in lists.counts(store, CLUES, "unit")[:MOST] if unit]
    return tuple(dict.fromkeys([*names, *others]))
