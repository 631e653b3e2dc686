"""A filter gives exactly what the same condition, written in Python, gives; totals add up the same rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import builders
from branchdesk.domain.meetings import Presence
from branchdesk.ledgers.clues import CLUES, STATES
from branchdesk.ledgers.meetings import MEETINGS
from branchdesk.ledgers.members import MEMBERS
from branchdesk.ledgers.spec import FieldKind
from branchdesk.services import Store
from branchdesk.services.clues import clues
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Condition, Query, Sort
from branchdesk.services.ledgers.lists import Test as Compare
from branchdesk.services.meetings import meetings

DATES = (None, "2025", "2026", "2026-01", "2026-02", "2026-11", "2026-01-01", "2026-11-20", "2026-11-30", "2027-01")
TEXTS = (None, "", "路灯不亮", "路面100%塌陷", "井盖_缺失", "路")
FLAGS = (None, True, False)
WORDS = st.sampled_from(["路", "%", "_", "盖", "路灯不亮", "没有"])
DAYS = st.sampled_from([day for day in DATES if day])
MAYBE = st.none() | DAYS
EITHER = st.sampled_from([Compare.ONE_OF, Compare.NONE_OF])
TEXT_TESTS = st.sampled_from([Compare.CONTAINS, Compare.LACKS, Compare.IS, Compare.IS_NOT])
STATE_VALUES = st.lists(st.sampled_from([choice.value for choice in STATES]), max_size=3, unique=True)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRANCHDESK_TODAY", builders.TODAY.isoformat())
        store = builders.new_branch(tmp_path_factory.mktemp("queries") / "支部.branchdesk")
        number = 0
        for day in DATES:
            for text in TEXTS:
                state = STATES[number % (len(STATES) - 1)].value  # the last one takes no text
                fed_back = FLAGS[number % 3]
                clues.save(store, None, {"text": text, "reported_on": day, "state": state, "fed_back": fed_back})
                number += 1
        yield store
        store.close()


def holds(condition: Condition, values: dict[str, Any]) -> bool:
    """Say in Python what a condition means."""
    value, wanted = values[condition.field], condition.values
    kind = CLUES.field(condition.field).kind
    empty = value is None or value == ""
    is_it = value is not None and bool(wanted) and value == wanted[0]
    if kind is FieldKind.DATE and value is not None and wanted:
        is_it = value == wanted[0] or str(value).startswith(f"{wanted[0]}-")
    meant: dict[Compare, bool] = {
        Compare.EMPTY: empty,
        Compare.IS: is_it,
        Compare.CONTAINS: bool(wanted) and str(wanted[0]) in str(value or ""),
        Compare.ONE_OF: (None in wanted) if empty else value in wanted,
        Compare.BETWEEN: kind is FieldKind.DATE and len(wanted) == 2 and between(value, wanted[0], wanted[1]),
    }
    opposites = {
        Compare.FILLED: Compare.EMPTY,
        Compare.IS_NOT: Compare.IS,
        Compare.LACKS: Compare.CONTAINS,
        Compare.NONE_OF: Compare.ONE_OF,
    }
    opposite = opposites.get(condition.test)
    return meant[condition.test] if opposite is None else not meant[opposite]


def between(value: str | None, low: str | None, high: str | None) -> bool:
    if value is None:
        return False
    first = (value + "-01-01")[:10]
    return (not low or first >= low) and (not high or value <= high or value.startswith(high))


def one_of_states(test: Compare, values: list[str], *, empty: bool) -> Condition:
    return Condition("state", test, (*values, None) if empty else tuple(values))


CONDITIONS = st.one_of(
    st.builds(Condition, st.just("text"), TEXT_TESTS, st.tuples(WORDS)),
    st.builds(Condition, st.just("reported_on"), st.sampled_from([Compare.IS, Compare.IS_NOT]), st.tuples(DAYS)),
    st.builds(Condition, st.just("reported_on"), st.just(Compare.BETWEEN), st.tuples(MAYBE, MAYBE)),
    st.builds(one_of_states, EITHER, STATE_VALUES, empty=st.booleans()),
    st.builds(Condition, st.just("fed_back"), EITHER, st.lists(st.sampled_from(FLAGS), unique=True).map(tuple)),
    st.builds(
        Condition,
        st.sampled_from(["text", "reported_on", "state", "fed_back"]),
        st.sampled_from([Compare.EMPTY, Compare.FILLED]),
    ),
)


@settings(max_examples=150, deadline=None)
@given(conditions=st.lists(CONDITIONS, min_size=1, max_size=3))
def test_a_filter_gives_what_its_words_mean(many: Store, conditions: list[Condition]) -> None:
    keys = ("text", "reported_on", "state", "fed_back")
    everything = [(record, dict(zip(keys, row, strict=True))) for record, row in lists.walk(many, CLUES, Query(), keys)]
    meant = {record for record, row in everything if all(holds(one, row) for one in conditions)}
    query = Query(tuple(conditions))
    assert set(lists.identifiers(many, CLUES, query)) == meant
    added = lists.totals(many, CLUES, query, keys)
    assert added.rows == len(meant)
    for key in ("state", "fed_back"):
        assert dict(added.counts[key]) == Counter(row[key] for record, row in everything if record in meant)


def test_whole_numbers_compare_as_numbers(store: Store) -> None:
    builders.fill(store, [{"name": f"张{number}", "roster_order": number} for number in (1, 4, 5, 12, 40, 100)])

    def found(*bounds: object) -> list[int]:
        query = Query((Condition("roster_order", Compare.BETWEEN, bounds),))
        return [row[0] for _, row in lists.page(store, MEMBERS, query, ("roster_order",)).rows]

    assert found(4, 12) == [4, 5, 12]
    assert found(0, 1) == [1]
    assert found(None, 4) == [1, 4]
    assert found(40, None) == [40, 100]


def test_amounts_are_added_up_and_ordinals_are_not(store: Store) -> None:
    builders.fill(store)
    absent = builders.mark("李四", Presence.ABSENT)
    meetings.save(store, builders.meeting(attendance=builders.present(absent)))
    meetings.save(store, builders.meeting("2026-02-10", attendance=builders.present(absent)))
    added = lists.totals(store, MEETINGS, Query(), ("number", "present", "absent", "kind"))
    assert added.rows == 2
    assert added.sums == {"present": 4 + 3, "absent": 2}  # 何霞 was not yet counted in February
    assert added.counts["kind"] == (("members_meeting", 2),)
    assert lists.totals(store, MEETINGS, Query(search="没有"), ("absent",)).sums == {"absent": 0}
    assert lists.totals(store, MEMBERS, Query(), ("roster_order",)).sums == {}


def test_several_keys_sort_one_after_the_other(store: Store) -> None:
    builders.fill(store)
    order = (Sort("stage", descending=True), Sort("name", descending=True))
    names = [row[0] for _, row in lists.page(store, MEMBERS, Query(order=order), ("name",)).rows]
    assert names == ["赵爽", "何霞", "张三", "王伟", "王伟", "李四"]


def test_another_key_of_the_source_may_sort_a_field(store: Store) -> None:
    builders.fill(store)
    assert lists.sorts_by_strokes(MEMBERS)
    query = Query(order=(Sort("name", by="strokes"),))
    names = [row[0] for _, row in lists.page(store, MEMBERS, query, ("name",)).rows]
    assert names == ["王伟", "王伟", "李四", "何霞", "张三", "赵爽"]


def test_a_key_that_the_source_does_not_have_falls_back_to_the_field(store: Store) -> None:
    builders.fill(store)
    assert lists.sorts_by_strokes(CLUES) is False
    query = Query(order=(Sort("phone", by="nothing"),))
    assert lists.page(store, MEMBERS, query).total == 6
