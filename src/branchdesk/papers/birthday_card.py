"""政治生日纪念卡: the text that a branch writes once, and each member's facts put into it.

A field stands in braces: {姓名}. One that there is not is refused with its place, before a card is printed with it. A
day of 入党 that is known to the month alone gives the month; the card says 入党N周年, for 党龄 counts from 转正.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from branchdesk.domain.dates import PartialDate
from branchdesk.errors import Refusal
from branchdesk.papers import wording
from branchdesk.papers.blocks import Cards, Manuscript, plain
from branchdesk.papers.card_designs import A5, A6, DESIGNS, Written
from branchdesk.papers.house import USUAL, House
from branchdesk.words import birthday_cards as say

OWN = "own"
SIZES = {"A6": A6, "A5": A5}
_FIELD = re.compile(r"\{+([^{}]*)\}+")


@dataclass(frozen=True, slots=True)
class CardWords:
    """The text of the cards, with fields in braces; the body may have several paragraphs."""

    title: str = say.TITLE
    greeting: str = say.GREETING
    body: str = say.BODY
    signature: str = say.SIGNATURE
    dated: str = say.DATED


@dataclass(frozen=True, slots=True)
class Celebrated:
    """Whom a card is for: their 入党 as known, its anniversary as known, how many years; a line for them alone."""

    name: str
    joined: PartialDate
    on: PartialDate
    years: int
    own: str = ""


@dataclass(frozen=True, slots=True)
class CardLook:
    """How cards look: which design, how large, and whether several share a sheet that is cut apart."""

    design: str = "plain"
    size: str = "A6"
    on_sheets: bool = True


def write_birthday_cards(
    people: Sequence[Celebrated],
    branch: tuple[str, str],
    title: str,
    words: CardWords | None = None,
    look: CardLook | None = None,
    house: House = USUAL,
) -> Manuscript:
    """Write a card for everybody; `branch` is the unit's name and the branch's own.

    Refusal (unknown_field, text_too_long) where the text cannot be used, naming the part as its field.
    """
    words, look = words or CardWords(), look or CardLook()
    judge(words)
    unit = plain(house.unit or branch[0])
    own = plain(branch[1]).removeprefix(plain(branch[0])).removeprefix(unit) or plain(branch[1])
    draw, (width, height) = DESIGNS[look.design], SIZES[look.size]
    cards = tuple(draw(_written(one, words, unit, own)).enlarged(width, height) for one in people)
    return Manuscript(
        title,
        own if own.startswith(unit) else unit + own,
        (Cards(cards, look.on_sheets),),
        layout=replace(house.layout(), duplex=False, numbered=False),
    )


def judge(words: CardWords) -> None:
    """See whether a text can be used. Refusal (unknown_field, text_too_long) names the part as its field."""
    for part in fields(words):
        judge_part(part.name, getattr(words, part.name))


def judge_part(part: str, text: str, field: str = "") -> None:
    """See whether one part of the text, or a line for one member, can be used; as `judge`, unless a field is named."""
    if len(text) > say.LONGEST:
        raise Refusal(
            say.too_long(say.place(part, 1), len(text), say.LONGEST), code="text_too_long", field=field or part
        )
    for number, line in enumerate(text.splitlines(), start=1):
        where = say.place(part, number)
        for name in (found[1].strip() for found in _FIELD.finditer(line)):
            if name not in say.FIELDS:
                raise Refusal(say.unknown_field(name, where), code="unknown_field", field=field or part)
        if set("{}") & set(_FIELD.sub("", line)):
            raise Refusal(say.lone_brace(where), code="unknown_field", field=field or part)


def facts(one: Celebrated, unit: str, branch: str) -> Mapping[str, str]:
    """Give what each field stands for on a card."""
    return {
        "姓名": wording.bare(one.name),
        "周年": str(one.years),
        "入党日期": wording.day(one.joined),
        "生日": wording.day(one.on).partition("年")[2],
        "年份": str(one.on.year),
        "支部": branch,
        "单位": unit,
        "落款日期": wording.day(one.on),
    }


def _written(one: Celebrated, words: CardWords, unit: str, branch: str) -> Written:
    known = facts(one, unit, branch)

    def filled(text: str) -> str:
        return _FIELD.sub(lambda found: known[found[1].strip()], text)

    return Written(
        whose=known["姓名"],
        title=wording.phrase(filled(words.title)),
        greeting=wording.phrase(filled(words.greeting)),
        body=tuple(wording.prose(filled(words.body))),
        own=tuple(wording.prose(filled(one.own))),
        signature=wording.phrase(filled(words.signature)),
        dated=wording.phrase(filled(words.dated)),
        years=one.years,
    )
