"""What an option may be in words, and what is said where it is not."""

from __future__ import annotations

from datetime import date

import pytest

from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.papers.paper_kinds import Option
from branchdesk.services.papers.paper_orders import read_order, read_value

STYLES = (("text", "公文式"), ("form", "表格式"))


@pytest.mark.parametrize(
    ("option", "text", "value"),
    [
        (Option("style", "样式", "text", STYLES), "form", "form"),
        (Option("style", "样式", "text", STYLES), "表格式", "form"),
        (Option("parts", "内容", ("text",), STYLES), "form, 公文式", ("form", "text")),
        (Option("names", "写上姓名", default=True), "否", False),
        (Option("names", "写上姓名", default=False), "yes", True),
        (Option("guests", "空白行", 5), "12", 12),
        (Option("on", "截至", date(2026, 1, 1)), "2026-11-20", date(2026, 11, 20)),
        (Option("title", "标题", ""), "a=b", "a=b"),
    ],
)
def test_an_option_is_read_as_its_kind_asks(option: Option, text: str, value: object) -> None:
    assert read_value(option, text) == value


@pytest.mark.parametrize(
    ("option", "text", "told"),
    [
        (Option("style", "样式", "text", STYLES), "table", "text（公文式）、form（表格式）"),
        (Option("parts", "内容", ("text",), STYLES), "text,table", "“table”"),
        (Option("names", "写上姓名", default=True), "也许", "要写 是 或 否"),
        (Option("guests", "空白行", 5), "-1", "不小于0的整数"),
        (Option("on", "截至", date(2026, 1, 1)), "去年", "2026-11-20 这样的日期"),
    ],
)
def test_what_an_option_cannot_be_is_refused_with_what_it_can(option: Option, text: str, told: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_value(option, text)
    assert refusal.value.code == "wrong_option"
    assert told in refusal.value.sentence


def test_who_names_no_ledger_is_told_which_there_are(store: Store) -> None:
    with pytest.raises(Refusal, match=r"要写明台账的名称，可以是members、.*clues、documents。"):
        read_order(store, "list", "", [])
