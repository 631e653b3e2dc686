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

from branchdesk.domain.meetings import (
    AgendaItem,
    Attendee,
    Ballot,
    BallotRule,
    Document,
    FirstTopic,
    Lecture,
    Measure,
    MeetingKind,
    MeetingRecord,
    MeetingState,
    PersonRef,
    Presence,
    Speech,
    Subject,
    Topic,
    Verdict,
)
from branchdesk.papers import wording
from branchdesk.papers.blocks import (
    BLANK_CELL,
    Align,
    Block,
    Gap,
    Manuscript,
    Names,
    Paper,
    Paragraph,
    Role,
    Signatures,
    Span,
    Title,
    paragraphs,
    plain,
)
from branchdesk.papers.fonts import bundled
from branchdesk.papers.page import print_manuscript
from branchdesk.papers.wording import BLANK, People
from branchdesk.words import meetings as words

BASICS, ATTENDANCE = "基本情况", "到会情况"
LABEL = 4  # cells: three characters and the colon
SECOND_FIELD = 14  # where the second field of a shared line begins
RULE = "_" * 52
WITH_VOTES = {MeetingKind.MEMBERS_MEETING, MeetingKind.COMMITTEE_MEETING}


def make_minutes(record: MeetingRecord, *, today: date | None = None) -> Paper:
    """Print a meeting's minutes as PDF.

    A draft bears the word 草稿 on every page, with the day of printing where `today` is given. Raises Refusal
    (missing_glyph) where a character has no face, before anything is printed, and Trouble where a face cannot be read.
    """
    return print_manuscript(write_minutes(record, today=today), bundled())


def write_minutes(record: MeetingRecord, *, today: date | None = None) -> Manuscript:
    """Write a meeting's minutes as blocks: words and their order, no pages yet."""
    meeting, people = record.meeting, People(record.apart)
    title = _title_parts(record)
    mark = ""
    if record.state is MeetingState.DRAFT:
        mark = "草稿" + (f"{BLANK_CELL}{wording.day(today)}打印" if today else "")
    return Manuscript(
        title=f"{''.join(title)}（{wording.day(meeting.starts.date())}）",
        author=_full_branch(record),
        blocks=(
            *_head(record, title, people),
            *_attendance(record, people),
            *_course(record, people),
            Gap(),
            _signatures(record),
        ),
        draft=mark or None,
    )


def _short_branch(record: MeetingRecord) -> str:
    branch, unit = plain(record.branch), plain(record.unit)
    return branch.removeprefix(unit) or branch


def _full_branch(record: MeetingRecord) -> str:
    return plain(record.unit) + _short_branch(record)


def _title_parts(record: MeetingRecord) -> tuple[str, ...]:
    kind, group = words.KINDS[record.meeting.kind], plain(record.meeting.group or "")
    if record.meeting.kind is MeetingKind.GROUP_MEETING and group:
        kind = f"{group}会" if group.endswith("党小组") else f"{group}{kind}"
    return _short_branch(record), kind, "记录"


def _head(record: MeetingRecord, title: tuple[str, ...], people: People) -> Iterator[Block]:
    meeting = record.meeting
    yield Title(title, "标题")
    if meeting.number is not None:
        number = Span(f"（第{meeting.number}次）", Role.KAI)
        yield Paragraph((number,), "标题", first=0, align=Align.CENTRE, keep_next=True)
    yield Gap()
    if theme := plain(meeting.title or ""):
        yield _field("主题", theme)
    yield _field("时间", wording.period(meeting.starts, meeting.ends))
    yield _field("地点", plain(meeting.place or "") or BLANK)
    yield from _chair_and_recorder(meeting.chair, meeting.recorder, people)


def _field(name: str, *content: str | Span, where: str = BASICS, bookmark: str | None = None) -> Paragraph:
    spans = (span if isinstance(span, Span) else Span(span) for span in content)
    return Paragraph((wording.label(name), *spans), where, first=0, hang=LABEL, bookmark=bookmark)


def _chair_and_recorder(chair: PersonRef | None, recorder: PersonRef | None, people: People) -> Iterator[Paragraph]:
    """Put both on one line, the second from the middle on; a long name gets a line of its own."""
    first, second = (people.span(person) if person else Span(BLANK) for person in (chair, recorder))
    pad = SECOND_FIELD - LABEL - _cells(first.text)
    if pad < 1 or SECOND_FIELD + LABEL + _cells(second.text) > 2 * SECOND_FIELD:
        yield _field("主持人", first)
        yield _field("记录人", second)
    else:
        yield _field("主持人", first, BLANK_CELL * pad, wording.label("记录人"), second)


