"""Bound papers: cover and contents in front, page numbers that are true, each chapter where the contents say."""

from __future__ import annotations

import re
from collections.abc import Callable

import pypdfium2
import pytest

from branchdesk.errors import Refusal
from branchdesk.files.progress import untold
from branchdesk.papers.blocks import Layout, Manuscript, Paper, Paragraph, Role, Span, Title
from branchdesk.papers.book import Book, Chapter, joined, write_cover
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.press.binding import bind
from papers import reading
from papers.golden import check_golden

COVER = write_cover("某某市人民检察院", "第四党支部", "会议记录", "2026年度", "共4次会议")


def chapter(title: str, length: int, *, landscape: bool = False, draft: str | None = None) -> Chapter:
    def write() -> Manuscript:
        heading = Paragraph((Span(f"一、{title}", Role.HEI),), "标题", bookmark=f"一、{title}", level=1)
        blocks = (Title((title,), "标题"), heading, Paragraph((Span("学" * length),), "正文"))
        return Manuscript(title, "支部", blocks, draft, Layout(landscape=landscape))

    return Chapter(title, write)


FOUR = (
    chapter("一月党员大会", 2000),
    chapter("二月支委会", 10, landscape=True),
    chapter("三月党课", 800, draft="草稿"),
    chapter("四月" + "党小组会讨论接收预备党员并研究支部工作安排" * 3, 10),
)


def bound(book: Book, report: Callable[[int, int], None] = untold) -> Paper:
    return bind(book, bundled(), report)


def book(*chapters: Chapter, odd: bool = False, duplex: bool = True) -> Book:
    return Book("2026年会议记录", "第四党支部", chapters, COVER, odd=odd, duplex=duplex)


def numbers(paper: Paper) -> list[int | None]:
    """Give the number that is printed on each page."""
    found = [re.search(r"—(\d+)—", reading.squeezed(page)) for page in reading.pages(paper)]
    return [int(match[1]) if match else None for match in found]


def beginnings(paper: Paper) -> dict[str, int]:
    """Give the page, from 0, to which each chapter's bookmark leads."""
    with pypdfium2.PdfDocument(paper.pdf) as document:
        return {
            mark.get_title(): target.get_index()
            for mark in document.get_toc()
            if not mark.level and (target := mark.get_dest()) is not None
        }


def test_the_contents_say_the_numbers_of_the_pages_where_chapters_begin() -> None:
    paper = bound(book(*FOUR))
    printed, pages = numbers(paper), reading.pages(paper)
    contents = reading.squeezed(pages[2])
    for one in FOUR:
        begins = beginnings(paper)[one.title]
        assert one.title in reading.squeezed(pages[begins])
        assert re.search(rf"{one.title}…*{printed[begins]}(?!\d)", contents)


def test_pages_are_numbered_from_the_first_chapter_on_and_continuously() -> None:
    paper = bound(book(*FOUR))
    assert numbers(paper) == [None, None, None, None, *range(1, paper.pages - 3)]
    pages = reading.pages(paper)
    assert "会议记录" in reading.squeezed(pages[0]).replace("\u3000", "")
    assert pages[1].strip() == pages[3].strip() == ""


def test_chapters_may_begin_on_right_hand_pages_alone() -> None:
    paper = bound(book(*FOUR, odd=True))
    printed = numbers(paper)
    assert all(printed[beginnings(paper)[one.title]] in range(1, 99, 2) for one in FOUR)
    told = [number for number in printed if number]
    assert told == sorted(told)
    assert len(told) < paper.pages - 4


def test_printed_on_one_side_there_are_no_empty_pages() -> None:
    paper = bound(book(*FOUR, odd=True, duplex=False))
    assert numbers(paper) == [None, None, *range(1, paper.pages - 1)]


