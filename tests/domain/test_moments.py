"""Moments as offices write them."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.dates import Unreadable
from branchdesk.domain.moments import Moment, read_moment

WRITTEN = [
    ("2025年3月14日 14:30", "2025-03-14T14:30"),
    ("2025-3-14下午3点", "2025-03-14T15:00"),
    ("2025.3.14", "2025-03-14"),
    ("20250314", "2025-03-14"),
    ("2025-03-14T14:30", "2025-03-14T14:30"),
    ("2025-03-14 14:30:00", "2025-03-14T14:30"),
    ("2025-03-14 00:00", "2025-03-14"),
    ("2019/2/3  14:30", "2019-02-03T14:30"),
    ("2025年3月14日（周五）下午2:30-4:00", "2025-03-14T14:30/16:00"),
    ("2025年3月14日星期五 9点", "2025-03-14T09:00"),
    ("2025年3月14日14时30分", "2025-03-14T14:30"),
    ("2025/3/14 14：30-16：00", "2025-03-14T14:30/16:00"),
    ("2025年3月14日上午9:00至11:30", "2025-03-14T09:00/11:30"),
    ("2025年3月14日14:30至3月14日16:00", "2025-03-14T14:30/16:00"),
    ("二〇二五年三月十四日下午三点半", "2025-03-14T15:30"),
    ("2025年3月14日中午12点", "2025-03-14T12:00"),
    ("14:30", "T14:30"),
    ("下午三点", "T15:00"),
    ("14:30—16:05", "T14:30/16:05"),
    (date(2025, 3, 14), "2025-03-14"),
    (datetime(2025, 3, 14, 14, 29, 59, 999_999), "2025-03-14T14:30"),  # noqa: DTZ001 - the office's own clock
    (datetime(2025, 3, 14), "2025-03-14"),  # noqa: DTZ001
    (45730.604166, "2025-03-14T14:30"),
    (45730.0, "2025-03-14"),
    (0.604166, "T14:30"),
]


@pytest.mark.parametrize(("cell", "stored"), WRITTEN, ids=[str(cell) for cell, _ in WRITTEN])
def test_what_offices_write_is_read(cell: object, stored: str) -> None:
    found = read_moment(cell)
    assert (str(found.value), found.partly) == (stored, False)
    assert Moment.parse(stored) == found.value


@pytest.mark.parametrize("cell", ["2025年3月14日下午", "2025年3月14日至15日", "2025-3-14 25:00", "2025年3月14日 待定"])
def test_a_day_is_kept_where_its_hour_cannot_be_read(cell: str) -> None:
    found = read_moment(cell)
    assert found.partly
    assert found.value == Moment(date(2025, 3, 14))


@pytest.mark.parametrize("cell", ["2025年3月", "2025", 2025.3, "明天", "14", "", "2025-13-01", "3月14日"])
def test_what_has_no_day_is_not_read(cell: object) -> None:
    with pytest.raises(Unreadable):
        read_moment(cell)


@given(
    st.dates(date(1901, 1, 1), date(2100, 12, 31)),
    st.lists(st.times().filter(lambda hour: hour.hour > 0), max_size=2).map(sorted),
)
def test_what_is_shown_is_read_again(day: date, hours: list[time]) -> None:
    moment = Moment(day, *(hour.replace(second=0, microsecond=0) for hour in hours))
    assert read_moment(moment.shown()).value == moment
    assert Moment.parse(str(moment)) == moment
