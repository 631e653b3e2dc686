"""Whatever is done to clues, lists answered from their index are those that the tables give."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import Connection

import builders
from branchdesk.domain.clue_states import ASIDE, OPEN, ClueState
from branchdesk.errors import Cancelled, Refusal
from branchdesk.ledgers.clues import CLUES
from branchdesk.ledgers.spec import FieldKind
from branchdesk.services import Store
from branchdesk.services.clues import clue_deadlines, clues
from branchdesk.services.keeping import past, trash
from branchdesk.store import clue_counts, clue_index, clue_keeping, indexed, lists
from branchdesk.store.clue_counts import Chosen, States
from branchdesk.store.history import operate
from branchdesk.store.lists import Condition, Query, Sort
from branchdesk.store.tables import clue

PICK = st.integers(0, 99)
DAY = date(2026, 11, 23)
DAYS = ["2026", "2026-05", "2026-05-06", "2026-05-07", "2026-11-23", "2027-01-02"]
TEXTS: dict[str, list[str | None]] = {
    "category": ["食品安全", "安全生产", "ABC", "abc", "", None],
    "subcategory": ["井盖", "", None],
    "grid": ["第1网格", "第10网格", "100%", None],
    "unit": ["城市管理局", "a_b", None],
    "reporter": ["张三", "张三、李四", "匿名", None],
    "place": ["东门", "", None],
    "outcome": ["case", "proposal", None],
    "remark": ["急", None],
}
DATES = ("reported_on", "due_by", "handled_on", "closed_on", "fed_back_on", "sent_on", "case_sent_on")
NUMBERS = ["XS1", "XS2", "XS2", "xs3", "9", "10", "临001"]
CLUE = st.fixed_dictionaries(
    {
        "number": st.sampled_from(NUMBERS),
        "state": st.sampled_from([choice.value for choice in CLUES.field("state").choices]),
        "text": st.sampled_from(["护栏缺失", "路灯不亮", None]),
    },
    optional={
        **{key: st.sampled_from(values) for key, values in TEXTS.items()},
        **{key: st.sampled_from([*DAYS, None]) for key in DATES},
        "fed_back": st.sampled_from([True, False, None]),
    },
)


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    field = draw(st.sampled_from(CLUES.fields))
    tests = (
        list(lists.Test)
        if field.kind is FieldKind.DATE
        else [one for one in lists.Test if one is not lists.Test.BETWEEN]
    )
    if field.kind is FieldKind.FLAG:
        tests = [
            lists.Test.IS,
            lists.Test.IS_NOT,
            lists.Test.EMPTY,
            lists.Test.FILLED,
            lists.Test.ONE_OF,
            lists.Test.NONE_OF,
        ]
    test = draw(st.sampled_from(tests))
    values: Any = st.sampled_from([*filter(None, TEXTS.get(field.key, [])), "XS2", "护", "b", "%"])
    if field.kind is FieldKind.DATE:
        values = st.sampled_from(DAYS)
    elif field.choices:
        values = st.sampled_from([choice.value for choice in field.choices])
    elif field.kind is FieldKind.FLAG:
        values = st.booleans()
    if test in {lists.Test.EMPTY, lists.Test.FILLED}:
        return Condition(field.key, test)
    if test in {lists.Test.ONE_OF, lists.Test.NONE_OF}:
        return Condition(field.key, test, tuple(draw(st.lists(st.one_of(st.none(), values), max_size=3))))
    if test is lists.Test.BETWEEN:
        ends = st.one_of(st.none(), st.just(""), values)
        return Condition(field.key, test, (draw(ends), draw(ends)))
    return Condition(field.key, test, (draw(values),))


SORTS = st.builds(Sort, st.sampled_from([field.key for field in CLUES.fields]), st.booleans())
QUERIES = st.builds(
    Query,
    st.lists(conditions(), max_size=3).map(tuple),
    st.sampled_from(["", "", "", "护栏", "xs2", "张三"]),
    st.lists(SORTS, max_size=2).map(tuple),
    st.integers(0, 6),
    st.one_of(st.none(), st.integers(1, 8)),
)
STATES = States(handled=(ClueState.HANDLED, ClueState.CLOSED, ClueState.FED_BACK), open=OPEN, aside=ASIDE)
COLUMNS = ("number", "state", "timeliness", "duplicate_number", "reporter")


def asked(store: Store, query: Query, day: date = DAY) -> list[Any]:
    """Put a query to the list in every way."""
    with store.reading() as connection:
        mine: dict[str, Any] = {"branch_id": store.branch.id, "day": day}
        walked = Query(query.conditions, query.search, query.order)
        return [
            lists.page(connection, CLUES, COLUMNS, query, **mine),
            lists.totals(connection, CLUES, (*COLUMNS, "fed_back", "outcome"), query, **mine),
            list(lists.every(connection, CLUES, COLUMNS, walked, **mine)),
            *(lists.counts(connection, CLUES, key, **mine) for key in (*CLUES.filters, "timeliness", "reported_on")),
            *figures(connection, Chosen(store.branch.id, day, query.conditions)),
        ]


def figures(connection: Connection, chosen: Chosen) -> list[Any]:
    return [
        clue_counts.by_day(connection, chosen),
        clue_counts.deadlines(connection, chosen),
        *(clue_counts.by_facet(connection, chosen, STATES, facet) for facet in (None, *clue_counts.FACETS)),
    ]


class Indexed(RuleBasedStateMachine):
    """A branch whose few clues have an index; small limits make it take every way that a million would."""

    @initialize(
        few=st.sampled_from([0, 3, 20_000]),
        behind=st.sampled_from([0, 3]),
        leaps=st.sampled_from([0, 8]),
        most=st.sampled_from([8, 25_000]),
    )
    def begin(self, few: int, behind: int, leaps: int, most: int) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.patch = pytest.MonkeyPatch()
        self.patch.setenv("BRANCHDESK_TODAY", DAY.isoformat())
        self.patch.setattr(clue_keeping, "WORTH", 0)
        self.patch.setattr(clue_keeping, "BEHIND", behind)
        self.patch.setattr(clue_index, "LEAPS", leaps)
        self.patch.setattr(clue_index, "MOST", most)
        self.patch.setattr(clue_index, "EACH", leaps)
        self.patch.setattr(indexed, "FEW", few)
        self.patch.setattr(indexed, "MARGIN", 1)
        self.store = builders.new_branch(Path(self.folder.name) / "支部.branchdesk")
        self.wanted = [Query(limit=3)]

    def do(self, verb: Any) -> None:  # noqa: ANN401 - any verb
        try:
            verb()
        except Refusal:
            return

    def pick(self, number: int) -> str:
        with self.store.reading() as connection:
            ids = connection.scalars(clue.select().with_only_columns(clue.c.id).order_by(clue.c.id)).all()
        return ids[number % len(ids)] if ids else "nobody"

    @rule(rows=st.lists(CLUE, min_size=1, max_size=6))
    def take_many(self, rows: list[dict[str, Any]]) -> None:
        with operate(self.store, "import", "导入线索") as work:
            work.insert_many(clue, [{**row, "branch_id": self.store.branch.id} for row in rows])

    @rule(number=PICK, values=CLUE)
    def change(self, number: int, values: dict[str, Any]) -> None:
        changed = {key: value for key, value in values.items() if key != "number"}
        self.do(lambda: clues.save(self.store, self.pick(number), changed))

    @rule(number=PICK, renamed=st.sampled_from(["A1", "XS2", "ZZ9"]))
    def renumber(self, number: int, renamed: str) -> None:
        with operate(self.store, "save_clue", "改线索") as work:
            try:
                work.update(clue, self.pick(number), {"number": renamed})
            except KeyError:
                return

    @rule(number=PICK)
    def remove(self, number: int) -> None:
        self.do(lambda: clues.remove(self.store, self.pick(number)))

    @rule()
    def restore(self) -> None:
        for one in trash.contents(self.store, CLUES).rows[:1]:
            self.do(lambda record=one.record: trash.restore(self.store, CLUES, record))

    @rule()
    def undo(self) -> None:
        self.do(lambda: past.undo(self.store))

    @rule()
    def redo(self) -> None:
        self.do(lambda: past.redo(self.store))

    @rule()
    def work_out_deadlines(self) -> None:
        clue_deadlines.freshen(self.store)

    @rule()
    def freshen(self) -> None:
        clue_keeping.freshen(self.store, lambda _done, _total: None)

    @rule()
    def forget(self) -> None:
        clue_index._known.clear()

    @rule(queries=st.lists(QUERIES, min_size=1, max_size=3))
    def ask(self, queries: list[Query]) -> None:
        self.wanted = queries

    @invariant()
    def lists_are_those_of_the_tables(self) -> None:
        quick = [asked(self.store, query) for query in self.wanted]
        with pytest.MonkeyPatch.context() as plainly:
            plainly.setattr(indexed, "INDEXES", {})
            assert quick == [asked(self.store, query) for query in self.wanted]

    @invariant()
    def no_serial_means_two_clues(self) -> None:
        with self.store.reading() as connection:
            serials = connection.scalars(clue.select().with_only_columns(clue.c.serial)).all()
        assert None not in serials
        assert len(set(serials)) == len(serials)

    def teardown(self) -> None:
        self.store.close()
        self.patch.undo()
        self.folder.cleanup()


Indexed.TestCase.settings = settings(max_examples=6, stateful_step_count=15, deadline=None)
TestIndexed = Indexed.TestCase


def with_clues(path: Path, number: int) -> Store:
    store = builders.new_branch(path)
    take(store, number)
    return store


def take(store: Store, number: int) -> None:
    with operate(store, "import", "导入线索") as work:
        work.insert_many(
            clue,
            [
                {"branch_id": store.branch.id, "number": f"XS{one:05}", "state": "reported", "grid": f"第{one % 7}网格"}
                for one in range(number)
            ],
        )


def untold(_done: int, _total: int) -> None:
    return


def test_few_clues_have_no_index_and_many_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clue_keeping, "WORTH", 50)
    store = with_clues(tmp_path / "支部.branchdesk", 49)
    assert not clue_keeping.freshen(store, untold)
    take(store, 1)
    assert clue_keeping.freshen(store, untold)
    assert not clue_keeping.freshen(store, untold)
    with store.reading() as connection:
        index = clue_index.read(connection, store.branch.id, DAY)
        assert index is not None
        assert len(index.whole) == 50
        assert index.counts("grid") == {f"第{one}网格": 8 if one == 0 else 7 for one in range(7)}
    store.close()


def test_what_is_given_up_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clue_keeping, "WORTH", 0)
    store = with_clues(tmp_path / "支部.branchdesk", 20)

    def nobody_waits(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        clue_keeping.freshen(store, nobody_waits)
    with store.reading() as connection:
        assert clue_index.read(connection, store.branch.id, DAY) is None
    assert clue_keeping.freshen(store, untold)
    store.close()


def test_rows_written_past_the_history_are_noticed_when_the_file_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clue_keeping, "WORTH", 0)
    store = with_clues(tmp_path / "支部.branchdesk", 20)
    assert clue_keeping.freshen(store, untold)
    with store.transaction() as connection:
        connection.execute(clue.delete().where(clue.c.number == "XS00007"))
    clue_index._known.clear()
    with store.reading() as connection:
        assert clue_index.read(connection, store.branch.id, DAY) is None
    assert clue_keeping.freshen(store, untold)
    store.close()
