"""会议记录: the minutes of a meeting, ready to be read, signed and bound.

The order is the one that inspections look for: when, where, who led and wrote, who was to come, who came, who did not
and why; then the agenda, each vote with its figures and what the chair declared, the resolutions, the signatures. What
is not known yet is a blank to fill in by hand, never "none"; what nobody typed is not invented.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import assert_never

from branchdesk.domain import kinds
from branchdesk.domain.agenda import (
    AgendaItem,
    Ballot,
    BallotRule,
    Document,
    FirstTopic,
    Lecture,
    Measure,
    PersonRef,
    Speech,
    Topic,
)
from branchdesk.domain.meetings import (
    Body,
    MeetingKind,
    MeetingRecord,
    MeetingState,
    Phase,
    Review,
)
from branchdesk.papers import wording
from branchdesk.papers.ballots import write_ballot
from branchdesk.papers.blocks import (
    BLANK_CELL,
    Align,
    Block,
    Gap,
    Manuscript,
    Paragraph,
    Role,
    Signatures,
    Span,
    Title,
    paragraphs,
    plain,
)
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.minutes_people import LABEL, attendance, field
from branchdesk.papers.wording import BLANK, People
from branchdesk.words import meetings as words

SECOND_FIELD = 14  # where the second field of a shared line begins
RULE = "_" * 52
LOOKED_BACK = "以前措施的落实情况"
TITLES = {MeetingKind.DEMOCRATIC_APPRAISAL: "民主评议党员会议", MeetingKind.ACTIVITY: "活动"}


def write_minutes(record: MeetingRecord, house: House = USUAL, *, today: date | None = None) -> Manuscript:
    """Write a meeting's minutes as blocks: words and their order, no pages yet.

    A draft bears the word 草稿 on every page, with the day of printing where `today` is given.
    """
    meeting, people = record.meeting, People(record.apart)
    title = _title_parts(record)
    mark = ""
    if record.state is MeetingState.DRAFT:
        mark = ("已取消" if meeting.phase is Phase.CANCELLED else "草稿") + (
            f"{BLANK_CELL}{wording.day(today)}打印" if today else ""
        )
    return Manuscript(
        title=f"{''.join(title)}（{wording.day(meeting.starts.date())}）",
        author=_full_branch(record),
        blocks=(
            *_head(record, title, people),
            *attendance(record, people),
            *_course(record, people),
            Gap(),
            _signatures(record),
            *_amendments(record),
        ),
        draft=mark or None,
        layout=house.layout(),
    )


def _short_branch(record: MeetingRecord) -> str:
    branch, unit = plain(record.branch), plain(record.unit)
    return branch.removeprefix(unit) or branch


def _full_branch(record: MeetingRecord) -> str:
    return plain(record.unit) + _short_branch(record)


def _title_parts(record: MeetingRecord) -> tuple[str, ...]:
    meeting = record.meeting
    kind, group = TITLES.get(meeting.kind, words.KINDS[meeting.kind]), plain(meeting.group or "")
    if meeting.kind is MeetingKind.GROUP_MEETING and group:
        kind = f"{group}会" if group.endswith("党小组") else f"{group}{kind}"
    if meeting.kind is MeetingKind.ORGANISATIONAL_LIFE and meeting.body is Body.GROUP and group:
        kind = f"{group}{kind}"
    if meeting.for_year is not None:
        kind = f"{meeting.for_year}年度{kind}"
    return _short_branch(record), kind, "记录"


def _head(record: MeetingRecord, title: tuple[str, ...], people: People) -> Iterator[Block]:
    meeting = record.meeting
    yield Title(title, "标题")
    if meeting.number is not None:
        number = Span(f"（第{meeting.number}次）", Role.KAI)
        yield Paragraph((number,), "标题", first=0, align=Align.CENTRE, keep_next=True)
    yield Gap()
    if theme := plain(meeting.title or ""):
        yield field("主题", theme)
    yield field("时间", wording.period(meeting.starts, meeting.ends))
    for move in meeting.moves:
        reason = f"，{plain(move.reason)}" if plain(move.reason) else ""
        yield field("改期", f"原定{wording.moment(move.starts)}{reason}")
    if meeting.phase is Phase.CANCELLED:
        yield field("取消", plain(meeting.cancelled_for or "") or BLANK)
    yield field("地点", plain(meeting.place or "") or BLANK)
    if meeting.form is not None:
        yield field("形式", words.BODIES[meeting.form])
    if meeting.partners:
        yield field("共建单位", "、".join(map(plain, meeting.partners)))
    yield from _chair_and_recorder(meeting.chair, meeting.recorder, people)


def _chair_and_recorder(chair: PersonRef | None, recorder: PersonRef | None, people: People) -> Iterator[Paragraph]:
    """Put both on one line, the second from the middle on; a long name gets a line of its own."""
    first, second = (people.span(person) if person else Span(BLANK) for person in (chair, recorder))
    pad = SECOND_FIELD - LABEL - _cells(first.text)
    if pad < 1 or SECOND_FIELD + LABEL + _cells(second.text) > 2 * SECOND_FIELD:
        yield field("主持人", first)
        yield field("记录人", second)
    else:
        yield field("主持人", first, BLANK_CELL * pad, wording.label("记录人"), second)


def _cells(text: str) -> int:
    halves = sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
    return -(-halves // 2)


def _course(record: MeetingRecord, people: People) -> Iterator[Block]:
    """Write the agenda item by item, then what an old record tells of the whole, then what was resolved."""
    meeting = record.meeting
    heading = len(meeting.agenda)
    if meeting.text is not None and heading and all(item == _bare(item) for item in meeting.agenda):
        heading = 1
        yield _heading(heading, "会议议题")
        for number, item in enumerate(meeting.agenda, start=1):
            yield Paragraph((Span(f"{number}. {plain(_bare(item).title)}"),), "会议议题")
    else:
        yield from _agenda(record, people)
    if meeting.text is not None:
        heading += 1
        yield _heading(heading, "会议内容")
        yield from _text(meeting.text, "会议内容")
    if meeting.reviews:
        heading += 1
        yield _heading(heading, LOOKED_BACK)
        yield from _reviews(meeting.reviews, people)
    if meeting.resolutions is not None or kinds.of(meeting.kind).resolves:
        yield from _resolutions(meeting.resolutions, heading + 1)


def _bare(item: AgendaItem) -> Topic:
    """Give an item's title alone: all that an old record has of it."""
    return Topic("" if isinstance(item, FirstTopic) else item.title)


