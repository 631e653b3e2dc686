"""Every rule of a ballot through `record` and `show`: figures in, verdict, sentence and article out."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from .conftest import MEETING, Call

Ballot = dict[str, Any]
VOTERS, THERE = 43, 40  # of the sample roster: with a vote, and of those who came


def subject(name: str, yes: int | None = None, no: int | None = None, **facts: Any) -> Ballot:  # noqa: ANN401
    return {"name": name, "yes": yes, "no": no, "abstain": 0 if yes is not None else None, **facts}


def ballot(rule: str, *subjects: Ballot, title: str = "选举支部委员会委员", **facts: Any) -> Ballot:  # noqa: ANN401
    return {"kind": "ballot", "title": title, "rule": rule, "subjects": list(subjects), **facts}


class Recorder:
    """Records the meeting of the contract with one ballot, and shows it."""

    def __init__(self, call: Call, branch: Path, folder: Path) -> None:
        self.call, self.branch, self.path = call, branch, folder / "ballot.json"

    def record(self, *ballots: Ballot, **facts: Any) -> dict[str, Any]:  # noqa: ANN401 - any fact of a meeting
        self.path.write_text(json.dumps({**MEETING, "agenda": list(ballots), **facts}, ensure_ascii=False), "utf-8")
        answer = self.call("record", self.branch, self.path)
        assert answer.code == 0, answer.error
        shown: dict[str, Any] = self.call("show", self.branch, "meeting", answer.data["id"]).data
        return shown

    def codes(self, shown: dict[str, Any]) -> set[str]:
        beside = {"first_topic_missing", "reason_missing"}
        return {check["code"] for check in shown["checks"]} - beside


@pytest.fixture
def recorder(call: Call, branch: Path, tmp_path: Path) -> Recorder:
    return Recorder(call, branch, tmp_path)


def verdicts(shown: dict[str, Any], at: int = 0) -> list[bool | None]:
    return [one["meets_threshold"] for one in shown["agenda"][at]["subjects"]]


@pytest.mark.parametrize("rule", ["resolution", "admission", "election", "committee"])
def test_votes_around_every_threshold(recorder: Recorder, rule: str) -> None:
    """One agenda with a ballot for each count of ayes that lies beside a half, a third or four fifths."""
    shares = [Fraction(1, 2), Fraction(1, 3), Fraction(2, 3), Fraction(4, 5)]
    near = {int(whole * share) + step for whole in (VOTERS, THERE, 5, 4) for share in shares for step in (-1, 0, 1)}
    cast = sorted(yes for yes in near if 0 <= yes <= THERE)
    shown = recorder.record(*(ballot(rule, subject("何霞", yes), title="何霞同志按期转正", seats=1) for yes in cast))
    for at, yes in enumerate(cast):
        told = verdicts(shown, at)[0]
        if rule == "committee":
            assert told is (None if yes > 5 else yes > Fraction(5, 2)), yes
        else:
            assert told is (Fraction(yes, THERE if rule == "election" else VOTERS) > Fraction(1, 2)), yes


def test_a_tie_in_an_election(recorder: Recorder) -> None:
    rows = (("翟堃", 27), ("陈䶮", 25), ("李𬭎", 25), ("司马彧", 3))
    shown = recorder.record(
        ballot("election", *(subject(name, yes, 40 - yes) for name, yes in rows), seats=2, invalid=0)
    )
    assert verdicts(shown) == [True, None, None, False]
    first = shown["agenda"][0]["subjects"]
    assert "再次投票" in first[1]["sentence"]
    assert "选举工作条例》（2020）" in first[0]["article"]
    assert {"election_tied", "not_declared"} <= recorder.codes(shown)


def test_an_election_before_2020_asks_for_more_than_four_fifths(recorder: Recorder) -> None:
    shown = recorder.record(ballot("election", subject("翟堃", 5), seats=1), starts="2020-07-12T14:30")
    assert "1990" in shown["agenda"][0]["subjects"][0]["article"]
    assert "五分之四" in shown["agenda"][0]["subjects"][0]["sentence"]


def test_too_few_make_no_election(recorder: Recorder) -> None:
    people = [row["name"] for row in recorder.call("list", recorder.branch, "members").data]
    named = {"翟堃", "李𬭎", "陈䶮", "司马彧", "何霞"}
    away = [name for name in people if people.count(name) == 1 and name not in named]
    absent = {"default": "present", "on_leave": dict.fromkeys(away[:12], "出差")}
    shown = recorder.record(ballot("election", subject("翟堃", 30), seats=1), attendance=absent)
    assert shown["present_entitled"] < 35
    assert verdicts(shown) == [None]
    assert "不足规定的35名，选举无效" in shown["agenda"][0]["subjects"][0]["sentence"]
    assert "ballot_not_valid" in recorder.codes(shown)


def test_odd_elections_are_told(recorder: Recorder) -> None:
    shown = recorder.record(
        ballot("election", subject("翟堃", 40, 0), subject("何霞", 0, 40), subject("路人甲", 0, 40), seats=3, invalid=2)
    )
    told = recorder.codes(shown)
    assert {"no_choice", "cannot_be_elected", "candidate_unknown", "votes_impossible"} <= told
    assert verdicts(shown) == [None, None, None]
    refused = recorder.call("record", recorder.branch, recorder.path, "--finalise")
    assert refused.code == 1


def test_who_is_not_counted_leaves_the_denominator(recorder: Recorder) -> None:
    out = {"吕伟晨": {"reason": "出国半年以上", "approved_by": "机关党委批复"}}
    shown = recorder.record(ballot("election", subject("翟堃", 21, 19, declared="elected"), seats=1, not_counted=out))
    assert "应到会有选举权42名，实到40名" in shown["agenda"][0]["subjects"][0]["sentence"]
    assert shown["agenda"][0]["not_counted"] == out
    there = recorder.record(ballot("election", subject("翟堃", 21), seats=1, not_counted={"陈䶮": {}}))
    assert "not_counted_present" in recorder.codes(there)


def test_who_is_not_counted_belongs_to_elections(recorder: Recorder) -> None:
    ballots = [ballot("resolution", subject("议题", 30), title="议题", not_counted={"吕伟晨": {"reason": "病"}})]
    recorder.path.write_text(json.dumps({**MEETING, "agenda": ballots}, ensure_ascii=False), "utf-8")
    refused = recorder.call("record", recorder.branch, recorder.path)
    assert refused.code == 1
    assert "不是选举" in refused.error


def test_written_opinions(recorder: Recorder) -> None:
    one = subject("何霞", 21, 19, written_yes=1, written_from=["吕伟晨"], declared="passed")
    shown = recorder.record(ballot("admission", one, title="何霞同志按期转正"))
    assert verdicts(shown) == [True]
    assert recorder.codes(shown) == set()
    present = subject("何霞", 21, 19, written_yes=1, written_from=["陈䶮"])
    assert "written_from_present" in recorder.codes(
        recorder.record(ballot("admission", present, title="何霞同志按期转正"))
    )
    resolution = recorder.record(ballot("resolution", subject("议题", 21, 19, written_yes=1), title="议题"))
    assert verdicts(resolution) == [False]
    assert "written_not_counted" in recorder.codes(resolution)


def test_one_person_a_ballot_and_the_right_stage(recorder: Recorder) -> None:
    two = recorder.record(ballot("admission", subject("何霞", 40), subject("翟堃", 40), title="何霞、翟堃同志转正"))
    assert {"admitted_together", "not_on_probation"} <= recorder.codes(two)
    again = recorder.record(ballot("admission", subject("何霞", 40), title="接收何霞同志为预备党员"))
    assert "member_already" in recorder.codes(again)


def test_a_committees_vote(recorder: Recorder) -> None:
    shown = recorder.record(ballot("committee", subject("工作安排", 3, 2, declared="passed"), title="工作安排"))
    told = shown["agenda"][0]["subjects"][0]
    assert told["meets_threshold"] is True
    assert "应到委员5名" in told["sentence"]
    assert "第12条" in told["article"]
    assert "惯例" in told["article"]


def test_an_appraisal_has_figures_and_no_verdict(recorder: Recorder) -> None:
    counts = {"excellent": 20, "qualified": 19, "basically_qualified": 1, "unqualified": 0, "abstain": 0}
    rows = [
        {"name": "翟堃", **counts, "grade": "excellent"},
        {"name": "何霞", **counts, "abstain": 4, "grade": "qualified"},
    ]
    shown = recorder.record(ballot("appraisal", *rows, title="民主评议党员"))
    first = shown["agenda"][0]["subjects"][0]
    assert first["meets_threshold"] is None
    assert "优秀20票" in first["sentence"]
    assert "第18条" in first["article"]
    assert {key: first[key] for key in (*counts, "grade")} == {**counts, "grade": "excellent"}
    assert recorder.codes(shown) == {"too_many_grades", "probationer_graded"}


@pytest.mark.parametrize(
    "given",
    [
        ballot("election", subject("翟堃", 25, 15), subject("路人甲", 1, write_in=True), seats=1, invalid=0),
        ballot("appraisal", {"name": "翟堃", "excellent": 3, "grade": "qualified"}, title="民主评议党员"),
        ballot("admission", subject("何霞", 38, written_yes=1, written_from=["吕伟晨"]), title="何霞同志按期转正"),
        ballot("committee", subject("安排", 3), title="安排"),
    ],
    ids=lambda given: given["rule"],
)
def test_what_is_shown_of_a_ballot_may_be_recorded_again(recorder: Recorder, given: Ballot) -> None:
    shown = recorder.record(given)
    recorder.path.write_text(json.dumps(shown, ensure_ascii=False), "utf-8")
    before = recorder.call("history", recorder.branch).data
    assert recorder.call("record", recorder.branch, recorder.path).data["id"] == shown["id"]
    assert recorder.call("show", recorder.branch, "meeting", shown["id"]).data == shown
    assert recorder.call("history", recorder.branch).data == before
