"""A talk that is on a member's card comes to paper as it was entered."""

from __future__ import annotations

import pytest

import builders
from branchdesk.errors import Refusal
from branchdesk.papers.blocks import Cell, Manuscript, Table
from branchdesk.services import Store
from branchdesk.services.papers.papers import Order, write
from branchdesk.services.people import member_life


@pytest.fixture
def people(store: Store) -> list[str]:
    return builders.fill(store)


@pytest.fixture
def zhang(people: list[str]) -> str:
    return people[0]


def texts(manuscript: Manuscript) -> list[str]:
    """Give what stands in the form's cells, label after content."""
    [table] = [block for block in manuscript.blocks if isinstance(block, Table)]
    return [text_of(one) for row in table.rows for one in row.cells]


def text_of(one: Cell) -> str:
    return "\n".join("".join(span.text for span in paragraph.spans) for paragraph in one.paragraphs)


def beside(manuscript: Manuscript) -> dict[str, str]:
    told = texts(manuscript)
    return dict(zip(told[::2], told[1::2], strict=True))


def test_a_talk_is_printed_with_everything_that_was_entered(store: Store, zhang: str) -> None:
    values = {
        "day": "2026-10-12",
        "who": "李𬭎",
        "level": "支委与党员",
        "title": "岗位调整",
        "detail": "愿意去新的岗位。\n家中老人需要照顾。",
    }
    entry, _ = member_life.save_row(store, "talk", zhang, None, values)
    told = beside(write(store, Order("talk-record", zhang, {"entry": entry})))
    assert told["谈话人"] == "李𬭎"
    assert told["谈话对象"] == "张三"
    assert told["时间"] == "2026年10月12日"
    assert told["关系类型"] == "支委与党员"
    assert told["主题"] == "岗位调整"
    assert told["内容要点"] == "愿意去新的岗位。\n家中老人需要照顾。"


def test_a_day_known_to_the_month_is_printed_as_known(store: Store, zhang: str) -> None:
    entry, _ = member_life.save_row(store, "talk", zhang, None, {"day": "2026-10"})
    assert beside(write(store, Order("talk-record", zhang, {"entry": entry})))["时间"] == "2026年10月"


def test_without_an_entry_there_is_an_empty_form_with_the_member_on_it(store: Store, zhang: str) -> None:
    told = beside(write(store, Order("talk-record", zhang)))
    assert told.pop("谈话对象") == "张三"
    assert set(told.values()) == {""}


def test_a_talk_of_somebody_else_is_refused(store: Store, people: list[str]) -> None:
    entry, _ = member_life.save_row(store, "talk", people[0], None, {"day": "2026-10"})
    with pytest.raises(Refusal) as refusal:
        write(store, Order("talk-record", people[1], {"entry": entry}))
    assert refusal.value.code == "no_such_record"
