"""A page in bands for the printer is the page again, and only what is high is cut where there is ink."""

from hypothesis import given
from hypothesis import strategies as st

from branchdesk.papers.press.pictures import Picture, bands

WIDTH, STRIDE = 3, 4
ink = st.sampled_from([b"\xff\xff\xff", b"\xff\xff\xff", b"\x00\xff\xff", b"\xff\xff\x80"])


@given(st.lists(ink, max_size=30), st.integers(1, 6))
def test_bands_hold_all_that_is_not_white(lines: list[bytes], highest: int) -> None:
    page = Picture(WIDTH, len(lines), STRIDE, b"".join(line + b"." for line in lines), grey=True)
    white = b"\xff" * WIDTH
    again = [white] * len(lines)
    for top, band in bands(page, highest):
        assert 0 < band.height <= highest
        found = [band.data[at * STRIDE :][:WIDTH] for at in range(band.height)]
        assert white not in found
        again[top : top + band.height] = found
        before, after = lines[:top][-1:], lines[top + band.height :][:1]
        assert band.height == highest or white in (after or [white])
        assert before in ([], [white]) or any(at + one.height == top for at, one in bands(page, highest))
    assert again == lines
