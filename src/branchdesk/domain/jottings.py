"""How offices jot a meeting down in a sheet's cells: topics one after another, who was away and why, who sat in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from branchdesk.domain import reading
from branchdesk.domain.meetings import MeetingKind, Presence

NONE, PARTING, REASON = "无", "、", ("（", "）")
_NUMERALS = "一二三四五六七八九十"
_MARK = re.compile(
    r"[（(](?P<a>\d{1,2}|[一二三四五六七八九十]{1,3})[)）]\s*"
    r"|(?P<b>\d{1,2}|[一二三四五六七八九十]{1,3})(?:[、)）]|[.．](?!\d))\s*"
    r"|(?P<c>[①②③④⑤⑥⑦⑧⑨⑩])\s*",
)
_PARTED = re.compile(r"[,，、;；\n]+")
_HAN = "\u3007\u3400-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff"
_LABEL = re.compile(r"(请假|病假|事假|公假|产假|年休假|休假|出差|缺席|缺勤|未到)(?:人员)?(?:共?\d+[人名])?[:：]\s*")
_NAMED = re.compile(
    rf"(?P<name>[{_HAN}·\s]{{2,}}?|[^\s:：（(]+?)\s*"
    rf"(?:[（(](?P<inside>.*)[)）]|[:：]\s*(?P<told>.+)|(?P<why>因.+)|(?P<state>请假|缺席|未到))?",
    re.DOTALL,
)
_TOGETHER = re.compile(r"^(?:均|都|皆)(?:因)?")
_MISSED = {"缺席", "缺勤", "未到"}

# What offices call each kind; the longest word that a text holds decides.
KIND_WORDS = {
    MeetingKind.MEMBERS_MEETING: (
        *(
            "支部党员大会",
            "党支部党员大会",
            "支部大会",
            "党支部大会",
            "全体党员大会",
            "党员大会会议",
            "支部全体党员大会",
        ),
        "党员大会",
    ),
    MeetingKind.COMMITTEE_MEETING: (
        *("支部委员会", "党支部委员会", "支部委员会会议", "党支部委员会会议", "支部委员会议", "支委会议", "支委会会议"),
        *("党支部支委会", "支部支委会", "支委会"),
    ),
    MeetingKind.GROUP_MEETING: ("党小组会", "党小组会议", "党小组", "小组会", "党小组学习", "党小组学习会"),
    MeetingKind.PARTY_LECTURE: ("党课", "支部党课", "专题党课", "微党课", "上党课", "讲党课", "党课学习", "党课教育"),
    MeetingKind.THEME_DAY: (
        *("主题党日", "主题党日活动", "支部主题党日", "支部主题党日活动", "党日活动", "党员活动日", "党员主题党日"),
        "固定党日",
    ),
    MeetingKind.ORGANISATIONAL_LIFE: ("专题组织生活会", "年度组织生活会", "支部组织生活会", "组织生活会"),
    MeetingKind.DEMOCRATIC_APPRAISAL: ("民主评议党员", "民主评议会", "民主评议", "评议党员"),
    MeetingKind.ACTIVITY: ("共建活动", "联建活动", "志愿服务活动", "志愿活动", "结对共建", "共建", "联建"),
}


def kind_in(text: str) -> MeetingKind | None:
    """Give the one kind of meeting that a text names; None where it names none or several."""
    bare = reading.compact(text)
    found = {kind for kind, words in KIND_WORDS.items() if any(word in bare for word in words)}
    return found.pop() if len(found) == 1 else None


def kind_word(text: str) -> str:
    """Read a kind of meeting as it is stored, where a text names just one; other text stands."""
    kind = kind_in(text)
    return kind.value if kind else text


def group_in(text: str) -> str:
    """Give the Party group that a text names: 第一党小组2025年3月会议 is of 第一党小组; else nothing."""
    match = re.search(r"第?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:党小组|小组)", reading.compact(text))
    return reading.group(match.group()) if match else ""


def items(text: str) -> tuple[str, ...]:
    """Part topics or resolutions: by their numbers where they are numbered from one on, else one a line."""
    lines = [line.strip() for line in reading.plain(text).split("\n") if line.strip()]
    if len(lines) == 1:
        return tuple(_numbered(_broken(lines[0]), "") or lines)
    return tuple(_numbered(lines, "\n") or lines)


def _broken(line: str) -> list[str]:
    """Break one line before whatever may be a number: 1.听取报告；2.讨论转正."""
    starts = [0, *(m.start() for m in _MARK.finditer(line) if m.start() and line[m.start() - 1] in "；;。， \u3000")]
    return [line[start:end] for start, end in zip(starts, [*starts[1:], len(line)], strict=True)]


def _numbered(lines: Sequence[str], between: str) -> list[str]:
    """Give the parts without their numbers; nothing where the first line is not numbered one."""
    parts: list[str] = []
    for line in lines:
        match = _MARK.match(line)
        if match and _value(match) == len(parts) + 1:
            parts.append(line[match.end() :])
        elif parts:
            parts[-1] += between + line
        else:
            return []
    if len(parts) > 1:
        parts = [part.strip().rstrip("；;，") for part in parts]
    return [part.strip() for part in parts if part.strip()]


def _value(match: re.Match[str]) -> int:
    text = match["a"] or match["b"] or match["c"]
    if match["c"]:
        return "①②③④⑤⑥⑦⑧⑨⑩".index(text) + 1
    return int(text) if text.isdecimal() else _of_numerals(text)


def _of_numerals(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    units = _NUMERALS.index(ones) + 1 if ones else 0
    return (_NUMERALS.index(tens) + 1 if tens else 1) * 10 + units if ten else units


def names(text: str) -> tuple[str, ...]:
    """Part who sat in: names parted by signs, or a number of people; 无 is nobody."""
    parts = (part.strip() for part in _PARTED.split(text))
    return tuple(f"{part}人" if part.isdecimal() else part for part in parts if part and part != NONE)


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who did not come, as jotted down: the name, what is known of the presence, the reason."""

    name: str
    presence: Presence
    reason: str = ""

    def __str__(self) -> str:
        """Write it as it is read: 张三（出差）."""
        opening, closing = REASON
        return f"{self.name}{opening}{self.reason}{closing}" if self.reason else self.name


