"""What is noted of each person at a meeting, what one key makes of it, and the row that shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.conditions import ConditionKind
from branchdesk.domain.meetings import Attendee, Mark, Presence
from branchdesk.domain.roster import RosterPerson, Stage
from branchdesk.ledgers.member_life import LEAVING
from branchdesk.ui.table import Cell, Column, Row
from branchdesk.ui.theme import Tone
from branchdesk.words import meetings as say
from branchdesk.words import people as say_people

COLUMNS = (
    Column("name", "姓名", 4.2, sortable=False),
    Column("group", "党小组", 3, sortable=False),
    Column("role", "身份", 6, stretch=True, sortable=False, most=14),
    Column("presence", "状态", 3, sortable=False),
    Column("reason", "原因", 5, stretch=True, sortable=False, most=5),
    Column("made_up", "补学", 4.2, sortable=False),
)
PRESENCE, REASON, MADE_UP = 3, 4, 5
TONES = {
    Presence.PRESENT: Tone.GOOD,
    Presence.ON_LEAVE: Tone.WARN,
    Presence.ABSENT: Tone.BAD,
    Presence.UNKNOWN: Tone.QUIET,
}
SHORT_STAGES = {Stage.FULL: "正式", Stage.PROBATIONARY: "预备"}
MARKS = {
    ConditionKind.EXEMPT: "不作硬性要求",
    ConditionKind.ELSEWHERE: "同时参加其他支部",
    ConditionKind.AWAY: "流动",
    ConditionKind.ABROAD: "出国（境）",
    ConditionKind.PARTY_PROBATION: "留党察看",
}
AWAY = {Presence.ON_LEAVE, Presence.ABSENT}
_TWO_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{2}")
BLANK = "\u3000"


class Stroke(StrEnum):
    """What one key, or one line of the menu, says of a person."""

    PRESENT = "present"
    LATE = "late"
    ONLINE = "online"
    ON_LEAVE = "on_leave"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Noted:
    """What is noted of one person."""

    presence: Presence = Presence.UNKNOWN
    reason: str = ""
    made_up_on: date | None = None
    late: bool = False
    online: bool = False
    made_up_how: str = ""

    @property
    def takes_reason(self) -> bool:
        """Say whether a reason may be written: of who is away, and of who came late."""
        return self.presence in AWAY or self.late


def noted(person: Mark | Attendee) -> Noted:
    """Give what a mark, or a person as shown, says."""
    return Noted(person.presence, person.reason, person.made_up_on, person.late, person.online, person.made_up_how)


def as_mark(member_id: str, note: Noted) -> Mark:
    """Give the mark that keeps it."""
    return Mark(
        PersonRef("", member_id),
        note.presence,
        note.reason,
        note.made_up_on,
        note.late,
        note.online,
        note.made_up_how,
    )


def as_noted(person: Attendee, note: Noted) -> Attendee:
    """Give the person with what is noted of them."""
    return replace(
        person,
        presence=note.presence,
        reason=note.reason,
        made_up_on=note.made_up_on,
        late=note.late,
        online=note.online,
        made_up_how=note.made_up_how,
    )


def stricken(note: Noted, stroke: Stroke) -> Noted:
    """Say what a key makes of what was noted.

    Late and online are taken off by the same key; either is present. A reason goes from leave to absence and back, but
    why somebody came late is no reason for being away.
    """
    if stroke is Stroke.LATE:
        late = not note.late
        return Noted(Presence.PRESENT, late=late, online=note.online)
    if stroke is Stroke.ONLINE:
        here = note.presence is Presence.PRESENT
        reason = note.reason if note.late else ""
        return Noted(Presence.PRESENT, reason, late=here and note.late, online=not note.online)
    presence = Presence(stroke.value)
    if presence in AWAY and note.presence in AWAY:
        return replace(note, presence=presence)
    return Noted(presence)


def spread(name: str) -> str:
    """Give a name of two characters the width of three."""
    return BLANK.join(name) if _TWO_HAN.fullmatch(name) else name


def marks_of(person: RosterPerson) -> list[str]:
    """Give what holds of a person that matters at a meeting, in few words."""
    found = [MARKS[ConditionKind(kind)] for kind in dict.fromkeys(person.conditions) if kind in MARKS]
    return [*found, LEAVING] if person.leaving else found


def row_of(
    person: Attendee,
    label: str,
    parts: Sequence[str],
    marks: Sequence[str] = (),
    *,
    due: bool = True,
) -> Row:
    """Show one person; `label` tells them apart, `parts` is what they do here, `marks` what holds of them.

    The marks come first: they are rare, and what is long gives way at its end. Where nobody is `due`, who was not there
    lacks nothing.
    """
    name = spread(person.name) + label.removeprefix(person.name).replace("党小组）", "）")
    stage = SHORT_STAGES.get(Stage(person.stage), say.STAGES[person.stage]) if person.stage else ""
    role = " · ".join(part for part in (stage, *marks, *person.offices, *parts) if part)
    away = person.presence in AWAY
    reason = Cell(person.reason)
    if away and not person.reason:
        reason = Cell("请填写", Tone.BAD)
    elif due and not away and not person.entitled and not person.reason:
        reason = Cell("无表决权", Tone.QUIET)
    made_up = Cell("")
    if person.made_up_on:
        made_up = Cell(f"{person.made_up_on.month}月{person.made_up_on.day}日", Tone.QUIET)
    elif away:
        made_up = Cell("待补学", Tone.QUIET)
    shown = say_people.presence(person.presence, late=person.late, online=person.online, due=due)
    return Row(
        person.member_id,
        (
            name,
            Cell(person.group.removesuffix("党小组"), tip=person.group),
            role,
            Cell(shown, TONES[person.presence], bold=person.presence is Presence.ABSENT),
            reason,
            made_up,
        ),
    )
