"""Leaving, waiting for a receipt, staying after all, coming back: who is counted here meanwhile."""

from __future__ import annotations

from datetime import date

import pytest

import builders
from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import importing, lists
from branchdesk.services.people import member_card, members, people, transfers
from branchdesk.services.people.transfers import Leaving


@pytest.fixture
def zhang(store: Store) -> str:
    return builders.fill(store)[0]


def here(store: Store, day: str, name: str = "张三") -> bool:
    return name in {person.name for person in people.on_roster(store, date.fromisoformat(day))}


def code(call: object, *arguments: object) -> str | None:
    assert callable(call)
    with pytest.raises(Refusal) as refusal:
        call(*arguments)
    return refusal.value.code


def test_who_dies_or_leaves_is_gone_from_that_day_on(store: Store, zhang: str) -> None:
    changes = transfers.leave(store, (zhang,), Leaving("died", day="2026-11-10"))
    assert changes.title == "“张三”去世"
    assert [here(store, day) for day in ("2026-11-09", "2026-11-10")] == [True, False]


def test_a_day_that_is_not_told_is_today(store: Store, zhang: str) -> None:
    transfers.leave(store, (zhang,), Leaving("resigned"))
    assert [here(store, day) for day in ("2026-11-22", "2026-11-23")] == [True, False]


def test_who_is_sent_elsewhere_is_counted_here_until_the_receipt_is_back(store: Store, zhang: str) -> None:
    letter = Leaving("transferred", destination="市院第二党支部", exit_letter_on="2026-11-01", exit_letter_days=90)
    assert transfers.leave(store, (zhang,), letter).title == "“张三”办理转出"
    [person] = [one for one in people.on_roster(store, builders.TODAY) if one.name == "张三"]
    assert person.leaving
    assert here(store, "2027-01-01")
    assert transfers.receipt(store, zhang, "2026-11-20").title == "“张三”转出回执已收到"
    assert [here(store, day) for day in ("2026-11-19", "2026-11-20")] == [True, False]


def test_a_transfer_whose_receipt_is_there_takes_effect_at_once(store: Store, zhang: str) -> None:
    transfers.leave(store, (zhang,), Leaving("transferred", receipt_on="2026-11-12"))
    assert [here(store, day) for day in ("2026-11-11", "2026-11-12")] == [True, False]


def test_offices_and_groups_end_with_the_stay(store: Store) -> None:
    wang = builders.fill(store)[2]
    members.save(store, wang, {"office": "宣传委员"})
    transfers.leave(store, (wang,), Leaving("transferred", receipt_on="2026-11-23"))
    card = member_card.card(store, wang)
    assert {period.until for period in (*card.offices, *card.groups)} == {"2026-11-23"}


def test_several_leave_in_one_step(store: Store) -> None:
    ids = builders.fill(store)
    before = builders.records(store)
    changes = transfers.leave(store, (ids[0], ids[1]), Leaving("resigned"))
    assert changes.title == "“张三”等2名退党"
    assert lists.page(store, lists.ledger_called("members")).total == 4
    past.undo(store)
    assert builders.records(store) == before


def test_leaving_can_be_taken_back_whole(store: Store, zhang: str) -> None:
    before = builders.records(store)
    transfers.leave(store, (zhang,), Leaving("struck_off", day="2026-11-10", reason="连续六个月不交党费"))
    transfers.stay(store, zhang)
    assert builders.records(store) == before


def test_a_transfer_under_way_can_be_taken_back(store: Store, zhang: str) -> None:
    before = builders.records(store)
    transfers.leave(store, (zhang,), Leaving("transferred", exit_letter_on="2026-11-01"))
    transfers.stay(store, zhang)
    assert builders.records(store) == before


def test_who_comes_back_was_away_in_between(store: Store, zhang: str) -> None:
    transfers.leave(store, (zhang,), Leaving("transferred", receipt_on="2025-03-01"))
    transfers.come_back(store, zhang, {"since": "2026-02-01", "entry": "returned", "origin": "市院第二党支部"})
    days = ("2025-02-28", "2025-03-01", "2026-01-31", "2026-02-01", "2026-11-23")
    assert [here(store, day) for day in days] == [True, False, False, True, True]
    assert [stay.values["entry"] for stay in member_card.card(store, zhang).stays] == [None, "returned"]


