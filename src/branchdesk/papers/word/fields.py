"""What a branch's own template may ask for: the facts of a meeting by Chinese names.

What is not known yet is a blank to fill in by hand, as on the minutes; long texts keep their paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from branchdesk.domain.meetings import Attendee, MeetingRecord, Presence
from branchdesk.papers import heads, minutes_course, wording
from branchdesk.papers.blocks import Block, Paragraph, plain
from branchdesk.papers.house import House
from branchdesk.papers.wording import BLANK, People
from branchdesk.words import meetings as words

PARAGRAPH = "\a"  # what docxtpl makes a new paragraph of
NONE = "无"


@dataclass(frozen=True, slots=True)
class Field:
    """A name that a template may use, and what it stands for; one that is `of` a list is a part of its rows."""

    name: str
    meaning: str
    of: str = ""

    @property
    def written(self) -> str:
        """Give it as a template has it: a list by how its rows begin, a part of a row by the row's name."""
        if self.of:
            return f"{{{{{ROWS[self.of][0]}.{self.name}}}}}"
        if self.name in ROWS:
            row, repeated = ROWS[self.name]
            return f"{{%{repeated} for {row} in {self.name} %}}"
        return f"{{{{{self.name}}}}}"


PEOPLE, AGENDA, RESOLUTIONS = "人员", "议程", "决议清单"
# What a row of each list is called here, and what is repeated for it: a row of a table, or a paragraph.
ROWS = {PEOPLE: ("人", "tr"), AGENDA: ("项", "p"), RESOLUTIONS: ("条", "p")}
FIELDS = (
    Field("单位名称", "单位全称"),
    Field("支部名称", "支部名称，前面不带单位名称"),
    Field("会议名称", "如“党员大会”“2026年度组织生活会”"),
    Field("次数", "本年第几次，只有数字"),
    Field("主题", "会议主题"),
    Field("日期", "如“2026年11月20日”"),
    Field("时间", "日期和起止时间，如“2026年11月20日14:30—16:05”"),
    Field("地点", "会议地点"),
    Field("主持人", "主持人姓名"),
    Field("记录人", "记录人姓名"),
    Field("应到", "应到人数"),
    Field("实到", "实到人数"),
    Field("请假", "请假人数"),
    Field("缺席", "缺席人数"),
    Field("有表决权应到", "应到会的有表决权党员人数"),
    Field("有表决权实到", "实到会的有表决权党员人数"),
    Field("出席名单", "出席人员姓名，以顿号隔开"),
    Field("请假名单", "请假人员姓名和原因"),
    Field("缺席名单", "缺席人员姓名和原因"),
    Field("列席名单", "列席人员"),
    Field("议题", "各项议题，每项一段"),
    Field("会议内容", "各项议题的全部记录，包括发言、措施和表决"),
    Field("表决结果", "各项表决的票数和结果"),
    Field("决议", "会议决议，每条一段"),
    Field(PEOPLE, "应到人员；独占表格一行，以 {%tr endfor %} 结束"),
    Field("序号", "第几人", PEOPLE),
    Field("姓名", "姓名", PEOPLE),
    Field("情况", "“到会”“请假”“缺席”或“未登记”", PEOPLE),
    Field("原因", "请假或缺席的原因", PEOPLE),
    Field("类别", "如“正式党员”“预备党员”", PEOPLE),
    Field("职务", "党内职务", PEOPLE),
    Field("党小组", "所在党小组", PEOPLE),
    Field(AGENDA, "各项议题；独占一段，以 {%p endfor %} 结束"),
    Field("序号", "如“一”“二”", AGENDA),
    Field("标题", "议题名称", AGENDA),
    Field("内容", "这一项的全部记录", AGENDA),
    Field(RESOLUTIONS, "各条决议；独占一段，以 {%p endfor %} 结束"),
    Field("序号", "第几条", RESOLUTIONS),
    Field("内容", "决议内容", RESOLUTIONS),
)


