"""党课记录: the lecture's title, who gave it, when and where, who came, its outline and what was said of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from branchdesk.domain.agenda import Lecture
from branchdesk.domain.meetings import MeetingRecord
from branchdesk.papers import wording
from branchdesk.papers.blocks import Gap, Manuscript, Table, TableRow, plain
from branchdesk.papers.heads import branch_of, draft_mark, full_branch, headed
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.minutes_course import measures_of, speeches_of, typed
from branchdesk.papers.minutes_form import COLUMNS, SIZE, fact_row, pair, said, wide
from branchdesk.papers.minutes_people import PLACE, TIME, attendance, fact
from branchdesk.papers.signing import to_sign
from branchdesk.papers.wording import BLANK, People

NAME = "党课记录"
OUTLINE, DISCUSSION, TEXT = 12.0, 5.0, 2.0  # lines to write on, and the least that a field of text has


def fits(record: MeetingRecord) -> bool:
    """Say whether a lecture was given, or is to be."""
    return any(isinstance(item, Lecture) for item in record.meeting.agenda)


def write_lecture(record: MeetingRecord, house: House = USUAL, *, today: date | None = None) -> Manuscript:
    """Write the record of a lecture as a form; of several at one meeting, one below the other."""
    parts = branch_of(record, house), NAME
    return Manuscript(
        title=f"{''.join(parts)}（{wording.day(record.meeting.starts.date())}）",
        author=full_branch(record, house),
        blocks=(
            *headed(house, parts),
            Gap(),
            Table(
                COLUMNS,
                tuple(_rows(record, People(record.apart))),
                NAME,
                size=SIZE,
            ),
            Gap(),
            to_sign(("主讲人", "记录人"), house),
        ),
        draft=draft_mark(record, today),
        layout=house.layout(),
    )


def _rows(record: MeetingRecord, people: People) -> Iterator[TableRow]:
    meeting = record.meeting
    lectures = [item for item in meeting.agenda if isinstance(item, Lecture)]
    for number, item in enumerate(lectures, start=1):
        count = wording.numeral(number) if len(lectures) > 1 else ""
        yield wide(f"题目{count}", (said(plain(item.title)),))
        lecturer = people.span(item.lecturer) if item.lecturer else BLANK
        recorder = people.span(meeting.recorder) if meeting.recorder else BLANK
        yield from pair(fact("主讲人", lecturer), fact("记录人", recorder))
    when = wording.period(meeting.starts, meeting.ends)
    yield from pair(fact(TIME, when), fact(PLACE, plain(meeting.place or "")))
    yield from (fact_row(one, people) for one in attendance(record, people))
    for number, item in enumerate(lectures, start=1):
        count, where = wording.numeral(number) if len(lectures) > 1 else "", f"党课“{wording.brief(item.title)}”"
        yield wide(f"讲课提纲{count}", typed(item.text, where), least=TEXT if item.text.strip() else OUTLINE)
        yield wide(
            f"讨论发言{count}", speeches_of(item.speeches, where, people), least=TEXT if item.speeches else DISCUSSION
        )
        if item.measures:
            yield wide(f"贯彻措施{count}", measures_of(item.measures, where, people))
