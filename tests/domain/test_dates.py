"""Dates known to the day, the month or the year, and as they stand in sheets."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.dates import (
    EXCEL_EPOCH,
    EXCEL_SERIALS,
    FIRST_YEAR,
    LAST_YEAR,
    PartialDate,
    Precision,
    Unreadable,
    add_years,
    quarter,
    quarter_bounds,
    read_date,
)

DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
PARTIAL = st.builds(
    lambda day, known: PartialDate(day.year, day.month * (known > 0), day.day * (known > 1)),
    DAYS,
    st.integers(0, 2),
)
BOTH = ("{0}.{1}", "{0}年{1}月", "{0}-{1}", "{0}/{1}", "{0} {1}", "{0}、{1}")


@given(PARTIAL)
def test_the_stored_form_reads_back(known: PartialDate) -> None:
    assert PartialDate.parse(str(known)) == known
    assert read_date(str(known)).value == known


@given(PARTIAL, PARTIAL)
def test_the_order_of_stored_forms_is_the_order_of_dates(one: PartialDate, other: PartialDate) -> None:
    assert (one < other) == (str(one) < str(other))
    assert (one == other) == (str(one) == str(other))


@given(PARTIAL)
def test_a_partial_date_lies_between_its_first_and_last_day(known: PartialDate) -> None:
    first, last = known.first_day(), known.last_day()
    assert first <= last
    assert str(first).startswith(str(known))
    assert str(last).startswith(str(known))
    assert not str(first - timedelta(days=1)).startswith(str(known))
    assert not str(last + timedelta(days=1)).startswith(str(known))
    assert (first == last) == (known.precision is Precision.DAY)


NOT_STORED = [
    *("", "98", "2016-1", "2016-00", "2016-00-00", "2016-13", "2016-02-30", "2016-05-00", "1899", "2101", " 2016"),
    *("２０１６", "2016-05-06-07", "2016/05/06"),
]


@pytest.mark.parametrize("text", NOT_STORED)
def test_other_text_is_no_stored_date(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        PartialDate.parse(text)


@pytest.mark.parametrize("parts", [(2016, 0, 5), (2016, 13), (2015, 2, 29), (1899,), (2101, 1, 1)])
def test_what_no_calendar_has_is_refused(parts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r".*"):
        PartialDate(*parts)


WRITTEN = {
    "1998.7": "1998-07",
    "1998.07": "1998-07",
    "1998.10": "1998-10",
    "1998年7月": "1998-07",
    "1998年7月1日": "1998-07-01",
    "1998 年 7 月 1 日": "1998-07-01",
    "1998年07月01号": "1998-07-01",
    "1998-7-1": "1998-07-01",
    "1998/07/01": "1998-07-01",
    "1998.7.1": "1998-07-01",
    "1998、7、1": "1998-07-01",
    "19980701": "1998-07-01",
    "199807": "1998-07",
    "1998": "1998",
    "1998年": "1998",
    "2019/2/3  14:30": "2019-02-03",
    "2019-02-03T14:30:00": "2019-02-03",
    "2019-02-03 00:00:00": "2019-02-03",
    "2019年2月3日14时30分": "2019-02-03",
    "2019年2月3日 14:30": "2019-02-03",
    "１９９８．７．１": "1998-07-01",
    "'1998-07-01": "1998-07-01",
    "  1998.7 ": "1998-07",
    "二〇一九年六月": "2019-06",
    "二零一九年六月十日": "2019-06-10",
    "二○二○年十月二十日": "2020-10-20",
    "一九九八年十二月三十一日": "1998-12-31",
    "二〇一〇年一月十一日": "2010-01-11",
    "一九九八年": "1998",
    "1998年七月": "1998-07",
    "43358": "2018-09-15",
    " 43358.604": "2018-09-15",
    "1969.01": "1969-01",
    "1969.1.5": "1969-01-05",
}


@pytest.mark.parametrize(("cell", "stored"), WRITTEN.items())
def test_written_dates_are_read(cell: str, stored: str) -> None:
    found = read_date(cell)
    assert str(found.value) == stored
    assert not found.doubtful


@given(DAYS)
def test_every_way_of_writing_a_day_is_read(day: date) -> None:
    for way in BOTH:
        month = way.format(day.year, day.month)
        assert read_date(month).value == PartialDate(day.year, day.month)
        end = f"{day.day}日" if way.endswith("月") else f"{way[3]}{day.day}"
        assert read_date(month + end).value == PartialDate.of(day)
    assert read_date(f"{day:%Y%m%d}").value == PartialDate.of(day)
    assert read_date(int(f"{day:%Y%m%d}")).value == PartialDate.of(day)
    assert read_date(f"{day:%Y%m}").value == PartialDate(day.year, day.month)
    assert read_date(day).value == PartialDate.of(day)
    assert read_date(datetime(day.year, day.month, day.day, 14, 30)).value == PartialDate.of(day)  # noqa: DTZ001


NUMBERS = [
    (43358, "2018-09-15", False),
    (43358.0, "2018-09-15", False),
    (43358.604, "2018-09-15", False),
    (1998.7, "1998-07", False),
    (1998.12, "1998-12", False),
    (1998.01, "1998-01", False),
    (2020.1, "2020-01", True),
    (1998.0, "1998", False),
    (1998, "1998", False),
    (199807, "1998-07", False),
    (19980701, "1998-07-01", False),
    (19980701.0, "1998-07-01", False),
]


@pytest.mark.parametrize(("cell", "stored", "doubtful"), NUMBERS)
def test_numbers_are_read_as_the_dates_they_were(cell: float, stored: str, *, doubtful: bool) -> None:
    found = read_date(cell)
    assert (str(found.value), found.doubtful) == (stored, doubtful)


@given(st.integers(EXCEL_SERIALS.start, (date(LAST_YEAR, 12, 31) - EXCEL_EPOCH).days))
def test_a_serial_is_a_day(serial: int) -> None:
    assert read_date(serial).value.first_day() == EXCEL_EPOCH + timedelta(days=serial)


IMPOSSIBLE = [
    *("1998.13", "1998.0", "1998-2-30", "2015-02-29", "19980732", "199813", "19980700", "1998-7-0", "1998年0月"),
    *("98.7", "七月", "不详", "", "1998.7.1.1", "1850-01-01", "2150-01-01", "1998年7月1日至今", "43358.5.1"),
    *(0, 7, 98, 1998.13, 1998.001, 1998.125, 1998.999, 123456, 79999, -1.5, 1e30, math.nan, math.inf, -math.inf),
    *(True, False, date(1899, 12, 30), datetime(1899, 12, 31, 8), date(2150, 1, 1)),  # noqa: DTZ001
]


@pytest.mark.parametrize("cell", IMPOSSIBLE, ids=str)
def test_what_is_no_date_is_said_to_be_unreadable(cell: object) -> None:
    with pytest.raises(Unreadable):
        read_date(cell)


@given(
    st.one_of(st.text(alphabet="0123456789年月日.-/ 十二〇一", max_size=14), st.floats(), st.integers(), st.datetimes())
)
def test_any_cell_is_a_date_or_unreadable(cell: object) -> None:
    try:
        found = read_date(cell)
    except Unreadable:
        return
    assert PartialDate.parse(str(found.value)) == found.value


@given(DAYS, st.integers(0, 80))
def test_years_are_added_to_the_same_day(day: date, years: int) -> None:
    later = add_years(day, years)
    assert later.year == day.year + years
    assert (later.month, later.day) in {(day.month, day.day), (2, 28)}
    assert (later.month, later.day) == (day.month, day.day) or (day.month, day.day) == (2, 29)


@given(DAYS)
def test_a_quarter_holds_its_days(day: date) -> None:
    first, last = quarter_bounds(*quarter(day))
    assert first <= day <= last
    assert quarter(first) == quarter(last) == quarter(day)
    assert quarter(first - timedelta(days=1)) != quarter(day) != quarter(last + timedelta(days=1))
