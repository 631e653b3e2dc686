"""One meeting as a row of the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from branchdesk.domain.meetings import MeetingState
from branchdesk.ui.table import Cell, Column, Mark, Row
from branchdesk.ui.theme import Tone
from branchdesk.words import meetings as say

KEYS = ("starts", "kind", "number", "group", "title", "place", "chair", "present", "on_leave", "absent", "state")
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


def row_of(meeting_id: str, values: Sequence[Any]) -> Row:
    """Show one meeting."""
    facts = dict(zip(KEYS, values, strict=True))
    starts = datetime.fromisoformat(facts["starts"])
    when = f"{starts:%Y-%m-%d}" + (f" {starts:%H:%M}" if starts.hour or starts.minute else "")
    name = say.name(facts["kind"], facts["number"])
    if facts["group"]:
        name = facts["group"].removesuffix("党小组") + name
    final = facts["state"] == MeetingState.FINAL

    def heads(key: str, tone: Tone) -> Cell:
        number = facts[key]
        return Cell(str(number) if number else "", tone)

    return Row(
        meeting_id,
        (
            when,
            name,
            facts["title"] or "",
            facts["place"] or "",
            facts["chair"] or "",
            heads("present", Tone.INK),
            heads("on_leave", Tone.WARN),
            heads("absent", Tone.BAD),
            Cell(say.STATES[facts["state"]], Tone.GOOD if final else Tone.WARN, mark=Mark.PILL),
        ),
    )
