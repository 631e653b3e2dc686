"""会议通知: when and where, what about, who is to come, how to ask for leave; also of a change or a cancelling.

What is not known yet is a blank to fill in by hand; what need not be said is left out. The rules of layout are those
of GB/T 9704—2012, 7.3: addressee from the edge, name and day at the right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from branchdesk.domain import kinds
from branchdesk.domain.agenda import AgendaItem, Ballot, FirstTopic, Lecture
from branchdesk.domain.meetings import Body, MeetingKind, MeetingRecord, Phase
from branchdesk.papers import wording
from branchdesk.papers.blocks import Block, Gap, Manuscript, Paragraph, Role, Span, plain
from branchdesk.papers.heads import branch_of, called, full_branch, headed, unit_of
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.minutes_course import title_of
from branchdesk.papers.signing import signed
from branchdesk.papers.wording import BLANK, People

WHERE = "会议通知"
WEEKDAYS = "一二三四五六日"
# What is done with a meeting of a kind; most are 召开.
HELD = {MeetingKind.PARTY_LECTURE: "举办", MeetingKind.THEME_DAY: "开展", MeetingKind.ACTIVITY: "开展"}
ALL = {Body.MEMBERS: "全体党员", Body.COMMITTEE: "支部委员会全体委员"}


def write_notice(record: MeetingRecord, house: House = USUAL, *, day: date | None, note: str = "") -> Manuscript:
    """Write the notice of a meeting, dated `day`, or with room for a day; of one put off or cancelled it says so.

    `note` is what else the branch asks of those who come, such as what to bring.
    """
    meeting, branch = record.meeting, branch_of(record, house)
    parts = _title(record, branch)
    cancelled = meeting.phase is Phase.CANCELLED
    body = _cancelled(record, branch) if cancelled else _invitation(record, branch, wording.phrase(note))
    return Manuscript(
        title=f"{''.join(parts)}（{wording.day(meeting.starts.date())}）",
        author=full_branch(record, house),
        blocks=(
            *headed(house, parts),
            Gap(),
            Paragraph((Span(f"{_everybody(record)}："),), WHERE, first=0),
            *body,
            Gap(2),
            signed(unit_of(record, house), branch, day, house),
        ),
        layout=house.layout(names=wording.names_of(record)),
    )


def _title(record: MeetingRecord, branch: str) -> tuple[str, ...]:
    if record.meeting.phase is Phase.CANCELLED:
        return "关于取消", f"{branch}{called(record)}", "的通知"
    if record.meeting.moves:
        return "关于调整", f"{branch}{called(record)}时间", "的通知"
    return f"关于{_verb(record)}", f"{branch}{called(record)}", "的通知"


def _verb(record: MeetingRecord) -> str:
    return HELD.get(record.meeting.kind, "召开")


def _everybody(record: MeetingRecord) -> str:
    if record.meeting.body is Body.GROUP:
        return f"{plain(record.meeting.group or '') or BLANK}全体党员"
    return ALL[record.meeting.body]


def _cancelled(record: MeetingRecord, branch: str) -> Iterator[Block]:
    why = _reason(record.meeting.cancelled_for or "")
    yield _said(f"原定于{_moment(record.meeting.starts)}{_verb(record)}的{branch}{called(record)}{why}现予取消。")
    yield _said("特此通知。")


def _reason(typed: str) -> str:
    why = wording.phrase(typed).removeprefix("因").rstrip("。，")
    return f"，因{why}，" if why else ""


def _invitation(record: MeetingRecord, branch: str, note: str) -> Iterator[Block]:
    people, what = People(record.apart), f"{_verb(record)}{branch}{called(record)}"
    if record.meeting.moves:
        yield _said(_moved(record, branch))
    else:
        yield _said(f"现将{what}的有关事项通知如下：")
    for number, item in enumerate(_items(record, people, note), start=1):
        name, content, below = item
        head = Span(f"{wording.numeral(number)}、{name}{'：' if content else ''}", Role.HEI)
        yield Paragraph((head, *content), WHERE, keep_next=bool(below))
        yield from below


def _moved(record: MeetingRecord, branch: str) -> str:
    first = record.meeting.moves[0]
    why = _reason(record.meeting.moves[-1].reason) or "，"
    return (
        f"原定于{_moment(first.starts)}{_verb(record)}的{branch}{called(record)}{why}"
        f"改于{_moment(record.meeting.starts)}{_verb(record)}。现将有关事项通知如下："
    )


Item = tuple[str, Sequence[Span], Sequence[Block]]


def _items(record: MeetingRecord, people: People, note: str) -> Iterator[Item]:
    meeting = record.meeting
    if theme := wording.phrase(meeting.title or ""):
        yield "主题", _words(theme), ()
    yield "时间", _words(_moment(meeting.starts)), ()
    yield "地点", _words(plain(meeting.place or "") or BLANK), ()
    yield _topics(meeting.agenda, people)
    yield "参加人员", tuple(_coming(record, people)), ()
    if meeting.partners:
        yield "共建单位", _words("、".join(map(plain, meeting.partners))), ()
    if meeting.observers:
        yield "列席人员", _words("、".join(map(plain, meeting.observers))), ()
    if kinds.of(meeting.kind).due:
        asked = "党小组组长" if meeting.body is Body.GROUP else "党支部书记"
        yield "请假要求", _words(f"请准时参加；因故不能参加的，请于会前向{asked}请假并说明原因"), ()
    if note:
        yield "其他事项", _words(note), ()


def _topics(agenda: Sequence[AgendaItem], people: People) -> Item:
    """Give a single topic beside its name, several below it."""
    told = [tuple(_topic(item, people, number, len(agenda))) for number, item in enumerate(agenda, start=1)]
    if len(told) > 1:
        return "议题", (), [Paragraph(one, WHERE) for one in told]
    return "议题", told[0] if told else _words(BLANK * 3), ()


def _coming(record: MeetingRecord, people: People) -> Iterator[Span]:
    yield Span(_everybody(record) if kinds.of(record.meeting.kind).due else "本支部党员")
    added = [one.person for one in record.meeting.overrides if one.expected]
    for person in added:
        yield Span("、")
        yield Span(people.write(person), whole=True)
    yield Span("。")


def _topic(item: AgendaItem, people: People, number: int, of: int) -> Iterator[Span]:
    count = f"{number}. " if of > 1 else ""
    match item:
        case FirstTopic():
            texts = "、".join(wording.quoted(one.title) for one in item.documents)
            yield Span(f"{count}{title_of(item)}：传达学习{texts or BLANK * 2}")
        case Lecture():
            yield Span(count + title_of(item))
            if item.lecturer:
                yield Span("，主讲人")
                yield Span(people.write(item.lecturer), whole=True)
        case Ballot():
            yield Span(count + title_of(item))
        case _:
            yield Span(count + (title_of(item) or BLANK))
    yield Span("；" if number < of else "。")


def _words(text: str) -> tuple[Span, ...]:
    return (Span(text if text.endswith(BLANK) else wording.ended(text)),)


def _said(text: str) -> Paragraph:
    return Paragraph((Span(text),), WHERE)


def _moment(value: datetime) -> str:
    """Write a day with its weekday, and the hour or a blank for it."""
    hour = f"{value.hour}:{value.minute:02}" if value.time() != datetime.min.time() else wording.SHORT_BLANK
    return f"{wording.day(value.date())}（星期{WEEKDAYS[value.weekday()]}）{hour}"