def _agenda(record: MeetingRecord, people: People) -> Iterator[Block]:
    for position, item in enumerate(record.meeting.agenda):
        match item:
            case FirstTopic():
                yield _heading(position + 1, "第一议题")
                yield from _first_topic(item, people)
            case Topic():
                yield _heading(position + 1, plain(item.title), alone=item == _bare(item))
                where = f"议题“{wording.brief(item.title)}”"
                if item.reporter:
                    yield _led("报告人", item.reporter, where, people)
                yield from _text(item.text, where)
                yield from _speeches(item.speeches, where, people)
                yield from _measures(item.measures, where, people)
                if item.to_members_meeting:
                    yield Paragraph((Span("此事项提请党员大会讨论。"),), where)
            case Lecture():
                yield _heading(position + 1, f"党课：{wording.quoted(item.title)}" if plain(item.title) else "党课")
                yield from _lecture(item, people)
            case Ballot():
                yield _heading(position + 1, plain(item.title) or words.RULES[item.rule])
                yield from _text(item.text, f"表决“{wording.brief(item.title)}”")
                yield from write_ballot(record, position, item, people)
            case _:
                assert_never(item)


def _heading(number: int, title: str, *, alone: bool = False) -> Paragraph:
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
        ("讲课提纲", list(_text(item.text, where))),
        ("讨论发言", list(_speeches(item.speeches, where, people))),
        ("贯彻措施", list(_measures(item.measures, where, people))),
    )


def _named_parts(where: str, *parts: tuple[str, Sequence[Block]]) -> Iterator[Block]:
    """Write parts that are not empty, each below its number and name."""
    for number, (name, blocks) in enumerate(((name, blocks) for name, blocks in parts if blocks), start=1):
        yield Paragraph((Span(f"（{wording.numeral(number)}）{name}", Role.KAI),), where, keep_next=True, level=2)
        yield from blocks


def _first_topic(item: FirstTopic, people: People) -> Iterator[Block]:
    where = "第一议题"
    studied = "、".join(_document(document) for document in item.documents) or BLANK * 3
    leader = people.write(item.lead_reader) if item.lead_reader else BLANK
    yield Paragraph((Span(f"会议传达学习{studied}。领学人："), Span(leader, whole=True), Span("。")), where)
    yield from _named_parts(
        where,
        ("研讨发言", list(_speeches(item.speeches, where, people))),
        ("贯彻措施", list(_measures(item.measures, where, people))),
    )


