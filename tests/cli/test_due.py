"""What the rules ask for, from the command line."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from branchdesk.services import branch as branches

from .conftest import Call

KEYS = {
    *("rule", "kind", "group", "person", "person_id", "period", "by", "state", "article", "strength", "what", "note"),
}


def told(call: Call, *words: object) -> list[dict[str, Any]]:
    answer = call("due", *words)
    assert answer.code == 0, answer.error
    found: list[dict[str, Any]] = answer.data["due"]
    return found


def of(found: list[dict[str, Any]], rule: str) -> list[tuple[str, str, str]]:
    return [(one["period"], one["by"], one["state"]) for one in found if one["rule"] == rule]


def test_a_duty_is_told_with_its_article_and_strength(call: Call, branch: Path) -> None:
    found = told(call, branch)
    assert all(set(one) == KEYS for one in found)
    one = next(one for one in found if one["rule"] == "members_meeting" and one["period"] == "2026Q4")
    assert (one["kind"], one["by"], one["state"]) == ("members_meeting", "2026-12-31", "due")
    assert (one["article"], one["strength"]) == ("《中国共产党支部工作条例（试行）》第十一条", "一般")
    assert (one["group"], one["person"], one["person_id"]) == (None, None, None)


def test_without_dates_it_is_this_year_and_what_is_open_from_before(
    call: Call, branch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {one["by"][:4] for one in told(call, branch) if one["by"]} == {"2026"}
    monkeypatch.setenv("BRANCHDESK_TODAY", "2027-04-01")
    older = [one for one in told(call, branch) if one["by"] and one["by"] < "2027-01-01"]
    assert older
    assert {one["state"] for one in older} <= {"late", "due"}


def test_named_days_are_the_whole_span(call: Call, branch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRANCHDESK_TODAY", "2027-04-01")
    found = told(call, branch, "--from", "2027-01-01", "--to", "2027-03-31")
    assert of(found, "members_meeting") == [("2027Q1", "2027-03-31", "late")]
    assert {one["by"][:4] for one in found if one["by"]} == {"2027"}


def test_what_was_before_the_branch_began_is_told_so(call: Call, branch: Path) -> None:
    found = told(call, branch, "--from", "2026-01-01", "--to", "2026-12-31")
    assert of(found, "theme_day")[-3:] == [
        ("2026-10", "2026-10-31", "before_start"),
        ("2026-11", "2026-11-30", "due"),
        ("2026-12", "2026-12-31", "coming"),
    ]


def test_a_recorded_meeting_does_its_duty(call: Call, branch: Path, meeting: Path) -> None:
    assert call("record", branch, meeting).code == 0
    assert of(told(call, branch), "members_meeting")[-1] == ("2026Q4", "2026-12-31", "done")


def test_a_duty_without_a_last_day_has_none(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "小支部.branchdesk"
    sheet = tmp_path / "名册.csv"
    sheet.write_text("姓名,人员类别,入党时间\n甲甲,正式,2010-07-01\n乙乙,正式,2011-07-01\n", "utf-8-sig")
    assert call("init", path, "--branch", "第五党支部", "--unit", "某单位", "--since", "2026-01").code == 0
    assert call("import", path, "members", sheet).code == 0
    (one,) = [one for one in told(call, path) if one["rule"] == "too_few_members"]
    assert (one["by"], one["state"], one["strength"]) == (None, "due", "应当")


def test_it_reads_beside_a_window(call: Call, branch: Path) -> None:
    with branches.hold_existing(branch), closing(branches.open_file(branch)):
        assert told(call, branch)


def test_a_wrong_day_or_span_is_refused_with_a_sentence(call: Call, branch: Path) -> None:
    assert call("due", branch, "--from", "明天").code == 1
    turned = call("due", branch, "--from", "2026-12-01", "--to", "2026-11-01")
    assert (turned.code, turned.data) == (1, [])
    assert "2026-11-01" in turned.error
    far = call("due", branch, "--to", "9999-12-31")
    assert (far.code, far.error) == (1, "日期请写在1900年至2100年之间。")
    assert call("due").code == 2