def values(record: MeetingRecord, house: House) -> dict[str, object]:
    """Give what every field is for one meeting."""
    meeting, people = record.meeting, People(record.apart)
    known = record.by_name and any(one.presence is not Presence.UNKNOWN for one in record.attendees)
    counts, told = record.counts, record.heads
    counted = known or not record.by_name

    def number(count: int | None, *, certain: bool = counted) -> str:
        return wording.number(count if certain else None, "")

    def having(presence: Presence) -> str:
        found = [one for one in record.attendees if one.presence is presence]
        return "、".join(_with_reason(one, people) for one in found) or (NONE if known else BLANK)

    return {
        "单位名称": heads.unit_of(record, house),
        "支部名称": heads.branch_of(record, house),
        "会议名称": heads.called(record),
        "次数": str(meeting.number or "") or wording.number(None, ""),
        "主题": plain(meeting.title or ""),
        "日期": wording.day(meeting.starts.date()),
        "时间": wording.period(meeting.starts, meeting.ends),
        "地点": plain(meeting.place or "") or BLANK,
        "主持人": people.write(meeting.chair) if meeting.chair else BLANK,
        "记录人": people.write(meeting.recorder) if meeting.recorder else BLANK,
        "应到": number(told.expected, certain=bool(record.attendees) or not record.by_name),
        "实到": number(told.present),
        "请假": number(told.on_leave),
        "缺席": number(told.absent),
        "有表决权应到": number(counts.entitled, certain=record.by_name and bool(record.attendees)),
        "有表决权实到": number(counts.present_entitled, certain=known),
        "出席名单": having(Presence.PRESENT),
        "请假名单": having(Presence.ON_LEAVE),
        "缺席名单": having(Presence.ABSENT),
        "列席名单": BLANK if meeting.observers is None else "、".join(map(plain, meeting.observers)) or NONE,
        "议题": _text(minutes_course.topics(record)),
        "会议内容": _text(minutes_course.course(record, people)),
        "表决结果": _text(minutes_course.votes(record, people)) or NONE,
        "决议": _text(minutes_course.resolved(meeting.resolutions)),
        PEOPLE: [_person(number, one, people) for number, one in enumerate(record.attendees, start=1)],
        AGENDA: list(_items(record, people)),
        RESOLUTIONS: [
            {"序号": str(number), "内容": PARAGRAPH.join(wording.prose(text))}
            for number, text in enumerate(meeting.resolutions or (), start=1)
        ],
    }


def _with_reason(one: Attendee, people: People) -> str:
    reason = "" if one.presence is Presence.PRESENT else plain(one.reason)
    return people.write(one) + (f"（{reason}）" if reason else "")


def _person(number: int, one: Attendee, people: People) -> dict[str, str]:
    return {
        "序号": str(number),
        "姓名": people.write(one),
        "情况": words.PRESENCES[one.presence],
        "原因": plain(one.reason),
        "类别": words.STAGES.get(one.stage, ""),
        "职务": "、".join(map(plain, one.offices)),
        "党小组": plain(one.group),
    }


def _items(record: MeetingRecord, people: People) -> Iterator[dict[str, str]]:
    """Give the agenda's items with what was recorded of each, which runs up to the next heading."""
    parts: list[list[Block]] = []
    for block in minutes_course.agenda(record, people):
        if isinstance(block, Paragraph) and block.level == 1:
            parts.append([])
        else:
            parts[-1].append(block)
    for number, (item, blocks) in enumerate(zip(record.meeting.agenda, parts, strict=True), start=1):
        yield {"序号": wording.numeral(number), "标题": minutes_course.title_of(item), "内容": _text(blocks)}


def _text(blocks: Iterable[Block]) -> str:
    """Give the words of paragraphs, each a paragraph of its own."""
    texts = ("".join(span.text for span in block.spans) for block in blocks if isinstance(block, Paragraph))
    return PARAGRAPH.join(texts)
