"""The sample rosters through the verbs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import SAMPLES, Call


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_each_roster_gives_the_same_46_and_again_nothing(call: Call, branch: Path, ending: str) -> None:
    again = call("import", branch, "members", SAMPLES / f"党员花名册.{ending}").data
    counts = {key: again[key] for key in ("read", "added", "changed", "unchanged", "refused", "batch")}
    assert counts == {"read": 46, "added": 0, "changed": 0, "unchanged": 46, "refused": 0, "batch": None}


def test_findings_name_the_planted_faults(call: Call, branch: Path) -> None:
    findings = call("import", branch, "members", SAMPLES / "党员花名册.xlsx", "--dry-run").data["findings"]
    found = {(finding["row"], finding["column"], finding["code"], finding["severity"]) for finding in findings}
    assert (16, "公民身份号码", "id_number_rounded", "doubt") in found
    assert (18, "公民身份号码", "id_number_check_digit", "doubt") in found
    assert (14, "姓名", "same_name", "note") in found
    assert {finding["code"] for finding in findings if finding["severity"] == "note"} == {
        "date_month_only",
        "same_name",
    }


def test_a_rounded_number_is_left_empty_and_others_are_masked(call: Call, branch: Path) -> None:
    rows = {row["roster_order"]: row for row in call("list", branch, "members").data}
    assert rows[12]["name"] == "周洋"
    assert rows[12]["id_number"] is None
    assert rows[1]["id_number"] == "320***********4688"


def test_an_import_is_one_step_that_undo_takes_back(call: Call, branch: Path) -> None:
    assert call("undo", branch).data["undone"] == "导入党员花名册46名"
    assert call("list", branch, "members").data == []
    assert call("undo", branch).code == 1
    assert call("check", branch).data["ok"] is True


def test_blanks_never_overwrite(call: Call, branch: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "部分.csv"
    sheet.write_text("姓名,出生年月,手机号码,籍贯\n翟堃,1971-07-21,,江苏苏州\n", "utf-8-sig")
    answer = call("import", branch, "members", sheet).data
    assert (answer["added"], answer["changed"]) == (0, 1)
    row = call("list", branch, "members", "--where", "姓名=翟堃").data
    assert (row["phone"], row["native_place"], row["office"]) == ("15040048126", "江苏苏州", "书记")


def test_one_bad_row_stays_out_or_stops_all_as_asked(call: Call, branch: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "重复.csv"
    lines = ["姓名,身份证号,人员类别", "甲甲,11010519491231002X,正式", "乙乙,11010519491231002X,正式"]
    sheet.write_text("\n".join(lines), "gb18030")
    stopped = call("import", branch, "members", sheet, "--all-or-nothing")
    assert stopped.code == 1
    assert "1行" in stopped.error
    assert len(call("list", branch, "members").data) == 46
    taken = call("import", branch, "members", sheet).data
    assert (taken["added"], taken["refused"]) == (1, 1)


def test_people_of_one_name_are_told_apart_by_what_the_sheet_says(call: Call, branch: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "同名.csv"
    sheet.write_text("姓名,手机\n王伟,13800000000\n", "utf-8-sig")
    refused = call("import", branch, "members", sheet).data
    assert refused["refused"] == 1
    assert refused["findings"][-1]["code"] == "several_alike"
    sheet.write_text("姓名,出生日期,手机\n王伟,1976-04,13800000000\n", "utf-8-sig")
    assert call("import", branch, "members", sheet).data["changed"] == 1


@pytest.mark.parametrize("ending", ["xlsx", "csv", "ods"])
def test_what_is_exported_is_imported_as_nothing_new(call: Call, branch: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"花名册.{ending}"
    assert call("export", branch, "members", out).data == {"rows": 46}
    again = call("import", branch, "members", out).data
    assert (again["read"], again["unchanged"]) == (46, 46)


def test_the_clues_prove_their_figures(call: Call, branch: Path) -> None:
    assert call("import", branch, "volunteers", SAMPLES / "志愿者名单.xlsx").data["added"] == 50
    assert call("import", branch, "clues", SAMPLES / "志愿者线索登记.csv").data["added"] == 193
    assert call("import", branch, "clues", SAMPLES / "志愿者线索登记.csv").data["unchanged"] == 193
    for by in ("category", "volunteer", "grid", "unit", "month"):
        figures = call("tally", branch, "clues", "--by", by).data
        assert (figures["reported"], figures["handled"], figures["disposal_rate"]) == (193, 189, "97.9%")
        assert sum(group["reported"] for group in figures["groups"]) == 193
        assert sum(group["handled"] for group in figures["groups"]) == 189
        assert figures["without_detail"] == 0


def test_bad_calls_and_bad_files_get_a_sentence(call: Call, branch: Path, tmp_path: Path) -> None:
    truncated = tmp_path / "截断.xlsx"
    truncated.write_bytes((SAMPLES / "党员花名册.xlsx").read_bytes()[:4000])
    for words in (
        ("import", branch, "members", truncated),
        ("import", branch, "members", tmp_path / "没有.xlsx"),
        ("import", branch, "members", tmp_path),
        ("import", branch, "meetings", SAMPLES / "党员花名册.xlsx"),
        ("import", branch, "nothing", SAMPLES / "党员花名册.xlsx"),
        ("list", branch, "members", "--where", "身高=170"),
        ("list", tmp_path / "没有.branchdesk", "members"),
        ("init", branch, "--branch", "甲", "--unit", "乙"),
        ("init", tmp_path / "新.branchdesk", "--branch", "甲", "--unit", "乙", "--since", "2026-13"),
        ("show", branch, "meeting", "没有"),
        ("tally", branch, "clues", "--from", "昨天"),
    ):
        answer = call(*words)
        assert (answer.code, answer.data) == (1, []), words
        assert answer.error.endswith("。"), words
        assert "Traceback" not in answer.error
    assert call("frobnicate").code == 2
    assert call("init").code == 2
    assert call("tally", branch, "clues", "--by", "height").code == 2
    assert json.dumps(call("check", branch).data["ok"]) == "true"


def test_a_layout_remembered_in_the_window_holds_without_it(call: Call, branch: Path, tmp_path: Path) -> None:
    from branchdesk.ledgers.members import MEMBERS  # noqa: PLC0415
    from branchdesk.services import branch as branches  # noqa: PLC0415
    from branchdesk.services.ledgers import importing, opening  # noqa: PLC0415

    sheet = tmp_path / "怪表.csv"
    sheet.write_text("人员,在何组\n新来,一组\n", "utf-8-sig")
    assert call("import", branch, "members", sheet).code == 1
    store = branches.open_file(branch)
    opened = importing.look_into(store, sheet, MEMBERS)
    opening.remember(store, MEMBERS, opened.book[0], opening.Layout(0, 0, ("name", "group")))
    store.close()
    assert call("import", branch, "members", sheet, "--dry-run").data["added"] == 1
    assert call("import", branch, "members", sheet).data["added"] == 1


def test_a_clue_of_two_counts_for_each_and_the_definition_says_so(call: Call, branch: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "线索.csv"
    sheet.write_text(
        "线索编号,提报日期,提报人,线索内容,办理状态\nA1,2026-11-02,孙骑、钱骑,路灯不亮,已办结\n", "utf-8-sig"
    )
    assert call("import", branch, "clues", sheet).data["added"] == 1
    figures = call("tally", branch, "clues", "--by", "volunteer").data
    assert [(group["name"], group["reported"]) for group in figures["groups"]] == [("孙骑", 1), ("钱骑", 1)]
    assert (figures["reported"], figures["definition"][-15:]) == (1, "计一次，各行合计比总数多1条。")
