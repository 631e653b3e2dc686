"""What was noted of a duty by hand is laid over what the records say of it, for every rule alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from branchdesk.domain.duties.duty import Duty, DutyState, Proof
from branchdesk.domain.duties.facts import DutyMark, Facts
from branchdesk.words import duties as say


def marked(duties: Iterable[Duty], facts: Facts) -> Iterator[Duty]:
    """Give the duties with their marks: one that no record shows is done, or is not asked for, where a mark says so."""
    marks = {(one.rule, one.subject, one.period): one for one in facts.marks}
    for duty in duties:
        subject = duty.person or (facts.groups.get(duty.group, "") if duty.group else "")
        mark = marks.get((duty.rule, subject or duty.part, duty.period))
        yield duty if mark is None else _under(duty, mark)


def _under(duty: Duty, mark: DutyMark) -> Duty:
    if duty.state is DutyState.DONE:
        return replace(duty, mark=mark.id)
    if mark.state != "done":
        return replace(duty, state=DutyState.EXEMPT, note=mark.note or say.not_asked(), plan=None, mark=mark.id)
    shown = [Proof("duty_mark", mark.id, mark.day or "")]
    if mark.meeting_id:
        shown.append(Proof("meeting", mark.meeting_id, mark.day or ""))
    proofs = (*duty.proofs, *shown)
    return replace(duty, state=DutyState.DONE, note=mark.note, plan=None, proofs=proofs, mark=mark.id)
