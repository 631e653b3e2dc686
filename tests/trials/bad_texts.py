"""Texts that are bad input: tables, clipboards, meetings and keys as JSON, notices, settings."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

Chance = random.Random

ODD = (
    *(
        "\0",
        "\x07",
        "\x1b[31m",
        "\u202e张三",
        "\u2066\u2067",
        "\ufeff",
        "\u200b",
        "\ud800",
        "\udcff",
        "\U0010ffff",
        "\ufffe",
    ),
    *("1e9999", "NaN", "-inf", "9" * 400, "-0", "0x10", "١٢٣", "１２３４５", "²", "①", "½", "〇", "9" * 5000),
    *(
        "=cmd|' /C calc'!A0",
        "@SUM(A1)",
        "+1",
        "-1",
        "＝1+1",
        "\t=1",
        "'=1",
        '"',
        '""',
        "'",
        ";",
        ",",
        "\r",
        "\n",
        "\r\n",
    ),
    *(
        "2026-02-30",
        "0000-00-00",
        "9999-12-31",
        "1899.12",
        "2026年13月",
        "45000.9999",
        "-45000",
        "99999999",
        "24:61",
        "周八",
    ),
    *(
        "",
        " ",
        "　",
        "无",
        "张" * 300,
        "é" * 40,
        "👩‍👧‍👦" * 20,
        "𠮷" * 50,
        "a" * 40_000,
        "<b>",
        "&lt;",
        "%s%n",
        "{{x}}",
        "../../x",
    ),
    *(
        "11010519491231002X",
        "1101051949123100",
        "１１０１０５１９４９１２３１００２Ｘ",
        "1.10105194912310E+17",
        "\u200e13800138000",
    ),
)
HEADINGS = (
    "姓名",
    "性别",
    "民族",
    "公民身份号码",
    "出生日期",
    "入党时间",
    "转正时间",
    "人员类别",
    "党内职务",
    "党小组",
    "手机号码",
)
CLUES = ("线索编号", "上报时间", "上报人", "类别", "网格", "地点", "线索内容", "办理单位", "办结时间", "办理结果")


def odd(chance: Chance) -> str:
    """Give a text that may stand in a cell and should not."""
    text = chance.choice(ODD)
    return text + chance.choice(ODD) if chance.random() < 0.2 else text


def rows(chance: Chance) -> list[list[str]]:
    """Give a table of odd texts under real headings."""
    heads = list(chance.choice((HEADINGS, CLUES)))
    if chance.random() < 0.3:
        heads[chance.randrange(len(heads))] = odd(chance)
    made = [heads]
    for number in range(chance.choice((1, 3, 20))):
        usual = [f"张三{number}", "男", "汉族", "", "1990-01-01", "2015-06", "", "正式党员", "", "一组", "13800138000"]
        made.append([odd(chance) if chance.random() < 0.3 else usual[at % len(usual)] for at in range(len(heads))])
    return made


def _lines(table: list[list[str]], between: str, end: str) -> str:
    return end.join(between.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in table)


def table(data: bytes, chance: Chance) -> tuple[str, bytes]:  # noqa: PLR0911 - a list of kinds
    """Damage a text table as texts are damaged: its encoding, its ends of lines, its quotes, its cells."""
    kind = chance.choice(
        ("cells", "cells", "utf-16", "cr only", "half gb18030", "nul", "quotes", "mixed", "surrogates", "long line")
    )
    text = data.decode("gb18030", "replace")
    match kind:
        case "cells":
            return kind, _lines(rows(chance), ",", chance.choice(("\n", "\r\n", "\r"))).encode("utf-8", "surrogatepass")
        case "utf-16":
            raw = text.encode(chance.choice(("utf-16", "utf-16-be", "utf-16-le", "utf-32")))
            return kind, raw[: chance.choice((len(raw), len(raw) - 1, 41))]
        case "cr only":
            return kind, text.replace("\r\n", "\r").replace("\n", "\r").encode()
        case "half gb18030":
            half = len(text) // 2
            return kind, text[:half].encode() + text[half:].encode("gb18030")
        case "nul":
            at = chance.randrange(len(data))
            return kind, data[:at] + b"\0" * chance.choice((1, 5000)) + data[at:]
        case "quotes":
            at = chance.randrange(len(text))
            return kind, (text[:at] + '"' + text[at:]).encode()
        case "mixed":
            return kind, text.replace(",", chance.choice(("\t", ";", "|")), text.count(",") // 2).encode("gb18030")
        case "surrogates":
            return kind, b"\xed\xa0\x80," + data
        case _:
            return kind, (text + "长" * 1_000_000).encode()


def sheets() -> Iterator[tuple[str, str, bytes]]:
    """Give text tables that are large in one way."""
    head = "姓名,性别,入党时间\n"
    yield "csv: a cell of 10 MB", "长.csv", f'{head}"{"张" * 3_500_000}",男,1998-07\n'.encode()
    yield "csv: a cell of 200,000 characters", "长.csv", f'{head}张三,"{"男" * 200_000}",1998-07\n'.encode()
    yield "csv: 16,384 columns", "宽.csv", (",".join(f"栏{at}" for at in range(16_384)) + "\n张三\n").encode()
    yield "csv: 16,384 columns in 3,000 rows", "宽.csv", ("," * 16_383 + "\n").encode() * 3_000
    yield "csv: 199,000 rows of one cell, one row wide", "宽.csv", (head + "张三\n" * 199_000 + "," * 5_000).encode()
    yield "csv: a million ends of lines", "空.csv", head.encode() + b"\r\n" * 1_000_000
    yield "csv: 50 MB in one line", "长.csv", head.encode() + b"a" * 50_000_000
    yield "csv: quotes without end", "引.csv", head.encode() + b'"' * 1_000_001
    yield "csv: only separators", "逗.csv", b"," * 1_000_000
    yield "csv: backslashes and blanks", "空.csv", b"\\ \t" * 100_000
    yield (
        "csv: xml of Excel 2003",
        "表.xls",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    )
    yield "csv: a mark and nothing", "空.csv", b"\xff\xfe"
    yield "csv: half a character of UTF-16", "半.csv", b"\xff\xfeA"


def clipboard(chance: Chance) -> tuple[str, str]:  # noqa: PLR0911 - a list of kinds
    """Give what may lie in the clipboard; the page form where it begins with <."""
    kind = chance.choice(("text", "text", "page", "page", "spans", "chat", "chat", "noise", "tags", "deep", "large"))
    made = rows(chance)
    match kind:
        case "text":
            return kind, "\n".join("\t".join(row) for row in made)
        case "page":
            cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in made)
            return kind, f"<table>{cells}</table>"
        case "spans":

            def span() -> str:
                return chance.choice(("0", "2", "-1", "999999999", "9" * 50, "x", "65535", "1000"))

            cells = "".join(
                "<tr>" + "".join(f'<td rowspan={span()} colspan="{span()}">{cell}' for cell in row)
                for row in made * chance.choice((1, 30))
            )
            return kind, f"<table>{cells}"
        case "chat":
            said = (
                f"{odd(chance)} {chance.choice(('11:20', '2026-11-23 25:99', '昨天', '', '9:5'))}\n{odd(chance)}"
                for _ in range(8)
            )
            return kind, chance.choice(("", "【线索】", "时间：", "1. ")) + "\n".join(said)
        case "noise":
            return kind, "".join(chr(chance.randrange(1, 0x3000)) for _ in range(2000))
        case "tags":
            return kind, "<table" + "".join(
                chance.choice(
                    (
                        "<td",
                        "</td>",
                        "<tr>",
                        "<!--",
                        "-->",
                        "<![CDATA[",
                        "&#x110000;",
                        "&#0;",
                        ">",
                        "</table>",
                        "<script>",
                    )
                )
                for _ in range(500)
            )
        case "deep":
            return kind, "<table><tr><td>" * 3000 + "张三"
        case _:
            return kind, "\n".join("\t".join(("张三" * 500, "男", "一" * 3000)) for _ in range(200))


def meeting(chance: Chance) -> tuple[str, bytes]:
    """Give a meeting as JSON in which something is not what it should be."""
    whole: Any = json.loads(json.dumps(MEETING))
    kind = "meeting"
    for _ in range(chance.choice((1, 1, 2, 5))):
        kind = _spoil(whole, chance)
    text = json.dumps(whole, ensure_ascii=chance.random() < 0.5)
    return kind, text.encode("utf-8", "surrogatepass")


def _spoil(whole: Any, chance: Chance) -> str:  # noqa: ANN401 - JSON
    places: list[tuple[Any, Any]] = []

    def walk(at: Any) -> None:  # noqa: ANN401 - JSON
        for key, value in list(at.items() if isinstance(at, dict) else enumerate(at)):
            places.append((at, key))
            if isinstance(value, dict | list):
                walk(value)

    walk(whole)
    holder, key = chance.choice(places)
    match chance.choice(("other type", "other type", "odd text", "odd text", "odd key", "again")):
        case "other type":
            holder[key] = any_json(chance, 2)
            return "meeting: another type"
        case "odd text":
            holder[key] = odd(chance)
            return "meeting: odd text"
        case "odd key" if isinstance(holder, dict):
            holder[odd(chance)] = holder[key]
            return "meeting: odd key"
        case _:
            if isinstance(holder, list):
                holder += [holder[key]] * chance.choice((1, 300))
            return "meeting: many"


def any_json(chance: Chance, deep: int) -> Any:  # noqa: ANN401 - JSON
    """Give any value of JSON."""
    single = (None, True, False, 0, -1, 1 << 70, 1.5, 1e308, float("inf"), float("nan"), 10**400, odd(chance))
    match chance.randrange(4 if deep else 2):
        case 2:
            return [any_json(chance, deep - 1) for _ in range(chance.choice((0, 1, 3)))]
        case 3:
            return {odd(chance): any_json(chance, deep - 1) for _ in range(chance.choice((0, 1, 3)))}
        case _:
            return chance.choice(single)


def odd_json() -> Iterator[tuple[str, bytes]]:
    """Give JSON that is hard on whoever reads it."""
    deep = 100_000
    yield "json: 100,000 deep", b"[" * deep + b"]" * deep
    yield "json: 100,000 objects deep", b'{"a":' * deep + b"1" + b"}" * deep
    yield "json: a number of 1,000,000 digits", b'{"kind":"x","starts":' + b"9" * 1_000_000 + b"}"
    yield "json: 1e9999", b'{"kind":1e9999,"starts":-1e9999}'
    yield "json: NaN", b'{"kind":NaN,"starts":Infinity}'
    yield "json: lone surrogate", b'{"kind":"members_meeting","starts":"2026-11-20T14:30","title":"\\ud800"}'
    yield (
        "json: lone surrogate in a key",
        b'{"kind":"members_meeting","starts":"2026-11-20T14:30","attendance":{"absent":{"\\udfff":""}}}',
    )
    yield "json: nul", b'{"kind":"members_meeting","starts":"2026-11-20T14:30","title":"a\\u0000b"}'
    yield "json: empty", b""
    yield "json: null", b"null"
    yield "json: a list", b"[]"
    yield "json: UTF-16", '{"kind":"x"}'.encode("utf-16")
    yield "json: GB18030", '{"kind":"党员大会"}'.encode("gb18030")
    yield "json: no UTF-8", b'{"kind":"\xff\xfe"}'
    yield "json: 50 MB of a text", b'{"kind":"' + b"x" * 50_000_000 + b'"}'
    yield "json: one key a million times", b"{" + b'"a":1,' * 1_000_000 + b'"a":1}'
    yield "json: odd years", b'{"kind":"members_meeting","starts":"0001-01-01T00:00","ends":"9999-12-31T23:59"}'
    yield "json: a long name", json.dumps({**MEETING, "title": "题" * 100_000, "place": "所" * 100_000}).encode()
    yield (
        "json: 50,000 speeches",
        json.dumps(
            {
                **MEETING,
                "agenda": [{"kind": "topic", "title": "x", "speeches": [{"speaker": "张三", "text": "x"}] * 50_000}],
            }
        ).encode(),
    )


def odd_keys(whole: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Give keys whose slots say odd things."""
    slot = whole["slots"][0]
    changes: dict[str, dict[str, Any]] = {
        "no slots": {"slots": []},
        "slots of text": {"slots": "x"},
        "slot of a number": {"slots": [1]},
        "10,000 slots": {"slots": [slot] * 10_000},
        "newer": {"format": 2},
        "format of text": {"format": "1"},
        "format without end": {"format": 1e999},
        "much memory": {"slots": [{**slot, "cost": {"passes": 20, "memory": 1 << 30}}]},
        "memory without end": {"slots": [{**slot, "cost": {"passes": 3, "memory": float("inf")}}]},
        "passes that are none": {"slots": [{**slot, "cost": {"passes": float("nan"), "memory": 1 << 26}}]},
        "salt of one byte": {"slots": [{**slot, "salt": "QQ=="}]},
        "salt of no base64": {"slots": [{**slot, "salt": "我"}]},
        "wrapped key of nothing": {"slots": [{**slot, "wrapped": ""}]},
        "operator with a surrogate": {"slots": [{**slot, "operator": "\ud800"}]},
        "operator of a list": {"slots": [{**slot, "operator": ["a"] * 10}]},
        "tried without end": {"tried": [{"at": "9999-12-31T23:59:59", "operator": ""}] * 100_000},
        "tried at no time": {"tried": [{"at": "x", "operator": ""}] * 3},
        "tried of nothing": {"tried": None},
    }
    for kind, change in changes.items():
        yield f"keys: {kind}", json.dumps({**whole, **change}).encode()


