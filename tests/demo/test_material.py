"""The tables of text can be read, filled and dealt in any month."""

import re
from random import Random

import pytest

from branchdesk.demo.cards import Card, Deck
from branchdesk.demo.material import (
    committee,
    documents,
    gatherings,
    groups,
    lectures,
    occasions,
    reports,
    speeches,
    votes,
    yearly,
)
from branchdesk.demo.people import LINES, OFFICES
from branchdesk.demo.telling import Teller

PLAIN = {
    "openings": speeches.OPENINGS,
    "plain": speeches.PLAIN,
    "approvals": speeches.APPROVALS,
    "closings": speeches.CLOSINGS,
    **{f"report on {area}": table for area, table in reports.AREAS.items()},
    "last year's measures": yearly.LAST_YEARS,
    "self-checks": yearly.SELF_CHECKS,
    "criticisms": yearly.CRITICISMS,
    "rectifications": yearly.RECTIFICATIONS,
    "rectified": yearly.RECTIFIED,
    "own words": yearly.OWN_WORDS,
    "mutual words": yearly.MUTUAL_WORDS,
    "appraised": yearly.APPRAISED,
    **{f"cases of {line}": table for line, table in speeches.CASES.items()},
}
BLOCKS = {
    "committee": committee.COMMITTEE,
    "groups": groups.GROUP,
    "assembly": reports.ASSEMBLY,
    "themes": gatherings.THEMES,
    "lectures": lectures.LECTURES,
    "resolutions": votes.RESOLUTIONS,
    "admissions": votes.ADMISSIONS,
    "confirmations": votes.CONFIRMATIONS,
    "elections": yearly.ELECTIONS,
    "activities": yearly.TOGETHER,
    **{f"occasion {mark}": table for mark, table in occasions.SPECIAL.items()},
}
TABLES = PLAIN | BLOCKS | {"documents": documents.DOCUMENTS}
TAGS = {"骑", "外", "节前", "节后"}
MARKS = set("题由报议检决措地记讲条名文伴")
# Slots that are filled from the branch itself, not made up.
OWN = {"人", "他", "青", "讲", "题", "到会", "申请人", "介绍人", "小组", "转入", "转入组", "转正人", "寿星", "党龄"}
OWN |= {"主题", "地点", *OFFICES}


@pytest.mark.parametrize("name", TABLES)
def test_every_slot_can_be_filled_and_every_tag_is_known(name: str) -> None:
    known = set(Teller(Random(1), 46).makers) | OWN
    for card in TABLES[name]:
        assert card.tags <= TAGS, card
        assert card.months <= set(range(1, 13)), card
        for _, text in card.parts:
            assert {slot for slot, _ in re.findall(r"\{(\w+?)(\d?)\}", text)} <= known, text
            assert text.count("{") == text.count("}") == len(re.findall(r"\{\w+\}", text)), text
            assert not re.search(r"[,;:?!\s]|。。|，，", text), text


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_has_what_its_kind_needs(name: str) -> None:
    for card in BLOCKS[name]:
        assert {mark for mark, _ in card.parts} <= MARKS, card
        assert card.one("决"), card
        assert card.one("题") or card.one("文"), card
        assert card.one("由") in {"", *OFFICES}, card
        assert card.one("条") in {"", *LINES}, card


@pytest.mark.parametrize("line", LINES)
def test_every_case_names_what_comes_next_and_the_task(line: str) -> None:
    for card in speeches.CASES[line]:
        parts = card.one().split("｜")
        assert len(parts) == 3
        assert not parts[2].endswith("。")


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_a_card_for_every_month(name: str) -> None:
    deck = Deck(Random(1), TABLES[name])
    for month in range(1, 13):
        card = deck.draw(lambda card, month=month: card.fits(month, frozenset({"外"})))  # type: ignore[misc]
        assert isinstance(card, Card)


def test_no_card_is_written_twice() -> None:
    for name, table in TABLES.items():
        told = [text for card in table for mark, text in card.parts if mark in {"", "题", "报", "记"}]
        assert len(told) == len(set(told)), name
