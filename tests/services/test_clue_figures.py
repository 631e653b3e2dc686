"""Figures of clues: every table adds up to the whole, and every number is as many as the records behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

import builders
from branchdesk.domain.clue_figures import WITHOUT_RECORDS, Counted, Measure
from branchdesk.domain.clue_settings import ClueSettings
from branchdesk.domain.clue_states import ClueState
from branchdesk.ledgers.clues import CLUES
from branchdesk.services import Store, clue_figures, clue_settings, clues, lists, volunteers
from branchdesk.services.clue_figures import BY, Asked, Figures
from branchdesk.services.clue_groups import Group
from branchdesk.services.lists import Condition
from branchdesk.services.lists import Test as Compares
from branchdesk.store.history import operate
from branchdesk.store.tables import clue, clue_category, clue_stroke, joint_reporter

MEASURES = [one for one in Measure if one not in WITHOUT_RECORDS]
DAYS = ("2025", "2025-12", "2025-12-31", "2026", "2026-01-01", "2026-03", "2026-10-20", "2026-11-20", "2026-12-30")
CLUE = st.fixed_dictionaries(
    {"state": st.sampled_from([state.value for state in ClueState])},
    optional={
        "reported_on": st.sampled_from(DAYS),
        "category": st.sampled_from(["公益诉讼", "安全隐患", "噪声", ""]),
        "subcategory": st.sampled_from(["其他", "消防", ""]),
        "reporter": st.sampled_from(
            ["孙骑", "钱骑", "孙骑、钱骑", "孙骑、李生", "匿名", "李生", "钱骑、李生、周同", ""]
        ),
        "grid": st.sampled_from(["三号网格", ""]),
        "unit": st.sampled_from(["城管局", "消防大队"]),
        "due_by": st.sampled_from(["2026-03-10", "2026-11-22", "2026-11-30"]),
        "handled_on": st.sampled_from(["2026-03", "2026-03-09", "2026-11-23"]),
        "closed_on": st.sampled_from(["2026-03-11", "2026-11-22"]),
        "fed_back": st.booleans(),
        "outcome": st.sampled_from(["case", "proposal"]),
    },
)
STROKE = st.fixed_dictionaries(
    {
        "day": st.sampled_from(["2025-12-31", "2026-03-02", "2026-11-20"]),
        "named": st.sampled_from(
            [("volunteer", "孙骑"), ("volunteer", "李生"), ("grid", "三号网格"), ("unit", "城管局")]
        ),
        "category": st.sampled_from(["公益诉讼", "噪声", None]),
        "reported": st.integers(1, 9),
    }
)
CONDITIONS = st.sampled_from(
    [
        (),
        (Condition("category", Compares.IS, ("公益诉讼",)),),
        (Condition("category", Compares.IS_NOT, ("公益诉讼",)),),
        (Condition("grid", Compares.EMPTY),),
        (Condition("state", Compares.ONE_OF, ("handled", "reported")),),
        (Condition("reporter", Compares.CONTAINS, ("孙骑",)), Condition("unit", Compares.IS, ("城管局",))),
    ]
)
PERIODS = st.tuples(
    st.sampled_from([None, date(2025, 12, 1), date(2026, 1, 1), date(2026, 3, 1)]),
    st.sampled_from([None, date(2026, 3, 31), date(2026, 11, 23)]),
)
CHOSEN = st.builds(
    ClueSettings,
    handled=st.sampled_from(
        [("handled", "closed", "fed_back"), ("closed", "fed_back"), ("closed", "out_of_scope")]
    ).map(lambda states: tuple(ClueState(state) for state in states)),
    aside=st.booleans(),
    digits=st.integers(0, 4),
)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = builders.new_branch(tmp_path_factory.mktemp("figures") / "支部.branchdesk")
    for place, (name, team) in enumerate((("钱骑", "二队"), ("孙骑", "一队"), ("郑退", "一队"))):
        volunteers.save(store, None, {"name": name, "team": team, "platform": "外卖", "roster_order": place})
    with operate(store, "test", "") as work:
        for place, (name, parent) in enumerate((("噪声", None), ("公益诉讼", None), ("消防", "公益诉讼"))):
            row = {"branch_id": store.branch.id, "position": place, "name": name, "parent": parent}
            work.insert(clue_category, row)
    yield store
    store.close()


def put(store: Store, entered: list[dict[str, Any]], strokes: list[dict[str, Any]] | None = None) -> None:
    """Let these be the branch's only clues and strokes."""
    with store.transaction() as connection:
        for table in (joint_reporter, clue, clue_stroke):
            connection.execute(delete(table))
    with operate(store, "test", "") as work:
        clues.ClueIntake(work.connection, store.branch.id, builders.TODAY).add(work, entered)
        for one in strokes or ():
            by, name = one["named"]
            told = {"day": one["day"], "by": by, "name": name, "category": one["category"]}
            counted = {"reported": one["reported"], "handled": one["reported"] // 2}
            work.insert(clue_stroke, {"branch_id": store.branch.id, **told, **counted})


def added(groups: tuple[Group, ...]) -> Counted:
    whole = Counted()
    for group in groups:
        whole += group.counted
    return whole


def rows_behind(store: Store, found: Figures, measure: Measure, group: Group | None) -> int:
    query = clue_figures.behind(found, measure, group)
    assert query is not None
    return lists.totals(store, CLUES, query, ()).rows


def prove(store: Store, found: Figures) -> None:
    """See that every table adds up and that every number has as many records behind it."""
    for by, table in found.groups.items():
        assert added(table.groups) - table.twice == found.whole, by
        assert len({group.name for group in table.groups}) == len(table.groups)
    lines = [None, *(group for table in found.groups.values() for group in table.groups)]
    for line in lines:
        counted = line.counted if line else found.whole
        for measure in MEASURES:
            assert rows_behind(store, found, measure, line) == counted.of(measure), (line, measure)
        assert counted.handled + counted.aside + counted.open == counted.reported
    for group in found.ages:
        assert rows_behind(store, found, Measure.OPEN, group) == group.counted.open
    assert sum(group.counted.open for group in found.ages) == found.whole.open
    assert lists.totals(store, CLUES, clue_figures.behind_partial(found), ()).rows == sum(found.partial.values())
    assert lists.totals(store, CLUES, clue_figures.behind_undated(found), ()).rows == found.undated
    for earlier in (found.before, found.year_before):
        if earlier is not None:
            query = clue_figures.behind_asked(earlier[0], found.settings, Measure.HANDLED)
            assert query is not None
            assert lists.totals(store, CLUES, query, ()).rows == earlier[1].handled


@settings(max_examples=10, deadline=None)
@given(st.lists(CLUE, max_size=10), st.lists(STROKE, max_size=3), PERIODS, CONDITIONS, CHOSEN)
def test_every_table_adds_up_and_every_number_has_its_records(
    invented: Store,
    entered: list[dict[str, Any]],
    strokes: list[dict[str, Any]],
    period: tuple[date | None, date | None],
    conditions: tuple[Condition, ...],
    chosen: ClueSettings,
) -> None:
    put(invented, entered, strokes)
    clue_settings.set_settings(invented, chosen)
    prove(invented, clue_figures.figures(invented, Asked(*period, conditions), BY, compare=True))
