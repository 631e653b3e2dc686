"""What can be asked of each kind of field, how it is said, and how what is typed is read."""

from __future__ import annotations

import pytest

from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.ledgers.clues import CLUES
from branchdesk.ledgers.members import MEMBERS
from branchdesk.services.ledgers.lists import Condition, described
from branchdesk.services.ledgers.lists import Test as Compare
from branchdesk.ui.ledger.conditions import LISTED, WORDS, questions_of, read_condition


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (Condition("joined_on", Compare.BETWEEN, ("2020", "2026-11")), "入党时间 介于 2020 和 2026-11"),
        (Condition("joined_on", Compare.BETWEEN, ("2020", None)), "入党时间 不低于 2020"),
        (Condition("joined_on", Compare.BETWEEN, (None, "2020")), "入党时间 不超过 2020"),
        (Condition("phone", Compare.CONTAINS, ("138",)), "联系电话 包含“138”"),
        (Condition("post", Compare.LACKS, ("长",)), "工作岗位 不包含“长”"),
        (Condition("stage", Compare.ONE_OF, ("full_member", None)), "党员类别 属于 正式党员、未填"),
        (Condition("stage", Compare.NONE_OF, ("full_member",)), "党员类别 不属于 正式党员"),
        (Condition("education", Compare.ONE_OF, ("一", "二", "三", "四")), "学历 属于 一、二、三等 4 项"),
        (Condition("remark", Compare.EMPTY), "备注 未填"),
        (Condition("remark", Compare.FILLED), "备注 已填"),
    ],
)
def test_a_condition_is_said_in_a_few_words(condition: Condition, said: str) -> None:
    assert described(MEMBERS.field(condition.field), condition) == said


def test_a_private_number_is_never_said_whole() -> None:
    number = "110101199001011237"
    said = described(MEMBERS.field("id_number"), Condition("id_number", Compare.CONTAINS, (number,)))
    assert number not in said
    assert not set(questions_of(MEMBERS.field("id_number"))) & set(LISTED)


@pytest.mark.parametrize(
    ("key", "test", "texts", "values"),
    [
        ("joined_on", Compare.BETWEEN, ("2026", "2026年11月"), ("2026", "2026-11")),
        ("joined_on", Compare.BETWEEN, ("", "2026.11.20"), (None, "2026-11-20")),
        ("joined_on", Compare.BETWEEN, ("2026-11-20", "2026"), ("2026-11-20", "2026")),
        ("joined_on", Compare.IS, ("20261120",), ("2026-11-20",)),
        ("roster_order", Compare.BETWEEN, ("3", " 40 "), (3, 40)),
        ("post", Compare.CONTAINS, (" 长 ",), ("长",)),
    ],
)
def test_what_is_typed_is_read_as_it_is_compared(
    key: str, test: Compare, texts: tuple[str, ...], values: tuple[object, ...]
) -> None:
    assert read_condition(MEMBERS.field(key), test, texts, ()) == (Condition(key, test, values), "")


@pytest.mark.parametrize(
    ("key", "test", "texts", "problem"),
    [
        ("joined_on", Compare.BETWEEN, ("2026-13", ""), "不是日期"),
        ("joined_on", Compare.BETWEEN, ("", ""), "还没有填写"),
        ("joined_on", Compare.BETWEEN, ("2026-12", "2026-11"), "对调"),
        ("roster_order", Compare.BETWEEN, ("三", ""), "不是整数"),
        ("post", Compare.CONTAINS, ("  ",), "还没有填写"),
        ("stage", Compare.ONE_OF, (), "至少选一项"),
    ],
)
def test_what_cannot_be_compared_is_refused(key: str, test: Compare, texts: tuple[str, ...], problem: str) -> None:
    assert problem in read_condition(MEMBERS.field(key), test, texts, ())[1]


def test_every_field_may_be_asked_about() -> None:
    for ledger in LEDGERS.values():
        for field in ledger.fields:
            assert {Compare.EMPTY, Compare.FILLED} <= set(questions_of(field))
    assert set(WORDS) == set(Compare)
    assert Compare.CONTAINS not in questions_of(CLUES.field("state"))
