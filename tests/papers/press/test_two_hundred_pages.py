"""Two hundred pages of varied text, measured as one measures a page with a ruler: the grid, the edges, the words."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from branchdesk.papers.blocks import Layout, Manuscript, Paper, Paragraph
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.press.grid import CELL, DEPTH, HEIGHT, INNER, LINES, MEASURE, MM, PITCH, TOP, WIDTH
from branchdesk.papers.press.page import print_manuscript
from branchdesk.papers.press.setting import set_blocks
from papers import prose, reading

BEGINS_BADLY = "，。；：、！？》”’）】〕…—·％%,.;:!?)]"
ENDS_BADLY = "（《“‘【〔(["
FULL_LINE = re.compile(r"[^\u0000-\u00ff]+")
NEAR = 0.3 * MM

BLOCKS = tuple(prose.blocks(seed=9704, count=410))
PARAGRAPHS = [block for block in BLOCKS if isinstance(block, Paragraph)]


@pytest.fixture(scope="module")
def paper() -> Paper:
    """Print them once."""
    printed = print_manuscript(Manuscript("题", "支部", BLOCKS), bundled())
    assert printed.pages > 200
    return printed


@pytest.fixture(scope="module")
def places(paper: Paper) -> list[tuple[int, str, float, float]]:
    """Read where every character stands."""
    return list(reading.places(paper))


def lines_of(paragraph: Paragraph, *, hang: bool = True) -> list[str]:
    rows = set_blocks([paragraph], bundled(), Layout(hang=hang))
    return ["".join(piece.text for piece in row.pieces) for row in rows]


def left_of(page: int) -> float:
    return INNER if page % 2 else WIDTH - INNER - MEASURE


def in_text(places: Sequence[tuple[int, str, float, float]]) -> Iterator[tuple[int, str, float, float]]:
    """Leave out the page numbers, below the text area."""
    return (place for place in places if place[3] > HEIGHT - TOP - DEPTH)


@pytest.mark.parametrize("hang", [True, False])
def test_no_line_begins_or_ends_with_what_may_not(hang: bool) -> None:  # noqa: FBT001 - given by the parameters
    for paragraph in PARAGRAPHS:
        for line, following in pairwise(lines_of(paragraph, hang=hang)):
            assert following[0] not in BEGINS_BADLY, (line, following)
            assert line[-1] not in ENDS_BADLY, (line, following)


def test_no_number_word_or_name_is_split() -> None:
    for paragraph in PARAGRAPHS:
        broken = lines_of(paragraph)
        for line, following in pairwise(broken):
            assert not re.search(r"[0-9A-Za-z][.,:/—-]?$", line) or not re.match("[0-9A-Za-z]", following), (
                line,
                following,
            )
            assert not re.search(r"〔\d+〕$", line) or not re.match(r"\d+号", following), (line, following)
            assert not re.search(r"\d{4}年?$", line) or not re.match(r"年|\d+月", following), (line, following)
        name = paragraph.spans[0].text if paragraph.spans[0].whole else ""
        assert broken[0].startswith(name)


def test_most_full_lines_of_han_carry_exactly_28_characters() -> None:
    lengths: Counter[int] = Counter()
    for paragraph in PARAGRAPHS:
        lengths.update(len(line) for line in lines_of(paragraph)[1:-1] if FULL_LINE.fullmatch(line))
    assert lengths.total() > 1000
    assert lengths[28] / lengths.total() >= 0.8


def test_no_last_line_is_a_single_character() -> None:
    for paragraph in PARAGRAPHS:
        broken = lines_of(paragraph)
        assert len(broken) == 1 or len(re.sub("[。！？…”）]", "", broken[-1])) > 1, broken[-2:]


def test_every_baseline_is_on_the_grid(places: list[tuple[int, str, float, float]]) -> None:
    first = HEIGHT - TOP - PITCH / 2 - 0.38 * 16
    baselines = {y for _, _, _, y in in_text(places)}
    for y in baselines:
        line = round((first - y) / PITCH)
        assert 0 <= line < LINES
        assert first - line * PITCH == pytest.approx(y, abs=NEAR)


def test_margins_hold_on_both_sides_of_the_sheet(places: list[tuple[int, str, float, float]]) -> None:
    for page, char, x, _ in in_text(places):
        inside = x - left_of(page)
        assert inside >= -NEAR
        # A mark that hangs begins at the edge at the latest.
        room = 0 if char in BEGINS_BADLY or char.isascii() else CELL
        assert inside <= MEASURE - room + NEAR, (page, char)


def test_han_stands_on_the_28_columns_where_a_line_is_han_alone(places: list[tuple[int, str, float, float]]) -> None:
    on = off = 0
    for (page, _), line in groupby(in_text(places), key=lambda place: (place[0], round(place[3]))):
        chars = list(line)
        if all(ord(char) > 0xFF for _, char, _, _ in chars) and len(chars) >= 28:
            columns = [(x - left_of(page)) / CELL for _, char, x, _ in chars if char not in BEGINS_BADLY + ENDS_BADLY]
            steady = all(abs(column - round(column)) < 0.05 for column in columns)
            on, off = on + steady, off + (not steady)
    assert on > 1000
    assert off / on < 0.05


def test_page_numbers_are_at_the_outer_edge_of_odd_and_even_pages(
    paper: Paper, places: list[tuple[int, str, float, float]]
) -> None:
    below = HEIGHT - TOP - DEPTH
    for page, numbers in groupby((place for place in places if place[3] < below), key=lambda place: place[0]):
        found = list(numbers)
        assert "".join(char for _, char, _, _ in found) == f"—{page}—"
        assert below - 7 * MM - 14 < found[0][3] < below - 7 * MM
        if page % 2:
            assert found[-1][2] + 2 * 14 == pytest.approx(left_of(page) + MEASURE, abs=NEAR)
        else:
            assert found[0][2] - 14 == pytest.approx(left_of(page), abs=NEAR)
    assert page == paper.pages


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
@pytest.mark.parametrize("hang", [True, False])
def test_what_another_reader_finds_is_what_was_typed(tmp_path: Path, paper: Paper, hang: bool) -> None:  # noqa: FBT001 - given by the parameters
    if not hang:  # then marks give their air instead
        paper = print_manuscript(Manuscript("题", "支部", BLOCKS, layout=Layout(hang=False)), bundled())
    file = tmp_path / "paper.pdf"
    file.write_bytes(paper.pdf)
    command = [str(shutil.which("pdftotext")), str(file), "-"]
    read = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    found = re.sub(r"—\s?\d+\s?—\s*\f", "", read.stdout)
    assert reading.squeezed(found) == reading.squeezed("".join(map(prose.words, BLOCKS)))
    assert read.stderr == ""
