"""Typing of forms that was never saved: kept in the file, given back newest first, and never piling up."""

from __future__ import annotations

import pytest

from branchdesk.services import Store, drafts, preferences
from branchdesk.services.drafts import Draft
from branchdesk.services.keeping import past
from branchdesk.services.people import members


def draft(key: str, **more: object) -> Draft:
    return Draft(key, "新增党员", {"姓名": "李𬭎", "预备": True, "备注": " "}, {"姓名": ""}, "members", **more)  # type: ignore[arg-type] # any fields


def test_what_is_kept_comes_back_as_it_was_and_is_no_step(store: Store) -> None:
    before = past.steps(store)
    drafts.keep(store, draft("members/new/a", target={"target": "new"}, straight=True))
    [found] = drafts.waiting(store)
    assert (found.key, found.what, found.screen) == ("members/new/a", "新增党员", "members")
    assert (found.target, found.straight, found.gone) == ({"target": "new"}, True, False)
    assert found.texts == {"姓名": "李𬭎"}, "what was written in words"
    assert past.steps(store) == before


def test_one_place_is_asked_alone(store: Store) -> None:
    for key in ("members/1/a", "members/10/b", "clues/1/c"):
        drafts.keep(store, draft(key))
    assert [one.key for one in drafts.waiting(store, "members/1/")] == ["members/1/a"]


def test_old_ones_go_when_many_wait(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST", 3)
    for number in range(5):
        monkeypatch.setattr("branchdesk.clock.stamp", lambda number=number: f"2026-11-23T10:0{number}:00+08:00")
        drafts.keep(store, draft(f"members/new/{number}"))
    assert [one.key[-1] for one in drafts.waiting(store)] == ["4", "3", "2"]


def test_a_draft_whose_record_is_gone_says_so(store: Store) -> None:
    record, _ = members.save(store, None, {"name": "何霞", "stage": "full_member"})
    drafts.keep(store, draft(f"members/{record}/a", target={"target": record}))
    assert not drafts.waiting(store)[0].gone
    members.delete(store, record)
    assert drafts.waiting(store)[0].gone


def test_what_another_program_wrote_is_passed_by(store: Store) -> None:
    preferences.put(store, f"{drafts.KEYS}members/new/x", {"at": "2027-01-01", "form": []})
    assert drafts.waiting(store) == ()
