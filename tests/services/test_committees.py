"""Committees past and present: who held what when, elections, by-elections, and the groups."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

import builders
from branchdesk.domain.meetings import Meeting, MeetingKind
from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.meetings import meetings
from branchdesk.services.people import committees, groups, member_life, members, transfers
from branchdesk.services.people.committees import Election, Seat


@pytest.fixture
def ids(store: Store) -> list[str]:
    return builders.fill(store)


def code(call: Any, *arguments: object, **more: object) -> str | None:  # noqa: ANN401 - any verb
    with pytest.raises(Refusal) as refusal:
        call(*arguments, **more)
    return refusal.value.code


def officers(found: committees.Committee | None) -> list[tuple[str, str, str | None, str | None]]:
    assert found is not None
    return [(one.office, one.name, one.since, one.until) for one in found.officers]


def test_a_fresh_roster_has_office_holders_and_no_term(store: Store, ids: list[str]) -> None:
    del ids
    seen = committees.look(store)
    assert officers(seen.present) == [("书记", "张三", None, None), ("组织委员", "李四", None, None)]
    assert seen.present is not None
    assert seen.present.id is None
    assert "term_unknown" in {hint.code for hint in seen.hints}


def test_the_present_committee_takes_the_offices_that_stand(store: Store, ids: list[str]) -> None:
    seats = (Seat(ids[0], "书记"), Seat(ids[1], "组织委员"))
    committees.enter(store, Election("2024-03-15", number=5, seats=seats))
    seen = committees.look(store)
    assert officers(seen.present) == [("书记", "张三", "2024-03-15", None), ("组织委员", "李四", "2024-03-15", None)]
    assert seen.present is not None
    assert seen.present.term is not None
    assert seen.present.term.ends() == date(2027, 3, 15)
    assert seen.next_number == 6


def test_an_election_ends_what_stood_and_is_one_step(store: Store, ids: list[str]) -> None:
    committees.enter(store, Election("2023-10-20", number=5, seats=(Seat(ids[0], "书记"), Seat(ids[1], "组织委员"))))
    before = builders.records(store)
    new = Election(
        "2026-10-20", number=6, seats=(Seat(ids[1], "书记"), Seat(ids[2], "组织委员"), Seat(ids[0], "纪检委员"))
    )
    assert committees.elect(store, new).title == "换届：第6届支部班子"
    seen = committees.look(store)
    assert officers(seen.present) == [
        ("书记", "李四", "2026-10-20", None),
        ("组织委员", "王伟", "2026-10-20", None),
        ("纪检委员", "张三", "2026-10-20", None),
    ]
    [earlier] = seen.past
    assert officers(earlier) == [
        ("书记", "张三", "2023-10-20", "2026-10-20"),
        ("组织委员", "李四", "2023-10-20", "2026-10-20"),
    ]
    past.undo(store)
    assert builders.records(store) == before


def test_the_committee_of_a_day_is_who_is_expected_at_its_meeting(store: Store, ids: list[str]) -> None:
    committees.enter(store, Election("2023-10-20", seats=(Seat(ids[0], "书记"), Seat(ids[1], "组织委员"))))
    committees.elect(store, Election("2026-10-20", seats=(Seat(ids[1], "书记"), Seat(ids[2], "组织委员"))))
    for day in ("2023-10-19", "2023-10-20", "2026-10-19", "2026-10-20", "2026-11-23"):
        then = date.fromisoformat(day)
        expected = meetings.expected(store, Meeting(MeetingKind.COMMITTEE_MEETING, datetime.fromisoformat(day)))
        assert {one.member_id for one in expected} == {one.person for one in committees.on(store, then)}
    assert [one.office for one in committees.on(store, date(2026, 10, 20))] == ["书记", "组织委员"]


def test_an_older_committee_is_entered_from_papers(store: Store, ids: list[str]) -> None:
    seats = (Seat(ids[0], "书记"), Seat(ids[1], "组织委员"))
    committees.enter(store, Election("2023-10-20", number=5, seats=seats))
    old = Election("2020-09", number=4, until="2023-10-20", seats=(Seat(ids[3], "书记"), Seat(ids[2], "宣传委员")))
    committees.enter(store, old)
    [earlier] = committees.look(store).past
    assert officers(earlier) == [
        ("书记", "王伟", "2020-09", "2023-10-20"),
        ("宣传委员", "王伟", "2020-09", "2023-10-20"),
    ]
    assert [one.office for one in committees.on(store, date(2021, 1, 1))] == ["书记", "宣传委员"]


def test_a_by_election_and_a_resignation_stand_in_the_committee(store: Store, ids: list[str]) -> None:
    committees.enter(store, Election("2024-03-15", seats=(Seat(ids[0], "书记"), Seat(ids[1], "组织委员"))))
    leaving = next(one for one in committees.on(store, builders.TODAY) if one.office == "组织委员")
    committees.end_office(store, leaving.row, "2026-05-06")
    changes = committees.begin_office(store, Seat(ids[2], "组织委员"), "2026-06-01", "by_election")
    assert changes.title == "“王伟（第一党小组）”任组织委员"
    assert officers(committees.look(store).present) == [
        ("书记", "张三", "2024-03-15", None),
        ("组织委员", "李四", "2024-03-15", "2026-05-06"),
        ("组织委员", "王伟", "2026-06-01", None),
    ]


def test_whoever_leaves_the_branch_leaves_the_committee(store: Store, ids: list[str]) -> None:
    committees.enter(store, Election("2024-03-15", seats=(Seat(ids[0], "书记"),)))
    transfers.leave(store, (ids[0],), transfers.Leaving("transferred", receipt_on="2026-11-01"))
    seen = committees.look(store)
    assert officers(seen.present)[0] == ("书记", "张三", "2024-03-15", "2026-11-01")
    assert "no_secretary" in {hint.code for hint in seen.hints}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"since": "2024-03-15", "years": 0}, "years_odd"),
        ({"since": "2024-03-15", "years": 6}, "years_odd"),
        ({"since": "2024-03-15", "until": "2024-03-14"}, "until_before_since"),
        ({"since": "2022-01-01", "until": "2023-12-01"}, "term_overlaps"),
        ({"since": "2023-10-20"}, "term_overlaps"),
        ({"since": "2021-01-01"}, "term_overlaps"),
    ],
)
def test_terms_that_cannot_be_are_refused(store: Store, ids: list[str], facts: dict[str, Any], expected: str) -> None:
    seats = (Seat(ids[0], "书记"),)
    committees.enter(store, Election("2023-10-20", number=5, seats=seats))
    assert code(committees.enter, store, Election(**facts, seats=seats)) == expected


def test_who_cannot_be_elected_is_refused(store: Store, ids: list[str]) -> None:
    def elect(*seats: Seat) -> str | None:
        return code(committees.elect, store, Election("2026-10-20", seats=seats))

    assert elect() == "nobody_chosen"
    assert elect(Seat(ids[0], "书记"), Seat(ids[1], "书记")) == "two_secretaries"
    assert elect(Seat(ids[4], "书记")) == "not_electable"  # on probation
    assert elect(Seat(ids[5], "书记")) == "not_electable"  # an activist
    member_life.save_row(
        store, "conditions", ids[0], None, {"kind": "party_probation", "since": "2026-01-01", "until": "2027-01-01"}
    )
    assert elect(Seat(ids[0], "书记")) == "not_electable"
    transfers.leave(store, (ids[1],), transfers.Leaving("transferred", receipt_on="2026-10-01"))
    assert elect(Seat(ids[1], "书记")) == "not_here_then"
    assert elect(Seat("nobody", "书记")) == "no_such_record"
    assert code(committees.begin_office, store, Seat(ids[4], "委员"), "2026-10-20", "by_election") == "not_electable"


def test_a_group_leader_need_not_be_a_full_member(store: Store, ids: list[str]) -> None:
    committees.begin_office(store, Seat(ids[4], "党小组长"), "2026-10-20", "recommended")
    first = next(group for group in groups.look(store) if group.name == "第一党小组")
    assert (first.leaders, first.members) == (("何霞",), 2)


def test_a_committees_facts_are_changed_and_taken_out(store: Store, ids: list[str]) -> None:
    committees.enter(store, Election("2023-10-20", number=5, seats=(Seat(ids[0], "书记"),)))
    present = committees.look(store).present
    assert present is not None
    assert present.id is not None
    committees.change(store, present.id, Election("2023-10-18", years=5, number=6, basis="某院党委批复"))
    changed = committees.look(store).present
    assert changed is not None
    assert changed.term is not None
    assert (changed.number, changed.term.years, changed.basis) == (6, 5, "某院党委批复")
    assert committees.remove(store, present.id).title == "删除第6届支部班子"
    after = committees.look(store).present
    assert after is not None
    assert after.id is None
    assert code(committees.remove, store, present.id) == "no_such_record"


def test_groups_are_added_renamed_and_taken_out(store: Store, ids: list[str]) -> None:
    del ids
    groups.add(store, " 青年党小组 ")
    assert [group.name for group in groups.look(store)] == ["第一党小组", "第二党小组", "青年党小组"]
    first, _, young = groups.look(store)
    assert code(groups.rename, store, young.id, "第一党小组") == "group_exists"
    assert code(groups.add, store, "  ") == "group_name_missing"
    groups.rename(store, first.id, "机关党小组")
    names = {
        one.name: one.group
        for one in meetings.expected(store, Meeting(MeetingKind.MEMBERS_MEETING, datetime.fromisoformat("2026-01-05")))
    }
    assert names["王伟"] in {"机关党小组", "第二党小组"}
    assert code(groups.remove, store, first.id) == "group_in_use"
    groups.remove(store, young.id)
    assert code(groups.remove, store, young.id) == "no_such_record"


def test_a_secretary_who_is_too_young_in_the_party_is_named(store: Store) -> None:
    members.save(
        store,
        None,
        {
            "name": "钱七",
            "stage": "full_member",
            "full_since": "2026-01-05",
            "joined_on": "2025-01-05",
            "office": "书记",
        },
    )
    assert "secretary_young" in {hint.code for hint in committees.look(store).hints}
