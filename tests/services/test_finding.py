"""Finding a record by a few characters, and lists by condition, order and page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import builders
from branchdesk.domain.agenda import PersonRef, Speech, Topic
from branchdesk.errors import Refusal
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.ledgers.clues import CLUES
from branchdesk.ledgers.meetings import MEETINGS
from branchdesk.ledgers.members import MEMBERS
from branchdesk.services import Store, search
from branchdesk.services.clues import clues, volunteers
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Condition, Query, Sort
from branchdesk.services.meetings import meetings
from branchdesk.services.people import transfers

IS, CONTAINS, EMPTY = lists.Test.IS, lists.Test.CONTAINS, lists.Test.EMPTY
ONE_OF, BETWEEN = lists.Test.ONE_OF, lists.Test.BETWEEN


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Lend a branch with some of everything; who changes it takes a branch of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRANCHDESK_TODAY", builders.TODAY.isoformat())
        store = fill(builders.new_branch(tmp_path_factory.mktemp("finding") / "支部.branchdesk"))
        yield store
        store.close()


def fill(store: Store) -> Store:
    builders.fill(store)
    volunteers.save(store, None, {"name": "孙骑", "team": "骑手先锋队", "platform": "外卖"})
    meetings.save(store, builders.meeting("2026-11-20", title="转正专题"))
    meetings.save(store, builders.meeting("2026-02-10", title="100%完成"))
    for day, words, state in (
        ("2026-03", "路灯不亮", "handled"),
        ("2026-03-31", "井盖缺失100%", "reported"),
        ("2026-04-01", "占道经营", "reported"),
        ("2026", "无障碍设施", "assigned"),
        (None, "路面塌陷_急", "closed"),
    ):
        clues.save(store, None, {"text": words, "reported_on": day, "state": state, "reporter": "孙骑"})
    return store


def hits(store: Store, text: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.title) for hit in search.find(store, text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zs", [("member", "张三"), ("member", "赵爽")]),
        ("王", [("member", "王伟（第一党小组）"), ("member", "王伟（第二党小组）")]),
        ("sq", [("volunteer", "孙骑")]),
        ("转正", [("meeting", "党员大会 · 第1次")]),
        ("2026-02", [("meeting", "党员大会 · 第2次")]),
        ("党员大会", [("meeting", "党员大会 · 第1次"), ("meeting", "党员大会 · 第2次")]),
        ("路灯", [("clue", "XS20260001")]),
        ("20260003", [("clue", "XS20260003")]),
        ("100%", [("meeting", "党员大会 · 第2次"), ("clue", "XS20260002")]),
        ("_急", [("clue", "XS20260005")]),
        ("  路灯 ", [("clue", "XS20260001")]),
        ("%", [("meeting", "党员大会 · 第2次"), ("clue", "XS20260002")]),
        ("没有的", []),
        ("", []),
        ("  ", []),
    ],
)
def test_a_few_characters_find_a_record(filled: Store, text: str, found: list[tuple[str, str]]) -> None:
    assert hits(filled, text) == found


def test_a_search_gives_no_more_than_asked_for_and_people_first(filled: Store) -> None:
    assert [hit.kind for hit in search.find(filled, "孙", limit=3)] == ["volunteer", "clue", "clue"]
    assert len(search.find(filled, "孙", limit=1)) == 1


def test_whoever_is_not_on_the_roster_any_more_is_not_found(store: Store) -> None:
    builders.fill(store)
    [hit] = search.find(store, "何霞")
    assert hit.detail == "第一党小组"
    transfers.leave(store, (hit.id,), transfers.Leaving("resigned"))
    assert not search.find(store, "何霞")


def numbers(store: Store, *conditions: Condition, text: str = "", order: tuple[Sort, ...] = ()) -> list[int]:
    """Give the last digits of the clues that a query finds."""
    page = lists.page(store, CLUES, Query(conditions, text, order), ("number",))
    assert page.total == len(page.rows)
    return [int(values[0][-1]) for _, values in page.rows]


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (Condition("state", IS, ("reported",)), [2, 3]),
        (Condition("state", ONE_OF, ("handled", "closed")), [1, 5]),
        (Condition("state", ONE_OF, ()), []),
        (Condition("text", CONTAINS, ("路",)), [1, 5]),
        (Condition("text", CONTAINS, ("%",)), [2]),
        (Condition("reported_on", EMPTY), [5]),
        (Condition("reported_on", BETWEEN, ("2026-03-01", "2026-03-31")), [1, 2]),
        (Condition("reported_on", BETWEEN, ("2026-03-02", "2026-03-31")), [2]),
        (Condition("reported_on", BETWEEN, ("2026-03", "2026-03")), [1, 2]),
        (Condition("reported_on", BETWEEN, ("2026", "2026")), [1, 2, 3, 4]),
        (Condition("reported_on", BETWEEN, ("2026-01-01", None)), [1, 2, 3, 4]),
        (Condition("reported_on", BETWEEN, ("2026-01-02", None)), [1, 2, 3]),
        (Condition("reported_on", BETWEEN, (None, "2026-03-31")), [1, 2, 4]),
        (Condition("reported_on", BETWEEN, (None, "2026-01-01")), [4]),
        (Condition("reported_on", BETWEEN, (None, None)), [1, 2, 3, 4]),
    ],
)
def test_a_condition_chooses_rows(filled: Store, condition: Condition, found: list[int]) -> None:
    assert numbers(filled, condition) == found


def test_a_meeting_of_the_last_day_is_in_the_period(filled: Store) -> None:
    period = Condition("starts", BETWEEN, ("2026-11-20", "2026-11-20"))
    assert lists.page(filled, MEETINGS, Query((period,))).total == 1


def test_all_conditions_and_the_search_must_hold(filled: Store) -> None:
    open_ones = Condition("state", IS, ("reported",))
    assert numbers(filled, open_ones, Condition("text", CONTAINS, ("井盖",))) == [2]
    assert numbers(filled, open_ones, text="占道") == [3]
    assert numbers(filled, text="路") == [1, 5]
    assert numbers(filled, text="_") == [5]


def test_rows_are_sorted_with_what_is_not_known_last(filled: Store) -> None:
    assert numbers(filled, order=(Sort("reported_on"),)) == [4, 1, 2, 3, 5]
    assert numbers(filled, order=(Sort("reported_on", descending=True),)) == [3, 2, 1, 4, 5]
    by_state = (Sort("state"), Sort("reported_on"))  # as the choices are listed: 已提报, 已分办, 已处置, 已办结
    assert numbers(filled, order=by_state) == [2, 3, 4, 1, 5]


def test_pages_follow_each_other(filled: Store) -> None:
    whole = lists.page(filled, CLUES).rows
    pages = [lists.page(filled, CLUES, Query(offset=start, limit=2)) for start in (0, 2, 4, 6)]
    assert [page.total for page in pages] == [5] * 4
    assert tuple(row for page in pages for row in page.rows) == whole
    assert [identifier for identifier, _ in lists.walk(filled, CLUES, Query(), ("number",))] == [
        row[0] for row in whole
    ]


def test_people_stand_in_the_order_of_the_roster_or_of_their_names(filled: Store) -> None:
    def names(order: tuple[Sort, ...] = (), text: str = "") -> list[str]:
        return [values[0] for _, values in lists.page(filled, MEMBERS, Query(order=order, search=text), ("name",)).rows]

    assert names() == ["张三", "李四", "王伟", "王伟", "何霞", "赵爽"]
    assert names((Sort("name"),)) == ["何霞", "李四", "王伟", "王伟", "张三", "赵爽"]
    assert names(text="ww") == names(text="wangw") == names(text="王伟") == ["王伟", "王伟"]
    assert names(text="ZHANG S") == ["张三"]


@pytest.mark.parametrize("ledger", LEDGERS.values(), ids=[*LEDGERS])
def test_every_ledger_shows_all_its_fields(filled: Store, ledger: object) -> None:
    chosen = lists.ledger_called(ledger.key)  # type: ignore[attr-defined]
    keys = tuple(field.key for field in chosen.fields)
    page = lists.page(filled, chosen, Query(order=tuple(Sort(key) for key in keys)), keys)
    assert page.columns == keys
    filled_with = {"members": 6, "former_members": 0, "meetings": 2, "volunteers": 1, "clues": 5, "documents": 0}
    assert page.total == filled_with[chosen.key]


def test_what_a_ledger_does_not_have_is_refused(filled: Store) -> None:
    for query, columns in (
        (Query((Condition("salary", IS, (1,)),)), None),
        (Query(order=(Sort("salary"),)), None),
        (Query(), ("salary",)),
        (Query(), ("branch_id",)),
    ):
        with pytest.raises(Refusal) as refusal:
            lists.page(filled, CLUES, query, columns)
        assert refusal.value.code == "unknown_field"
    with pytest.raises(Refusal) as refusal:
        lists.ledger_called("salaries")
    assert refusal.value.code == "unknown_ledger"


def test_a_text_within_a_record_finds_the_meeting_and_leaves_room_for_clues(store: Store) -> None:
    builders.fill(store)
    said = Topic("通报", speeches=(Speech(PersonRef("王伟（第一）"), "路灯的整改已经办完。"),))
    for day in range(1, 26):
        meetings.save(store, builders.meeting(f"2026-10-{day:02}", title="例会", agenda=(said,)))
    clues.save(store, None, {"text": "路灯不亮", "state": "reported"})
    found = search.find(store, "路灯", limit=20)
    assert [hit.kind for hit in found] == ["meeting"] * 19 + ["clue"]
    assert found[0].detail == "2026-10-25 · 例会 · 发言 王伟（第一）：路灯的整改已经办完。"
    assert search.find(store, "例会")[0].detail == "2026-10-25 · 例会"


@pytest.mark.parametrize("field", CLUES.search)
def test_a_clue_is_found_by_what_its_list_is_searched_for(store: Store, field: str) -> None:
    clues.save(store, None, {"text": "路灯不亮", "state": "reported"})
    clues.save(store, None, {"text": "井盖破损", "state": "reported", field: "在青云路西"})
    [hit] = search.find(store, "青云路")
    assert hit.kind == "clue"
    assert lists.page(store, CLUES, Query(search="青云路")).total == 1
