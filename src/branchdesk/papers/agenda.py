"""会议议程: what will be dealt with, in which order, and by whom; for the table of those who come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from branchdesk.domain.agenda import AgendaItem, Ballot, BallotRule, Document, FirstTopic, Lecture, PersonRef, Topic
from branchdesk.domain.meetings import MeetingRecord
from branchdesk.papers import wording
from branchdesk.papers.blocks import Block, Gap, Manuscript, Paragraph, Role, Span, plain
from branchdesk.papers.heads import branch_of, called, full_branch, headed
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.minutes_course import title_of
from branchdesk.papers.wording import BLANK, People
from branchdesk.words import meetings as words

WHERE = "会议议程"
LABEL = 4  # cells: three characters and the colon
TO_WRITE = 5  # items of an agenda that nobody has written yet
HOW = {
    BallotRule.RESOLUTION: "表决",
    BallotRule.ADMISSION: "无记名投票表决",
    BallotRule.ELECTION: "无记名投票选举",
    BallotRule.COMMITTEE: "表决",
    BallotRule.APPRAISAL: "无记名测评",
}


def write_agenda(record: MeetingRecord, house: House = USUAL) -> Manuscript:
    """Write the agenda: when, where and who leads, then item by item who reports, reads or lectures."""
    meeting, people = record.meeting, People(record.apart)
    parts = branch_of(record, house), called(record), "议程"
    chair = people.span(meeting.chair) if meeting.chair else Span(BLANK)
    theme = wording.phrase(meeting.title or "")
    return Manuscript(
        title=f"{''.join(parts)}（{wording.day(meeting.starts.date())}）",
        author=full_branch(record, house),
        blocks=(
            *headed(house, parts),
            Gap(),
            *((_field("主题", Span(theme)),) if theme else ()),
            _field("时间", Span(wording.moment(meeting.starts) + _hour(record))),
            _field("地点", Span(plain(meeting.place or "") or BLANK)),
            _field(words.CHAIR, chair),
            Gap(),
            *_items(record, people),
        ),
        layout=house.layout(),
    )


def _hour(record: MeetingRecord) -> str:
    """Leave a blank for the hour of a beginning at midnight, which is one that nobody has written yet."""
    starts = record.meeting.starts
    return wording.SHORT_BLANK if (starts.hour, starts.minute) == (0, 0) else ""


def _field(name: str, content: Span) -> Paragraph:
    return Paragraph((wording.label(name), content), WHERE, first=0, hang=LABEL)


def _items(record: MeetingRecord, people: People) -> Iterator[Block]:
    for number, item in enumerate(record.meeting.agenda, start=1):
        below = [line for line in _below(item, people) if line]
        head = f"{wording.numeral(number)}、{title_of(item) or BLANK * 2}"
        where = f"议题“{wording.brief(title_of(item))}”"
        yield Paragraph((Span(head, Role.HEI),), where, keep_next=bool(below), bookmark=head, level=1)
        for at, line in enumerate(below, start=1):
            yield Paragraph(line, where, keep_next=at < len(below))
    if not record.meeting.agenda:
        for number in range(1, TO_WRITE + 1):
            yield Paragraph((Span(f"{wording.numeral(number)}、", Role.HEI), Span(BLANK * 4)), WHERE)


def _below(item: AgendaItem, people: People) -> Iterator[tuple[Span, ...]]:
    """Say of an item what is read or voted on, and who leads it."""
    match item:
        case FirstTopic():
            several = len(item.documents) > 1
            if not item.documents:
                yield Span("学习篇目："), Span(BLANK * 3)
            for number, one in enumerate(item.documents, start=1):
                yield (Span((f"{number}. " if several else "") + _document(one)),)
            yield _who(words.LEAD_READER, item.lead_reader, people)
        case Topic():
            yield _who("报告人", item.reporter, people) if item.reporter else ()
        case Lecture():
            yield _who("主讲人", item.lecturer, people)
        case Ballot():
            persons = [PersonRef(one.name, one.person) for one in item.subjects if one.person]
            seats = f"，应选{item.seats}名" if item.rule is BallotRule.ELECTION and item.seats else ""
            yield (Span(f"{HOW[item.rule]}{seats}"),)
            if persons and item.rule is not BallotRule.APPRAISAL:
                who = "候选人" if item.rule is BallotRule.ELECTION else "表决对象"
                yield (Span(f"{who}："), *_listed(persons, people))


def _who(role: str, person: PersonRef | None, people: People) -> tuple[Span, ...]:
    return Span(f"{role}："), Span(people.write(person) if person else BLANK, whole=True)


def _document(document: Document) -> str:
    """Name a text with what is known of its source and its day."""
    issued = wording.day(document.issued) if document.issued else ""
    known = "，".join(part for part in (plain(document.source or ""), issued) if part)
    return wording.quoted(document.title) + (f"（{known}）" if known else "")


def _listed(persons: Sequence[PersonRef], people: People) -> Iterator[Span]:
    for number, person in enumerate(persons):
        if number:
            yield Span("、")
        yield Span(people.write(person), whole=True)