def _cells(text: str) -> int:
    halves = sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
    return -(-halves // 2)


def _attendance(record: MeetingRecord, people: People) -> Iterator[Block]:
    by_presence = {
        presence: [person for person in record.attendees if person.presence is presence] for presence in Presence
    }
    unmarked = by_presence[Presence.UNKNOWN]
    nothing_known = record.by_name and len(unmarked) == len(record.attendees)
    yield _field("人数", _heads(record, nothing_known=nothing_known), where=ATTENDANCE, bookmark=ATTENDANCE)
    for name, presence in (("请假", Presence.ON_LEAVE), ("缺席", Presence.ABSENT)):
        if by_presence[presence]:
            yield _field(name, *_with_reasons(by_presence[presence], people), where=ATTENDANCE)
        elif nothing_known:
            yield _field(name, BLANK, where=ATTENDANCE)
    present = tuple(people.span(person) for person in by_presence[Presence.PRESENT])
    if present or nothing_known:
        yield Names(wording.label("出席"), present or (Span(BLANK),), ATTENDANCE)
    if unmarked and not nothing_known and record.by_name:
        yield Names(wording.label("未登记"), tuple(people.span(person) for person in unmarked), ATTENDANCE)
    yield _field("列席", *_observers(record.meeting.observers), where=ATTENDANCE)


def _heads(record: MeetingRecord, *, nothing_known: bool) -> str:
    if not record.by_name:
        counted = record.heads
        numbers = (counted.expected, counted.present, counted.on_leave, counted.absent)
        told = [f"{word}{wording.number(number, '人')}" for word, number in zip(words.HEADS, numbers, strict=True)]
        return "，".join(told) + "。"
    counts, votes = record.counts, record.meeting.kind in WITH_VOTES or _has_ballot(record.meeting.agenda)

    def heads(word: str, count: int | None, entitled: int | None = None) -> str:
        bracket = f"（有表决权{wording.number(entitled, '人')}）" if votes and word in {"应到", "实到"} else ""
        return f"{word}{wording.number(count, '人')}{bracket}"

    expected = (counts.expected, counts.entitled) if record.attendees else (None, None)
    parts = [heads("应到", *expected)]
    if nothing_known:
        parts += [heads("实到", None), heads("请假", None), heads("缺席", None)]
    else:
        parts += [heads("实到", counts.present, counts.present_entitled)]
        parts += [heads("请假", counts.on_leave), heads("缺席", counts.absent)]
        parts += [heads("未登记", counts.unknown)] if counts.unknown else []
    return "，".join(parts) + "。"


def _has_ballot(agenda: Iterable[AgendaItem]) -> bool:
    return any(isinstance(item, Ballot) for item in agenda)


def _with_reasons(absentees: Sequence[Attendee], people: People) -> Iterator[Span]:
    for number, person in enumerate(absentees):
        if number:
            yield Span("、")
        yield Span(people.write(person), whole=True)
        reason = plain(person.reason) or f"原因：{BLANK}"
        made_up = f"；{wording.day(person.made_up_on)}补学" if person.made_up_on else ""
        yield Span(f"（{reason}{made_up}）")


def _observers(observers: tuple[str, ...] | None) -> Iterator[Span]:
    if not observers:
        yield Span(BLANK if observers is None else "无")
        return
    for number, observer in enumerate(observers):
        if number:
            yield Span("、")
        yield Span(plain(observer))


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
            case Topic() | Lecture():
                yield _heading(position + 1, plain(item.title), alone=item == _bare(item))
                where = f"议题“{wording.brief(item.title)}”"
                yield from _text(item.text, where)
                yield from _speeches(item.speeches, where, people)
                yield from _measures(item.measures, where, people)
            case Ballot():
                yield _heading(position + 1, plain(item.title))
                verdicts = {at: record.verdicts.get((position, at)) for at in range(len(item.subjects))}
                yield from _ballot(item, verdicts, people)
            case _:
                assert_never(item)


def _heading(number: int, title: str, *, alone: bool = False) -> Paragraph:
    text = f"{wording.numeral(number)}、{title}"
    return Paragraph((Span(text, Role.HEI),), f"标题“{wording.brief(title)}”", keep_next=not alone, bookmark=text)


def _first_topic(item: FirstTopic, people: People) -> Iterator[Block]:
    where = "第一议题"
    studied = "、".join(_document(document) for document in item.documents) or BLANK * 3
    leader = people.write(item.lead_reader) if item.lead_reader else BLANK
    yield Paragraph((Span(f"会议传达学习{studied}。领学人："), Span(leader, whole=True), Span("。")), where)
    parts = (
        ("研讨发言", list(_speeches(item.speeches, where, people))),
        ("贯彻措施", list(_measures(item.measures, where, people))),
    )
    for number, (name, blocks) in enumerate(((name, blocks) for name, blocks in parts if blocks), start=1):
        yield Paragraph((Span(f"（{wording.numeral(number)}）{name}", Role.KAI),), where, keep_next=True)
        yield from blocks


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


def _ballot(item: Ballot, verdicts: dict[int, Verdict | None], people: People) -> Iterator[Paragraph]:
    where = f"表决“{wording.brief(item.title)}”"
    yield from _text(item.text, where)
    secret = "经无记名投票，" if item.rule is BallotRule.ADMISSION else "表决结果："
    if not item.subjects:
        yield Paragraph((Span(f"{secret}{BLANK * 3}。"),), where)
    for position, subject in enumerate(item.subjects):
        found = verdicts[position]
        # Before the votes are counted the verdict only says so; here the blanks do.
        sentence = wording.ended(plain(found.sentence)) if found and subject.yes is not None else ""
        declared = words.DECLARED[subject.declared] if subject.declared else BLANK
        count = f"{position + 1}. " if len(item.subjects) > 1 else ""
        name = people.write(PersonRef(subject.name, subject.person)) if subject.person else plain(subject.name)
        yield Paragraph(
            (
                Span(f"{count}{name}：{secret}{_votes(subject, item.rule)}。{sentence}"),
                Span(f"主持人宣布：{declared}。", whole=True),
            ),
            where,
        )


def _votes(subject: Subject, rule: BallotRule) -> str:
    parts = [
        f"赞成{wording.number(subject.yes, '票')}",
        f"不赞成{wording.number(subject.no, '票')}",
        f"弃权{wording.number(subject.abstain, '票')}",
    ]
    if rule is BallotRule.ADMISSION:
        parts.append(f"会前书面意见赞成{wording.number(subject.written_yes, '票')}")
    return "，".join(parts)


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
