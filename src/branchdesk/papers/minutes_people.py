"""The facts at the head of the minutes: when, where and who led; then 到会情况, with who counts otherwise than usual.

Both styles of the minutes tell the same facts, each in its own shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from branchdesk.domain import kinds
from branchdesk.domain.agenda import AgendaItem, Ballot, PersonRef
from branchdesk.domain.meetings import Attendee, MeetingRecord, Phase, Presence
from branchdesk.papers import wording
from branchdesk.papers.blocks import Span, plain
from branchdesk.papers.wording import BLANK, People
from branchdesk.words import meetings as words

BASICS, ATTENDANCE = "基本情况", "到会情况"
TIME, PLACE = "时间", "地点"
PRESENT, TAKING_PART = "出席", "参加"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a meeting under its name: a text, or `names` of people that each paper lays out in its own way."""

    name: str
    content: tuple[Span, ...] = ()
    names: tuple[Attendee, ...] = ()
    where: str = BASICS
    bookmark: str | None = None


def fact(name: str, *content: str | Span, where: str = BASICS, bookmark: str | None = None) -> Fact:
    """Give a fact that is told in words."""
    return Fact(name, tuple(one if isinstance(one, Span) else Span(one) for one in content), (), where, bookmark)


def basics(record: MeetingRecord, people: People) -> Iterator[Fact]:
    """Tell what it was about, when and where; who led and who wrote come last."""
    meeting = record.meeting
    if theme := wording.phrase(meeting.title or ""):
        yield fact("主题", theme)
    yield fact(TIME, wording.period(meeting.starts, meeting.ends))
    for move in meeting.moves:
        reason = f"，{wording.phrase(move.reason)}" if plain(move.reason) else ""
        yield fact("改期", f"原定{wording.moment(move.starts)}{reason}")
    if meeting.phase is Phase.CANCELLED:
        yield fact("取消", wording.phrase(meeting.cancelled_for or "") or BLANK)
    yield fact(PLACE, plain(meeting.place or "") or BLANK)
    if meeting.form is not None:
        yield fact("形式", words.BODIES[meeting.form])
    if meeting.partners:
        yield fact("共建单位", "、".join(map(plain, meeting.partners)))
    yield fact(words.CHAIR, people.span(meeting.chair) if meeting.chair else BLANK)
    yield fact(words.RECORDER, people.span(meeting.recorder) if meeting.recorder else BLANK)


def attendance(record: MeetingRecord, people: People) -> Iterator[Fact]:
    """Tell who was expected and who came; of an activity, where nobody is due, who took part."""
    by_presence = {
        presence: tuple(person for person in record.attendees if person.presence is presence) for presence in Presence
    }
    unmarked = by_presence[Presence.UNKNOWN]
    nothing_known = record.by_name and len(unmarked) == len(record.attendees)
    free = not kinds.of(record.meeting.kind).due
    heads = _taking_part(record, nothing_known=nothing_known) if free else _heads(record, nothing_known=nothing_known)
    yield fact("人数", heads, where=ATTENDANCE, bookmark=ATTENDANCE)
    for name, presence in (("请假", Presence.ON_LEAVE), ("缺席", Presence.ABSENT)):
        if by_presence[presence]:
            yield fact(name, *_with_reasons(by_presence[presence], people), where=ATTENDANCE)
        elif nothing_known and not free:
            yield fact(name, BLANK, where=ATTENDANCE)
    there = TAKING_PART if free else PRESENT
    if present := by_presence[Presence.PRESENT]:
        yield Fact(there, names=present, where=ATTENDANCE)
    elif nothing_known:
        yield fact(there, BLANK, where=ATTENDANCE)
    if unmarked and not nothing_known and record.by_name and not free:
        yield Fact("未登记", names=unmarked, where=ATTENDANCE)
    yield from _otherwise(record, people)
    if free and record.meeting.volunteers != ():
        yield fact("志愿者", *listed(record.meeting.volunteers), where=ATTENDANCE)
    if not free or record.meeting.observers:
        yield fact("列席", *listed(record.meeting.observers), where=ATTENDANCE)


def _otherwise(record: MeetingRecord, people: People) -> Iterator[Fact]:
    """Write who came late or took part online, and who is expected otherwise than the roster says, each with why."""
    late = [(person, person.reason) for person in record.attendees if person.late]
    online = [(person, "") for person in record.attendees if person.online]
    left_out = [(one.person, one.reason) for one in record.meeting.overrides if not one.expected]
    added = [(one.person, one.reason) for one in record.meeting.overrides if one.expected]
    for name, found in (("迟到", late), ("线上参加", online), ("不计入应到", left_out), ("另加应到", added)):
        if found:
            yield fact(name, *_each(found, people), where=ATTENDANCE)


def _each(found: Sequence[tuple[PersonRef | Attendee, str]], people: People) -> Iterator[Span]:
    for number, (person, reason) in enumerate(found):
        if number:
            yield Span("、")
        yield Span(people.write(person), whole=True)
        if reason := wording.phrase(reason):
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
        reason = wording.phrase(person.reason) or f"原因：{BLANK}"
        made_up = f"；{wording.day(person.made_up_on)}补学" if person.made_up_on else ""
        yield Span(f"（{reason}{made_up}）")


def listed(guests: tuple[str, ...] | None) -> Iterator[Span]:
    """Name guests; a blank where nobody wrote yet whether there were any."""
    if not guests:
        yield Span(BLANK if guests is None else "无")
        return
    for number, guest in enumerate(guests):
        if number:
            yield Span("、")
        yield Span(plain(guest))
