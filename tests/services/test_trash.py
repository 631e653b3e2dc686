"""What was taken out is listed once, comes back whole, and does not come back where it cannot stand."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

import builders
from branchdesk.domain.meetings import Presence
from branchdesk.errors import Refusal
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.services import Changes, Store
from branchdesk.services.clues import clues, volunteers
from branchdesk.services.keeping import past, trash
from branchdesk.services.meetings import documents, meetings
from branchdesk.services.people import member_card, members
from branchdesk.store.history import operate
from branchdesk.store.past import LEDGER_TABLES, ROOTS
from branchdesk.store.tables import clue, member_condition, member_entry, party_group

MEMBERS, MEETINGS, VOLUNTEERS, CLUES = (LEDGERS[key] for key in ("members", "meetings", "volunteers", "clues"))


def labels(store: Store, key: str, search: str = "") -> list[str]:
    return [one.label for one in trash.contents(store, LEDGERS[key], search=search).rows]


def volunteer(store: Store, name: str = "孙悦", phone: str | None = None) -> str:
    return volunteers.save(store, None, {"name": name, "phone": phone})[0]


def one_clue(store: Store, text: str = "路灯不亮", **facts: str) -> str:
    return clues.save(store, None, {"text": text, "reported_on": "2026-11-01", **facts})[0]


def draft(store: Store) -> str:
    away = builders.mark("李四", Presence.ABSENT, "出差")
    typed = builders.meeting(attendance=builders.present(away), agenda=builders.full_agenda())
    return meetings.save(store, typed).id


def one_document(store: Store, title: str = "待学的一篇") -> str:
    return documents.save(store, None, {"title": title, "kind": "speech"})[0]


def full_member(store: Store) -> str:
    """Give a member of whom something is written in every table."""
    facts = {"name": "吴敏", "joined_on": "2001-07", "full_since": "2002-07", "office": "书记、组织委员"}
    person = members.save(store, None, {**facts, "group": "第一党小组", "id_number": "11010519491231002X"})[0]
    with operate(store, "test", "补充") as work:
        work.insert(member_condition, {"member_id": person, "kind": "away", "since": "2026-05"})
        work.insert(member_entry, {"member_id": person, "kind": "honour", "title": "优秀党员"})
    return person


DELETING: dict[str, tuple[Callable[[Store], str], Callable[[Store, str], Changes]]] = {
    "members": (full_member, members.delete),
    "meetings": (draft, meetings.delete),
    "volunteers": (volunteer, volunteers.remove),
    "clues": (one_clue, clues.remove),
    "documents": (one_document, documents.remove),
}


def test_every_ledger_has_a_trash() -> None:
    assert set(LEDGER_TABLES) == set(DELETING) == set(LEDGERS) - {"former_members"}
    assert set(LEDGER_TABLES.values()) <= ROOTS


@pytest.mark.parametrize("key", DELETING)
def test_a_record_comes_back_whole_in_one_step(store: Store, key: str) -> None:
    make, delete = DELETING[key]
    builders.fill(store)
    record = make(store)
    before = builders.records(store)
    gone = delete(store, record)
    without = builders.records(store)
    [listed] = trash.contents(store, LEDGERS[key]).rows
    assert (listed.record, listed.operation, listed.title) == (record, gone.operation, gone.title)
    assert listed.label
    assert listed.operator
    changes = trash.restore(store, LEDGERS[key], record)
    assert builders.records(store) == before
    assert not trash.contents(store, LEDGERS[key]).rows
    assert changes.title == f"{LEDGERS[key].label}还原“{listed.label}”"
    assert past.undo(store).title == f"撤销：{changes.title}"
    assert builders.records(store) == without
    assert [one.record for one in trash.contents(store, LEDGERS[key]).rows] == [record]
    past.redo(store)
    assert builders.records(store) == before


def test_what_was_never_wanted_or_is_back_is_not_in_the_trash(store: Store) -> None:
    number = one_clue(store)
    past.undo(store)
    assert not labels(store, "clues")
    past.redo(store)
    clues.remove(store, number)
    assert len(labels(store, "clues")) == 1
    past.undo(store)
    assert not labels(store, "clues")
    past.redo(store)
    assert len(labels(store, "clues")) == 1
    trash.restore(store, CLUES, number)
    clues.save(store, number, {"text": "路灯又不亮"})
    clues.remove(store, number)
    [listed] = trash.contents(store, CLUES).rows
    assert "路灯又不亮" in listed.facts
    trash.restore(store, CLUES, number)
    with store.reading() as connection:
        assert connection.scalar(select(clue.c.text)) == "路灯又不亮"


def test_the_newest_stands_first_page_by_page_and_is_found_by_a_word(store: Store) -> None:
    people = [volunteer(store, name, phone=f"1380013800{place}") for place, name in enumerate(("孙悦", "郑凯", "周宁"))]
    volunteers.remove(store, people[0])
    volunteers.remove(store, people[1], people[2])
    assert labels(store, "volunteers") == ["周宁", "郑凯", "孙悦"]
    page = trash.contents(store, VOLUNTEERS, limit=1, offset=1)
    assert ([one.label for one in page.rows], page.total) == (["郑凯"], 3)
    assert labels(store, "volunteers", "郑") == ["郑凯"]
    assert labels(store, "volunteers", "zn") == ["周宁"]
    assert not labels(store, "volunteers", "没有")
    assert not labels(store, "clues")
    clues.remove(store, one_clue(store))
    assert labels(store, "clues", "已提报") == ["XS20260001"]
    assert not labels(store, "clues", "已办结")


def test_several_come_back_together(store: Store) -> None:
    people = [volunteer(store, name) for name in ("孙悦", "郑凯")]
    before = builders.records(store)
    for person in people:
        volunteers.remove(store, person)
    assert trash.restore(store, VOLUNTEERS, *people).title == "志愿者名册还原“孙悦”等2名"
    assert builders.records(store) == before


def test_one_of_two_taken_out_together_comes_back_alone(store: Store) -> None:
    [one, two, *_] = builders.fill(store)
    members.delete(store, one, two)
    trash.restore(store, MEMBERS, two)
    assert labels(store, "members") == ["张三"]
    assert member_card.card(store, two).values["name"] == "李四"
    assert member_card.card(store, two).offices[0].what == "组织委员"


def test_private_values_are_masked_in_the_list(store: Store) -> None:
    members.delete(store, full_member(store))
    [listed] = trash.contents(store, MEMBERS).rows
    assert "11010519491231002X" not in str(listed)


def refused(store: Store, key: str, record: str) -> Refusal:
    before = builders.records(store)
    with pytest.raises(Refusal) as refusal:
        trash.restore(store, LEDGERS[key], record)
    assert builders.records(store) == before
    return refusal.value


def test_what_is_not_in_the_trash_does_not_come_back(store: Store) -> None:
    number = one_clue(store)
    assert refused(store, "clues", number).code == "not_in_trash"
    assert refused(store, "clues", "nothing").code == "not_in_trash"


def test_a_number_that_is_taken_again_is_told(store: Store) -> None:
    number = one_clue(store, number="XS20260001")
    clues.remove(store, number)
    other = one_clue(store, "井盖缺失", number="XS20260001")
    assert "XS20260001" in refused(store, "clues", number).sentence
    clues.save(store, other, {"number": "XS20260002"})
    trash.restore(store, CLUES, number)


def test_a_meeting_whose_number_is_taken_is_told(store: Store) -> None:
    builders.fill(store)
    first = draft(store)
    meetings.delete(store, first)
    again = draft(store)
    assert "第1次" in refused(store, "meetings", first).sentence
    meetings.delete(store, again)
    trash.restore(store, MEETINGS, first)


def test_a_person_who_was_entered_again_is_told(store: Store) -> None:
    person = full_member(store)
    members.delete(store, person)
    members.save(store, None, {"name": "吴明", "id_number": "11010519491231002X"})
    assert "吴明" in refused(store, "members", person).sentence
    helper = volunteer(store, phone="13800138000")
    volunteers.remove(store, helper)
    volunteer(store, phone="13800138000")
    assert "联系电话" in refused(store, "volunteers", helper).sentence


def test_a_group_that_is_gone_is_told_and_one_set_up_again_is_that_group(store: Store) -> None:
    person = members.save(store, None, {"name": "吴敏", "group": "第三党小组"})[0]
    members.delete(store, person)
    with operate(store, "test", "撤销小组") as work:
        work.delete(party_group, str(work.connection.scalar(select(party_group.c.id))))
    refusal = refused(store, "members", person)
    assert refusal.code == "group_gone"
    assert "第三党小组" in refusal.sentence
    with operate(store, "test", "重设小组") as work:
        work.insert(party_group, {"branch_id": store.branch.id, "name": "第三党小组", "position": 0})
    trash.restore(store, MEMBERS, person)
    assert member_card.card(store, person).groups[0].what == "第三党小组"


def test_a_meeting_wants_its_people_first(store: Store) -> None:
    people = builders.fill(store)
    record = draft(store)
    meetings.delete(store, record)
    members.delete(store, people[0])
    refusal = refused(store, "meetings", record)
    assert refusal.code == "other_gone"
    assert "张三" in refusal.sentence
    trash.restore(store, MEMBERS, people[0])
    trash.restore(store, MEETINGS, record)


def test_a_name_stays_where_whom_it_linked_to_is_gone(store: Store) -> None:
    helper = volunteer(store)
    number = one_clue(store, reporter="孙悦")
    clues.remove(store, number)
    volunteers.remove(store, helper)
    trash.restore(store, CLUES, number)
    with store.reading() as connection:
        assert tuple(connection.execute(select(clue.c.reporter, clue.c.volunteer_id)).one()) == ("孙悦", None)


STEPS = st.lists(st.sampled_from([*DELETING]), min_size=1, max_size=4)


@settings(max_examples=8)
@given(keys=STEPS, undone=st.integers(0, 2), text=st.text(max_size=6))
def test_deleting_and_restoring_leaves_every_row_as_it_was(keys: list[str], undone: int, text: str) -> None:
    """Whatever is deleted, restored newest first, is row for row what it was."""
    with tempfile.TemporaryDirectory() as folder:
        store = builders.new_branch(Path(folder) / "支部.branchdesk")
        builders.fill(store)
        one_clue(store, text or "无", remark=text)
        made = [(key, DELETING[key][0](store)) for key in dict.fromkeys(keys)]
        before = builders.records(store)
        gone = made[::-1]  # a meeting names its people: it goes before them
        for key, record in gone:
            DELETING[key][1](store, record)
        for _ in range(min(undone, len(gone))):
            past.undo(store)
        for key, record in reversed(gone[: len(gone) - min(undone, len(gone))]):
            trash.restore(store, LEDGERS[key], record)
        assert builders.records(store) == before
        assert not any(trash.contents(store, LEDGERS[key]).rows for key in LEDGER_TABLES)
        store.close()