def test_what_cannot_be_is_refused(store: Store, zhang: str) -> None:
    assert code(transfers.receipt, store, zhang, "2026-11-20") == "not_leaving"
    assert code(transfers.stay, store, zhang) == "still_here"
    assert code(transfers.come_back, store, zhang, {}) == "still_here"
    early = Leaving("transferred", exit_letter_on="2026-11-01", receipt_on="2026-10-31")
    assert code(transfers.leave, store, (zhang,), early) == "receipt_before_letter"
    transfers.save_stay(store, member_card.card(store, zhang).stays[0].id, {"since": "2020-05"})
    assert code(transfers.leave, store, (zhang,), Leaving("died", day="2020-04-30")) == "leaves_before_coming"
    transfers.leave(store, (zhang,), Leaving("died", day="2026-11-10"))
    assert code(transfers.leave, store, (zhang,), Leaving("died")) == "already_left"
    assert code(transfers.come_back, store, zhang, {"since": "2026-11-09"}) == "comes_before_leaving"
    assert code(transfers.leave, store, ("nobody",), Leaving("died")) == "no_such_record"


def test_former_members_are_a_list_of_their_own(store: Store, zhang: str) -> None:
    transfers.leave(store, (zhang,), Leaving("transferred", destination="市院", receipt_on="2026-11-12"))
    ledger = lists.ledger_called("former_members")
    keys = ("name", "stage", "exit", "left_on", "destination")
    rows = [values for _, values in lists.page(store, ledger, columns=keys).rows]
    assert rows == [("张三", "full_member", "transferred", "2026-11-12", "市院")]
    transfers.come_back(store, zhang, {"since": "2026-11-20"})
    assert not lists.page(store, ledger).total


def test_somebody_who_left_twice_is_listed_once_with_the_last_leaving(store: Store, zhang: str) -> None:
    transfers.leave(store, (zhang,), Leaving("transferred", receipt_on="2025-03-01"))
    transfers.come_back(store, zhang, {"since": "2026-02-01"})
    transfers.leave(store, (zhang,), Leaving("died", day="2026-11-01"))
    ledger = lists.ledger_called("former_members")
    assert [values for _, values in lists.page(store, ledger, columns=("exit", "left_on")).rows] == [
        ("died", "2026-11-01")
    ]


def test_a_sheet_brings_back_who_had_left(store: Store, tmp_path: object) -> None:
    member_id, _ = members.save(
        store, None, {"name": "钱七", "stage": "full_member", "id_number": "11010519491231002X", "phone": "13900000000"}
    )
    transfers.leave(store, (member_id,), Leaving("transferred", receipt_on="2025-03-01"))
    path = builders.sheet(tmp_path, [["姓名", "公民身份号码", "人员类别"], ["钱七", "11010519491231002X", "正式党员"]])
    ledger = lists.ledger_called("members")
    done = importing.take(store, ledger, importing.open_sheet(path, ledger))
    assert done.plan.count(importing.Outcome.CHANGED) == 1
    [finding] = [one for one in done.plan.findings if one.code == "back_again"]
    assert finding.message == "“钱七”曾在本支部，2025-03-01 转出；导入后恢复在册，以前的记录接续，请核对。"
    card = member_card.card(store, member_id)
    assert card.here
    assert card.values["phone"] == "13900000000"
    assert [(stay.values["since"], stay.values["until"]) for stay in card.stays] == [
        (None, "2025-03-01"),
        ("2026-11-23", None),
    ]
    assert importing.preview(store, ledger, importing.open_sheet(path, ledger)).count(importing.Outcome.UNCHANGED) == 1


def test_a_namesake_who_left_is_somebody_else_without_a_birth_date(store: Store, zhang: str, tmp_path: object) -> None:
    transfers.leave(store, (zhang,), Leaving("died", day="2026-11-10"))
    path = builders.sheet(tmp_path, [["姓名", "性别"], ["张三", "女"]])
    ledger = lists.ledger_called("members")
    plan = importing.preview(store, ledger, importing.open_sheet(path, ledger))
    assert plan.count(importing.Outcome.NEW) == 1


def test_who_was_entered_by_mistake_is_deleted_with_everything(store: Store) -> None:
    before = builders.records(store)
    member_id, _ = members.save(
        store, None, {"name": "钱七", "stage": "full_member", "office": "宣传委员", "group": "第一党小组", "away": True}
    )
    changes = members.delete(store, member_id)
    assert changes.title == "党员花名册删除“钱七”"
    left_over = builders.records(store)
    del left_over["party_group"], before["party_group"]  # the group that was named stays
    assert left_over == before
    past.undo(store)
    assert member_card.card(store, member_id).values["away"]


def test_who_stands_in_a_record_is_not_deleted(store: Store) -> None:
    from branchdesk.services.meetings import meetings  # noqa: PLC0415 - this test alone records one

    ids = builders.fill(store)
    meetings.save(store, builders.meeting(attendance=builders.present()))
    assert code(members.delete, store, ids[0]) == "member_is_named"
