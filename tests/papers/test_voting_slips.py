"""票决单: one slip each person and voter, alike to the last dot, whole on its sheet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchdesk.domain.agenda import Ballot, BallotRule, NotCounted, PersonRef, Subject
from branchdesk.domain.roster import in_committee
from branchdesk.papers.blocks import Paper
from branchdesk.papers.house import House
from branchdesk.papers.voting_slips import HOW, Run, write_slips
from papers import reading
from papers.golden import check_golden
from papers.samples import record
from papers.votes import HARD, RARE, VOTE, judged, press

END = reading.squeezed(HOW)


def admission(*names: str, title: str = "接收预备党员") -> Ballot:
    return Ballot(title, BallotRule.ADMISSION, tuple(map(Subject, names)))


def slips(*ballots: Ballot, run: Run | None = None) -> list[list[str]]:
    """Give the slips of each page, as read."""
    return on_pages(press(write_slips(judged(*ballots), run=run or Run())))


def on_pages(paper: Paper) -> list[list[str]]:
    pages = (reading.squeezed(page).replace("┄", "") for page in reading.pages(paper))
    return [page.split(END) for page in pages]


def test_there_is_a_slip_for_everybody_with_a_vote_and_all_are_alike() -> None:
    pages = slips(VOTE)
    assert all(page[-1] == "" for page in pages)
    found = [slip for page in pages for slip in page[:-1]]
    assert len(found) == 43
    assert set(found) == {"何霞同志按期转正票决单第四党支部党员大会2026年11月20日姓名赞成不赞成弃权何霞"}


def test_who_does_not_count_gets_no_slip() -> None:
    away = (NotCounted(PersonRef("于敏")), NotCounted(PersonRef("周轩子")))
    ballot = replace(admission("何霞"), not_counted=away)
    assert sum(len(page) - 1 for page in slips(ballot)) == 41


def test_a_slip_bears_no_number_and_no_name_of_a_voter() -> None:
    text = "".join(reading.pages(press(write_slips(record()))))
    assert "—" not in text
    assert "翟堃" not in text
    assert set("".join(char if char.isdigit() else " " for char in text).split()) == {"2026", "11", "20"}


def test_each_person_has_slips_of_their_own_on_sheets_of_their_own() -> None:
    pages = slips(admission("何霞", "李平思"), run=Run(4))
    assert [{slip[-2:] for slip in page[:-1]} for page in pages] in (
        [{"何霞"}, {"何霞"}, {"平思"}, {"平思"}],
        [{"何霞"}, {"平思"}],
    )


def test_a_question_is_asked_as_the_agenda_puts_it() -> None:
    resolution = Ballot("第四季度工作安排", BallotRule.RESOLUTION)
    [page] = slips(resolution, run=Run(1))
    assert page[0].endswith("表决事项赞成不赞成弃权第四季度工作安排")


def test_a_committees_vote_has_a_slip_for_each_of_its_members() -> None:
    committee = Ballot("工作安排", BallotRule.COMMITTEE, (Subject("工作安排"),))
    members = [one for one in record().attendees if any(map(in_committee, one.offices))]
    assert sum(len(page) - 1 for page in slips(committee)) == len(members)


def test_an_unnamed_admission_leaves_room_for_the_name() -> None:
    [page] = slips(Ballot("", BallotRule.ADMISSION), run=Run(1))
    assert page[0] == "发展党员票决单第四党支部党员大会2026年11月20日姓名赞成不赞成弃权"


def test_one_item_of_the_agenda_can_be_printed_alone() -> None:
    pages = slips(admission("何霞"), admission("李平思"), run=Run(1, item=2))
    assert [page[0][-3:] for page in pages] == ["李平思"]


def test_as_many_stand_on_a_sheet_as_are_wanted() -> None:
    assert [len(page) - 1 for page in slips(admission("何霞"), run=Run(5, on_sheet=2))] == [2, 2, 1]
    assert [len(page) - 1 for page in slips(admission("何霞"), run=Run(5, on_sheet=3))] == [3, 2]


@settings(max_examples=25, deadline=None)
@given(
    title=st.integers(1, 120),
    name=st.integers(1, 60),
    copies=st.integers(1, 7),
    on_sheet=st.integers(0, 6),
)
def test_no_slip_is_parted_whatever_it_is_about(title: int, name: int, copies: int, on_sheet: int) -> None:
    ballot = admission("艾" * name, title="接收预备党员" * 20)
    pages = slips(replace(ballot, title=ballot.title[:title]), run=Run(copies, on_sheet))
    assert sum(len(page) - 1 for page in pages) == copies
    for page in pages:
        assert page[-1] == ""
        assert all(slip.endswith("艾" * name) and "票决单第四党支部" in slip for slip in page[:-1])


def test_a_title_that_is_parted_by_its_sense_still_stands_above_its_slip() -> None:
    title = f"讨论接收{'、'.join(RARE)}等同志为中共预备党员（第二批，经机关党委预审合格，逐个讨论、逐个表决）"
    pages = slips(admission("于敏", title=title), run=Run(4))
    assert [[slip.startswith("讨论接收") for slip in page[:-1]] for page in pages] == [[True, True], [True, True]]


def test_slips_lie_alike_on_every_sheet_so_that_a_pile_is_cut_at_once() -> None:
    places: dict[int, list[tuple[str, tuple[float, ...]]]] = {}
    for page, char, box in reading.letters(press(write_slips(judged(admission("何霞")), run=Run(9)))):
        places.setdefault(page, []).append((char, box))
    assert len(places) == 3
    assert places[1] == places[2] == places[3]


@pytest.mark.parametrize("name", HARD)
def test_a_rare_or_long_name_is_printed_whole(name: str) -> None:
    paper = press(write_slips(judged(admission(name)), run=Run(2)))
    assert reading.body(paper).count(name) == 2
    assert reading.without_ink(paper) == []
    assert all(reading.faces(paper).values())


def test_the_house_is_named_in_the_file_and_the_bytes_are_the_same_each_time() -> None:
    manuscript = write_slips(record(), House(unit="甲院"))
    assert manuscript.author == "甲院第四党支部"
    assert press(manuscript).pdf == press(write_slips(record(), House(unit="甲院"))).pdf


def test_the_paper_is_the_golden_one() -> None:
    check_golden("vote-slip", press(write_slips(judged(admission(*RARE[:2])), run=Run(4))))
