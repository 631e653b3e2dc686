"""会议纪要: what a meeting settled, in the form that GB/T 9704—2012, 10.3 gives a 纪要.

The mark at the head is red; what was discussed and settled follows, then who was there, on leave and sitting in, each
after a label in 黑体. Who said what stands in the minutes alone; so does why somebody was away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from branchdesk.domain import kinds
from branchdesk.domain.agenda import AgendaItem, Ballot, FirstTopic, Lecture, Measure, Topic
from branchdesk.domain.meetings import MeetingRecord, Phase, Presence
from branchdesk.papers import wording
from branchdesk.papers.ballots import write_ballot
from branchdesk.papers.blocks import TITLE, Align, Block, Gap, Manuscript, Names, Paragraph, Span, plain
from branchdesk.papers.heads import branch_of, called, draft_mark, full_branch, headed
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.minutes_course import (
    document_of,
    heading_of,
    measures_of,
    resolved,
    title_of,
    typed,
)
from branchdesk.papers.minutes_people import listed
from branchdesk.papers.signing import cells
from branchdesk.papers.wording import BLANK, People

WHERE = "会议纪要"
MARK, MARKED = 26.0, 17  # 一号, and how many cells of it a line has room for; a longer mark is as large as a title
SETTLED = "会议议定事项"


def write_summary(
    record: MeetingRecord, house: House = USUAL, *, votes: bool = True, today: date | None = None
) -> Manuscript:
    """Write what was settled, with the figures of the votes unless `votes` says no."""
    meeting, people = record.meeting, People(record.apart)
    parts = branch_of(record, house), called(record), "纪要"
    return Manuscript(
        title=f"{''.join(parts)}（{wording.day(meeting.starts.date())}）",
        author=full_branch(record, house),
        blocks=(
            *headed(house, parts, size=MARK if sum(map(cells, parts)) <= MARKED else TITLE, red=True),
            *_line(record),
            Gap(),
            _opening(record, house, people),
            *_topics(record, people, votes=votes),
            Gap(),
            *_there(record, people),
        ),
        draft=draft_mark(record, today),
        layout=house.layout(names=wording.names_of(record)),
    )


def fits(record: MeetingRecord) -> bool:
    """Say whether a meeting is one that settles something."""
    return kinds.of(record.meeting.kind).resolves and record.meeting.phase is not Phase.CANCELLED


def _line(record: MeetingRecord) -> Iterator[Block]:
    number = record.meeting.number
    told = (f"第{number}次{' ' * 4}" if number is not None else "") + wording.day(record.meeting.starts.date())
    yield Paragraph((Span(told),), WHERE, first=0, align=Align.CENTRE, keep_next=True)


def _opening(record: MeetingRecord, house: House, people: People) -> Paragraph:
    meeting = record.meeting
    name, theme = called(record), wording.phrase(meeting.title or "")
    place = plain(meeting.place or "") or BLANK
    told = f"{wording.period(meeting.starts, meeting.ends)}，{branch_of(record, house)}在{place}召开{name}"
    chair = people.write(meeting.chair) if meeting.chair else BLANK
    return Paragraph(
        (
            Span(told + (f"，主题为“{theme}”" if theme and theme not in name else "") + "。会议由"),
            Span(chair, whole=True),
            Span("同志主持。现将会议议定事项纪要如下："),
        ),
        WHERE,
    )


def _topics(record: MeetingRecord, people: People, *, votes: bool) -> Iterator[Block]:
    meeting, number = record.meeting, 0
    for position, item in enumerate(meeting.agenda):
        told = list(_settled(item, people))
        if isinstance(item, Ballot) and votes:
            told += write_ballot(record, position, item, people)
        number += 1
        yield heading_of(number, title_of(item), alone=not told)
        yield from told
    if meeting.text is not None:
        number += 1
        yield heading_of(number, "会议内容")
        yield from typed(meeting.text, "会议内容")
    yield heading_of(number + 1, SETTLED)
    yield from resolved(meeting.resolutions)


def _settled(item: AgendaItem, people: People) -> Iterator[Block]:
    """Write of an item what was dealt with and what is to be done; who said what is left to the minutes."""
    where = f"议题“{wording.brief(title_of(item))}”"
    match item:
        case FirstTopic():
            studied = "、".join(document_of(document) for document in item.documents) or BLANK * 3
            case = f"，并就“{wording.phrase(item.case_title)}”开展案例研讨" if item.case_title else ""
            yield Paragraph((Span(f"会议传达学习{studied}{case}。"),), where)
        case Lecture():
            lecturer = people.write(item.lecturer) if item.lecturer else BLANK
            yield Paragraph((Span(lecturer, whole=True), Span("同志讲授党课。")), where)
        case Topic() | Ballot():
            yield from typed(item.text, where)
    yield from _to_do(() if isinstance(item, Ballot) else item.measures, where, people)
    if isinstance(item, Topic) and item.to_members_meeting:
        yield Paragraph((Span("此事项提请党员大会讨论。"),), where)


def _to_do(measures: Sequence[Measure], where: str, people: People) -> Iterator[Block]:
    if len(measures) > 1:
        yield Paragraph((Span("会议要求抓好以下工作："),), where, keep_next=True)
    yield from measures_of(measures, where, people)


def _there(record: MeetingRecord, people: People) -> Iterator[Block]:
    """Name who was there, on leave, away and sitting in; who is not marked yet is left to be written."""
    for name, presence in (("出席", Presence.PRESENT), ("请假", Presence.ON_LEAVE), ("缺席", Presence.ABSENT)):
        found = tuple(person for person in record.attendees if person.presence is presence)
        if found:
            yield Names(wording.label(name), tuple(people.span(person) for person in found), WHERE)
        elif presence is Presence.PRESENT:
            yield Names(wording.label(name), (Span(_counted(record)),), WHERE)
    if record.meeting.observers != ():
        yield Paragraph((wording.label("列席"), *listed(record.meeting.observers)), WHERE, first=0, hang=4)


def _counted(record: MeetingRecord) -> str:
    present = None if record.by_name else record.heads.present
    return BLANK if present is None else f"{present}人"
