"""The meeting of the contract through the verbs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import meeting_sheets

from .conftest import MEETING, Call


def test_the_meeting_of_the_contract(call: Call, branch: Path, meeting: Path) -> None:
    recorded = call("record", branch, meeting).data
    assert recorded["number"] == 1
    assert [check["code"] for check in recorded["checks"]] == ["reason_missing"]
    shown = call("show", branch, "meeting", recorded["id"]).data
    keys = ("state", "expected", "entitled", "present", "present_entitled", "on_leave", "absent")
    assert [shown[key] for key in keys] == ["draft", 46, 43, 43, 40, 2, 1]
    subject = shown["agenda"][2]["subjects"][0]
    assert subject["meets_threshold"] is True
    assert "22票" in subject["sentence"]
    assert "2026" in subject["article"]
    assert subject["declared"] == "passed"


def test_what_is_shown_may_be_recorded_again_and_changes_nothing(
    call: Call, branch: Path, meeting: Path, tmp_path: Path
) -> None:
    recorded = call("record", branch, meeting).data
    again = tmp_path / "again.json"
    again.write_text(json.dumps(call("show", branch, "meeting", recorded["id"]).data), "utf-8")
    before = call("history", branch).data["operations"]
    assert call("record", branch, again).data["id"] == recorded["id"]
    assert call("history", branch).data["operations"] == before


def test_a_final_record_is_closed_until_undone(call: Call, branch: Path, meeting: Path, tmp_path: Path) -> None:
    recorded = call("record", branch, meeting, "--finalise").data
    shown = call("show", branch, "meeting", recorded["id"]).data
    assert shown["state"] == "final"
    revised = tmp_path / "revised.json"
    revised.write_text(json.dumps({**shown, "place": "别处"}), "utf-8")
    refused = call("record", branch, revised)
    assert refused.code == 1
    assert "已定稿" in refused.error
    assert call("undo", branch).data["undone"] == "2026年11月20日党员大会定稿"


def test_a_name_that_two_people_bear_needs_an_identifier(call: Call, branch: Path, tmp_path: Path) -> None:
    path = tmp_path / "two.json"
    path.write_text(json.dumps({**MEETING, "chair": "王伟"}), "utf-8")
    refused = call("record", branch, path)
    assert refused.code == 1
    candidates = [row["id"] for row in call("list", branch, "members", "--where", "name=王伟").data]
    assert all(candidate in refused.error for candidate in candidates)
    path.write_text(json.dumps({**MEETING, "chair": candidates[0]}), "utf-8")
    recorded = call("record", branch, path).data
    assert call("show", branch, "meeting", recorded["id"]).data["chair"] == candidates[0]


def test_what_is_missing_is_not_yet_known(call: Call, branch: Path, tmp_path: Path) -> None:
    path = tmp_path / "bare.json"
    path.write_text('{"kind": "members_meeting", "starts": "2026-11-20T14:30"}', "utf-8")
    shown = call("show", branch, "meeting", call("record", branch, path).data["id"]).data
    assert (shown["expected"], shown["present"], shown["absent"], shown["unknown"]) == (46, 0, 0, 46)
    assert shown["observers"] is None
    assert shown["resolutions"] is None


def _without(key: str) -> dict[str, Any]:
    return {name: value for name, value in MEETING.items() if name != key}


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (_without("kind"), "kind"),
        (_without("starts"), "starts"),
        ({**MEETING, "kind": "party"}, "kind"),
        ({**MEETING, "starts": "明天"}, "starts"),
        ({**MEETING, "observer": []}, "observer"),
        ({**MEETING, "attendance": {"absent": {"没有此人": ""}}}, "没有此人"),
        ({**MEETING, "attendance": {"absent": {"于敏": ""}, "on_leave": {"于敏": ""}}}, "于敏"),
        ({**MEETING, "agenda": [{"kind": "topic"}, {"kind": "vote"}]}, "agenda[1].kind"),
        (
            {**MEETING, "agenda": [{"kind": "ballot", "rule": "admission", "subjects": [{"name": "何霞", "yes": -1}]}]},
            "yes",
        ),
        ([], "会议"),
    ],
)
def test_bad_json_names_the_place_and_changes_nothing(
    call: Call, branch: Path, tmp_path: Path, data: object, place: str
) -> None:
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    before = call("history", branch).data
    refused = call("record", branch, path)
    assert refused.code == 1
    assert place in refused.error
    assert call("history", branch).data == before


def test_votes_that_cannot_be_stand_in_the_way_of_closing(call: Call, branch: Path, tmp_path: Path) -> None:
    ballot = {"kind": "ballot", "title": "甲", "rule": "resolution", "subjects": [{"name": "甲", "yes": 41}]}
    path = tmp_path / "votes.json"
    path.write_text(json.dumps({**MEETING, "agenda": [ballot]}), "utf-8")
    recorded = call("record", branch, path).data
    assert "votes_impossible" in {check["code"] for check in recorded["checks"]}
    subject = call("show", branch, "meeting", recorded["id"]).data["agenda"][0]["subjects"][0]
    assert subject["meets_threshold"] is None
    refused = call("record", branch, path, "--finalise")
    assert refused.code == 1


def test_minutes_are_printed_and_a_draft_says_so(call: Call, branch: Path, meeting: Path, tmp_path: Path) -> None:
    recorded = call("record", branch, meeting).data
    out = tmp_path / "记录.pdf"
    assert call("print", branch, "minutes", recorded["id"], "--out", out).data["pages"] >= 1
    assert out.read_bytes().startswith(b"%PDF")
    assert call("print", branch, "minutes", recorded["id"], "--out", tmp_path / "没有" / "记录.pdf").code == 1


def test_old_meetings_come_in_by_sheet_and_go_out_again(call: Call, branch: Path, tmp_path: Path) -> None:
    sheet = meeting_sheets.write(tmp_path / "台账.xlsx", meeting_sheets.PLATFORM, meeting_sheets.PLATFORM_SPANS)
    tried = call("import", branch, "meetings", sheet, "--dry-run").data
    assert (tried["read"], tried["added"], tried["batch"]) == (4, 4, None)
    done = call("import", branch, "meetings", sheet).data
    assert (done["added"], done["refused"]) == (4, 0)
    listed = call("list", branch, "meetings", "--where", "kind=支部党员大会").data
    assert (listed["starts"], listed["expected"], listed["present"]) == ("2025-03-14T14:30", 5, 4)
    shown = call("show", branch, "meeting", listed["id"]).data
    assert (shown["by_name"], shown["expected"], shown["entitled"], shown["unknown"]) == (False, 5, None, None)
    assert shown["counted"] == {"expected": 5, "present": 4, "on_leave": 1, "absent": 0}
    assert shown["text"] == "会议开始。\n书记作报告。"
    assert call("print", branch, "minutes", listed["id"], "--out", tmp_path / "a.pdf").data == {"pages": 1}
    out = tmp_path / "会议.xlsx"
    assert call("export", branch, "meetings", out).data == {"rows": 4}
    assert call("import", branch, "meetings", out).data["unchanged"] == 4
    assert call("undo", branch).data["undone"] == "导入会议台账4次"
    assert call("list", branch, "meetings").data == []


def test_a_meeting_to_come_is_planned_and_cannot_be_closed(call: Call, branch: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    plan = {"kind": "committee_meeting", "starts": "2027-01-08T15:00", "place": "小会议室"}
    path.write_text(json.dumps(plan), "utf-8")
    recorded = call("record", branch, path).data
    assert (recorded["number"], recorded["checks"]) == (None, [])
    shown = call("show", branch, "meeting", recorded["id"]).data
    assert (shown["phase"], shown["state"], shown["number"]) == ("planned", "draft", None)
    refused = call("record", branch, path, "--finalise")
    assert (refused.code, "会议时间还没有到" in refused.error) == (1, True)
    assert call("list", branch, "meetings").data["state"] == "planned"


def test_moves_and_a_cancellation_are_shown_and_may_be_recorded_again(call: Call, branch: Path, tmp_path: Path) -> None:
    path = tmp_path / "cancelled.json"
    plan = {
        "kind": "committee_meeting",
        "starts": "2026-11-18T15:00",
        "phase": "cancelled",
        "moves": [{"starts": "2026-11-11T15:00", "reason": "与检委会冲突"}],
        "cancelled_for": "人员外出办案",
    }
    path.write_text(json.dumps(plan), "utf-8")
    recorded = call("record", branch, path).data
    shown = call("show", branch, "meeting", recorded["id"]).data
    assert {key: shown[key] for key in ("phase", "moves", "cancelled_for", "number", "checks")} == {
        **{key: plan[key] for key in ("phase", "moves", "cancelled_for")},
        "number": None,
        "checks": [],
    }
    before = call("history", branch).data["operations"]
    path.write_text(json.dumps(shown), "utf-8")
    assert call("record", branch, path).data["id"] == recorded["id"]
    assert call("history", branch).data["operations"] == before
    refused = call("record", branch, path, "--finalise")
    assert (refused.code, "已取消" in refused.error) == (1, True)
