"""One meeting as a row of the list."""

from __future__ import annotations

from datetime import datetime

from branchdesk.domain.meetings import MeetingState
from branchdesk.services.meetings.meeting_finding import FoundMeeting
from branchdesk.ui.table import Cell, Column, Mark, Row
from branchdesk.ui.theme import Tone
from branchdesk.words import meetings as say

COLUMNS = (
    Column("starts", "时间", 10, sortable=False),
    Column("name", "会议", 9, sortable=False),
    Column("title", "主题", 8, stretch=True, sortable=False, most=16),
    Column("place", "地点", 5, sortable=False, most=10),
    Column("chair", "主持人", 4, sortable=False),
    Column("present", "到会", 2.4, right=True, sortable=False),
    Column("on_leave", "请假", 2.4, right=True, sortable=False),
    Column("absent", "缺席", 2.4, right=True, sortable=False),
    Column("state", "状态", 4.6, sortable=False),
)
# While words are sought, where they stand takes the place of what a list tells otherwise.
FOUND_COLUMNS = (*COLUMNS[:3], Column("spots", "文字所在", 12, stretch=True, sortable=False, most=34), COLUMNS[-1])
TONES = {MeetingState.FINAL.value: Tone.GOOD, MeetingState.DRAFT.value: Tone.WARN}  # what was not held is quiet


def row_of(one: FoundMeeting, *, sought: bool = False) -> Row:
    """Show one meeting; where words are `sought`, with the places in which they stand."""
    starts = datetime.fromisoformat(one.starts)
    when = f"{starts:%Y-%m-%d}" + (f" {starts:%H:%M}" if starts.hour or starts.minute else "")
    name = say.name(one.kind, one.number)
    if one.group:
        name = one.group.removesuffix("党小组") + name
    state = Cell(say.STATES[one.state], TONES.get(one.state, Tone.QUIET), mark=Mark.PILL)
    first = (when, name, one.title or "")
    if sought:
        return Row(one.id, (*first, Cell("；".join(one.spots), Tone.QUIET), state))
    heads = ((one.present, Tone.INK), (one.on_leave, Tone.WARN), (one.absent, Tone.BAD))
    counted = (Cell(str(number) if number else "", tone) for number, tone in heads)
    return Row(one.id, (*first, one.place or "", one.chair or "", *counted, state))