def _document(document: Document) -> str:
    source = plain(document.source or "") or BLANK
    issued = wording.day(document.issued) if document.issued else wording.DATE_BLANK
    return f"{wording.quoted(document.title)}（{source}，{issued}）"


def _text(text: str, where: str) -> Iterator[Paragraph]:
    for part in paragraphs(text):
        yield Paragraph((Span(part),), where)


def _speeches(speeches: Iterable[Speech], where: str, people: People) -> Iterator[Paragraph]:
    for speech in speeches:
        speaker = people.write(speech.speaker) or BLANK
        first, *more = paragraphs(speech.text) or [BLANK]
        place = f"{where}，{speaker}的发言"
        yield Paragraph((Span(f"{speaker}：", Role.KAI, whole=True), Span(first)), place)
        yield from (Paragraph((Span(part),), place) for part in more)


def _measures(measures: Sequence[Measure], where: str, people: People) -> Iterator[Paragraph]:
    for number, measure in enumerate(measures, start=1):
        text = plain(measure.text)
        owner = people.write(measure.owner) if measure.owner else BLANK
        due = wording.day(measure.due) if measure.due else wording.DATE_BLANK
        done = f"，已于{wording.day(measure.done_on)}完成" if measure.done_on else ""
        bracket = f"（责任人：{owner}，完成时限：{due}{done}）"
        stop = "" if wording.ended(text) == text else "。"
        count = f"{number}. " if len(measures) > 1 else ""
        yield Paragraph((Span(f"{count}{text}{bracket}{stop}"),), f"{where}，措施")


def _reviews(reviews: Sequence[Review], people: People) -> Iterator[Paragraph]:
    for number, one in enumerate(reviews, start=1):
        owner = f"（责任人：{people.write(one.owner)}）" if one.owner else ""
        state = f"已于{wording.day(one.done_on)}完成" if one.done_on else "在办"
        note = wording.ended(plain(one.note))
        count = f"{number}. " if len(reviews) > 1 else ""
        text = f"{count}{plain(one.text).rstrip('。')}{owner}：{state}。{note}"
        yield Paragraph((Span(text),), LOOKED_BACK)


def _resolutions(resolutions: tuple[str, ...] | None, number: int) -> Iterator[Block]:
    where = "会议决议"
    yield _heading(number, where)
    if resolutions is None:
        yield from (Paragraph((Span(RULE),), where) for _ in range(2))
        return
    if not resolutions:
        yield Paragraph((Span("无。"),), where)
    for position, resolution in enumerate(resolutions, start=1):
        count = f"{position}. " if len(resolutions) > 1 else ""
        first, *more = paragraphs(resolution) or [BLANK]
        yield Paragraph((Span(count + first),), where)
        yield from (Paragraph((Span(part),), where) for part in more)


def _signatures(record: MeetingRecord) -> Signatures:
    """Chair and recorder sign; where members are admitted, the secretary does too (细则26第21条)."""
    lines = [f"主持人（签字）：{BLANK}{BLANK_CELL}{BLANK_CELL}记录人（签字）：{BLANK}"]
    if any(isinstance(item, Ballot) and item.rule is BallotRule.ADMISSION for item in record.meeting.agenda):
        lines.append(f"支部书记（签字）：{BLANK}")
    where = "签字"
    return Signatures(
        (
            *(Paragraph((Span(line),), where, first=0) for line in lines),
            Paragraph((Span(f"年{BLANK_CELL * 2}月{BLANK_CELL * 2}日"),), where, first=0, align=Align.RIGHT),
        )
    )


def _amendments(record: MeetingRecord) -> Iterator[Block]:
    """Write below the signatures what was corrected after closing, the day with each."""
    if record.amendments:
        yield Gap()
    for number, one in enumerate(record.amendments, start=1):
        head = f"补充更正{wording.numeral(number) if len(record.amendments) > 1 else ''}（{wording.day(one.day)}）"
        first, *more = paragraphs(one.text) or [BLANK]
        yield Paragraph((Span(f"{head}：", Role.KAI, whole=True), Span(first)), head)
        yield from (Paragraph((Span(part),), head) for part in more)
