"""What can be done about a duty, and where in the window: one click from a line to the thing itself.

今日, 年度安排 and the inspection list all ask here, so that the same duty leads to the same place everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from branchdesk.domain.duties.duty import OPEN, Duty, DutyState, Proof
from branchdesk.domain.meetings import MeetingKind
from branchdesk.ui.register import PLACES

KNOWN = frozenset(place.key for place in PLACES)
KINDS = frozenset(kind.value for kind in MeetingKind)
MEMBER, COMMITTEE, MEETING, YEAR = "members", "committee", "meeting", "year"
# Rules about somebody that a members' meeting settles, and the motion it would vote on.
MOTIONS = {"probation": "按期转正"}
# Rules of which the branch keeps no record of its own: they are noted as done.
NOTED = frozenset({"dues_published", "annual_statistics", "reelection_notice"})
SIZES = frozenset({"too_few_members", "too_many_members"})
# Rules that are settled at a meeting of the members, and what its button says.
SETTLED = {
    "secretary_report": "开党员大会述职",
    "reelection": "开党员大会选举",
    "by_election": "开党员大会补选",
}
# Rules that a screen of their own is for.
FIVE_ONES, TALKS, STUDY = "five_ones", "talks", "study"
SCREENS = {
    "political_birthday": ("五个一", FIVE_ONES),
    "talk_in_committee": ("谈心谈话", TALKS),
    "talk_committee_members": ("谈心谈话", TALKS),
    "talk_between_members": ("谈心谈话", TALKS),
    "study_hours": ("学习情况", STUDY),
    "leader_hours": ("学习情况", STUDY),
}
BY_ELECTION = "by_election"  # names who left, but is settled where the committee is
# The section of a meeting's form where what is left over from it is settled.
SECTIONS = {
    "make_up": ("登记补学", "people"),
    "measure": ("看措施", "resolutions"),
    "rectification": ("看整改清单", "resolutions"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One thing to do about a duty: what its button says, and which place of the window does it, given what."""

    label: str
    key: str
    target: Mapping[str, object] = field(default_factory=dict)


RETURNING = frozenset({MEETING, MEMBER})  # places that know where one came from


def from_here(way: Way, here: str) -> Mapping[str, object]:
    """Give a way's target so that Esc leads back to the screen one came from, where its place can do that."""
    return {**way.target, "behind": here} if way.key in RETURNING else way.target


def ways(duties: Sequence[Duty], today: date) -> tuple[Way, ...]:
    """Give what can be done about duties that stand in one line; the first is what a click does."""
    found: list[Way] = []
    for way in _all(duties, today):
        if way.key in KNOWN and way not in found:
            found.append(way)
    return tuple(found)


def _all(duties: Sequence[Duty], today: date) -> Iterator[Way]:
    first = duties[0]
    to_do = [one for one in duties if one.state in OPEN]
    if len(to_do) > 1 and _apart(to_do):
        same: dict[str, object] = {"rule": first.rule} if len({one.rule for one in to_do}) == 1 else {}
        if len(years := {one.by.year for one in to_do if one.by is not None}) == 1:
            same["year"] = years.pop()
        yield Way("逐项去办", YEAR, {"list": "late" if first.state is DutyState.LATE else "due", **same})
    if first.kind in KINDS:
        for one in to_do:
            if one.plan is not None:
                come = one.plan.day <= today
                yield Way("登记到会" if come else "打开计划", MEETING, _at(one.plan.id, "people" if come else ""))
        if unplanned := [one for one in to_do if one.plan is None]:
            yield from _meeting(unplanned[0], today)
    elif to_do:
        yield from _about(to_do)
    yield from _records(duties)


def _apart(duties: Sequence[Duty]) -> bool:
    """Say whether duties of one line are done each in a place of its own: of several rules, people or meetings."""
    if len({one.rule for one in duties}) > 1:
        return True
    return duties[0].rule not in MOTIONS and len({(one.person, one.source) for one in duties}) > 1


def _meeting(duty: Duty, today: date) -> Iterator[Way]:
    """Lead to a new record of the kind, and to a plan, as far as the duty's time allows either."""
    first, last = duty.since or today, duty.by or today
    about = {"kind": duty.kind, "group": duty.group}
    if len(duty.period) == len("2026"):
        about["for_year"] = int(duty.period)  # type: ignore[assignment] # beside two texts
    if first <= today:
        on = min(last, today)
        yield Way("记会议", MEETING, {"target": "new", **about, "on": on})
    if today <= last or duty.state is not DutyState.LATE:
        yield Way("计划会议", YEAR, {"plan": duty})


def _about(duties: Sequence[Duty]) -> Iterator[Way]:
    """Lead to where a duty that no meeting of its own does is settled: its screen, its meeting, its person."""
    first = duties[0]
    people = tuple(dict.fromkeys((one.person, (one.name or "").split("（")[0]) for one in duties if one.person))
    if motion := MOTIONS.get(first.rule):
        about = {"kind": MeetingKind.MEMBERS_MEETING.value, "motion": motion, "people": people}
        yield Way("开党员大会讨论", MEETING, {"target": "new", **about})
    if label := SETTLED.get(first.rule):
        yield Way(label, MEETING, {"target": "new", "kind": MeetingKind.MEMBERS_MEETING.value})
    if first.rule in NOTED:
        yield Way("登记为已办", YEAR, {"mark": first})
    if first.rule in SCREENS:
        label, key = SCREENS[first.rule]
        yield Way(label, key, _when(first))
    if first.source is not None and first.source.table == MEETING:
        label, section = SECTIONS.get(first.kind, ("打开会议", ""))
        yield Way(label, MEETING, _at(first.source.id, section))
    if first.rule == BY_ELECTION:
        yield Way("支部班子", COMMITTEE, {})
    if first.person:
        yield Way("打开党员卡片", MEMBER, {"target": first.person})
    elif first.rule in SIZES:
        yield Way("党员名册", MEMBER, {"target": None})
    elif first.source is None and first.rule not in {*NOTED, *SCREENS}:
        yield Way("支部班子", COMMITTEE, {})


def _when(duty: Duty) -> Mapping[str, object]:
    """Say which year, month and member of a screen are meant."""
    on = duty.by
    time = {} if on is None else {"year": on.year, "month": on.month}
    return {**time, **({"member": duty.person} if duty.person else {})}


def _records(duties: Sequence[Duty]) -> Iterator[Way]:
    """Lead to what proves duties done."""
    for duty in duties:
        for proof in duty.proofs:
            yield from _record(duty, proof)


def _record(duty: Duty, proof: Proof) -> Iterator[Way]:
    if proof.table == MEETING:
        yield Way("打开记录", MEETING, _at(proof.id, ""))
    elif proof.table == COMMITTEE:
        yield Way("支部班子", COMMITTEE, {})
    elif duty.person:
        yield Way("打开党员卡片", MEMBER, {"target": duty.person})


def _at(meeting_id: str, section: str) -> Mapping[str, object]:
    return {"target": meeting_id, **({"section": section} if section else {})}