def away(text: str, presence: Presence) -> tuple[Away, ...]:
    """Read who was away and why: 张三（出差）、李四：住院；王五因病. `presence` is what the column says of all of them.

    A word before a colon speaks for those after it: 请假：张三；缺席：李四.
    """
    found: list[Away] = []
    standing, usual = presence, ""
    for part in _segments(text):
        rest = part.strip().rstrip("。.")
        if label := _LABEL.match(rest):
            word, rest = label.group(1), rest[label.end() :]
            standing = Presence.ABSENT if word in _MISSED else Presence.ON_LEAVE
            usual = "" if word in _MISSED or word == "请假" else word
        if not rest or rest == NONE or heads_in(rest) is not None:
            continue
        person = _one(rest, standing, usual)
        if _TOGETHER.match(person.reason):
            person = replace(person, reason=_TOGETHER.sub("", person.reason))
            found = [replace(one, reason=one.reason or person.reason) for one in found]
        found.append(person)
    return tuple(found)


def heads_in(text: str) -> int | None:
    """Give how many people a text counts without naming them: 2, 2人; None where it says something else."""
    match = re.fullmatch(r"(?:共|计)?([0-9]{1,4})[人名]?", reading.compact(text))
    return int(match.group(1)) if match else None


def _one(text: str, presence: Presence, usual: str) -> Away:
    blank = re.fullmatch(rf"([{_HAN}·]{{2,}})\s+(\S.+)", text)
    if blank:
        return Away(blank.group(1), presence, blank.group(2))
    match = _NAMED.fullmatch(text)
    if match is None:
        return Away(text, presence, usual)
    if match["state"]:
        presence = Presence.ON_LEAVE if match["state"] == "请假" else Presence.ABSENT
    reason = match["inside"] or match["told"] or match["why"] or usual
    return Away(reading.name(match["name"]), presence, reason.strip())


def _segments(text: str) -> Iterable[str]:
    """Part a text at signs, but not inside brackets."""
    depth, begun = 0, 0
    for at, sign in enumerate(text):
        depth = max(0, depth + (sign in "（(") - (sign in "）)"))
        if not depth and sign in ",，、;；\n":
            yield text[begun:at]
            begun = at + 1
    yield text[begun:]
