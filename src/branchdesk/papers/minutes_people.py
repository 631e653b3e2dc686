"""到会情况 of the minutes: the numbers, who was away and why, who was there, and who counts otherwise than usual."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from branchdesk.domain import kinds
from branchdesk.domain.agenda import AgendaItem, Ballot, PersonRef
from branchdesk.domain.meetings import (
    Attendee,
    MeetingKind,
    MeetingRecord,
    Presence,
)
from branchdesk.papers import wording
from branchdesk.papers.blocks import Block, Names, Paragraph, Span, plain
from branchdesk.papers.wording import BLANK, People
from branchdesk.words import meetings as words

BASICS, ATTENDANCE = "基本情况", "到会情况"
LABEL = 4  # cells: three characters and the colon


def field(name: str, *content: str | Span, where: str = BASICS, bookmark: str | None = None) -> Paragraph:
    """Write a labelled line, whose further lines stand below its content."""
    spans = (span if isinstance(span, Span) else Span(span) for span in content)
    return Paragraph((wording.label(name), *spans), where, first=0, hang=LABEL, bookmark=bookmark)


def attendance(record: MeetingRecord, people: People) -> Iterator[Block]:
    """Write who was expected and who came; of an activity, where nobody is due, who took part."""
    by_presence = {
        presence: [person for person in record.attendees if person.presence is presence] for presence in Presence
    }
    unmarked = by_presence[Presence.UNKNOWN]
    nothing_known = record.by_name and len(unmarked) == len(record.attendees)
    free = record.meeting.kind is MeetingKind.ACTIVITY
    heads = _taking_part(record, nothing_known=nothing_known) if free else _heads(record, nothing_known=nothing_known)
    yield field("人数", heads, where=ATTENDANCE, bookmark=ATTENDANCE)
    for name, presence in (("请假", Presence.ON_LEAVE), ("缺席", Presence.ABSENT)):
        if by_presence[presence]:
            yield field(name, *_with_reasons(by_presence[presence], people), where=ATTENDANCE)
        elif nothing_known and not free:
            yield field(name, BLANK, where=ATTENDANCE)
    present = tuple(people.span(person) for person in by_presence[Presence.PRESENT])
    if present or nothing_known:
        yield Names(wording.label("参加" if free else "出席"), present or (Span(BLANK),), ATTENDANCE)
    if unmarked and not nothing_known and record.by_name and not free:
        yield Names(wording.label("未登记"), tuple(people.span(person) for person in unmarked), ATTENDANCE)
    yield from _otherwise(record, people)
    if free and record.meeting.volunteers != ():
        yield field("志愿者", *_listed(record.meeting.volunteers), where=ATTENDANCE)
    if not free or record.meeting.observers:
        yield field("列席", *_listed(record.meeting.observers), where=ATTENDANCE)


def _otherwise(record: MeetingRecord, people: People) -> Iterator[Block]:
    """Write who came late or took part online, and who is expected otherwise than the roster says, each with why."""
    late = [(person, person.reason) for person in record.attendees if person.late]
    online = [(person, "") for person in record.attendees if person.online]
    left_out = [(one.person, one.reason) for one in record.meeting.overrides if not one.expected]
    added = [(one.person, one.reason) for one in record.meeting.overrides if one.expected]
    for name, found in (("迟到", late), ("线上参加", online), ("不计入应到", left_out), ("另加应到", added)):
        if found:
            yield field(name, *_each(found, people), where=ATTENDANCE)


def _each(found: Sequence[tuple[PersonRef | Attendee, str]], people: People) -> Iterator[Span]:
    for number, (person, reason) in enumerate(found):
        if number:
            yield Span("、")
        yield Span(people.write(person), whole=True)
        if reason := plain(reason):
            yield Span(f"（{reason}）")


def _taking_part(record: MeetingRecord, *, nothing_known: bool) -> str:
    present = None if nothing_known else record.heads.present
    return f"党员{wording.number(present, '人')}参加。"


def _heads(record: MeetingRecord, *, nothing_known: bool) -> str:
    if not record.by_name:
        counted = record.heads
        numbers = (counted.expected, counted.present, counted.on_leave, counted.absent)
        told = [f"{word}{wording.number(number, '人')}" for word, number in zip(words.HEADS, numbers, strict=True)]
        return "，".join(told) + "。"
    counts, votes = record.counts, kinds.of(record.meeting.kind).votes or _has_ballot(record.meeting.agenda)

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


def _listed(guests: tuple[str, ...] | None) -> Iterator[Span]:
    if not guests:
        yield Span(BLANK if guests is None else "无")
        return
    for number, guest in enumerate(guests):
        if number:
            yield Span("、")
        yield Span(plain(guest))
