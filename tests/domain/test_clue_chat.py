"""A chat message is read into rows: what is certain is taken out, the rest stays the text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.clue_chat import Known, Row, columns_of, read_messages

DAY = date(2026, 11, 23)
KNOWN = Known(
    reporters=frozenset({"袁明刚", "李四", "张三"}),
    categories=frozenset({"消防安全"}),
    grids=frozenset({"站前"}),
    units=frozenset({"城管局"}),
    labels={"时间": "reported_on", "地点": "place", "内容": "text", "上报人": "reporter", "网格": "grid"},
)
CASES: dict[str, tuple[str, list[Row]]] = {
    "a numbered list": (
        "1.袁明刚 站前网格 消防通道被堵 14:30\n2、李四 消防安全 3.5米高的广告牌松动\n（3）路灯不亮",
        [
            {"reporter": "袁明刚", "grid": "站前网格", "text": "消防通道被堵", "reported_at": "14:30"},
            {"reporter": "李四", "category": "消防安全", "text": "3.5米高的广告牌松动"},
            {"text": "路灯不亮"},
        ],
    ),
    "a line each": (
        "袁明刚，站前，井盖缺失，夜里看不见\n下午3点 城管局 占道经营\n收到\n[图片]\n赵六 河道有垃圾",
        [
            {"reporter": "袁明刚", "grid": "站前", "text": "井盖缺失，夜里看不见"},
            {"reported_at": "15:00", "unit": "城管局", "text": "占道经营"},
            {"text": "赵六 河道有垃圾"},
        ],
    ),
    "named parts": (
        "【线索】时间：11月22日 9:05，地点：人民路12号，内容：井盖缺失；夜里看不见\n上报人：张三、李四",
        [
            {
                "reported_on": "2026-11-22",
                "reported_at": "09:05",
                "place": "人民路12号",
                "text": "井盖缺失；夜里看不见",
                "reporter": "张三、李四",
            }
        ],
    ),
    "named parts again and again": (
        "时间：2026-11-20\n内容：甲\n时间：2026-11-21\n内容：乙\n还有一句",
        [{"reported_on": "2026-11-20", "text": "甲"}, {"reported_on": "2026-11-21", "text": "乙\n还有一句"}],
    ),
    "a group's messages": (
        "张三 11-23 09:12\n站前网格 消防通道被堵\n车很多\n王骑手(工会) 12-24 21:05:03\n路灯不亮\n李四 8:30\n1.甲\n2.乙",
        [
            {
                "reporter": "张三",
                "reported_at": "09:12",
                "reported_on": "2026-11-23",
                "grid": "站前网格",
                "text": "消防通道被堵\n车很多",
            },
            {"reporter": "王骑手", "reported_at": "21:05", "reported_on": "2025-12-24", "text": "路灯不亮"},
            {"reporter": "李四", "reported_at": "08:30", "text": "甲"},
            {"reporter": "李四", "reported_at": "08:30", "text": "乙"},
        ],
    ),
    "a list with a day above it": (
        "11月20日线索如下：\n1. 甲\n2. 乙",
        [{"reported_on": "2026-11-20", "text": "甲"}, {"reported_on": "2026-11-20", "text": "乙"}],
    ),
    "nothing": ("收到\n\n[图片]", []),
}


@pytest.mark.parametrize(("text", "rows"), CASES.values(), ids=CASES)
def test_a_message_is_read(text: str, rows: list[Row]) -> None:
    assert list(read_messages(text, DAY, KNOWN)) == rows


@given(st.text(alphabet="张三袁明刚站前网格：:，1.、 \n14:30消防通道时间地点内容【】", max_size=60))
def test_nothing_is_made_up(text: str) -> None:
    for row in read_messages(text, DAY, KNOWN):
        assert row["text"].strip()
        for character in row["text"]:
            assert character in text


def test_columns_without_headings_are_known_by_what_they_hold() -> None:
    table = [
        ["2026-11-23", "9:05", "张三", "站前", "消防安全", "通道被堵住了，车很多", "城管局", "1"],
        ["2026-11-23", "", "匿名", "滨河网格", "消防安全", "路灯不亮", "城管局", "2"],
    ]
    assert columns_of(table, KNOWN) == (
        *("reported_on", "reported_at", "reporter", "grid", "category", "text", "unit"),
        None,
    )
