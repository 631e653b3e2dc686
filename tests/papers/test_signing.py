"""Who signs stands where GB/T 9704 wants them, whoever they are."""

from __future__ import annotations

from datetime import date

import pytest

from branchdesk.domain.agenda import Topic
from branchdesk.papers.blocks import Manuscript, Paragraph, Signatures, Span
from branchdesk.papers.house import House
from branchdesk.papers.signing import cells, signed, signers_of, to_sign
from papers import reading
from papers.meeting_cases import printed
from papers.samples import record

CELL = 156 / 28
LEFT, RIGHT = 28, 28 + 156  # mm
MM = 72 / 25.4
DAY = date(2026, 11, 6)
TEXT = tuple(Paragraph((Span("正文。"),), "正文") for _ in range(3))


def placed(block: Signatures) -> dict[float, tuple[float, float, str]]:
    """Give by baseline where each line begins and ends, in millimetres, and its text."""
    lines: dict[float, list[tuple[float, float, str]]] = {}
    for _, char, (left, bottom, right, top) in reading.letters(printed(Manuscript("", "", (*TEXT, block)))):
        row = round((297 - (bottom + top) / 2 / MM - 37) // (225 / 22), 0)
        lines.setdefault(row, []).append((left / MM, right / MM, char))
    return {
        row: (min(one[0] for one in found), max(one[1] for one in found), "".join(one[2] for one in found))
        for row, found in lines.items()
    }


def two(block: Signatures) -> tuple[tuple[float, float, str], tuple[float, float, str]]:
    lines = [found for _, found in sorted(placed(block).items()) if "正文" not in found[2] and "—" not in found[2]]
    assert len(lines) == 2
    return lines[0], lines[1]


def test_without_a_seal_two_cells_are_free_and_the_day_begins_two_cells_further() -> None:
    name, day = two(signed("", "某某市人民检察院第四党支部", DAY, House()))
    assert name[1] == pytest.approx(RIGHT - 2 * CELL, abs=1)
    assert day[0] == pytest.approx(name[0] + 2 * CELL, abs=1)
    assert day[2] == "2026年11月6日"


def test_a_name_shorter_than_the_day_leaves_the_day_two_cells_free() -> None:
    name, day = two(signed("", "一支部", DAY, House()))
    assert day[1] == pytest.approx(RIGHT - 2 * CELL, abs=1.6)
    assert day[0] == pytest.approx(name[0] + 2 * CELL, abs=1)


def test_with_a_seal_the_day_has_four_cells_free_and_the_name_stands_over_its_middle() -> None:
    name, day = two(signed("", "某某检察院四支部", DAY, House(seal=True)))
    assert day[1] == pytest.approx(RIGHT - 4 * CELL, abs=1.6)
    assert sum(name[:2]) / 2 == pytest.approx(sum(day[:2]) / 2, abs=1)


@pytest.mark.parametrize("seal", [True, False])
@pytest.mark.parametrize("length", [1, 12, 20, 25, 40, 70])
def test_no_name_is_cut_or_overflows(length: int, seal: bool) -> None:  # noqa: FBT001 - a case of the test
    block = signed("某" * (length // 2), "支" * (length - length // 2), DAY, House(seal=seal))
    lines = placed(block)
    assert all(left >= LEFT - 0.5 and right <= RIGHT + 0.5 for left, right, _ in lines.values())
    together = "".join(text for _, (_, _, text) in sorted(lines.items()))
    assert together.count("某") + together.count("支") == length


def test_two_sign_on_a_line_where_they_have_room() -> None:
    lines = [line.spans[0].text for line in to_sign(("主持人", "记录人", "监票人", "支部纪律检查委员"), House()).lines]
    assert [line.count("签字") for line in lines] == [2, 1, 1, 0]
    assert all(cells(line) <= 28 for line in lines)


def test_who_signs_with_a_long_title_stays_within_the_measure() -> None:
    lines = placed(to_sign(("某" * 40, "记录人"), House()))
    assert all(left >= LEFT - 0.5 and right <= RIGHT + 0.5 for left, right, _ in lines.values())


def test_the_secretary_signs_where_members_are_admitted_and_only_once() -> None:
    assert signers_of(record(), House()) == ("主持人", "记录人", "支部书记")
    assert signers_of(record(), House(signers=("党支部书记", "记录人"))) == ("党支部书记", "记录人")
    assert signers_of(record(agenda=(Topic("通报"),)), House()) == ("主持人", "记录人")


def test_a_seal_has_room_above_the_day() -> None:
    assert to_sign(("主持人",), House(seal=True)).seal > to_sign(("主持人",), House()).seal