def odd_settings() -> Iterator[tuple[str, bytes]]:
    """Give settings of a window that a person or a power cut has been at."""
    for value in (
        "",
        "nonsense",
        "large, small",
        "@Invalid()",
        "@Variant(\\0)",
        "@ByteArray()",
        "@Point(1 2)",
        "@Rect(0 0 99999 99999)",
        "1",
        "\\x1",
        "large" * 1000,
    ):
        yield "settings: size", f"[text]\nsize={value}\n".encode()
        yield "settings: place", f"[window]\ngeometry={value}\n".encode()
    yield "settings: empty", b""
    yield "settings: zeros", bytes(4096)
    yield "settings: noise", bytes(range(256)) * 16


def notice(chance: Chance) -> tuple[str, str]:
    """Give a notice of holidays, or a sheet of them, with odd days."""

    def day() -> str:
        return chance.choice(
            (
                "1月1日",
                "13月45日",
                "2月30日",
                "0000年1月1日",
                "9999年12月31日",
                "99999999年1月1日",
                "１月１日",
                "2027-01-01",
                "-",
                "1日",
                odd(chance),
            )
        )

    if chance.random() < 0.5:
        lines = [f"{day()}至{day()},{chance.choice(('放假', '上班', odd(chance)))},{odd(chance)}" for _ in range(20)]
        return "notice: sheet", "日期,类型,名称\n" + "\n".join(line.replace("\n", " ") for line in lines)
    lines = [
        f"{chance.choice(('一、元旦', '二', odd(chance)))}：{day()}至{day()}放假，共{odd(chance)}天。{day()}上班。"
        for _ in range(10)
    ]
    return "notice: text", "\n".join(lines)


