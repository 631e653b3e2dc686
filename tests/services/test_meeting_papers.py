"""The papers of a meeting are in the list of papers, can be varied, and are offered where they make sense."""

from __future__ import annotations

import pytest

import builders
from branchdesk.domain.agenda import Lecture
from branchdesk.domain.meetings import HeadCounts, MeetingKind, Phase
from branchdesk.errors import Refusal
from branchdesk.papers.blocks import Manuscript, Paragraph, Signatures, Table
from branchdesk.services import Store
from branchdesk.services.meetings import meetings
from branchdesk.services.papers import papers
from branchdesk.services.papers.meeting_papers import MEETING_PAPERS
from branchdesk.services.papers.paper_settings import House, MinutesStyle, set_house
from branchdesk.services.papers.papers import Order


@pytest.fixture
def held(store: Store) -> str:
    builders.fill(store)
    facts = builders.meeting(agenda=builders.full_agenda(), attendance=builders.present(), place="三楼会议室")
    return meetings.save(store, facts).id


def written(store: Store, paper: str, meeting: str, **options: object) -> Manuscript:
    return papers.write(store, Order(paper, meeting, options))


def lines(manuscript: Manuscript) -> list[str]:
    """Give the text of the paragraphs outside of tables."""
    found = [line for block in manuscript.blocks if isinstance(block, Signatures) for line in block.lines]
    found += [block for block in manuscript.blocks if isinstance(block, Paragraph)]
    return ["".join(span.text for span in line.spans) for line in found]


def tables(manuscript: Manuscript) -> list[Table]:
    return [block for block in manuscript.blocks if isinstance(block, Table)]


@pytest.mark.parametrize("kind", [kind.key for kind in MEETING_PAPERS])
def test_every_paper_of_a_meeting_is_made(store: Store, held: str, kind: str) -> None:
    made = papers.make(store, Order(kind, held))
    assert made.pages >= 1
    assert made.pdf.startswith(b"%PDF")


def test_a_notice_is_dated_today_while_the_meeting_is_ahead(store: Store) -> None:
    ahead = meetings.save(store, builders.meeting("2026-11-25", phase=Phase.PLANNED)).id
    assert "2026年11月23日" in lines(written(store, "notice", ahead))


def test_a_notice_of_a_meeting_that_is_over_has_room_for_its_day_or_the_one_asked_for(store: Store, held: str) -> None:
    assert "年　　月　　日" in lines(written(store, "notice", held))
    for day in ("2026-11-05", "2026年11月5日"):
        assert "2026年11月5日" in lines(written(store, "notice", held, day=day))


@pytest.mark.parametrize("day", ["昨天", "2026-11", "2026年13月1日"])
def test_a_day_that_is_none_is_refused(store: Store, held: str, day: str) -> None:
    with pytest.raises(Refusal, match=day) as refused:
        written(store, "notice", held, day=day)
    assert refused.value.code == "no_such_day"


def test_a_notice_says_what_else_the_branch_asks(store: Store, held: str) -> None:
    assert any("请携带学习笔记。" in line for line in lines(written(store, "notice", held, note="请携带学习笔记")))


def test_the_sheet_has_as_many_lines_for_guests_as_are_asked_for(store: Store, held: str) -> None:
    counted = [len(tables(written(store, "sign-in-sheet", held, guests=guests))[0].rows) for guests in (0, "8")]
    assert counted[1] - counted[0] == 8
    for wrong in ("many", "-1", 1000):
        with pytest.raises(Refusal) as refused:
            written(store, "sign-in-sheet", held, guests=wrong)
        assert refused.value.code == "no_such_number"


def test_two_people_stand_on_a_line_where_that_is_asked(store: Store, held: str) -> None:
    [usual] = tables(written(store, "sign-in-sheet", held))
    [pairs] = tables(written(store, "sign-in-sheet", held, side_by_side=True))
    assert len(pairs.rows) * 2 in {len(usual.rows), len(usual.rows) + 1}


def test_the_minutes_have_the_style_of_the_house_or_the_one_asked_for(store: Store, held: str) -> None:
    assert not tables(written(store, "minutes", held))
    assert tables(written(store, "minutes", held, style="form"))
    set_house(store, House(style=MinutesStyle.FORM))
    assert tables(written(store, "minutes", held))
    assert not tables(written(store, "minutes", held, style="text"))
    with pytest.raises(Refusal) as refused:
        written(store, "minutes", held, style="poem")
    assert refused.value.code == "no_such_style"


def test_the_house_names_unit_heading_and_signers(store: Store, held: str) -> None:
    set_house(store, House(unit="市检察院", heading="机关党委", signers=("主持人", "记录人", "监票人")))
    told = lines(written(store, "minutes", held))
    assert "机关党委" in told
    assert any("监票人（签字）" in line for line in told)
    assert any("支部书记（签字）" in line for line in told)
    assert written(store, "minutes", held).author == "市检察院第四党支部"
    assert "市检察院第四党支部" in lines(written(store, "notice", held))


def test_the_summary_leaves_figures_out_where_that_is_asked(store: Store, held: str) -> None:
    assert any("赞成3票" in line for line in lines(written(store, "summary", held)))
    assert not any("赞成" in line for line in lines(written(store, "summary", held, votes=False)))


def offered(store: Store, meeting: str) -> set[str]:
    record = meetings.load(store, meeting)
    return {kind.key for kind in MEETING_PAPERS if kind.fits(record)}


def test_papers_are_offered_where_they_make_sense(store: Store, held: str) -> None:
    usual = {"notice", "agenda", "sign-in-sheet", "minutes"}
    lecture = meetings.save(store, builders.meeting(kind=MeetingKind.PARTY_LECTURE, agenda=(Lecture("题目"),))).id
    old = meetings.save(store, builders.meeting("2026-03-20", counted=HeadCounts(5, 5))).id
    off = meetings.save(store, builders.meeting("2026-12-20", phase=Phase.CANCELLED)).id
    assert offered(store, held) == usual | {"summary"}
    assert offered(store, lecture) == usual | {"lecture"}
    assert offered(store, old) == {"agenda", "minutes", "summary"}
    assert offered(store, off) == usual
