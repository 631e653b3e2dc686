from __future__ import annotations

import pytest

from branchdesk.errors import Refusal
from branchdesk.services.clues import clue_categories, clue_values, clues
from branchdesk.services.clues.clue_categories import Category, Entry
from branchdesk.services.keeping import past
from branchdesk.store.engine import Store


def report(store: Store, category: str | None, subcategory: str | None = None) -> None:
    clues.save(store, None, {"category": category, "subcategory": subcategory, "text": "栏杆松动"})


def names(store: Store) -> list[str]:
    return [one.name for one in clue_categories.offered(store)]


def test_kept_categories_are_offered_in_their_order_and_before_those_only_met(store: Store) -> None:
    report(store, "安全生产", "消防")
    report(store, "")
    report(store, None, "无主")
    clue_categories.add(store, "生态环境")
    clue_categories.add(store, "  食品安全 ")
    clue_categories.add(store, "扬尘", "生态环境")
    report(store, "生态环境", "噪声")
    assert clue_categories.offered(store) == (
        Category("生态环境", ("扬尘", "噪声")),
        Category("食品安全"),
        Category("安全生产", ("消防",)),
    )


def test_a_sub_category_keeps_its_category_that_was_only_met(store: Store) -> None:
    report(store, "安全生产")
    clue_categories.add(store, "消防", "安全生产")
    assert clue_categories.look(store) == (
        Entry("安全生产", None, kept=True, clues=1),
        Entry("消防", "安全生产", kept=True, clues=0),
    )


@pytest.mark.parametrize(
    ("name", "code"), [(" ", "category_missing"), ("长" * 41, "category_long"), ("消防", "category_standing")]
)
def test_a_name_that_cannot_be_is_refused(store: Store, name: str, code: str) -> None:
    clue_categories.add(store, "消防")
    with pytest.raises(Refusal) as refused:
        clue_categories.add(store, name)
    assert (refused.value.code, refused.value.field) == (code, "name")


def test_a_new_name_goes_into_every_clue_and_is_one_step(store: Store) -> None:
    clue_categories.add(store, "消防")
    clue_categories.add(store, "通道", "消防")
    for category in ("消防", "消防", "环境"):
        report(store, category, "通道")
    done = clue_categories.rename(store, "消防", None, "消防安全")
    assert (done.clues, done.changes.title) == (2, "线索类别“消防”改为“消防安全”（随改2条线索）")
    assert clue_categories.offered(store) == (Category("消防安全", ("通道",)), Category("环境", ("通道",)))
    past.undo(store)
    assert names(store) == ["消防", "环境"]
    assert clue_categories.look(store)[0] == Entry("消防", None, kept=True, clues=2)


def test_a_sub_category_is_renamed_below_its_own_category_alone(store: Store) -> None:
    for category in ("消防", "环境"):
        report(store, category, "通道")
    assert clue_categories.rename(store, "通道", "消防", "消防通道").clues == 1
    assert clue_categories.offered(store) == (Category("消防", ("消防通道",)), Category("环境", ("通道",)))


def test_a_category_never_takes_the_name_of_another(store: Store) -> None:
    report(store, "消防")
    clue_categories.add(store, "环境")
    with pytest.raises(Refusal):
        clue_categories.rename(store, "环境", None, "消防")
    assert not clue_categories.rename(store, "环境", None, "环境").changes


def test_the_order_is_the_branchs_own(store: Store) -> None:
    for name in ("甲", "乙", "丙"):
        clue_categories.add(store, name)
    for name in ("甲一", "乙一", "丙一"):
        clue_categories.add(store, name, "乙")
    clue_categories.order(store, "丙", None, "甲")
    clue_categories.order(store, "甲一", "乙", None)
    assert names(store) == ["丙", "甲", "乙"]
    assert clue_categories.offered(store)[2].subs == ("乙一", "丙一", "甲一")
    assert not clue_categories.order(store, "乙", None, None)
    with pytest.raises(Refusal):
        clue_categories.order(store, "甲", None, "丁")


def test_taking_a_category_out_leaves_the_clues_their_text(store: Store) -> None:
    clue_categories.add(store, "消防")
    clue_categories.add(store, "通道", "消防")
    report(store, "消防", "通道")
    clue_categories.remove(store, "消防")
    assert clue_categories.look(store) == (
        Entry("消防", None, kept=False, clues=1),
        Entry("通道", "消防", kept=False, clues=1),
    )
    with pytest.raises(Refusal):
        clue_categories.remove(store, "消防")
    past.undo(store)
    assert [one.kept for one in clue_categories.look(store)] == [True, True]


def test_what_clues_have_is_kept_at_once(store: Store) -> None:
    clue_categories.add(store, "生态环境")
    report(store, "消防", "通道")
    report(store, "生态环境", "扬尘")
    assert clue_categories.keep_all(store).title == "收入线索里用过的3个类别"
    assert all(one.kept for one in clue_categories.look(store))
    assert names(store) == ["生态环境", "消防"]
    with pytest.raises(Refusal):
        clue_categories.keep_all(store)


def test_a_field_offers_the_branchs_categories_else_what_the_newest_clues_have(store: Store) -> None:
    clue_categories.add(store, "生态环境")
    clue_categories.add(store, "扬尘", "生态环境")
    for grid in ("二网格", "一网格", "二网格"):
        clues.save(store, None, {"category": "消防", "grid": grid, "text": "堆放杂物"})
    assert clue_values.offered(store, "category") == ("生态环境", "消防")
    assert clue_values.offered(store, "subcategory") == ("扬尘",)
    assert clue_values.offered(store, "grid") == ("二网格", "一网格")
    assert clue_values.offered(store, "number") == ()
