"""Whom cards are printed for, what a branch keeps of them, and how they are ordered."""

from __future__ import annotations

import pytest

from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.papers import papers
from branchdesk.services.papers.paper_orders import read_order
from branchdesk.services.papers.papers import Order
from branchdesk.services.people import birthday_cards, members
from branchdesk.services.people.birthday_cards import USUAL, CardLook, CardSettings, CardWords
from papers.reading import body

KEY = "birthday-card"


def member(store: Store, name: str, joined: str | None, stage: str = "full_member") -> str:
    return members.save(store, None, {"name": name, "stage": stage, "joined_on": joined})[0]


@pytest.fixture
def ids(store: Store) -> dict[str, str]:
    """Put people on the roster whose days of joining are known more or less well."""
    return {
        "李𬭎": member(store, "李𬭎", "2001-12-19"),
        "何霞": member(store, "何霞", "2025-12", "probationary_member"),
        "陈䶮": member(store, "陈䶮", "1998-12-02"),
        "王洋": member(store, "王洋", "2026-12-01", "probationary_member"),  # in the year of joining there is none
        "张敏": member(store, "张敏", "2003"),  # the month is not known
        "周杰": member(store, "周杰", None),
        "马丽": member(store, "马丽", "2010-03-05"),
        "吴桐": member(store, "吴桐", None, "activist"),
    }


def text(store: Store, about: str = "", **options: object) -> str:
    return body(papers.make(store, Order(KEY, about, options)))


def test_cards_of_a_month_stand_in_the_order_of_the_days_and_month_only_ones_last(
    store: Store, ids: dict[str, str]
) -> None:
    assert ids
    found = text(store, month=12)
    places = [found.index(name) for name in ("陈䶮同志", "李𬭎同志", "何霞同志")]
    assert places == sorted(places)
    assert "入党28周年" in found
    assert "入党1周年" in found
    assert not [name for name in ("王洋", "张敏", "周杰", "马丽", "吴桐") if name in found]


def test_without_a_month_the_nearest_that_has_a_birthday_is_meant(store: Store, ids: dict[str, str]) -> None:
    assert ids
    assert "陈䶮" in text(store)  # from November 2026 on
    assert "马丽" in text(store, year=2027)  # of another year from January on


def test_a_card_for_one_or_some_whatever_the_month(store: Store, ids: dict[str, str]) -> None:
    assert "马丽同志" in text(store, ids["马丽"])
    some = text(store, people=(ids["马丽"], ids["李𬭎"]))
    assert some.index("马丽") < some.index("李𬭎")
    assert "陈䶮" not in some
    assert "马丽" in text(store, people=ids["马丽"])  # as the command line has it


@pytest.mark.parametrize(
    ("options", "code"),
    [({"month": 7}, "nobody"), ({"month": 13}, "no_such_month"), ({"year": 1900}, "nobody")],
)
def test_a_month_without_anybody_is_said(
    store: Store, ids: dict[str, str], options: dict[str, object], code: str
) -> None:
    assert ids
    with pytest.raises(Refusal) as refused:
        papers.make(store, Order(KEY, "", options))
    assert refused.value.code == code


def test_who_has_no_political_birthday_is_named(store: Store, ids: dict[str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        text(store, people=(ids["陈䶮"], ids["王洋"]))
    assert refused.value.code == "not_theirs"
    assert "王洋" in refused.value.sentence
    assert "陈䶮" not in refused.value.sentence


def test_a_namesake_s_card_has_the_bare_name(store: Store) -> None:
    for day, group in (("2001-12-19", "第一党小组"), ("2002-12-20", "第二党小组")):
        members.save(store, None, {"name": "王伟", "stage": "full_member", "joined_on": day, "group": group})
    assert text(store, month=12).count("王伟同志：") == 2


def test_a_card_is_ordered_in_words(store: Store, ids: dict[str, str]) -> None:
    order = read_order(store, "政治生日纪念卡", "陈䶮", ["design=信笺", "size=A5", "sheet=single"])
    assert order.about == ids["陈䶮"]
    assert papers.make(store, order).pages == 1
    assert papers.make(store, read_order(store, KEY, "", ["month=12"])).pages == 1


def test_what_is_set_is_kept_and_used_and_usual_again_when_it_is_taken_back(store: Store, ids: dict[str, str]) -> None:
    own = {birthday_cards.own_key(2026, ids["陈䶮"]): "那年冬天的案子，我们都记得。", "2026:x": "  "}
    chosen = CardSettings(CardWords(body="{姓名}，入党{周年}周年快乐。"), CardLook("years", "A5", on_sheets=False), own)
    birthday_cards.set_cards(store, chosen)
    assert birthday_cards.settings(store) == CardSettings(
        chosen.words, chosen.look, {key: line for key, line in own.items() if line.strip()}
    )
    made = papers.make(store, Order(KEY, "", {"month": 12}))
    assert made.pages == 3
    assert "陈䶮，入党28周年快乐。" in body(made)
    assert "那年冬天的案子" in body(made)
    assert "那年冬天的案子" not in text(store, month=12, year=2027)  # next year's card is another
    birthday_cards.set_cards(store, USUAL)
    assert birthday_cards.settings(store) == USUAL


def test_a_line_with_a_field_that_there_is_not_is_refused_at_its_own_field(store: Store) -> None:
    with pytest.raises(Refusal) as refused:
        birthday_cards.set_cards(store, CardSettings(own={"2026:a": "{好}"}))
    assert refused.value.field == "2026:a"
    assert birthday_cards.settings(store) == USUAL