MEETING: dict[str, Any] = {
    "kind": "members_meeting",
    "title": None,
    "starts": "2026-11-20T14:30",
    "ends": "2026-11-20T16:05",
    "place": "三楼会议室",
    "chair": "张三",
    "recorder": "李四",
    "observers": ["市院机关党委 张某"],
    "attendance": {"default": "present", "on_leave": {"赵爽": "外出办案"}, "absent": {"何霞": ""}},
    "agenda": [
        {
            "kind": "first_topic",
            "documents": [{"title": "在座谈会上的讲话", "source": "人民日报", "issued": "2026-11-05"}],
            "lead_reader": "张三",
            "speeches": [{"speaker": "李四", "text": "结合办案谈体会。"}],
            "measures": [{"text": "梳理线索台账", "owner": "张三", "due": "2026-12-20"}],
        },
        {"kind": "topic", "title": "通报工作", "text": "逐项说明。", "speeches": []},
        {
            "kind": "ballot",
            "title": "何霞同志按期转正",
            "rule": "admission",
            "not_counted": {},
            "subjects": [{"name": "何霞", "yes": 3, "no": 1, "abstain": 0, "written_yes": 0, "declared": "passed"}],
        },
    ],
    "resolutions": ["同意何霞同志按期转为中共正式党员。"],
}
