"""Figures of clues: every table adds up to the whole, and every number is as many as the records behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

import builders
from branchdesk.domain.clue_figures import WITHOUT_RECORDS, Counted, Measure
from branchdesk.domain.clue_settings import ClueSettings
from branchdesk.domain.clue_states import ClueState
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.ledgers.clues import CLUES
from branchdesk.services import Store, demo
from branchdesk.services.clues import clue_figures, clue_groups, clue_settings, clues, volunteers
from branchdesk.services.clues.clue_figures import BY, Asked, Figures
from branchdesk.services.clues.clue_groups import Group
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import importing, lists
from branchdesk.services.ledgers.lists import Condition, Query
from branchdesk.services.ledgers.lists import Test as Compares
from branchdesk.store import clue_bitmaps, clue_index, clue_keeping
from branchdesk.store import lists as store_lists
from branchdesk.store.history import operate
from branchdesk.store.tables import clue, clue_category, clue_stroke, joint_reporter

SAMPLES = Path(__file__).parents[1] / "fixtures" / "samples"
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
    with operate(store, "test", "") as work:
        for table in (joint_reporter, clue, clue_stroke):
            for row_id in work.connection.scalars(select(table.c.id)).all():
                work.delete(table, row_id)
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


def prove(store: Store, found: Figures) -> None:
    """See that every table adds up and that every number has as many records behind it."""
    for by, table in found.groups.items():
        assert added(table.groups) - table.twice == found.whole, by
        assert len({group.name for group in table.groups}) == len(table.groups)
    with store.reading() as connection:

        def rows(query: Query | None) -> int:
            assert query is not None
            mine: dict[str, Any] = {"branch_id": store.branch.id, "day": builders.TODAY}
            return store_lists.totals(connection, CLUES, (), query, **mine).rows

        lines = [None, *(group for table in found.groups.values() for group in table.groups)]
        for line in lines:
            counted = line.counted if line else found.whole
            for measure in MEASURES:
                assert rows(clue_figures.behind(found, measure, line)) == counted.of(measure), (line, measure)
            assert counted.handled + counted.aside + counted.open == counted.reported
        for group in found.ages:
            assert rows(clue_figures.behind(found, Measure.OPEN, group)) == group.counted.open
        assert sum(group.counted.open for group in found.ages) == found.whole.open
        partial = Condition("reported_on", Compares.ONE_OF, tuple(found.partial))
        assert rows(Query((*found.asked.all_conditions, partial))) == sum(found.partial.values())
        undated = Condition("reported_on", Compares.EMPTY)
        assert rows(Query((*found.asked.conditions, undated))) == found.undated
        for earlier in (found.before, found.year_before):
            if earlier is not None:
                query = clue_figures.behind_asked(earlier[0], found.settings, Measure.HANDLED)
                assert rows(query) == earlier[1].handled


@settings(max_examples=6, deadline=None)
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


@settings(max_examples=15, deadline=None)
@given(st.lists(CLUE, max_size=10), st.lists(STROKE, max_size=2), PERIODS, CONDITIONS, CHOSEN)
def test_the_index_of_many_clues_counts_what_the_table_counts(
    invented: Store,
    entered: list[dict[str, Any]],
    strokes: list[dict[str, Any]],
    period: tuple[date | None, date | None],
    conditions: tuple[Condition, ...],
    chosen: ClueSettings,
) -> None:
    put(invented, entered, strokes)
    clue_settings.set_settings(invented, chosen)
    asked = Asked(*period, conditions)
    plain = clue_figures.figures(invented, asked, BY, compare=True)
    with pytest.MonkeyPatch.context() as large:
        large.setattr(clue_keeping, "WORTH", 0)
        clue_keeping.freshen(invented, lambda _done, _total: None)
        with invented.reading() as connection:
            told = asked.all_conditions
            used = clue_bitmaps.chosen(connection, invented.branch.id, builders.TODAY, told)
        assert used is not None or not entered
        assert clue_figures.figures(invented, asked, BY, compare=True) == plain
    with invented.transaction() as connection:
        clue_index.distrust(connection)


CLUES_OF_PEOPLE = (
    {"state": "closed", "reporter": "孙骑、钱骑", "reported_on": "2026-11-20", "category": "噪声"},
    {"state": "handled", "reporter": "孙骑", "reported_on": "2026-11-02", "category": "其他", "subcategory": "消防"},
    {
        "state": "reported",
        "reporter": "李生",
        "reported_on": "2026-08-01",
        "category": "公益诉讼",
        "subcategory": "消防",
    },
    {"state": "duplicate", "reporter": "匿名", "reported_on": "2026-03", "category": "公益诉讼"},
    {"state": "verified", "reported_on": "2026-10-01", "category": "其他"},
)


def usual(store: Store, **chosen: Any) -> None:  # noqa: ANN401 - any setting
    clue_settings.set_settings(store, ClueSettings(**chosen))


def lines(found: Figures, by: str) -> list[tuple[str, int]]:
    return [(group.name, group.counted.reported) for group in found.groups[by].groups]


def test_people_stand_in_roster_order_and_a_clue_of_two_counts_for_each(invented: Store) -> None:
    put(invented, list(CLUES_OF_PEOPLE))
    usual(invented)
    found = clue_figures.figures(invented, Asked(), ("volunteer", "team"))
    assert lines(found, "volunteer") == [("钱骑", 1), ("孙骑", 2), ("李生", 1), ("匿名", 1), ("未填", 1)]
    assert lines(found, "team") == [("二队", 1), ("一队", 2), ("未填", 3)]
    assert found.groups["volunteer"].note == "几人共同提报的线索对每人各计一次，各行合计比总数多1条。"


def test_a_team_of_the_filter_is_the_team_of_the_table(invented: Store) -> None:
    put(
        invented,
        list(CLUES_OF_PEOPLE),
        [{"day": "2026-11-20", "named": ("volunteer", "郑退"), "category": None, "reported": 5}],
    )
    table = clue_figures.figures(invented, Asked(), ("team",)).groups["team"]
    for name, conditions in clue_groups.people(invented, "team"):
        [line] = [group for group in table.groups if group.name == name]
        assert clue_figures.figures(invented, Asked(conditions=conditions)).whole == line.counted


def test_categories_stand_as_the_branch_ordered_them(invented: Store) -> None:
    put(invented, list(CLUES_OF_PEOPLE))
    found = clue_figures.figures(invented, Asked(), ("category", "subcategory"))
    assert lines(found, "category") == [("噪声", 1), ("公益诉讼", 2), ("其他", 2)]
    assert [name for name, _ in lines(found, "subcategory")] == [
        *("噪声·未填", "公益诉讼·消防", "公益诉讼·未填", "其他·消防", "其他·未填")
    ]


def test_open_clues_are_as_old_as_their_days(invented: Store) -> None:
    put(invented, list(CLUES_OF_PEOPLE))
    found = clue_figures.figures(invented, Asked())
    assert [(group.name, group.counted.open) for group in found.ages] == [
        *(("7天内", 0), ("8—30天", 0), ("31—90天", 1), ("90天以上", 1))
    ]
    assert [(one.reported_on, one.days, one.working_days) for one in found.oldest] == [
        *(("2026-08-01", 114, 77), ("2026-10-01", 53, 34))
    ]


def test_what_counts_as_handled_changes_every_figure_and_the_definition_at_once(invented: Store) -> None:
    put(invented, list(CLUES_OF_PEOPLE))
    usual(invented)
    found = clue_figures.figures(invented, Asked(), BY)
    assert (found.whole.handled, found.rate.fraction, found.text(found.rate)) == (2, "2/5", "40.0%")
    usual(invented, handled=(ClueState.CLOSED, ClueState.DUPLICATE), aside=True, digits=2)
    found = clue_figures.figures(invented, Asked(), BY)
    assert (found.whole.handled, found.whole.open, found.whole.aside) == (2, 3, 0)
    put(invented, [*CLUES_OF_PEOPLE, {"state": "out_of_scope"}, {"state": "passed_on"}])
    found = clue_figures.figures(invented, Asked(), BY)
    assert (found.rate.fraction, found.text(found.rate)) == ("2/5", "40.00%")
    assert "已处置数＝其中状态为已办结、重复提报的线索" in found.definition
    assert "处置率＝已处置数÷（提报数－状态为不属管辖、已移送办案的线索数）" in found.definition
    assert "保留两位小数" in found.definition
    assert "没有办理期限的不计" in found.definition
    assert found.brief in found.definition.replace(
        found.definition[found.definition.index("；按期率") : found.definition.index("；比率")], ""
    )
    for table in found.groups.values():
        assert sum(group.counted.handled for group in table.groups) == 2 + table.twice.handled


def test_strokes_are_counted_and_named_until_a_filter_asks_what_nobody_noted_of_them(invented: Store) -> None:
    usual(invented)
    stroke = {"day": "2026-11-20", "named": ("grid", "三号网格"), "category": "噪声", "reported": 6}
    put(invented, list(CLUES_OF_PEOPLE), [stroke])
    usual(invented, days=15)
    found = clue_figures.figures(invented, Asked(since=date(2026, 11, 1)), BY)
    assert found.definition.startswith("提报数＝2026-11-01起提报的线索")
    assert "办理期限为提报后15个工作日" in found.definition
    assert (found.whole.all_reported, found.whole.all_handled, found.rate.fraction) == (8, 5, "5/8")
    assert "含正字计数6条（只有数量没有明细）" in found.definition
    assert "含正字计数3条" in found.definition
    assert clue_figures.behind(found, Measure.STROKES) is None
    narrowed = clue_figures.figures(invented, Asked(conditions=(Condition("state", Compares.IS, ("closed",)),)))
    assert (narrowed.whole.all_reported, narrowed.whole.strokes) == (1, 0)
    assert "按此条件筛不出，不计" in narrowed.definition
    assert "办理状态 等于“已办结”" in narrowed.definition


@pytest.mark.parametrize(
    ("since", "until", "before", "year_before"),
    [
        ("2026-03-01", "2026-03-31", ("2026-02-01", "2026-02-28"), ("2025-03-01", "2025-03-31")),
        ("2025-02-01", "2025-02-28", ("2025-01-01", "2025-01-31"), ("2024-02-01", "2024-02-29")),
        ("2024-02-01", "2024-02-29", ("2024-01-01", "2024-01-31"), ("2023-02-01", "2023-02-28")),
        ("2024-02-29", "2024-02-29", ("2024-02-28", "2024-02-28"), ("2023-02-28", "2023-02-28")),
        ("2025-01-01", "2025-12-31", ("2024-01-01", "2024-12-31"), ("2024-01-01", "2024-12-31")),
        ("2026-04-01", "2026-06-30", ("2026-01-01", "2026-03-31"), ("2025-04-01", "2025-06-30")),
        ("2026-03-02", "2026-03-08", ("2026-02-23", "2026-03-01"), ("2025-03-02", "2025-03-08")),
        # Not over on 23 November: as much of the others as has gone by.
        ("2026-01-01", "2026-12-31", ("2025-01-01", "2025-11-23"), ("2025-01-01", "2025-11-23")),
        ("2026-11-01", "2026-11-30", ("2026-10-01", "2026-10-23"), ("2025-11-01", "2025-11-23")),
    ],
)
def test_a_period_is_compared_with_the_one_before_and_a_year_earlier(
    invented: Store, since: str, until: str, before: tuple[str, str], year_before: tuple[str, str]
) -> None:
    asked = Asked(date.fromisoformat(since), date.fromisoformat(until))
    found = clue_figures.figures(invented, asked, compare=True)
    told = [
        (one[0].since.isoformat(), one[0].until.isoformat())
        for one in (found.before, found.year_before)
        if one and one[0].since and one[0].until
    ]
    assert told == [before, year_before]


@pytest.mark.parametrize("asked", [Asked(), Asked(since=date(2026, 1, 1)), Asked(date(1, 1, 1), date(9999, 12, 31))])
def test_a_period_without_ends_is_compared_with_nothing(invented: Store, asked: Asked) -> None:
    found = clue_figures.figures(invented, asked, compare=True)
    assert (found.before, found.year_before) == (None, None)


def test_a_clue_whose_state_or_day_tells_of_feedback_counts_as_fed_back(invented: Store) -> None:
    put(
        invented,
        [
            {"state": "fed_back"},
            {"state": "closed", "fed_back_on": "2026-11-20"},
            {"state": "fed_back", "fed_back": False},
            {"state": "closed"},
        ],
    )
    assert clue_figures.figures(invented, Asked()).whole.fed_back == 2


def test_every_number_of_the_sample_has_its_records(tmp_path: Path) -> None:
    store = builders.new_branch(tmp_path / "支部.branchdesk")
    try:
        for key, name in (("volunteers", "志愿者名单.xlsx"), ("clues", "志愿者线索登记.csv")):
            importing.take(store, LEDGERS[key], importing.open_sheet(SAMPLES / name, LEDGERS[key]))
        found = clue_figures.figures(store, Asked(), BY)
        assert (found.whole.reported, found.whole.handled, found.rate.fraction) == (193, 189, "189/193")
        assert found.text(found.rate) == "97.9%"
        roster = [name for _, (name,) in lists.page(store, LEDGERS["volunteers"], Query(), ("name",)).rows]
        assert [group.name for group in found.groups["volunteer"].groups] == [
            name for name in roster if name in {group.name for group in found.groups["volunteer"].groups}
        ]
        prove(store, found)
    finally:
        store.close()


def test_a_volunteer_who_was_renamed_keeps_the_clues_of_the_old_name(store: Store) -> None:
    renamed, _ = volunteers.save(store, None, {"name": "孙其", "team": "一队"})
    other, _ = volunteers.save(store, None, {"name": "钱骑", "team": "二队"})
    clues.save(store, None, {"reporter": "孙其", "text": "路灯不亮"})
    clues.save(store, None, {"reporter": "钱骑、孙其", "text": "井盖松动"})
    volunteers.save(store, renamed, {"name": "孙骑"})
    clues.save(store, None, {"reporter": "孙骑", "text": "护栏缺失"})
    volunteers.save(store, other, {"name": "钱七"})
    past.undo(store)
    clues.save(store, None, {"reporter": "钱七", "text": "占用盲道"})  # of whom no volunteer's clue ever told
    found = clue_figures.figures(store, Asked(), ("volunteer", "team"))
    assert lines(found, "volunteer") == [("孙骑", 3), ("钱骑", 1), ("钱七", 1)]
    assert lines(found, "team") == [("一队", 3), ("二队", 1), ("未填", 1)]
    prove(store, found)


def test_every_number_of_the_invented_branch_has_its_records(tmp_path: Path) -> None:
    path = tmp_path / "demo.branchdesk"
    demo.create(path, demo.Size(8, 1, 60), builders.TODAY)
    with builders.opened(path) as store:
        found = clue_figures.figures(store, Asked(date(2026, 1, 1), builders.TODAY), BY, compare=True)
        assert found.whole.reported == 60
        assert found.whole.judged
        prove(store, found)
