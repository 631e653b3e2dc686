"""LibreOffice finds in a Word file the words of the paper on as many pages, with our faces for the official ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from branchdesk.papers.blocks import Manuscript, Paragraph, Signatures, Span
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.house import USUAL
from branchdesk.papers.minutes import write_minutes
from branchdesk.papers.press.page import print_manuscript
from branchdesk.papers.word.document import word
from papers import everything, reading
from papers.office import SOFFICE, Read, read_by_office
from papers.samples import make_minutes, record

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not on every machine that runs the tests")
HAN = "支部书记翟某通报第三季度工作情况并就第四季度工作提出安排意见会议认为三会一课按期召开志愿者队伍提报线索全部办结"
FULL = Manuscript("长文", "单位", tuple(Paragraph((Span(HAN * 8),), "正文") for _ in range(10)))
PAPERS = {
    "minutes": write_minutes(record()),
    "everything": everything.manuscript(120),
    "full": FULL,
}


@pytest.fixture(scope="module")
def opened() -> dict[str, Read]:
    return read_by_office({name: word(manuscript, USUAL) for name, manuscript in PAPERS.items()})


@pytest.mark.parametrize("name", PAPERS)
def test_it_has_the_same_words_on_as_many_pages(opened: dict[str, Read], name: str) -> None:
    assert reading.squeezed(opened[name].text) == everything.words(PAPERS[name])
    printed = print_manuscript(PAPERS[name], bundled())
    assert abs(opened[name].paper.pages - printed.pages) <= 1


def test_it_reads_as_the_printed_minutes_read(opened: dict[str, Read]) -> None:
    assert reading.squeezed(opened["minutes"].text) == reading.body(make_minutes(record()))


def test_a_full_page_has_22_lines_of_28_characters(opened: dict[str, Read]) -> None:
    lines = list(baselines(opened["full"], page=2))
    assert len(lines) == 22
    whole = [line for line in lines if not line.startswith(HAN[:4])]
    assert sum(len(line) == 28 for line in whole) >= 0.6 * len(lines)
    assert max(map(len, lines)) == 28


def baselines(read: Read, page: int) -> Iterator[str]:
    """Give the lines of a page, without its number, by where their letters stand."""
    rows: dict[int, list[str]] = {}
    for number, char, (_, bottom, _, top) in reading.letters(read.paper):
        middle = round((bottom + top) / 2 / 29)
        if number == page and char in HAN:
            rows.setdefault(middle, []).append(char)
    yield from map("".join, rows.values())


def test_every_face_is_one_of_ours_and_no_letter_is_a_box(opened: dict[str, Read]) -> None:
    used = {name.rpartition("+")[2] for name in reading.faces(opened["minutes"].paper)}
    assert used <= {
        "BranchDeskTitle-Regular",
        "BranchDeskFang-Regular",
        "BranchDeskFangRare-Regular",
        "BranchDeskSans-Regular",
        "BranchDeskSong-Regular",
        "LXGWWenKai-Regular",
    }
    assert not reading.without_ink(opened["minutes"].paper)


def test_lines_to_sign_are_not_alone_on_a_page() -> None:
    signatures = Signatures(tuple(Paragraph((Span(f"第{at}人签字"),), "签字", first=0) for at in range(3)))
    lines = {
        f"after{count}": Manuscript("", "", (*(_line(at) for at in range(count)), signatures)) for count in (20, 22)
    }
    for read in read_by_office({name: word(one, USUAL) for name, one in lines.items()}).values():
        last = reading.pages(read.paper)[-1]
        assert last.index("正文") < last.index("签字")


def _line(number: int) -> Paragraph:
    return Paragraph((Span(f"正文{number}"),), "正文")
