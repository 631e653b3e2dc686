"""A page in bands for the printer is the page again, and only what is high is cut where there is ink."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.papers.press.pictures import ALIGNED, Picture, bands

WIDTH, DEEP = 3, 3
WHITE, DARK, PALE = b"\xff", b"\x00", b"\x80"
dots = st.sampled_from([WHITE, WHITE, DARK, PALE])
pages = st.lists(st.lists(dots, min_size=WIDTH * DEEP, max_size=WIDTH * DEEP).map(b"".join), max_size=30)


@pytest.mark.parametrize("grey", [True, False])
@given(pages, st.integers(1, 6))
def test_bands_hold_all_that_is_not_white(grey: bool, drawn: list[bytes], highest: int) -> None:  # noqa: FBT001 - a case
    deep = 1 if grey else DEEP
    wide = WIDTH * deep
    lines = [line[:wide] for line in drawn]
    page = Picture(WIDTH, len(lines), wide + 1, b"".join(line + b"." for line in lines), grey=grey)
    white = WHITE * wide
    again = [white] * len(lines)
    for left, top, band in bands(page, highest):
        assert 0 < band.height <= highest
        assert 0 < band.width <= WIDTH - left
        assert band.stride % ALIGNED == 0
        assert len(band.data) == band.stride * band.height
        found = [band.data[at * band.stride :][: band.width * deep] for at in range(band.height)]
        assert all(set(line) != {WHITE[0]} for line in found)
        for at, line in enumerate(found, start=top):
            again[at] = white[: left * deep] + line + white[(left + band.width) * deep :]
        before, after = lines[:top][-1:], lines[top + band.height :][:1]
        assert band.height == highest or white in (after or [white])
        assert before in ([], [white]) or any(at + one.height == top for _, at, one in bands(page, highest))
    assert again == lines
