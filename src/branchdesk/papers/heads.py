"""What the papers of one meeting are headed with: unit and branch, what the meeting is called, the mark of a draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from branchdesk.domain.meetings import Body, MeetingKind, MeetingRecord, MeetingState, Phase
from branchdesk.papers import wording
from branchdesk.papers.blocks import BLANK_CELL, TITLE, Align, Block, Paragraph, Span, Title, plain
from branchdesk.papers.house import House
from branchdesk.words import meetings as words

NAMES = {MeetingKind.DEMOCRATIC_APPRAISAL: "民主评议党员会议", MeetingKind.ACTIVITY: "活动"}


def unit_of(record: MeetingRecord, house: House) -> str:
    """Give the unit's name as the branch wants it on its papers."""
    return plain(house.unit) or plain(record.unit)


def branch_of(record: MeetingRecord, house: House) -> str:
    """Give the branch's name without the unit's before it."""
    branch = plain(record.branch)
    return branch.removeprefix(plain(record.unit)).removeprefix(unit_of(record, house)) or branch


def full_branch(record: MeetingRecord, house: House) -> str:
    """Give the branch's name with the unit's before it."""
    unit, branch = unit_of(record, house), branch_of(record, house)
    return branch if branch.startswith(unit) else unit + branch


def called(record: MeetingRecord) -> str:
    """Say what the meeting is called: 党员大会, 第一党小组会, 2025年度组织生活会."""
    meeting = record.meeting
    kind, group = NAMES.get(meeting.kind, words.KINDS[meeting.kind]), plain(meeting.group or "")
    if meeting.kind is MeetingKind.GROUP_MEETING and group:
        kind = f"{group}会" if group.endswith("党小组") else f"{group}{kind}"
    if meeting.kind is MeetingKind.ORGANISATIONAL_LIFE and meeting.body is Body.GROUP and group:
        kind = f"{group}{kind}"
    if meeting.for_year is not None:
        kind = f"{meeting.for_year}年度{kind}"
    return kind


def headed(house: House, parts: Sequence[str], *, size: float = TITLE, red: bool = False) -> Iterator[Block]:
    """Write the title below the words that the branch wants above every title."""
    if heading := plain(house.heading):
        yield Paragraph((Span(heading),), "标题", first=0, align=Align.CENTRE, keep_next=True)
    yield Title(tuple(parts), "标题", size, red=red)


def draft_mark(record: MeetingRecord, today: date | None = None) -> str | None:
    """Give the mark of what is not closed yet, with the day of printing where that is told."""
    if record.state is not MeetingState.DRAFT:
        return None
    mark = "已取消" if record.meeting.phase is Phase.CANCELLED else "草稿"
    return mark + (f"{BLANK_CELL}{wording.day(today)}打印" if today else "")
