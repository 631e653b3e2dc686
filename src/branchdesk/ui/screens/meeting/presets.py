"""How a new record begins: of which kind, group, day and year, and with which motions about whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from branchdesk.domain import kinds
from branchdesk.domain.agenda import AgendaItem, Ballot, BallotRule, Subject
from branchdesk.domain.kinds import Extra
from branchdesk.domain.meetings import Meeting, MeetingKind
from branchdesk.domain.motions import MOTIONS
from branchdesk.services.meetings.meeting_templates import Agendas
from branchdesk.ui.screens.meeting.form import new_meeting


@dataclass(frozen=True, slots=True)
class Preset:
    """What is known of a meeting before anything is written; `people` are (identifier, name) of those it decides on."""

    kind: MeetingKind = MeetingKind.MEMBERS_MEETING
    group: str | None = None
    on: date | None = None
    for_year: int | None = None
    motion: str = ""
    people: tuple[tuple[str, str], ...] = ()


def preset(target: Mapping[str, object]) -> Preset:
    """Read what a screen asked for: `kind`, `group`, `on` and `for_year`, and a `motion` about `people`."""
    on, year, people = target.get("on"), target.get("for_year"), target.get("people")
    return Preset(
        MeetingKind(str(target.get("kind") or MeetingKind.MEMBERS_MEETING)),
        str(target["group"]) if target.get("group") else None,
        on if isinstance(on, date) else None,
        year if isinstance(year, int) else None,
        str(target.get("motion") or ""),
        people if isinstance(people, tuple) else (),
    )


def begin(wanted: Preset, agendas: Agendas) -> Meeting:
    """Begin the meeting, with the items that the branch keeps for its kind and a ballot on each person.

    发展党员工作细则 2026 第19条: two people and more are discussed and voted on one by one.
    """
    made = new_meeting(wanted.kind, (*agendas[wanted.kind], *_ballots(wanted)))
    year = wanted.for_year if kinds.has(wanted.kind, Extra.YEAR) else None
    return replace(
        made,
        group=wanted.group,
        starts=datetime.combine(wanted.on, time()) if wanted.on else made.starts,
        for_year=year or made.for_year,
    )


def _ballots(wanted: Preset) -> tuple[AgendaItem, ...]:
    motion = next((one for one in MOTIONS if one.name == wanted.motion), None)
    if motion is None:
        return ()
    return tuple(
        Ballot(motion.about(name), BallotRule.ADMISSION, (Subject(name, person=person),))
        for person, name in wanted.people
    )
