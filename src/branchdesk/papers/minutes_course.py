"""What happened at a meeting, item by item: what both styles of the minutes and the other papers of a meeting tell.

What nobody typed is not invented; what is not known yet is a blank to fill in by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from branchdesk.domain import kinds
from branchdesk.domain.agenda import (
    AgendaItem,
    Ballot,
    Document,
    FirstTopic,
    Lecture,
    Measure,
    PersonRef,
    Speech,
    Topic,
)
from branchdesk.domain.meetings import MeetingRecord, Review
from branchdesk.papers import wording
from branchdesk.papers.ballots import write_ballot
from branchdesk.papers.blocks import Block, Paragraph, Role, Span, plain
from branchdesk.papers.minutes_life import placed
from branchdesk.papers.wording import BLANK, People
from branchdesk.words import meetings as words

RULE = "_" * 52
LOOKED_BACK, RESOLUTIONS, CONTENT = "以前措施的落实情况", "会议决议", "会议内容"
FIRST_TOPIC = "第一议题"


def course(record: MeetingRecord, people: People) -> Iterator[Block]:
    """Write the agenda item by item, then what an old record tells of the whole, then what was resolved."""
    meeting = record.meeting
    heading = len(meeting.agenda)
    if only_titles(record):
        heading = 1
        yield heading_of(heading, "会议议题")
        yield from topics(record)
    else:
        yield from agenda(record, people)
    if meeting.text is not None:
        heading += 1
        yield heading_of(heading, CONTENT)
        yield from typed(meeting.text, CONTENT)
    for name, written in placed(meeting, people, titles_alone=only_titles(record))[1]:
        heading += 1
        yield heading_of(heading, name)
        yield from written
    if meeting.reviews:
        heading += 1
        yield heading_of(heading, LOOKED_BACK)
        yield from reviewed(meeting.reviews, people)
    if meeting.resolutions is not None or kinds.of(meeting.kind).resolves:
        yield heading_of(heading + 1, RESOLUTIONS)
        yield from resolved(meeting.resolutions)


def only_titles(record: MeetingRecord) -> bool:
    """Say whether an old record has its agenda's titles alone, and tells of the whole in one piece."""
    meeting = record.meeting
    return meeting.text is not None and bool(meeting.agenda) and all(item == _bare(item) for item in meeting.agenda)


def topics(record: MeetingRecord) -> Iterator[Paragraph]:
    """List what stands on the agenda, a line each."""
    for number, item in enumerate(record.meeting.agenda, start=1):
        yield Paragraph((Span(f"{number}. {title_of(item)}"),), "会议议题")


def title_of(item: AgendaItem) -> str:
    """Give what an item is called; one that nobody gave a title is called by its kind."""
    match item:
        case FirstTopic():
            return FIRST_TOPIC
        case Lecture():
            return f"党课：{wording.quoted(item.title)}" if plain(item.title) else "党课"
        case Ballot():
            return wording.phrase(item.title) or words.RULES[item.rule]
        case Topic():
            return wording.phrase(item.title)
        case _:
            assert_never(item)


def _bare(item: AgendaItem) -> Topic:
    """Give an item's title alone: all that an old record has of it."""
    return Topic("" if isinstance(item, FirstTopic) else item.title)


def agenda(record: MeetingRecord, people: People, *, votes: bool = True) -> Iterator[Block]:
    """Write the agenda item by item, with the figures of its votes or without."""
    below, _ = placed(record.meeting, people)
    for position, item in enumerate(record.meeting.agenda):
        yield heading_of(position + 1, title_of(item), alone=item == _bare(item) and position not in below)
        match item:
            case FirstTopic():
                yield from _first_topic(item, people)
            case Topic():
                where = f"议题“{wording.brief(item.title)}”"
                if item.reporter:
                    yield _led("报告人", item.reporter, where, people)
                yield from typed(item.text, where)
                yield from speeches_of(item.speeches, where, people)
                yield from measures_of(item.measures, where, people)
                if item.to_members_meeting:
                    yield Paragraph((Span("此事项提请党员大会讨论。"),), where)
            case Lecture():
                yield from _lecture(item, people)
            case Ballot():
                yield from typed(item.text, f"表决“{wording.brief(item.title)}”")
                yield from write_ballot(record, position, item, people) if votes else ()
            case _:
                assert_never(item)
        yield from below.get(position, ())


def votes(record: MeetingRecord, people: People) -> Iterator[Block]:
    """Write the votes alone, each below what it was about where there are several."""
    ballots = [(at, item) for at, item in enumerate(record.meeting.agenda) if isinstance(item, Ballot)]
    for number, (position, ballot) in enumerate(ballots, start=1):
        if len(ballots) > 1:
            yield heading_of(number, title_of(ballot))
        yield from write_ballot(record, position, ballot, people)


def heading_of(number: int, title: str, *, alone: bool = False) -> Paragraph:
    """Write a heading of the first level; one that stands `alone` has nothing below it."""
    text = f"{wording.numeral(number)}、{title}"
    return Paragraph(
        (Span(text, Role.HEI),), f"标题“{wording.brief(title)}”", keep_next=not alone, bookmark=text, level=1
    )


