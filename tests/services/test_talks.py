"""Talks: kept once and seen by both, by the relation of that day, counted by relation, nowhere told what was said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import builders
from branchdesk.domain import talks as rules
from branchdesk.domain.agenda import PersonRef
from branchdesk.errors import Refusal
from branchdesk.services import Store, search
from branchdesk.services.keeping import differences, past
from branchdesk.services.people import member_card, member_life, members, people, talks
from branchdesk.services.people.talks import Spoken
from branchdesk.store import past as store_past
from branchdesk.words import talks as say

DAY = date(2026, 11, 20)


@pytest.fixture
def ids(store: Store) -> list[str]:
    return builders.fill(store)


def refused(verb: Callable[..., object], *given: Any) -> str:  # noqa: ANN401 - whatever the verb takes
    with pytest.raises(Refusal) as caught:
        verb(*given)
    return caught.value.code


def with_whom(ids: list[str], *numbers: int, day: date = DAY) -> list[Spoken]:
    return [Spoken(PersonRef("x", ids[number]), day) for number in numbers]


def test_one_talker_and_several_listeners_are_one_step_each_by_the_relation_of_the_day(
    store: Store, ids: list[str]
) -> None:
    changes = talks.record(store, PersonRef("张三", ids[0]), with_whom(ids, 1, 2, 5), "谈话室")
    assert "张三" in changes.title
    found = talks.of_year(store, 2026)
    assert [(one.listener, one.relation, one.place) for one in found.talks] == [
        ("李四", say.COMMITTEE, "谈话室"),
        ("王伟（第一党小组）", say.COMMITTEE_AND_MEMBER, "谈话室"),
        ("赵爽", say.OTHER, "谈话室"),
    ]
    past.undo(store)
    assert talks.of_year(store, 2026).talks == ()


def test_a_talk_stands_on_both_cards_and_is_kept_once(store: Store, ids: list[str]) -> None:
    talks.record(store, PersonRef("张三", ids[0]), with_whom(ids, 2))
    [mine] = member_card.card(store, ids[0]).rows["talk"]
    [theirs] = member_card.card(store, ids[2]).rows["talk"]
    assert mine.id == theirs.id
    assert (mine.whose, theirs.whose) == ("王伟（第一党小组）", "")
    assert theirs.values["who"] == "张三"
    member_life.save_row(store, "talk", ids[0], mine.id, {"detail": "想多学业务"})
    assert member_card.card(store, ids[2]).rows["talk"][0].values["detail"] == "想多学业务"
    assert member_card.card(store, ids[0]).rows["talk"][0].whose  # the talker's card still shows it


def test_a_name_typed_on_the_card_ties_the_talker_where_one_member_bears_it(store: Store, ids: list[str]) -> None:
    for who in ("李四", "王伟", "市院某某"):
        member_life.save_row(store, "talk", ids[4], None, {"day": "2026-11-20", "who": who})
    found = {one.talker: one.talker_id for one in talks.of_year(store, 2026).talks}
    assert found == {"李四": ids[1], "王伟": None, "市院某某": None}


def test_the_relation_is_that_of_the_offices_on_the_day_and_somebody_from_above_talks_with_the_secretary(
    store: Store, ids: list[str]
) -> None:
    roster = {person.id: person for person in people.on_roster(store, DAY)}
    zhang, li, wang, _, he, zhao = (roster[one] for one in ids)
    assert rules.relation(zhang, li) == say.COMMITTEE
    assert rules.relation(he, li) == say.COMMITTEE_AND_MEMBER
    assert rules.relation(wang, he) == say.MEMBERS
    assert rules.relation(wang, zhao) == say.OTHER
    assert rules.relation(None, zhang) == say.ABOVE
    assert rules.relation(None, wang) == say.OTHER


def test_coverage_says_who_had_which_relation_and_whom_none_in_the_order_of_the_roster(
    store: Store, ids: list[str]
) -> None:
    talks.record(store, PersonRef("张三", ids[0]), with_whom(ids, 1))
    talks.record(store, PersonRef("王伟", ids[2]), with_whom(ids, 4))
    found = talks.of_year(store, 2026)
    assert [one.id for one in found.members] == ids[:5]
    lacking = {one.id: one.lacking for one in found.members}
    assert lacking == {
        ids[0]: (say.COMMITTEE_AND_MEMBER,),
        ids[1]: (say.COMMITTEE_AND_MEMBER,),
        ids[2]: (say.COMMITTEE_AND_MEMBER,),
        ids[3]: (say.COMMITTEE_AND_MEMBER, say.MEMBERS),
        ids[4]: (say.COMMITTEE_AND_MEMBER,),
    }
    assert talks.held(store, 2026) == (2, ((say.COMMITTEE, 1), (say.MEMBERS, 1)))
    assert talks.held(store, 2025) == (0, ())


def test_a_talk_of_the_secretary_with_a_member_counts_as_one_of_the_committee() -> None:
    assert rules.counts_as(say.SECRETARY_AND_MEMBER) == say.COMMITTEE_AND_MEMBER


def test_a_talk_is_said_otherwise_and_taken_out_and_what_was_noted_stays(store: Store, ids: list[str]) -> None:
    talks.record(store, PersonRef("张三", ids[0]), with_whom(ids, 2))
    [one] = talks.of_year(store, 2026).talks
    member_life.save_row(store, "talk", ids[2], one.id, {"detail": "要点"})
    spoken = Spoken(PersonRef("何霞", ids[4]), date(2026, 11, 21))
    talks.change(store, one.id, PersonRef("李四", ids[1]), spoken, "会议室")
    [other] = talks.of_year(store, 2026).talks
    assert (other.talker, other.listener, other.day, other.place) == ("李四", "何霞", "2026-11-21", "会议室")
    assert other.written
    assert member_card.card(store, ids[2]).rows["talk"] == ()
    talks.remove(store, other.id)
    assert talks.of_year(store, 2026).talks == ()
    assert refused(talks.remove, store, other.id) == "no_such_record"


def test_who_is_not_of_the_branch_has_no_card_and_nobody_talks_with_themselves(store: Store, ids: list[str]) -> None:
    assert refused(talks.record, store, PersonRef("张三"), [Spoken(PersonRef("某某"), DAY)]) == "not_known"
    assert refused(talks.record, store, PersonRef("张三"), [Spoken(PersonRef("张三", ids[0]), DAY)]) == "with_oneself"
    assert refused(talks.record, store, PersonRef(""), with_whom(ids, 1)) == "nobody_named"
    assert refused(talks.record, store, PersonRef("张三"), []) == "nobody_named"


def test_what_was_said_is_not_found_not_told_by_history_and_not_exported(
    store: Store, ids: list[str], tmp_path: Path
) -> None:
    talks.record(store, PersonRef("张三", ids[0]), with_whom(ids, 2))
    [one] = talks.of_year(store, 2026).talks
    told_there = "家里老人住院"
    member_life.save_row(store, "talk", ids[2], one.id, {"detail": told_there, "title": "近况"})
    assert not search.find(store, told_there)
    with store.reading() as connection:
        notes = [note for moment in store_past.moments(connection, "member", ids[2]) for note in moment.notes]
        told = differences.record_changes(connection, notes)
    assert told_there not in repr(told)
    assert "近况" not in repr(told)
    path = tmp_path / "谈心谈话.csv"
    assert talks.export(talks.of_year(store, 2026).talks, path) == 1
    written = path.read_bytes().decode("utf-8-sig")
    assert "张三" in written
    assert told_there not in written
    assert "近况" not in written


def test_a_member_who_talked_with_somebody_is_not_taken_out_as_entered_by_mistake(store: Store, ids: list[str]) -> None:
    talks.record(store, PersonRef("王伟", ids[3]), with_whom(ids, 4))
    assert refused(members.delete, store, ids[3]) == "member_is_named"
