"""Clues in a chat message: a line each, a numbered list, named parts (时间：… 地点：…), or a group's messages copied.

Only what is certain is taken out of a text: a name that is known, a grid, a category, a time; the rest stays its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from branchdesk.domain.dates import Precision, Unreadable, read_date
from branchdesk.domain.moments import hour_text, read_moment
from branchdesk.words.clues import ANONYMOUS, NAMES_JOINED

Row = dict[str, str]
MOST_OF_NAME = 4  # characters of a sender whom nobody knows
MOST_OF_GRID = 14

_CLOCK = r"(?:上午|下午|晚上|早上|晚|早)?\d{1,2}(?:[:：]\d{2}(?:[:：]\d{2})?|[点时](?:半|\d{1,2}分?|整)?)"
_DAY = r"(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}[日号]?"
_SENT = re.compile(rf"(?P<name>[^\s\d:：]{{1,20}})\s+(?:(?P<day>{_DAY})\s+)?(?P<at>{_CLOCK})")
_ITEM = re.compile(r"\s*(?:[(（]?\d{1,3}[)）.．、](?!\d)|[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳]|[一二三四五六七八九十]{1,3}、)\s*")
_BETWEEN = re.compile(r"([\s，,；;|]+)")
_EDGES = " \t\n，,；;|。"
_CLOCK_AT_EDGE = re.compile(rf"^(?P<first>{_CLOCK})[\s，,]*|[\s，,]*(?P<last>{_CLOCK})$")
_FRAME = re.compile(r"[【\[]?(?:.{0,12}线索.{0,6}|.{0,16}[：:])[】\]]?")
_TAG = re.compile(r"^[【\[](?:线索|问题|线索上报|问题上报|线索提报)[】\]]\s*")
_NOISE = re.compile(
    r"\[(?:图片|视频|语音|表情|动画表情|位置|文件|链接)\]|(?:收到|好的?|谢谢|辛苦了?|明白|OK|ok|1|已阅)[!！。~～]*"
)
_REMARK = re.compile(r"[(（].*?[)）]")


@dataclass(frozen=True, slots=True)
class Known:
    """What a branch knows by name, and under which names a message may give the parts of a clue (key by label)."""

    reporters: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    grids: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Message:
    """Some lines that belong together, and what is known of all of them: sender, day, time."""

    common: Row
    sent: bool
    lines: list[str] = field(default_factory=list)


def read_messages(text: str, today: date, known: Known) -> tuple[Row, ...]:
    """Read the clues in a text as rows, each with its texts by field key."""
    rows: list[Row] = []
    label = _label(known)
    for message in _messages(text, today, known):
        for said in _clues(message, today, label):
            row = _labelled(said, today, known, label) if label and label.search(said) else _free(said, today, known)
            if row.get("text"):
                rows.append(message.common | row)
    return tuple(rows)


def _messages(text: str, today: date, known: Known) -> Iterator[_Message]:
    """Part a text by its lines of name and time, if it has any."""
    current = _Message({}, sent=False)
    for line in map(str.strip, text.splitlines()):
        if not line or _NOISE.fullmatch(line):
            continue
        sent = _SENT.fullmatch(line)
        name = _REMARK.sub("", sent["name"]) if sent else ""
        if sent and (name in known.reporters or (sent["day"] and len(name) <= MOST_OF_NAME)):
            yield current
            day = _day(sent["day"] or "", today)
            current = _Message({"reporter": name, "reported_at": hour_text(sent["at"])}, sent=True)
            if day:
                current.common["reported_on"] = day
        else:
            current.lines.append(line)
    yield current


def _clues(message: _Message, today: date, label: re.Pattern[str] | None) -> Iterator[str]:
    """Part the lines of a message into clues."""
    numbered = any(_ITEM.match(line) for line in message.lines)
    labelled = label is not None and any(label.search(line) for line in message.lines)
    if not (numbered or labelled or message.sent):
        yield from (line for line in message.lines if not _frames(line, message, today))
        return
    said: list[str] = []
    seen: set[str] = set()
    for line in message.lines:
        named = {found[1] for found in label.finditer(line)} if label else set()
        if _ITEM.match(line) or seen & named or _TAG.match(line):
            yield "\n".join(said)
            said, seen = [], set()
        if not said and numbered and not _ITEM.match(line) and _frames(line, message, today):
            continue
        said.append(_TAG.sub("", line[match.end() :] if (match := _ITEM.match(line)) else line))
        seen |= named
    yield "\n".join(said)


def _frames(line: str, message: _Message, today: date) -> bool:
    """Say whether a line only frames what follows (11月23日线索如下：); its day holds for all of it."""
    if not _FRAME.fullmatch(line):
        return False
    if found := re.search(_DAY, line):
        message.common |= {"reported_on": day} if (day := _day(found[0], today)) else {}
    return True


def _label(known: Known) -> re.Pattern[str] | None:
    names = "|".join(map(re.escape, sorted(known.labels, key=len, reverse=True)))
    return re.compile(rf"(?:(?<=[\s，,；;。】\]])|^)({names})\s*[：:]\s*", re.MULTILINE) if names else None


def _labelled(said: str, today: date, known: Known, label: re.Pattern[str]) -> Row:
    row: Row = {}
    found = list(label.finditer(said))
    before = said[: found[0].start()].strip(_EDGES)
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(said)
        value = said[match.end() : end].strip(_EDGES if at + 1 < len(found) else " \n")
        key = known.labels[match[1]]
        if key == "reported_on":
            row |= _moment(value, today)
        elif value:
            row[key] = f"{row[key]} {value}" if key in row else value
    if before and not _FRAME.fullmatch(before):
        row = _free(before, today, known) | row if "text" in row else row | _free(before, today, known)
    return row


def _moment(value: str, today: date) -> Row:
    """Read a day, a time or both; what cannot be read stays as it is written."""
    try:
        found = read_moment(_with_year(value, today)).value
    except Unreadable:
        return {"reported_on": _day(value, today) or value}
    row = {"reported_on": found.day.isoformat()} if found.day else {}
    return row | ({"reported_at": f"{found.begins:%H:%M}"} if found.begins else {})


def _free(said: str, today: date, known: Known) -> Row:
    """Take out of a sentence what is certain, word by word; each part once."""
    row: Row = {}
    if (named := re.match(r"([^\s：:]{2,12})[：:]\s*(?=\S)", said)) and _reporter(named[1], known):
        row["reporter"], said = named[1], said[named.end() :]
    parts = _BETWEEN.split(said)
    left: list[str] = []
    for word, gap in zip(parts[::2], [*parts[1::2], ""], strict=True):
        key, value = _certain(word, today, known)
        if key and key not in row:
            row[key] = value
        else:
            left += [word, gap]
    text = "".join(left).strip(_EDGES[:-1])
    if "reported_at" not in row and (clock := _CLOCK_AT_EDGE.search(text)):
        row["reported_at"] = hour_text(clock["first"] or clock["last"])
        text = (text[: clock.start()] + text[clock.end() :]).strip(_EDGES[:-1])
    return row | {"text": text}


def _certain(word: str, today: date, known: Known) -> tuple[str, str]:
    if re.fullmatch(_CLOCK, word):
        return "reported_at", hour_text(word)
    if re.fullmatch(_DAY, word) and (day := _day(word, today)):
        return "reported_on", day
    if _reporter(word, known):
        return "reporter", word
    if word in known.grids or (word.endswith("网格") and len("网格") < len(word) <= MOST_OF_GRID):
        return "grid", word
    if word in known.categories:
        return "category", word
    return ("unit", word) if word in known.units else ("", "")


def _reporter(word: str, known: Known) -> bool:
    return word == ANONYMOUS or all(name in known.reporters for name in word.split(NAMES_JOINED))


def _day(text: str, today: date) -> str:
    """Give a day as it is kept; one without a year is the last that was, and nothing where it is none."""
    try:
        found = read_date(_with_year(text, today)).value
    except Unreadable:
        return ""
    return str(found) if found.precision is Precision.DAY else ""


def _with_year(text: str, today: date) -> str:
    match = re.match(r"(\d{1,2})[-/.月](\d{1,2})(?!\d)", text)
    if match is None:
        return text
    year = today.year if (int(match[1]), int(match[2])) <= (today.month, today.day) else today.year - 1
    day = f"{year}-{int(match[1]):02}-{int(match[2]):02}"
    return day + text[match.end() :].lstrip("日号")


def columns_of(table: Sequence[Sequence[str]], known: Known) -> tuple[str | None, ...]:
    """Say which field each column of a table without headings holds; None of one that tells too little."""
    width = max(map(len, table), default=0)
    found: dict[str, tuple[float, int]] = {}
    for at in range(width):
        cells = [row[at].strip() for row in table if at < len(row) and row[at].strip()]
        for key, share in _shares(cells, known):
            if share > max(found.get(key, (0.5, 0))[0], 0.5):
                found[key] = (share, at)
    taken = {at: key for key, (_, at) in found.items()}
    lengths = {at: sum(len(row[at]) for row in table if at < len(row)) for at in range(width) if at not in taken}
    if lengths:
        taken[max(lengths, key=lambda at: lengths[at])] = "text"
    return tuple(taken.get(at) for at in range(width))


def _shares(cells: Sequence[str], known: Known) -> Iterator[tuple[str, float]]:
    def share(fits: Iterable[bool]) -> float:
        return sum(fits) / len(cells) if cells else 0

    yield "reported_on", share(bool(re.match(rf"{_DAY}(?!\d)|\d{{8}}$", cell)) for cell in cells)
    yield "reported_at", share(bool(re.fullmatch(_CLOCK, cell)) for cell in cells)
    yield "reporter", share(_reporter(cell, known) for cell in cells)
    yield "grid", share(cell in known.grids or cell.endswith("网格") for cell in cells)
    yield "category", share(cell in known.categories for cell in cells)
    yield "unit", share(cell in known.units for cell in cells)