def _led(role: str, person: PersonRef | None, where: str, people: People) -> Paragraph:
    leader = people.write(person) if person else BLANK
    return Paragraph((Span(f"{role}："), Span(leader, whole=True), Span("。")), where)


def _lecture(item: Lecture, people: People) -> Iterator[Block]:
    where = f"党课“{wording.brief(item.title)}”"
    yield _led("主讲人", item.lecturer, where, people)
    yield from _named_parts(
        where,
        ("讲课提纲", list(typed(item.text, where))),
        ("讨论发言", list(speeches_of(item.speeches, where, people))),
        ("贯彻措施", list(measures_of(item.measures, where, people))),
    )


def _named_parts(where: str, *parts: tuple[str, Sequence[Block]]) -> Iterator[Block]:
    """Write parts that are not empty, each below its number and name."""
    for number, (name, blocks) in enumerate(((name, blocks) for name, blocks in parts if blocks), start=1):
        yield Paragraph((Span(f"（{wording.numeral(number)}）{name}", Role.KAI),), where, keep_next=True, level=2)
        yield from blocks


def _first_topic(item: FirstTopic, people: People) -> Iterator[Block]:
    where = FIRST_TOPIC
    studied = "、".join(document_of(document) for document in item.documents) or BLANK * 3
    leader = people.write(item.lead_reader) if item.lead_reader else BLANK
    yield Paragraph((Span(f"会议传达学习{studied}。领学人："), Span(leader, whole=True), Span("。")), where)
    yield from _named_parts(
        where,
        ("案例研讨", list(_case(item, where))),
        ("研讨发言", list(speeches_of(item.speeches, where, people))),
        ("贯彻措施", list(measures_of(item.measures, where, people))),
    )


def _case(item: FirstTopic, where: str) -> Iterator[Paragraph]:
    """Write which case was discussed, and what was said of it as a whole."""
    if item.case_title:
        yield Paragraph((Span(f"研讨案例：{wording.ended(wording.phrase(item.case_title))}"),), where)
    yield from typed(item.case_text, where)


def document_of(document: Document) -> str:
    """Name a document that was studied, with its source and its day."""
    source = plain(document.source or "") or BLANK
    issued = wording.day(document.issued) if document.issued else wording.DATE_BLANK
    return f"{wording.quoted(document.title)}（{source}，{issued}）"


def typed(text: str, where: str) -> Iterator[Paragraph]:
    """Write a text as it was typed, paragraph by paragraph."""
    for part in wording.prose(text):
        yield Paragraph((Span(part),), where)


def speeches_of(speeches: Iterable[Speech], where: str, people: People) -> Iterator[Paragraph]:
    """Write what was said, each by whom."""
    for speech in speeches:
        speaker = people.write(speech.speaker) or BLANK
        first, *more = wording.prose(speech.text) or [BLANK]
        place = f"{where}，{speaker}的发言"
        yield Paragraph((Span(f"{speaker}：", Role.KAI, whole=True), Span(first)), place)
        yield from (Paragraph((Span(part),), place) for part in more)


def measures_of(measures: Sequence[Measure], where: str, people: People) -> Iterator[Paragraph]:
    """Write what is to be done, by whom and by when."""
    for number, measure in enumerate(measures, start=1):
        text = wording.phrase(measure.text)
        owner = people.write(measure.owner) if measure.owner else BLANK
        due = wording.day(measure.due) if measure.due else wording.DATE_BLANK
        done = f"，已于{wording.day(measure.done_on)}完成" if measure.done_on else ""
        bracket = f"（责任人：{owner}，完成时限：{due}{done}）"
        stop = "" if wording.ended(text) == text else "。"
        count = f"{number}. " if len(measures) > 1 else ""
        yield Paragraph((Span(f"{count}{text}{bracket}{stop}"),), f"{where}，措施")


def reviewed(reviews: Sequence[Review], people: People) -> Iterator[Paragraph]:
    """Write what became of measures of earlier meetings."""
    for number, one in enumerate(reviews, start=1):
        owner = f"（责任人：{people.write(one.owner)}）" if one.owner else ""
        state = f"已于{wording.day(one.done_on)}完成" if one.done_on else "在办"
        note = wording.ended(wording.phrase(one.note))
        count = f"{number}. " if len(reviews) > 1 else ""
        text = f"{count}{wording.phrase(one.text).rstrip('。')}{owner}：{state}。{note}"
        yield Paragraph((Span(text),), LOOKED_BACK)


def resolved(resolutions: tuple[str, ...] | None) -> Iterator[Paragraph]:
    """Write what was resolved; lines to write on where that is not known yet."""
    where = RESOLUTIONS
    if resolutions is None:
        yield from (Paragraph((Span(RULE),), where) for _ in range(2))
        return
    if not resolutions:
        yield Paragraph((Span("无。"),), where)
    for position, resolution in enumerate(resolutions, start=1):
        count = f"{position}. " if len(resolutions) > 1 else ""
        first, *more = wording.prose(resolution) or [BLANK]
        yield Paragraph((Span(count + first),), where)
        yield from (Paragraph((Span(part),), where) for part in more)
