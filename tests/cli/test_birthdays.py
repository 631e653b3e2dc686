"""Political birthdays without a window, against a calendar worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Call

PEOPLE = (
    "姓名,人员类别,入党时间,转正时间",
    "甲一,正式党员,1998-07-01,1999-07-01",
    "乙二,正式党员,2004-02-29,2005-02-28",
    "丙三,正式党员,2010-12,2011-12",
    "丁四,预备党员,2025-12-31,",
    "戊五,预备党员,2026-03-16,",
    "己六,正式党员,2001,2002",
    "庚七,入党积极分子,,",
)


@pytest.fixture
def small(call: Call, tmp_path: Path) -> Path:
    """Give a branch whose people joined at odd times."""
    path, sheet = tmp_path / "小.branchdesk", tmp_path / "名册.csv"
    sheet.write_text("\n".join(PEOPLE), "utf-8-sig")
    assert call("init", path, "--branch", "第四党支部", "--unit", "某某市人民检察院", "--since", "2026-03").code == 0
    assert call("import", path, "members", sheet).data["added"] == 7
    return path


def test_this_years_birthdays_stand_in_the_calendars_order(call: Call, small: Path) -> None:
    found = call("birthdays", small).data["birthdays"]
    assert [(one["name"], one["on"], one["precision"], one["years"]) for one in found] == [
        ("乙二", "2026-02-28", "day", 22),
        ("甲一", "2026-07-01", "day", 28),
        ("丁四", "2026-12-31", "day", 1),
        ("丙三", "2026-12", "month", 16),
    ]
    assert [item["state"] for item in found[0]["items"]] == ["before_start"] * 5  # the branch began in March
    assert [item["state"] for item in found[1]["items"]] == ["late"] * 5
    assert [item["name"] for item in found[1]["items"]][3] == "一张政治生日纪念卡"
    assert [item["state"] for item in found[3]["items"]] == ["open"] * 5  # its month begins within thirty days
    assert [item["state"] for item in found[2]["items"]] == ["ahead"] * 5


def test_a_month_of_another_year_is_told_alone(call: Call, small: Path) -> None:
    found = call("birthdays", small, "--year", 2028, "--month", 2).data["birthdays"]
    assert [(one["name"], one["on"], one["years"]) for one in found] == [("乙二", "2028-02-29", 24)]
    assert call("birthdays", small, "--year", 2025, "--month", 12).data["birthdays"][0]["name"] == "丙三"


@pytest.mark.parametrize("wrong", [("--month", 13), ("--year", 0), ("--year", "今年")])
def test_what_is_no_month_or_year_is_wrong_usage(call: Call, small: Path, wrong: tuple[str, object]) -> None:
    assert call("birthdays", small, *wrong).code == 2
