"""A branch switches rules and sets them otherwise from a day on, and takes that back."""

from __future__ import annotations

from datetime import date

import pytest

from branchdesk.domain.rulebook import LocalChange
from branchdesk.errors import Refusal
from branchdesk.services.duties import rulebook
from branchdesk.services.keeping import past
from branchdesk.store.engine import Store

YEAR = date(2026, 1, 1)


def shown(store: Store, rule: str, day: date) -> rulebook.RuleOnDay:
    return next(one for one in rulebook.look(store, day) if one.rule.id == rule)


def applied(store: Store, rule: str, day: date) -> tuple[bool, dict[str, object]]:
    found = shown(store, rule, day).applied
    assert found is not None
    return found.on, dict(found.settings)


def refused(store: Store, new: LocalChange) -> Refusal:
    with pytest.raises(Refusal) as caught:
        rulebook.change(store, new)
    return caught.value


def test_a_rule_switched_on_from_a_day_is_on_from_that_day(store: Store) -> None:
    rulebook.change(store, LocalChange("party_lecture", date(2026, 7, 1), on=True, note="机关党委通知", who="翟堃"))
    assert [applied(store, "party_lecture", day)[0] for day in (date(2026, 6, 30), date(2026, 7, 1))] == [False, True]
    change = shown(store, "party_lecture", date(2026, 7, 1)).applied
    assert change is not None
    assert change.change is not None
    assert (change.change.note, change.change.who) == ("机关党委通知", "翟堃")


def test_only_what_differs_is_kept(store: Store) -> None:
    rulebook.change(store, LocalChange("members_meeting", YEAR, on=True, settings={"every": "quarter", "times": 2}))
    (change,) = shown(store, "members_meeting", YEAR).changes
    assert (change.on, dict(change.settings)) == (None, {"times": 2})


def test_a_second_change_of_the_same_day_is_laid_into_the_first(store: Store) -> None:
    rulebook.change(store, LocalChange("theme_day", YEAR, settings={"ahead": 20}, note="先试", who="甲"))
    rulebook.change(store, LocalChange("theme_day", YEAR, on=False))
    (change,) = shown(store, "theme_day", YEAR).changes
    assert (change.on, dict(change.settings), change.note, change.who) == (False, {"ahead": 20}, "先试", "甲")


def test_a_change_that_changes_nothing_any_more_goes(store: Store) -> None:
    rulebook.change(store, LocalChange("theme_day", YEAR, on=False))
    rulebook.change(store, LocalChange("theme_day", YEAR, on=True))
    assert shown(store, "theme_day", YEAR).changes == ()


def test_a_change_is_moved_to_another_day_but_not_onto_another_change(store: Store) -> None:
    rulebook.change(store, LocalChange("theme_day", YEAR, on=False))
    rulebook.change(store, LocalChange("theme_day", date(2026, 9, 1), on=True))
    later, first = shown(store, "theme_day", YEAR).changes
    rulebook.change(store, LocalChange("theme_day", date(2026, 2, 1), on=False, id=first.id))
    assert applied(store, "theme_day", date(2026, 1, 31))[0]
    onto = refused(store, LocalChange("theme_day", later.since, on=False, id=first.id))
    assert onto.code == "day_taken"


def test_a_later_change_goes_back_to_what_the_document_says(store: Store) -> None:
    rulebook.change(store, LocalChange("theme_day", YEAR, settings={"ahead": 20}))
    rulebook.change(store, LocalChange("theme_day", date(2026, 7, 1), settings={"ahead": 10}))
    aheads = [applied(store, "theme_day", day)[1]["ahead"] for day in (date(2026, 6, 30), date(2026, 7, 1))]
    assert aheads == [20, 10]


def test_a_change_is_taken_back_and_undo_brings_it_again(store: Store) -> None:
    rulebook.change(store, LocalChange("theme_day", YEAR, on=False))
    rulebook.take_back(store, str(shown(store, "theme_day", YEAR).changes[0].id))
    assert applied(store, "theme_day", YEAR)[0]
    past.undo(store)
    assert not applied(store, "theme_day", YEAR)[0]
    past.undo(store)
    assert applied(store, "theme_day", YEAR)[0]


@pytest.mark.parametrize(
    ("new", "code", "words"),
    [
        (LocalChange("nothing", YEAR, on=False), "no_such_rule", "nothing"),
        (LocalChange("theme_day", YEAR, on=True), "nothing_changed", "主题党日"),
        (LocalChange("theme_day", YEAR, settings={"hours": 3}), "setting_not_known", "学时"),
        (LocalChange("theme_day", YEAR, settings={"every": "week"}), "setting_no_span", "每季度"),
        (LocalChange("theme_day", YEAR, settings={"times": 0}), "setting_out_of_range", "1至31"),
        (LocalChange("theme_day", YEAR, settings={"times": True}), "setting_out_of_range", "1至31"),
        (LocalChange("theme_day", YEAR, settings={"ahead": "10"}), "setting_out_of_range", "0至366"),
        (LocalChange("theme_day", YEAR, on=False, id="0"), "no_such_change", "0"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(store: Store, new: LocalChange, code: str, words: str) -> None:
    error = refused(store, new)
    assert error.code == code
    assert words in error.sentence
    assert all(not one.changes for one in rulebook.look(store, YEAR))


def test_a_change_that_is_gone_cannot_be_taken_back(store: Store) -> None:
    with pytest.raises(Refusal, match="可能已经撤销"):
        rulebook.take_back(store, "0")
