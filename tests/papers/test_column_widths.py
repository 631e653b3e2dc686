"""How the columns of a printed list are laid: large and upright where that goes, torn only where it must be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.papers.column_widths import Need, fit, need
from branchdesk.papers.press.grid import CELL, LYING, STANDING

WIDE = st.floats(1, 30)


@st.composite
def needs(draw: st.DrawFn) -> tuple[Need, ...]:
    """Draw what some columns need; of each the least is no more than the good."""
    pairs = draw(st.lists(st.tuples(WIDE, WIDE, st.booleans()), min_size=3, max_size=40))
    return tuple(Need(min(a, b), max(a, b), grows) for a, b, grows in pairs)


def test_few_short_columns_stand_upright_in_large_letters() -> None:
    chosen = fit([Need(2, 4)] * 5)
    assert (chosen.landscape, chosen.size, len(chosen.parts)) == (False, 12.0, 1)


def test_a_page_lies_down_before_its_letters_get_small() -> None:
    chosen = fit([Need(2, 5)] * 9)
    assert (chosen.landscape, chosen.size) == (True, 12.0)


def test_more_columns_than_any_page_has_room_for_go_on_in_parts_with_the_first_again() -> None:
    chosen = fit([Need(6, 6)] * 30, leading=2)
    assert len(chosen.parts) > 1
    assert all(part.places[:2] == (0, 1) for part in chosen.parts)


@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize("size", [12.0, 10.5, 9.0, 7.5])
def test_what_somebody_asks_for_is_done(size: float, *, landscape: bool) -> None:
    chosen = fit([Need(3, 6)] * 6, landscape=landscape, size=size)
    assert (chosen.landscape, chosen.size) == (landscape, size)


@given(needs(), st.sampled_from([None, True, False]), st.sampled_from([None, 12.0, 10.5, 9.0, 7.5]), st.integers(0, 2))
def test_every_column_stands_once_and_every_part_is_as_wide_as_the_page(
    wanted: tuple[Need, ...],
    landscape: bool | None,  # noqa: FBT001 - hypothesis gives it by place
    size: float | None,
    leading: int,
) -> None:
    chosen = fit(wanted, landscape=landscape, size=size, leading=leading)
    measure = (LYING if chosen.landscape else STANDING).columns
    placed = [at for number, part in enumerate(chosen.parts) for at in part.places[leading if number else 0 :]]
    assert placed == list(range(len(wanted)))
    for part in chosen.parts:
        assert sum(part.widths) == pytest.approx(measure)
        assert min(part.widths) * CELL > 2 * chosen.pad


def test_a_column_asks_for_its_longest_number_whole_and_for_no_more_than_its_share_of_a_text() -> None:
    asked = need(["2026-11-23", "未知"], "日期", 24)
    assert 4.5 < asked.least == asked.good < 6
    long = need(["一" * 400], "备注", 12)
    assert long.least < 4
    assert 12 <= long.good < 13


def test_one_freak_among_many_does_not_widen_a_column() -> None:
    names = [f"{chr(0x4E00 + at)}某某" for at in range(99)]
    assert need([*names, "名" * 40], "姓名", 40).good < 7


def test_a_short_text_has_its_line_before_a_long_one() -> None:
    chosen = fit([Need(4, 8)] * 6 + [Need(4, 26, grows=True)])
    part = chosen.parts[0]
    wide = [(width * CELL - 2 * chosen.pad) / chosen.size for width in part.widths]
    assert min(wide[:6]) >= 8
    assert wide[6] < 26
