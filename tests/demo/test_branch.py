"""An invented branch keeps the rules it is made to show, but for the faults it names."""

from datetime import date

import pytest

from branchdesk.demo.branch import Invented, invent
from branchdesk.demo.people import LEADER, OFFICES
from branchdesk.demo.records import Fault
from branchdesk.demo.timetable import groups_of
from branchdesk.domain import identity
from branchdesk.domain.dates import Precision, add_years
from branchdesk.domain.roster import Stage
from branchdesk.ledgers.members import MEMBERS

TODAY = date(2026, 11, 23)
DAYS = (TODAY, date(2024, 1, 2), date(2024, 2, 29), date(2025, 4, 1), date(2026, 1, 15), date(2027, 7, 31))


@pytest.fixture(scope="module")
def invented() -> Invented:
    return invent(today=TODAY)


def test_the_default_branch_has_what_was_asked_for(invented: Invented) -> None:
    assert len(invented.people) == len({person.key for person in invented.people}) == 46
    assert invented.branch.duties_from == date(2023, 12, 1)
    assert [person.offices[0] for person in invented.people[:5]] == list(OFFICES)
    assert {person.name for person in invented.people} > {"翟堃", "陈䶮", "李𬭎", "赵㛃", "买买提·艾山", "司马彧"}
    names = [person.name for person in invented.people]
    assert {name for name in names if names.count(name) > 1} == {"王伟"}
    assert len({rider.name for rider in invented.volunteers}) == 50


@pytest.mark.parametrize("members", [8, 9, 13, 46])
def test_every_group_has_one_leader(members: int) -> None:
    people = invent(members=members, years=1, today=TODAY).people
    leading = [person.group for person in people if LEADER in person.offices]
    assert sorted(leading) == sorted(groups_of(members))


@pytest.mark.parametrize("seed", [7, 8])
def test_every_identity_number_is_sound_but_the_planted_one(seed: int) -> None:
    invented = invent(today=TODAY, seed=seed)
    unsound = []
    for person in invented.people:
        born = identity.birth_date(person.id_number)
        assert born is not None
        assert person.birth_date.first_day() <= born <= person.birth_date.last_day()
        assert identity.sex(person.id_number) == person.sex
        assert person.joined_on.first_day() >= add_years(born, 18)
        if not identity.is_sound(person.id_number):
            unsound.append(person.key)
    assert unsound == [one.where for one in invented.planted if one.code is Fault.ID_NUMBER_CHECK_DIGIT]


def test_the_ledger_finds_nothing_on_the_roster(invented: Invented) -> None:
    for person in invented.people:
        row = {
            "birth_date": person.birth_date,
            "id_number": person.id_number,
            "sex": person.sex,
            "joined_on": person.joined_on,
            "full_since": person.full_since,
            "stage": person.stage.value,
        }
        assert [finding for check in MEMBERS.checks for finding in check(row)] == []


@pytest.mark.parametrize("today", [day for day in DAYS if day.month > 2])
def test_one_became_full_this_year_and_three_wait(today: date) -> None:
    people = invent(today=today).people
    this_year = [person for person in people if person.full_since and person.full_since.year == today.year]
    assert len(this_year) == 1
    waiting = [person for person in people if person.stage is Stage.PROBATIONARY]
    assert len(waiting) == 3
    assert all(18 <= (today - add_years(person.joined_on.first_day(), 1)).days <= 32 for person in waiting)


@pytest.mark.parametrize("today", DAYS)
def test_two_political_birthdays_fall_in_the_coming_fortnight(today: date) -> None:
    near = []
    for person in invent(today=today, seed=3).people:
        joined = person.joined_on.first_day()
        days = [(add_years(joined, year - joined.year) - today).days for year in (today.year, today.year + 1)]
        if any(0 <= distance <= 14 for distance in days):
            near.append(person.joined_on.precision)
    assert near == [Precision.DAY, Precision.DAY]


@pytest.mark.parametrize("today", DAYS)
def test_nothing_is_later_than_today(today: date) -> None:
    invented = invent(today=today, clues=400)
    for record in invented.meetings:
        meeting = record.meeting
        assert meeting.ends is not None
        assert meeting.starts.date() == meeting.ends.date() < today
        assert all(mark.made_up_on is None or mark.made_up_on <= today for mark in meeting.attendance.marks)
    for clue in invented.clues:
        assert clue.reported_on <= today
        assert clue.closed_on is None or clue.reported_on < clue.closed_on <= today


def test_the_same_seed_gives_the_same_branch_and_another_seed_another(invented: Invented) -> None:
    again = invent(today=TODAY)
    assert again.people == invented.people
    assert again.meetings == invented.meetings
    assert again.planted == invented.planted
    assert list(again.clues) == list(invented.clues)
    assert invent(today=TODAY, seed=8).meetings != invented.meetings


@pytest.mark.parametrize(
    "wrong",
    [
        *({"members": 7}, {"members": 2001}, {"years": 0}, {"years": 21}, {"clues": -1}, {"clues": 1_000_001}),
        {"today": date(2023, 12, 31)},
    ],
)
def test_what_cannot_be_invented_is_refused(wrong: dict[str, int | date]) -> None:
    with pytest.raises(ValueError, match="cannot invent"):
        invent(**({"today": TODAY} | wrong))  # type: ignore[arg-type]