def test_a_lying_chapter_lies_and_a_draft_says_so_only_on_its_own_pages() -> None:
    paper = bound(book(*FOUR))
    begin = beginnings(paper)
    with pypdfium2.PdfDocument(paper.pdf) as document:
        turned = [page.get_rotation() for page in document]
    assert [at for at, turn in enumerate(turned) if turn] == [begin[FOUR[1].title]]
    drafts = [at for at, page in enumerate(reading.pages(paper)) if "草稿" in page]
    assert drafts == [*range(begin[FOUR[2].title], begin[FOUR[3].title])]


def test_bookmarks_have_the_contents_first_and_headings_below_their_chapter() -> None:
    with pypdfium2.PdfDocument(bound(book(*FOUR)).pdf) as document:
        marks = [(mark.level, mark.get_title()) for mark in document.get_toc()]
        assert [mark.get_count() for mark in document.get_toc() if not mark.level][1:] == [-1] * 4  # closed
        labels = [document.get_page_label(at) for at in range(6)]
    assert marks[0] == (0, "目录")
    assert marks[1:] == [pair for one in FOUR for pair in ((0, one.title), (1, f"一、{one.title}"))]
    assert labels == ["i", "ii", "iii", "iv", "1", "2"]


def test_a_line_of_the_contents_leads_to_its_chapter() -> None:
    paper = bound(book(*FOUR))
    with pypdfium2.PdfDocument(paper.pdf) as document:
        page = document[2]
        links = []
        for at in range(0, 842, 3):
            link = pypdfium2.raw.FPDFLink_GetLinkAtPoint(page, 200, at)
            if link:
                target = pypdfium2.raw.FPDFLink_GetDest(document, link)
                links.append(pypdfium2.raw.FPDFDest_GetDestPageIndex(document, target))
    begin = beginnings(paper)
    assert sorted(set(links)) == sorted(begin[one.title] for one in FOUR)


def test_the_same_book_gives_the_same_bytes() -> None:
    assert bound(book(*FOUR)).pdf == bound(book(*FOUR)).pdf


def test_a_book_without_cover_and_contents_is_its_chapters() -> None:
    paper = bound(Book("全套", "支部", FOUR, contents=False))
    assert numbers(paper) == [*range(1, paper.pages + 1)]


def test_it_is_told_how_far_the_book_is_and_may_be_ended() -> None:
    told: list[tuple[int, int]] = []
    bound(book(*FOUR), lambda done, total: told.append((done, total)))
    assert told == [(done, 4) for done in range(5)]

    class Ended(Exception):
        pass

    def end(done: int, _total: int) -> None:
        if done == 2:
            raise Ended

    written: list[str] = []

    def noted(one: Chapter) -> Chapter:
        def write() -> Manuscript:
            written.append(one.title)
            return one.write()

        return Chapter(one.title, write)

    with pytest.raises(Ended):
        bound(book(*map(noted, FOUR)), end)
    assert written == [FOUR[0].title, FOUR[1].title]


def test_a_character_that_no_face_has_is_named_with_its_chapter() -> None:
    odd = Chapter("五月党课", lambda: Manuscript("题", "支部", (Paragraph((Span("\ue000"),), "正文"),)))
    with pytest.raises(Refusal) as refusal:
        bound(book(FOUR[0], odd))
    assert refusal.value.code == "missing_glyph"
    assert refusal.value.sentence.startswith("五月党课：")


def test_many_chapters_have_contents_of_several_pages() -> None:
    paper = bound(book(*(chapter(f"第{number}次会议", 5) for number in range(1, 61))))
    assert numbers(paper) == [None] * 6 + [*range(1, 61)]
    contents = "".join(map(reading.squeezed, reading.pages(paper)[2:6]))
    assert all(re.search(rf"第{number}次会议…+{number}(?!\d)", contents) for number in range(1, 61))


def test_joined_for_word_it_has_every_chapter_on_a_new_page() -> None:
    blocks = joined(book(*FOUR)).blocks
    titles = ["".join(block.parts) for block in blocks if isinstance(block, Title)]
    assert titles[-4:] == [one.title for one in FOUR]


def test_cover_and_contents_are_the_golden_ones() -> None:
    check_golden("book", bound(book(chapter("1月20日　党员大会（第1次）", 20), *FOUR[1:2], *FOUR[3:])))
