"""Snapshots: a figure once quoted stands, and how today's differ is told clue by clue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, update

import builders
from branchdesk.domain.clue_figures import WITHOUT_RECORDS, Counted, Measure
from branchdesk.domain.clue_records import RecordChange
from branchdesk.domain.clue_settings import ClueSettings
from branchdesk.domain.clue_states import ClueState
from branchdesk.errors import Refusal, Trouble
from branchdesk.ledgers.clues import CLUES
from branchdesk.services import Store
from branchdesk.services.clues import clue_differences, clue_figures, clue_settings, clue_snapshots, clues
from branchdesk.services.clues.clue_differences import Difference, kind
from branchdesk.services.clues.clue_figures import Asked
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Condition, Query
from branchdesk.services.ledgers.lists import Test as Compares
from branchdesk.store import soundness
from branchdesk.store.history import operate
from branchdesk.store.tables import blob, clue, clue_snapshot, clue_stroke, joint_reporter
from branchdesk.words import clue_snapshots as say

MEASURES = [one for one in Measure if one not in WITHOUT_RECORDS]
YEAR = Asked(date(2026, 1, 1), date(2026, 12, 31))
CATEGORIES, UNITS = ("公益诉讼", "安全隐患", "噪声"), ("城管局", "消防大队")


def entered(number: int) -> dict[str, Any]:
    """Give a clue of an invented year."""
    day = f"2026-{number % 11 + 1:02}-{number % 27 + 1:02}"
    told: dict[str, Any] = (
        {"state": "closed", "closed_on": day, "fed_back": True} if number % 7 else {"state": "verified"}
    )
    return {
        "text": f"第{number}处路灯不亮",
        "reported_on": day,
        "reporter": ("孙骑", "钱骑、孙骑", "匿名")[number % 3],
        "category": CATEGORIES[number % 3],
        "unit": UNITS[number % 2],
        "due_by": "2026-11-20" if number % 2 else None,
        **told,
    }


def identifiers(store: Store) -> list[str]:
    return [record for record, _ in lists.page(store, CLUES, Query(), ()).rows]


@pytest.fixture
def filled(store: Store) -> Store:
    with operate(store, "test", "") as work:
        clues.ClueIntake(work.connection, store.branch.id, builders.TODAY).add(
            work, [entered(one) for one in range(60)]
        )
    return store


def explained(found: Difference) -> None:
    """See that what is told of single clues is the whole of the difference."""
    summed = found.strokes
    for change in found.told:
        summed += change.effect
    assert summed == found.now.whole - found.then.whole == found.effect + found.strokes
    assert sum(found.kinds.values()) == len(found.told) + found.untold
    for table in found.groups.values():
        assert len(table) == len({one.name for one in table})


def told(found: Difference) -> dict[str, list[RecordChange]]:
    by_kind: dict[str, list[RecordChange]] = {}
    for change in found.told:
        by_kind.setdefault(kind(change), []).append(change)
    return by_kind


def test_ten_clues_changed_one_deleted_two_added_one_undone_and_the_snapshot_stands(filled: Store) -> None:
    snapshot_id, _ = clue_snapshots.take(filled, "2026年11月月报", YEAR, "报送院党组")
    then = clue_snapshots.read(filled, snapshot_id)
    assert then.figures == clue_figures.figures(filled, YEAR, clue_figures.BY, compare=True)
    assert not clue_differences.compare(filled, snapshot_id)

    ids = identifiers(filled)
    for record in ids[:10]:
        clues.save(filled, record, {"category": "占道经营"})
    clues.save(filled, ids[0], {"state": "reported", "closed_on": None, "fed_back": None})
    clues.save(filled, ids[1], {"reported_on": "2025-12-31"})
    clues.remove(filled, ids[20])
    for one in (61, 62):
        clues.save(filled, None, entered(one))
    past.undo(filled)

    assert clue_snapshots.read(filled, snapshot_id) == then
    found = clue_differences.compare(filled, snapshot_id)
    explained(found)
    assert dict(found.kinds) == {say.CHANGED: 9, say.WENT: 1, say.DELETED: 1, say.CAME: 1}
    by_kind = told(found)
    assert [one.then.id for one in by_kind[say.DELETED] if one.then] == [ids[20]]
    assert ("reported_on", "2026-02-02", "2025-12-31") in by_kind[say.WENT][0].facts
    assert by_kind[say.CAME][0].now is not None
    assert found.now.whole.reported == 60 - 1 - 1 + 1
    [moved] = [one for one in found.groups["category"] if one.name == "占道经营"]
    assert (moved.then, moved.now.reported) == (Counted(), 9)


def test_every_number_of_a_snapshot_keeps_its_clues_whatever_becomes_of_them(filled: Store) -> None:
    snapshot_id, _ = clue_snapshots.take(filled, "年报", YEAR)
    for record in identifiers(filled)[::2]:
        clues.save(filled, record, {"state": "reported", "category": "别的", "reporter": "郑退"})
    found = clue_snapshots.read(filled, snapshot_id).figures
    for grouping in found.groups.values():
        for group in grouping.groups:
            for measure in MEASURES:
                behind = clue_snapshots.records(filled, snapshot_id, measure, group)
                assert len(behind) == group.counted.of(measure), (grouping.by, group.name, measure)
    for group in found.ages:
        assert len(clue_snapshots.records(filled, snapshot_id, Measure.OPEN, group)) == group.counted.open
    assert clue_snapshots.records(filled, snapshot_id, Measure.STROKES) == ()


def test_days_gone_by_make_a_clue_overdue_that_nobody_changed(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    clue_id, _ = clues.save(filled, None, {**entered(7), "due_by": "2026-11-30"})
    snapshot_id, _ = clue_snapshots.take(filled, "月报", YEAR)
    monkeypatch.setenv("BRANCHDESK_TODAY", "2026-12-02")
    found = clue_differences.compare(filled, snapshot_id)
    explained(found)
    [change] = found.told
    assert change.now is not None
    assert (change.now.id, change.facts) == (clue_id, (("timeliness", "running", "overdue"),))
    assert change.effect == Counted(judged=1, overdue=1)


def test_another_definition_of_handled_is_said_and_explained(filled: Store) -> None:
    snapshot_id, _ = clue_snapshots.take(filled, "月报", YEAR)
    clue_settings.set_settings(filled, ClueSettings(handled=(ClueState.FED_BACK,)))
    found = clue_differences.compare(filled, snapshot_id)
    explained(found)
    assert found.other_settings
    assert (found.then.whole.handled, found.now.whole.handled) == (51, 0)
    assert found.then.definition != found.now.definition
    assert dict(found.kinds) == {say.CHANGED: 51}


def test_a_snapshot_is_renamed_removed_and_brought_back_in_history(filled: Store) -> None:
    snapshot_id, changes = clue_snapshots.take(filled, " 月报 ", Asked())
    assert changes.title == "统计存照：月报"
    clue_snapshots.rename(filled, snapshot_id, "十一月月报", "")
    [line] = clue_snapshots.listed(filled)
    assert (line.name, line.note, line.taken_at[:10]) == ("十一月月报", None, "2026-11-23")
    assert line.who
    clue_snapshots.remove(filled, snapshot_id)
    assert clue_snapshots.listed(filled) == ()
    past.undo(filled)
    assert clue_snapshots.listed(filled) == (line,)
    assert len(clue_snapshots.records(filled, snapshot_id)) == 60
    for _ in range(2):
        past.undo(filled)
    assert clue_snapshots.listed(filled) == ()


def test_snapshots_without_a_name_and_those_that_are_not_there_are_refused(filled: Store) -> None:
    with pytest.raises(Refusal) as refused:
        clue_snapshots.take(filled, "  ", Asked())
    assert (refused.value.code, refused.value.field) == ("name_missing", "name")
    for verb in (clue_snapshots.read, clue_snapshots.remove, clue_differences.compare):
        with pytest.raises(Refusal) as refused:
            verb(filled, "没有")
        assert refused.value.code == "no_such_record"


def test_a_damaged_list_is_found_and_the_figures_still_stand(filled: Store) -> None:
    snapshot_id, _ = clue_snapshots.take(filled, "月报", YEAR)
    with filled.transaction() as connection:
        digest = connection.scalar(select(clue_snapshot.c.records))
        connection.execute(update(blob).where(blob.c.id == digest).values(content=b"damaged"))
        assert not soundness.look(connection).ok
    assert clue_snapshots.read(filled, snapshot_id).figures.whole.reported == 60
    with pytest.raises(Trouble):
        clue_differences.compare(filled, snapshot_id)


def test_a_snapshot_of_a_filter_with_strokes_tells_how_many_strokes_came(filled: Store) -> None:
    with operate(filled, "test", "") as work:
        stroke = {"branch_id": filled.branch.id, "day": "2026-11-20", "by": "grid", "name": "三号", "category": "噪声"}
        stroke_id = work.insert(clue_stroke, {**stroke, "reported": 8, "handled": 5})
    asked = Asked(date(2026, 1, 1), None, (Condition("category", Compares.IS, ("噪声",)),))
    snapshot_id, _ = clue_snapshots.take(filled, "噪声专项", asked)
    with operate(filled, "test", "") as work:
        work.update(clue_stroke, stroke_id, {"reported": 11})
    found = clue_differences.compare(filled, snapshot_id)
    explained(found)
    assert (found.strokes, dict(found.kinds)) == (Counted(strokes=3), {})
    assert found


ENTERED = st.lists(st.integers(0, 59), max_size=8)
EDITS = st.lists(
    st.tuples(
        st.integers(0, 7),
        st.sampled_from(
            [
                {"state": "closed", "closed_on": "2026-11-19"},
                {"state": "duplicate"},
                {"category": None},
                {"reported_on": "2026-03"},
                {"reported_on": None},
                {"fed_back": False},
                {"outcome": "case", "reporter": "李生、孙骑"},
                None,
            ]
        ),
    ),
    max_size=5,
)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = builders.new_branch(tmp_path_factory.mktemp("snapshots") / "支部.branchdesk")
    yield store
    store.close()


@settings(max_examples=12, deadline=None)
@given(ENTERED, EDITS, ENTERED)
def test_what_is_told_of_clues_is_always_the_whole_difference(
    invented: Store, first: list[int], edits: list[tuple[int, dict[str, Any] | None]], more: list[int]
) -> None:
    with invented.transaction() as connection:
        for table in (joint_reporter, clue):
            connection.execute(delete(table))
    with operate(invented, "test", "") as work:
        way_in = clues.ClueIntake(work.connection, invented.branch.id, builders.TODAY)
        ids = way_in.add(work, [entered(one) for one in first])
    snapshot_id, _ = clue_snapshots.take(invented, "存照", YEAR)
    then = clue_snapshots.read(invented, snapshot_id)
    for place, edit in edits:
        if place < len(ids):
            if edit is None:
                clues.remove(invented, ids.pop(place))
            else:
                clues.save(invented, ids[place], edit)
    for one in more[:3]:
        clues.save(invented, None, entered(one))
    explained(clue_differences.compare(invented, snapshot_id))
    assert clue_snapshots.read(invented, snapshot_id) == then


def test_a_list_is_small(filled: Store) -> None:
    clue_snapshots.take(filled, "月报", YEAR)
    with filled.reading() as connection:
        size = connection.scalar(select(func.max(blob.c.size)))
    assert size is not None
    assert size < 60 * 80
