"""A meeting's papers and a year's minutes as one file, from the records of a branch."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

import pytest
from PIL import Image

import builders
from branchdesk.domain.meetings import MeetingKind
from branchdesk.errors import Refusal
from branchdesk.papers.blocks import Paper
from branchdesk.services.meetings import attachments, meetings, schedule
from branchdesk.services.meetings.attachments import NewFile
from branchdesk.services.papers import paper_settings
from branchdesk.services.papers.papers import PAPERS, Order, make, word, write
from branchdesk.store.engine import Store
from papers import reading


def photo(shade: int) -> bytes:
    stream = BytesIO()
    Image.new("RGB", (400, 300), (shade, 90, 90)).save(stream, "JPEG")
    return stream.getvalue()


def hold(store: Store, day: str, *, finalise: bool = False, **facts: object) -> str:
    draft = builders.meeting(day, attendance=builders.present(), agenda=builders.full_agenda(), **facts)
    return meetings.save(store, draft, finalise=finalise).id


@pytest.fixture
def held(store: Store) -> str:
    builders.fill(store)
    return hold(store, "2026-11-20")


def bound(store: Store, paper: str, about: str = "", **options: object) -> Paper:
    return make(store, Order(paper, about, options))


def refusal(store: Store, paper: str, about: str = "", options: Mapping[str, object] | None = None) -> str:
    with pytest.raises(Refusal) as refused:
        make(store, Order(paper, about, options or {}))
    assert refused.value.sentence.endswith("。")
    return refused.value.code


def test_a_meetings_file_has_its_papers_in_the_order_of_the_meeting(store: Store, held: str) -> None:
    attachments.add(
        store, held, [NewFile("签到.pdf", b"%PDF-1.7"), NewFile("会场.jpg", photo(200)), NewFile("合影.jpg", photo(90))]
    )
    text = reading.body(bound(store, "meeting-file", held))
    places = [text.index(words) for words in ("通知", "议程", "签到表", "党员大会记录", "照片会场合影")]
    assert places == sorted(places)


def test_only_the_chosen_parts_are_in_it(store: Store, held: str) -> None:
    text = reading.body(bound(store, "meeting-file", held, parts=("agenda", "photos")))
    assert "议程" in text
    assert "签到表" not in text
    assert "照片" not in text  # it has none


def test_with_a_cover_it_has_contents_too(store: Store, held: str) -> None:
    paper = bound(store, "meeting-file", held, cover=True, parts=("agenda", "minutes"))
    pages = [reading.squeezed(page) for page in reading.pages(paper)]
    assert "2026年11月20日" in pages[0]
    assert re.search(r"目录会议议程…+1会议记录…+2", pages[2])


def test_what_is_not_there_cannot_be_put_into_a_file(store: Store, held: str) -> None:
    assert refusal(store, "meeting-file", held, {"parts": ("photos",)}) == "nothing_to_bind"
    assert refusal(store, "meeting-file", held, {"parts": ()}) == "nothing_to_bind"


@pytest.mark.usefixtures("held")
def test_a_year_has_its_minutes_oldest_first_and_no_others(store: Store) -> None:
    hold(store, "2026-01-09", kind=MeetingKind.COMMITTEE_MEETING, title="研究年度计划")
    hold(store, "2025-12-31")
    schedule.plan(store, builders.meeting("2026-12-20", starts=datetime(2026, 12, 20, 9)))  # noqa: DTZ001 - the office's clock
    paper = bound(store, "year-book", year="2026")
    pages = [reading.squeezed(page) for page in reading.pages(paper)]
    assert "共2次会议（2026年1月9日—2026年11月20日）" in pages[0]
    contents = pages[2].replace("\u3000", "")
    assert re.search(r"1月9日支委会（第1次）：研究年度计划…+111月20日党员大会（第1次）…+\d", contents)
    assert not any("2025年12月31日" in page for page in pages)


@pytest.mark.usefixtures("held")
def test_a_year_may_be_bound_without_drafts_and_of_one_kind(store: Store) -> None:
    assert refusal(store, "year-book", options={"year": "2026", "drafts": False}) == "nothing_to_bind"
    assert refusal(store, "year-book", options={"year": "2026", "kinds": ()}) == "nothing_to_bind"
    hold(store, "2026-03-05", kind=MeetingKind.PARTY_LECTURE)
    text = reading.body(bound(store, "year-book", year="2026", kinds=("party_lecture",)))
    assert "3月5日" in text
    assert "11月20日" not in text


@pytest.mark.usefixtures("held")
def test_the_style_of_the_minutes_is_a_choice(store: Store) -> None:
    form, usual = (bound(store, "year-book", year="2026", style=style) for style in ("form", ""))
    assert reading.body(form) != reading.body(usual)
    assert "会议名称" in reading.body(form)


@pytest.mark.usefixtures("held")
def test_a_year_without_minutes_is_told_from_one_whose_minutes_are_not_chosen(store: Store) -> None:
    for options, told in (({"year": "2019"}, "2019年没有会议记录"), ({"drafts": False}, "把未定稿的记录")):
        with pytest.raises(Refusal, match=told):
            make(store, Order("year-book", options={"year": "2026", **options}))


@pytest.mark.parametrize("typed", ["26", "明年", "20266"])
def test_a_year_that_cannot_be_read_is_refused(store: Store, typed: str) -> None:
    assert refusal(store, "year-book", options={"year": typed}) == "no_such_year"


@pytest.mark.usefixtures("held")
def test_printed_on_one_side_a_book_has_no_empty_pages(store: Store) -> None:
    two = bound(store, "year-book", year="2026")
    paper_settings.set_house(store, paper_settings.House(duplex=False))
    one = bound(store, "year-book", year="2026")
    assert two.pages - one.pages == 2
    assert all(page.strip() for page in reading.pages(one))


def test_a_book_can_be_a_word_file_too(store: Store, held: str) -> None:
    for paper in ("meeting-file", "year-book"):
        about = held if PAPERS[paper].about == "meeting" else ""
        assert len(write(store, Order(paper, about, {"year": "2026"})).blocks) > 10


@pytest.mark.parametrize("mode", ["RGB", "CMYK", "L"])
def test_photos_of_all_kinds_go_into_word_too(store: Store, held: str, mode: str) -> None:
    stream = BytesIO()
    Image.new("RGB", (400, 300), (200, 90, 90)).convert(mode).save(stream, "JPEG")
    attachments.add(store, held, [NewFile("会场.jpg", stream.getvalue())])
    file = word(store, Order("meeting-file", held, {"parts": ("photos",)}))
    with zipfile.ZipFile(BytesIO(file)) as parts:
        assert [name for name in parts.namelist() if name.startswith("word/media/")]


@pytest.mark.usefixtures("held")
def test_binding_tells_how_far_it_is(store: Store) -> None:
    told: list[tuple[int, int]] = []
    make(store, Order("year-book", options={"year": "2026"}), lambda done, total: told.append((done, total)))
    assert told == [(0, 1), (1, 1)]


def test_twelve_photos_stand_two_or_six_a_page_in_their_order(store: Store, held: str) -> None:
    attachments.add(store, held, [NewFile(f"照{number}.jpg", photo(number)) for number in range(1, 13)])
    two = bound(store, "meeting-file", held, parts=("photos",))
    six = bound(store, "meeting-file", held, parts=("photos",), photos="6")
    assert (two.pages, six.pages) == (6, 2)
    for paper in (two, six):
        assert reading.body(paper) == "党员大会照片" + "".join(f"照{number}" for number in range(1, 13))
        assert all(photo(number) in paper.pdf for number in range(1, 13))
