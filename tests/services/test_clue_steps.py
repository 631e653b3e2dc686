"""A clue from first to last: steps taken, taken back, corrected, and what they make of the clue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders
from branchdesk.domain.clue_settings import ClueSettings
from branchdesk.domain.clue_states import ClueState, ClueStep, StepKind, states_back, steps_from
from branchdesk.domain.clue_way import NewStep, columns, doubts
from branchdesk.errors import Refusal
from branchdesk.ledgers.clues import CLUES
from branchdesk.services.clues import clue_card, clue_offers, clue_settings, clue_steps, clues, volunteers
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import together
from branchdesk.store.engine import Store
from branchdesk.store.history import operate, row_of
from branchdesk.store.tables import clue

PLAIN = {"reported_on": "2026-11-02", "reporter": "冯佳", "text": "消防通道停满电动车", "category": "消防安全"}


def new(store: Store, **more: object) -> str:
    return clues.save(store, None, {**PLAIN, **more})[0]


def take(store: Store, clue_id: str, kind: str, day: str = "2026-11-03", **more: Any) -> None:  # noqa: ANN401 - parts of a step
    clue_steps.take(store, [clue_id], NewStep(StepKind(kind), day, **more))


def stands(store: Store, clue_id: str, *keys: str) -> list[object]:
    with store.reading() as connection:
        row = row_of(connection, clue, clue_id) or {}
    return [row[key] for key in keys]


def way(store: Store, clue_id: str) -> list[str]:
    return [f"{step.kind.value} {step.day}" for step in clue_card.read(store, clue_id).steps]


def refused(verb: Callable[..., object], *given: object, **more: object) -> str:
    with pytest.raises(Refusal) as caught:
        verb(*given, **more)
    return caught.value.code


def test_every_step_of_the_way_leaves_its_day_on_the_clue(store: Store) -> None:
    one = new(store)
    take(store, one, "verified", who="网格员")
    take(store, one, "assigned", "2026-11-04", who="城市管理局", document="某检转〔2026〕3号", due_by="2026-11-20")
    take(store, one, "handled", "2026-11-09", what="已清理通道，划定停车区")
    take(store, one, "closed", "2026-11-10")
    take(store, one, "fed_back", "2026-11-12", who="张三")
    told = stands(store, one, "state", "unit", "sent_on", "due_by", "deadline", "handled_on", "closed_on", "fed_back")
    due = "2026-11-20"
    assert told == ["fed_back", "城市管理局", "2026-11-04", due, due, "2026-11-09", "2026-11-10", True]
    card = clue_card.read(store, one)
    assert [step.kind.value for step in card.steps] == [
        *("reported", "verified", "assigned", "handled", "closed", "fed_back"),
    ]
    assert card.steps[0].who == "冯佳"
    assert not card.as_imported


def test_steps_may_be_left_out_but_not_taken_backwards(store: Store) -> None:
    one = new(store)
    take(store, one, "closed")
    assert stands(store, one, "state", "closed_on", "handled_on") == ["closed", "2026-11-03", None]
    assert refused(take, store, one, "verified") == "cannot_be_taken"


def test_taking_back_asks_for_a_reason_and_empties_what_is_no_longer_true(store: Store) -> None:
    one = new(store)
    take(store, one, "assigned", who="城市管理局", due_by="2026-11-20")
    take(store, one, "closed", "2026-11-09")
    take(store, one, "fed_back", "2026-11-09")
    back = {"state": ClueState.VERIFIED}
    assert refused(take, store, one, "returned", **back) == "reason_missing"
    assert refused(take, store, one, "returned", what="没改", state=ClueState.FED_BACK) == "whereto_wrong"
    take(store, one, "returned", "2026-11-10", what="不属该单位职责", **back)
    told = stands(store, one, "state", "unit", "sent_on", "closed_on", "fed_back", "fed_back_on", "due_by")
    assert told == ["verified", None, None, None, None, None, "2026-11-20"]
    take(store, one, "assigned", "2026-11-11", who="消防救援大队")
    assert stands(store, one, "unit", "sent_on") == ["消防救援大队", "2026-11-11"]


def test_undo_gives_back_the_same_rows(store: Store) -> None:
    one = new(store, state="handled", closed_on="2026-11-09", unit="城市管理局", fed_back=True)
    before = builders.records(store)
    take(store, one, "returned", what="没有改", state=ClueState.ASSIGNED)
    assert builders.records(store) != before
    past.undo(store)
    assert builders.records(store) == before


def test_an_imported_clue_has_a_way_that_goes_on_from_what_its_columns_say(store: Store) -> None:
    one = new(store, state="handled", closed_on="2026-11-09", unit="城市管理局", sent_on="2026-11-05")
    assert clue_card.read(store, one).as_imported
    read = ["reported 2026-11-02", "assigned 2026-11-05", "handled 2026-11-09"]
    assert way(store, one) == read
    assert builders.records(store)["clue_step"] == []
    take(store, one, "fed_back", "2026-11-10")
    assert way(store, one) == [*read, "fed_back 2026-11-10"]
    assert stands(store, one, "handled_on", "closed_on") == ["2026-11-09", "2026-11-09"]
    clue_steps.take_out(store, one, 3)
    assert stands(store, one, "state", "closed_on", "unit", "fed_back") == ["handled", "2026-11-09", "城市管理局", None]


def test_out_of_scope_has_a_reason_and_the_reporter_was_told(store: Store) -> None:
    one, nobody = new(store), new(store, reporter="匿名")
    assert refused(take, store, one, "out_of_scope") == "reason_missing"
    take(store, one, "out_of_scope", what="属住建部门物业管理事项")
    told = ("state", "reason", "fed_back", "fed_back_on")
    assert stands(store, one, *told) == ["out_of_scope", "属住建部门物业管理事项", True, "2026-11-03"]
    take(store, nobody, "out_of_scope", what="属住建部门物业管理事项")
    assert stands(store, nobody, "fed_back", "fed_back_on") == [None, None]
    take(store, one, "returned", what="重新受理", state=ClueState.REPORTED)
    assert stands(store, one, *told) == ["reported", None, None, None]


def test_a_duplicate_is_linked_to_the_first_of_all_and_never_in_a_circle(store: Store) -> None:
    first, second, third = (new(store, text=text) for text in "甲乙丙")
    numbers = [str(stands(store, one, "number")[0]) for one in (first, second, third)]
    assert refused(take, store, second, "duplicate") == "first_missing"
    assert refused(take, store, second, "duplicate", document="没有") == "no_such_number"
    assert refused(take, store, second, "duplicate", document=numbers[1]) == "of_itself"
    take(store, third, "duplicate", document=numbers[1])
    take(store, second, "duplicate", document=numbers[0])
    assert stands(store, third, "duplicate_of") == [first]
    assert refused(take, store, first, "duplicate", document=numbers[2]) == "in_a_circle"
    card = clue_card.read(store, first)
    assert [one.number for one in card.duplicates] == numbers[1:]
    again = new(store, text="丁")
    take(store, again, "duplicate", document=numbers[2])
    read = clue_card.read(store, again)
    assert read.first is not None
    assert (read.first.id, read.steps[-1].document) == (first, numbers[0])


def test_a_duplicate_taken_back_is_a_duplicate_again_once_that_is_taken_out(store: Store) -> None:
    first, second = new(store, text="甲"), new(store, text="乙")
    take(store, second, "duplicate", document=str(stands(store, first, "number")[0]))
    take(store, second, "returned", what="不是同一处", state=ClueState.REPORTED)
    assert stands(store, second, "duplicate_of", "state") == [None, "reported"]
    clue_steps.take_out(store, second, 2)
    assert stands(store, second, "duplicate_of", "state") == [first, "duplicate"]
    take(store, second, "returned", what="不是同一处", state=ClueState.REPORTED)
    clues.remove(store, first)
    assert refused(clue_steps.take_out, store, second, 2) == "first_gone"


def test_a_state_set_by_hand_lets_the_link_to_the_first_go(store: Store) -> None:
    first, second = new(store, text="甲"), new(store, text="乙")
    take(store, second, "duplicate", document=str(stands(store, first, "number")[0]))
    clues.save(store, second, {"state": "verified"})
    assert stands(store, second, "duplicate_of", "state") == [None, "verified"]
    assert clue_card.read(store, second).steps[-1].kind is StepKind.RETURNED


def test_what_is_passed_on_to_the_case_handlers_keeps_nothing_of_its_content(store: Store) -> None:
    one = new(store, place="南苑小区3幢", remark="备注")
    take(store, one, "verified", what="现场看过，情况属实")
    before = builders.records(store)
    assert refused(take, store, one, "passed_on") == "receiver_missing"
    take(store, one, "passed_on", who="第四检察部", document="回执3号", what="内容")
    told = stands(store, one, "state", "text", "place", "remark", "case_sent_on", "case_receiver", "case_receipt")
    assert told == ["passed_on", None, None, None, "2026-11-03", "第四检察部", "回执3号"]
    assert [step.what for step in clue_card.read(store, one).steps] == [None, None, None]
    assert refused(clues.save, store, one, {"text": "又写内容"}) == "case_content"
    past.undo(store)
    assert builders.records(store) == before


def test_a_new_case_clue_refuses_content_and_no_form_makes_one_of_a_clue_with_content(store: Store) -> None:
    case = {"state": "passed_on", "case_sent_on": "2026-11-03", "case_receiver": "第四检察部"}
    assert refused(new, store, **case) == "case_content"
    one = clues.save(store, None, case)[0]
    assert way(store, one) == ["reported None", "passed_on 2026-11-03"]
    other = new(store)
    assert refused(clues.save, store, other, {"state": "passed_on"}) == "case_by_step"


def test_a_wrong_step_is_corrected_or_taken_out_and_the_clue_follows(store: Store) -> None:
    one = new(store)
    take(store, one, "assigned", who="城市管理局", due_by="2026-11-20")
    take(store, one, "closed", "2026-11-09")
    clue_steps.correct(store, one, 1, NewStep(StepKind.ASSIGNED, "2026-11-05", who="住建局", due_by="2026-11-25"))
    clue_steps.correct(store, one, 2, NewStep(StepKind.CLOSED, "2026-11-08"))
    told = stands(store, one, "unit", "sent_on", "due_by", "deadline", "closed_on")
    assert told == ["住建局", "2026-11-05", "2026-11-25", "2026-11-25", "2026-11-08"]
    clue_steps.take_out(store, one, 2)
    assert stands(store, one, "state", "closed_on") == ["assigned", None]
    assert refused(clue_steps.take_out, store, one, 0) == "step_stays"
    assert refused(clue_steps.take_out, store, one, 7) == "no_such_record"
    clue_steps.correct(store, one, 0, NewStep(StepKind.REPORTED, "2026-11-01", "08:30", who="不是他"))
    assert stands(store, one, "reported_on", "reported_at", "reporter") == ["2026-11-01", "08:30", "冯佳"]


def test_the_day_of_the_newest_step_follows_the_form(store: Store) -> None:
    one = new(store)
    take(store, one, "assigned", who="城市管理局")
    clues.save(store, one, {"unit": "住建局", "sent_on": "2026-11-06", "reporter": "冯佳、李想"})
    steps = clue_card.read(store, one).steps
    assert (steps[0].who, steps[1].who, steps[1].day) == ("冯佳、李想", "住建局", "2026-11-06")


@pytest.mark.parametrize("start", ["reported", "handled", "fed_back", "out_of_scope"])
@pytest.mark.parametrize("end", ["reported", "verified", "closed", "fed_back", "out_of_scope"])
def test_a_state_set_by_hand_never_contradicts_the_steps(store: Store, start: str, end: str) -> None:
    one = new(store)
    if start != "reported":
        take(store, one, start, what="原因")
    else:
        take(store, one, "assigned", who="住建局")
    before = builders.records(store)
    together.set_field(store, CLUES, [one], "state", end)
    card = clue_card.read(store, one)
    assert (card.state, card.steps[-1].state) == (ClueState(end), ClueState(end))
    if start != end:
        assert card.steps[-1].day in {"2026-11-23", "2026-11-03"}
        past.undo(store)
        assert builders.records(store) == before


def test_a_state_set_in_the_form_takes_the_day_set_with_it(store: Store) -> None:
    one = new(store)
    take(store, one, "verified")
    clues.save(store, one, {"state": "closed", "closed_on": "2026-11-20"})
    assert way(store, one)[-1] == "closed 2026-11-20"


def test_a_step_is_taken_for_several_in_one_operation_and_those_beyond_it_stay(store: Store) -> None:
    chosen = [new(store, text=str(number), unit="城市管理局") for number in range(5)]
    take(store, chosen[0], "closed")
    before = builders.records(store)
    assert clue_steps.open_to(store, chosen, StepKind.ASSIGNED) == 4
    done = clue_steps.take(store, chosen, NewStep(StepKind.ASSIGNED, "2026-11-06", due_by="2026-11-20"))
    assert done.title == "4条线索登记“分办”"
    told = [tuple(stands(store, one, "state", "unit", "due_by")) for one in chosen]
    assert told == [("closed", "城市管理局", None), *[("assigned", "城市管理局", "2026-11-20")] * 4]
    past.undo(store)
    assert builders.records(store) == before
    assert refused(clue_steps.take, store, chosen[:1] * 2, NewStep(StepKind.VERIFIED)) == "cannot_be_taken"


def test_assigning_needs_a_unit(store: Store) -> None:
    assert refused(take, store, new(store), "assigned") == "unit_missing"


def test_working_days_are_counted_until_the_deadline_and_after_it(store: Store) -> None:
    clue_settings.set_settings(store, ClueSettings(days=5))
    left = {
        day: clue_card.read(store, new(store, reported_on=day, text=day)).days_left
        for day in ("2026-11-23", "2026-11-16", "2026-11-09")
    }
    assert left == {"2026-11-23": 5, "2026-11-16": 0, "2026-11-09": -5}
    assert clue_card.read(store, new(store, reported_on="2026-11-09", state="closed")).days_left is None


def test_a_day_ahead_or_before_the_last_step_is_doubted_not_refused(store: Store) -> None:
    before = ClueStep(StepKind.ASSIGNED, ClueState.ASSIGNED, "2026-11-05", "14:30")
    said = {
        day: len(list(doubts(before, NewStep(StepKind.CLOSED, day), date(2026, 11, 23))))
        for day in ("2026-11-04", "2026-11-05", "2026-11", "2026-11-24", "2026-12")
    }
    assert said == {"2026-11-04": 1, "2026-11-05": 0, "2026-11": 0, "2026-11-24": 1, "2026-12": 1}
    assert list(doubts(before, NewStep(StepKind.CLOSED, "2026-11-05", "09:00"), date(2026, 11, 23)))
    one = new(store)
    take(store, one, "closed", "2026-12-01")
    assert stands(store, one, "closed_on") == ["2026-12-01"]


def test_joint_reporters_stand_in_their_order_and_an_ambiguous_name_is_nobodys(store: Store) -> None:
    ids = {name: volunteers.save(store, None, {"name": name})[0] for name in ("冯佳", "李想", "马琳")}
    volunteers.save(store, None, {"name": "王伟", "phone": "13800000001"})
    volunteers.save(store, None, {"name": "王伟", "phone": "13800000002"})
    one = new(store, reporter="李想、王伟、冯佳")

    def told() -> list[tuple[str, str | None]]:
        return [(who.name, who.volunteer_id) for who in clue_card.read(store, one).reporters]

    assert told() == [("李想", ids["李想"]), ("王伟", None), ("冯佳", ids["冯佳"])]
    clues.save(store, one, {"reporter": "马琳、李想"})
    assert told() == [("马琳", ids["马琳"]), ("李想", ids["李想"])]
    clues.save(store, one, {"reporter": "匿名"})
    assert (told(), builders.records(store)["joint_reporter"]) == ([], [])
    past.undo(store)
    assert told() == [("马琳", ids["马琳"]), ("李想", ids["李想"])]


def test_a_clue_stays_its_reporters_when_their_name_in_the_roster_is_another(store: Store) -> None:
    who = volunteers.save(store, None, {"name": "冯佳"})[0]
    one = new(store)
    volunteers.save(store, who, {"name": "冯家佳"})
    volunteers.save(store, None, {"name": "冯佳"})
    clues.save(store, one, {"remark": "已核对", "unit": "住建局"})
    assert clue_card.read(store, one).reporters[0].volunteer_id == who
    clues.save(store, one, {"reporter": "无此人"})
    assert clue_card.read(store, one).reporters[0].volunteer_id is None


def test_a_sheet_makes_no_case_clue_of_one_with_content(store: Store) -> None:
    one = new(store, number="XS1")
    with operate(store, "import_clues", "") as work:
        intake = clues.ClueIntake(work.connection, store.branch.id, date(2026, 11, 23))
        said = intake.match(1, {"number": "XS1", "state": "passed_on"})
        assert said.record is None
        assert said.finding is not None
        assert said.finding.code == "case_by_step"
    assert stands(store, one, "state") == ["reported"]


@given(st.data())
def test_whatever_steps_are_taken_the_clue_is_what_they_say(data: st.DataObject) -> None:
    """Fold any possible way: no day stands of a state that the clue is back before."""
    steps = [ClueStep(StepKind.REPORTED, ClueState.REPORTED, "2026-01-01")]
    for number in range(data.draw(st.integers(0, 8))):
        kind = data.draw(st.sampled_from(steps_from(steps[-1].state)))
        back = data.draw(st.sampled_from(states_back(steps[-1].state))) if kind is StepKind.RETURNED else None
        step = NewStep(kind, f"2026-02-{number + 1:02}", what="原因", who="单位", state=back)
        steps.append(ClueStep(kind, step.leads_to, step.day, None, step.who, step.what))
    told = columns(steps)
    assert told["state"] == steps[-1].state
    if steps[-1].state in {ClueState.REPORTED, ClueState.VERIFIED, ClueState.ASSIGNED}:
        assert not any(told.get(key) for key in ("handled_on", "closed_on", "fed_back", "fed_back_on", "reason"))


def test_who_took_such_a_step_is_offered_first_then_units_and_members(store: Store) -> None:
    builders.fill(store)
    for day, who in (("2026-11-03", "住建局"), ("2026-11-04", "城管局"), ("2026-11-05", "城管局")):
        take(store, new(store, text=day), "assigned", day, who=who)
    new(store, text="别的", unit="交警大队")
    assert clue_offers.who(store, StepKind.ASSIGNED) == ("城管局", "住建局", "交警大队")
    take(store, new(store, text="又一条"), "verified", who="网格员")
    offered = clue_offers.who(store, StepKind.VERIFIED)
    assert offered[0] == "网格员"
    assert "何霞" in offered
    assert "城管局" not in offered
