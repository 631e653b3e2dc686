"""What every write leaves, how it is taken back and done again, and how a forged history is found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

import builders
from branchdesk.errors import Refusal
from branchdesk.services import branch
from branchdesk.services.clues import clues
from branchdesk.services.keeping import past
from branchdesk.services.meetings import meetings
from branchdesk.services.people import members
from branchdesk.store import driver, history, soundness
from branchdesk.store.chain import broken_links
from branchdesk.store.engine import Store
from branchdesk.store.history import Operation, operate
from branchdesk.store.tables import change, clue, operation, party_group


def titles(store: Store) -> list[str]:
    return [step.title for step in past.steps(store)]


def add_clue(store: Store, words: str) -> str:
    return clues.save(store, None, {"text": words, "reported_on": "2026-11-01"})[0]


def broken(store: Store) -> list[int]:
    with store.reading() as connection:
        return broken_links(connection)


def test_a_file_begins_with_a_step_that_stays(store: Store) -> None:
    [step] = past.steps(store)
    assert (step.sequence, step.kind, step.title) == (1, "start", "建立第四党支部")
    assert past.next_titles(store) == (None, None)
    with pytest.raises(Refusal) as refusal:
        past.undo(store)
    assert refusal.value.code == "nothing_to_undo"
    with pytest.raises(Refusal) as refusal:
        past.redo(store)
    assert refusal.value.code == "nothing_to_redo"


def test_a_write_leaves_who_when_and_each_row_before_and_after(store: Store) -> None:
    number, changes = clues.save(store, None, {"text": "路灯不亮", "reported_on": "2026-11-01"})
    clues.save(store, number, {"text": "路灯不亮两周"})
    with store.reading() as connection:
        newest, first = connection.execute(select(change).order_by(change.c.number.desc())).all()
        done = connection.execute(select(operation).order_by(operation.c.sequence.desc())).first()
    assert changes.kinds == {"clue"}
    assert changes.operation == first.operation_id
    assert (first.row_id, first.before, first.after["text"]) == (number, None, "路灯不亮")
    assert (newest.before["text"], newest.after["text"]) == ("路灯不亮", "路灯不亮两周")
    assert set(first.after) == set(clue.c.keys())
    assert done is not None
    assert done.operator
    assert done.at[10] == "T"


def test_what_changes_nothing_leaves_no_step(store: Store) -> None:
    number = add_clue(store, "路灯不亮")
    before = titles(store)
    _, changes = clues.save(store, number, {"text": "路灯不亮"})
    assert not changes
    assert titles(store) == before


def test_a_verb_that_fails_leaves_nothing(store: Store) -> None:
    before, said = builders.records(store), titles(store)

    def half(work: Operation) -> None:
        work.insert(party_group, {"branch_id": store.branch.id, "name": "第一党小组", "position": 0})
        work.insert(party_group, {"branch_id": store.branch.id, "no_such_column": 1})

    with pytest.raises(KeyError), operate(store, "test", "半途而废") as work:
        half(work)
    assert (builders.records(store), titles(store)) == (before, said)


def test_steps_are_taken_back_newest_first_and_done_again(store: Store) -> None:
    moments = [builders.records(store)]
    for words in ("一", "二", "三"):
        add_clue(store, words)
        moments.append(builders.records(store))
    for moment in reversed(moments[:-1]):
        past.undo(store)
        assert builders.records(store) == moment
    assert past.next_titles(store)[0] is None
    for moment in moments[1:]:
        past.redo(store)
        assert builders.records(store) == moment
    assert past.next_titles(store)[1] is None
    assert not broken(store)


def test_steps_are_named(store: Store) -> None:
    clues.save(store, None, {"text": "路灯不亮", "number": "XS20260007"})
    name = titles(store)[0]
    assert name == "志愿者线索台账新增“XS20260007”"
    assert past.next_titles(store) == (name, None)
    assert past.undo(store).title == f"撤销：{name}"
    assert past.next_titles(store) == (None, name)
    assert past.redo(store).title == f"重做：{name}"
    assert titles(store)[:2] == [f"重做：{name}", f"撤销：{name}"]
    assert [step.undone for step in past.steps(store)] == [False] * 4


def test_a_step_taken_back_is_marked(store: Store) -> None:
    add_clue(store, "一")
    past.undo(store)
    assert [(step.kind, step.undone) for step in past.steps(store, limit=2)] == [("undo", False), ("do", True)]


def test_doing_something_else_ends_what_could_be_done_again(store: Store) -> None:
    add_clue(store, "一")
    past.undo(store)
    add_clue(store, "二")
    assert past.next_titles(store)[1] is None
    with pytest.raises(Refusal) as refusal:
        past.redo(store)
    assert refusal.value.code == "nothing_to_redo"


def test_back_and_forth_ends_where_it_should(store: Store) -> None:
    for words in ("一", "二"):
        add_clue(store, words)
    both = builders.records(store)
    past.undo(store)
    one = builders.records(store)
    for _ in range(3):
        past.undo(store)
        past.redo(store)
        assert builders.records(store) == one
        past.redo(store)
        assert builders.records(store) == both
        past.undo(store)
    assert builders.records(store) == one
    assert not broken(store)


def test_what_was_done_is_remembered_when_the_file_is_opened_again(store: Store, path: Path) -> None:
    start = builders.records(store)
    add_clue(store, "一")
    done = builders.records(store)
    store.close()
    with builders.opened(path) as again:
        past.undo(again)
        assert builders.records(again) == start
    with builders.opened(path) as again:
        past.redo(again)
        assert builders.records(again) == done
        assert not broken(again)


def test_the_saves_of_one_sitting_are_one_step(store: Store) -> None:
    builders.fill(store)
    before = builders.records(store)
    first = meetings.save(store, builders.meeting(attendance=builders.present()))
    draft = replace(meetings.load(store, first.id).meeting, place="三楼会议室")
    second = meetings.save(store, draft, continues=first.changes.operation)
    third = meetings.save(store, replace(draft, title="季度大会"), continues=second.changes.operation)
    assert {first.changes.title, second.changes.title, third.changes.title} == {"记录2026年11月20日党员大会"}
    after = builders.records(store)
    assert past.undo(store).title == "撤销：记录2026年11月20日党员大会"
    assert builders.records(store) == before
    assert [step.undone for step in past.steps(store, limit=4)] == [False, True, True, True]
    past.redo(store)
    assert builders.records(store) == after
    assert not broken(store)


def test_a_sitting_ends_where_something_else_was_done(store: Store) -> None:
    builders.fill(store)
    first = meetings.save(store, builders.meeting())
    add_clue(store, "一")
    draft = replace(meetings.load(store, first.id).meeting, place="三楼会议室")
    revised = meetings.save(store, draft, continues=first.changes.operation)
    assert revised.changes.title == "修改2026年11月20日党员大会"
    past.undo(store)
    assert meetings.load(store, first.id).meeting.place is None


def test_closing_a_record_is_a_step_of_its_own(store: Store) -> None:
    builders.fill(store)
    first = meetings.save(store, builders.meeting(attendance=builders.present()))
    before = builders.records(store)
    draft = meetings.load(store, first.id).meeting
    meetings.save(store, draft, finalise=True, continues=first.changes.operation)
    past.undo(store)
    assert builders.records(store) == before


def test_a_row_that_was_changed_since_is_not_overwritten(store: Store) -> None:
    number = add_clue(store, "路灯不亮")
    with store.transaction() as connection:
        connection.execute(clue.update().where(clue.c.id == number).values(text="别的程序改过"))
    before = builders.records(store)
    with pytest.raises(Refusal) as refusal:
        past.undo(store)
    assert refusal.value.code == "changed_since"
    assert titles(store)[0] in refusal.value.sentence
    assert builders.records(store) == before
    assert not broken(store)


def test_a_member_comes_back_whole(store: Store) -> None:
    before = builders.records(store)
    values = {**builders.PEOPLE[2], "id_number": "11010519491231002X", "office": "宣传委员、组织委员"}
    member_id, _ = members.save(store, None, values)
    full = builders.records(store)
    members.save(store, member_id, {"group": "第二党小组", "office": None, "phone": "13800138000"})
    past.undo(store)
    assert builders.records(store) == full
    past.undo(store)
    assert builders.records(store) == before


FORGERIES = {
    "a change rewritten": "UPDATE change SET after = replace(after, '2026-11-01', '2026-10-01') WHERE number = 1",
    "a change taken out": "DELETE FROM change WHERE number = 1",
    "a change added": (
        "INSERT INTO change (operation_id, table_name, row_id) SELECT id, 'clue', id FROM operation WHERE sequence = 2"
    ),
    "a change moved": "UPDATE change SET operation_id = (SELECT id FROM operation WHERE sequence = 3) WHERE number = 1",
    "another title": "UPDATE operation SET title = '什么也没做' WHERE sequence = 2",
    "another day": "UPDATE operation SET at = '2020-01-01T08:00:00+08:00' WHERE sequence = 2",
    "another person": "UPDATE operation SET operator = '别人' WHERE sequence = 2",
    "another kind": "UPDATE operation SET kind = 'undo' WHERE sequence = 2",
    "another salt": "UPDATE operation SET salt = zeroblob(16) WHERE sequence = 2",
    "another hash": "UPDATE operation SET hash = previous_hash WHERE sequence = 2",
    "the first taken out": "DELETE FROM operation WHERE sequence = 1",
    "one taken out": "DELETE FROM change WHERE number = 1; DELETE FROM operation WHERE sequence = 2",
    "one taken out and renumbered": (
        "DELETE FROM change WHERE number = 1; DELETE FROM operation WHERE sequence = 2;"
        "UPDATE operation SET sequence = 2 WHERE sequence = 3; UPDATE operation SET sequence = 3 WHERE sequence = 4"
    ),
}


def forge(connection: Connection, statements: str) -> None:
    connection.exec_driver_sql("ROLLBACK")
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    for statement in statements.split(";"):
        assert connection.exec_driver_sql(statement).rowcount == 1
    connection.exec_driver_sql("PRAGMA foreign_keys = ON")
    connection.exec_driver_sql("BEGIN")


@pytest.mark.parametrize("statements", FORGERIES.values(), ids=[*FORGERIES])
def test_a_forged_history_is_found(store: Store, statements: str) -> None:
    for words in ("一", "二", "三"):
        add_clue(store, words)
    assert not broken(store)
    with store.reading() as connection:
        forge(connection, statements)
    assert broken(store)
    with store.reading() as connection:
        assert not soundness.look(connection).ok


def test_a_sound_file_is_found_sound(store: Store) -> None:
    builders.fill(store)
    with store.reading() as connection:
        found = soundness.look(connection)
    assert found.ok
    assert found.counts["members"] == len(builders.PEOPLE)
    assert found.counts["operations"] == 1 + len(builders.PEOPLE)


def test_a_reference_to_nothing_is_found(store: Store) -> None:
    [person, *_] = builders.fill(store)
    with store.reading() as connection:
        forge(connection, f"DELETE FROM member WHERE id = '{person}'")
    with store.reading() as connection:
        found = soundness.look(connection)
    assert "member_period→member" in found.references
    assert not found.ok


def test_rows_under_a_parent_keep_their_identity(store: Store) -> None:
    parent = {"branch_id": store.branch.id}
    with operate(store, "test", "三个") as work:
        one, two, three = work.replace(party_group, parent, [{"name": name} for name in ("一", "二", "三")])
    with operate(store, "test", "对调") as work:
        turned = [{"name": "三", "id": three}, {"name": "一", "id": one}]
        assert work.replace(party_group, parent, turned) == [three, one]
    with store.reading() as connection:
        rows = history.rows_under(connection, party_group, parent)
    assert [(row["id"], row["name"], row["position"]) for row in rows] == [(three, "三", 0), (one, "一", 1)]
    past.undo(store)
    with store.reading() as connection:
        rows = history.rows_under(connection, party_group, parent)
    assert [row["id"] for row in rows] == [one, two, three]


BY_HAND = {
    "a row edited": ("UPDATE clue SET text = '别的' WHERE text = '二'", "records"),
    "a row put in the place of one taken out": (
        "UPDATE clue SET id = '0' || substr(id, 2) || 'x' WHERE text = '三'",
        "records",
    ),
    "a row taken out": ("DELETE FROM clue WHERE text = '三'", "records"),
    "what a row was": ("UPDATE change SET before = '{}' WHERE number = 1", "history"),
    "what a row became": ("UPDATE change SET after = replace(after, '三', '四') WHERE number = 3", "records"),
    "the newest operation cut off, and its row": (
        """DELETE FROM clue WHERE text = '三'; DELETE FROM change WHERE number = 3;
        DELETE FROM operation WHERE sequence = 4""",
        "history",
    ),
    "two notes exchanged": (
        """UPDATE change SET operation_id =
        (SELECT operation_id FROM change other WHERE other.number = 4 - change.number) WHERE number IN (1, 3)""",
        "history",
    ),
}


@pytest.mark.parametrize(("statements", "where"), BY_HAND.values(), ids=[*BY_HAND])
def test_what_is_edited_past_the_program_is_found(store: Store, path: Path, statements: str, where: str) -> None:
    for said in ("一", "二", "三"):
        add_clue(store, said)
    store.close()
    raw = driver.connect(path, driver.OPEN_KEY)
    raw.execute("PRAGMA foreign_keys = OFF")
    for statement in statements.split(";"):
        assert raw.execute(statement).rowcount
    raw.close()
    with builders.opened(path) as again:
        found = branch.check(again)
    assert not found.ok
    assert getattr(found, where)


def test_rows_from_before_the_history_are_counted_and_not_judged(store: Store) -> None:
    builders.fill(store)
    found = branch.check(store)
    assert found.ok
    assert found.unknown == 1  # the branch itself
