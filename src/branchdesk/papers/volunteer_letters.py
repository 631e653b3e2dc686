"""感谢信 and 志愿服务证书: a letter to a volunteer or a team, and a certificate that says of which time it is.

Nobody is ranked and no title is given: a letter says what was reported and what became of it, a certificate says that
somebody served, in which team and when.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from branchdesk.papers import wording
from branchdesk.papers.blocks import (
    Align,
    Block,
    Card,
    Cards,
    CardText,
    Fill,
    Gap,
    Manuscript,
    NewPage,
    Paragraph,
    Role,
    Span,
    plain,
)
from branchdesk.papers.card_designs import GREY, PALE, RED
from branchdesk.papers.heads import headed
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.signing import NO_DAY, signed
from branchdesk.papers.wording import BLANK

LETTER, CERTIFICATE = "感谢信", "志愿服务证书"
CLOSING = "谨向您表示感谢，并祝您工作顺利，出行平安。"
TO_TEAM = "谨向全体队员表示感谢，并祝大家工作顺利，出行平安。"
WIDTH, HEIGHT = 297.0, 210.0  # millimetres: A4 lying
OUTER, INNER, THICK, THIN = 13.0, 15.5, 0.7, 0.2
LEFT, MEASURE = 42.0, 213.0


@dataclass(frozen=True, slots=True)
class Thanked:
    """Whom a letter is for, with what is told of their work; a number that is not known is not told.

    `team` is that of a volunteer, or the one addressed where the letter is `to_team`. `since` is a stored day.
    """

    name: str
    team: str = ""
    period: str = ""
    reported: int | None = None
    handled: int | None = None
    to_team: bool = False


@dataclass(frozen=True, slots=True)
class Certified:
    """Whom a certificate is for: name, team, of which time, with which number; an empty text is left out."""

    name: str
    team: str = ""
    period: str = ""
    number: str = ""


def write_thanks(
    letters: Sequence[Thanked], branch: tuple[str, str], on: date | None, text: str = "", house: House = USUAL
) -> Manuscript:
    """Write a letter each, beginning a page; `text` is what the branch itself wants to say in the middle of all."""
    unit = plain(house.unit or branch[0])
    own = plain(branch[1]).removeprefix(unit) or plain(branch[1])
    blocks: list[Block] = []
    for letter in letters:
        if blocks:
            blocks.append(NewPage())
        blocks += _letter(letter, (unit, own), on, text, house)
    title = f"{LETTER}（{wording.bare(letters[0].name)}）" if len(letters) == 1 else f"{LETTER}（{len(letters)}封）"
    names = {name for one in letters if not one.to_team and len(name := wording.bare(one.name)) > 1}
    layout = replace(house.layout(names=names), duplex=False, numbered=False)
    return Manuscript(title, unit + own, tuple(blocks), layout=layout)


def _letter(letter: Thanked, branch: tuple[str, str], on: date | None, text: str, house: House) -> Iterator[Block]:
    name = wording.bare(letter.name)
    yield from headed(house, (LETTER,))
    yield Gap()
    greeting = (Span(f"{name}："),) if letter.to_team else (Span(name or BLANK, whole=True), Span("同志："))
    yield Paragraph(greeting, LETTER, first=0)
    yield _said(_work(letter, branch[1]))
    for part in wording.prose(text):
        yield _said(part)
    yield _said(TO_TEAM if letter.to_team else CLOSING)
    yield Gap(2)
    yield signed(*branch, on, house)


def _work(letter: Thanked, branch: str) -> str:
    """Say what somebody, or a team, did, and what became of it."""
    team = plain(letter.team)
    if letter.to_team:
        who = f"{letter.period}，贵队队员"
    else:
        who = f"{letter.period}，您{f'作为{team}的一员' if team else ''}"
    told = f"{who.removeprefix('，')}参与{branch}的志愿服务，在工作之余留意身边的问题，提报线索"
    if letter.reported:
        told += f"{letter.reported:,}条"
        if letter.handled:
            told += f"，其中{letter.handled:,}条已经处置"
    return f"{told}。这些线索帮助有关单位更早发现和解决了问题。" if letter.handled else f"{told}。"


def write_certificates(
    people: Sequence[Certified], branch: tuple[str, str], on: date | None, house: House = USUAL
) -> Manuscript:
    """Write a certificate each, on a lying page of A4 within a thin red frame."""
    unit = plain(house.unit or branch[0])
    own = plain(branch[1]).removeprefix(unit) or plain(branch[1])
    signature = plain(house.signature) or unit + own
    cards = tuple(_certificate(one, own, signature, on) for one in people)
    first = wording.bare(people[0].name)
    title = f"{CERTIFICATE}（{first}）" if len(people) == 1 else f"{CERTIFICATE}（{len(people)}份）"
    return Manuscript(title, unit + own, (Cards(cards),), layout=replace(house.layout(), duplex=False, numbered=False))


def _certificate(one: Certified, branch: str, signature: str, on: date | None) -> Card:
    name = wording.bare(one.name)
    team = plain(one.team)
    period = plain(one.period)
    told = (
        f"{f'于{period}' if period else ''}参与{branch}组织的志愿服务"
        f"{f'，为{team}成员' if team else ''}，在工作之余留意身边的问题，提报线索。"
    )
    texts = (
        _text(CERTIFICATE, 38, 20, 34, Role.TITLE, align=Align.CENTRE, colour=RED, tracking=0.3),
        _text(wording.spread(name) or BLANK, 76, 16, 26, Role.KAI, align=Align.CENTRE),
        CardText(
            (Paragraph((Span(told),), f"{name}的证书"), Paragraph((Span("特发此证。"),), f"{name}的证书")),
            f"{name}的证书",
            LEFT,
            101,
            MEASURE,
            46,
            size=18,
            least=9,
            leading=1.75,
        ),
        _text(signature, 152, 9, 15, Role.FANG, align=Align.RIGHT),
        _text(wording.day(on) if on else NO_DAY, 163, 9, 15, Role.FANG, align=Align.RIGHT),
        *(
            (_text(f"编号：{plain(one.number)}", 178, 7, 10.5, Role.SONG, align=Align.LEFT, colour=GREY),)
            if one.number
            else ()
        ),
    )
    line = Fill(WIDTH / 2 - 34, 95.5, 68, 0.25, PALE)
    return Card(WIDTH, HEIGHT, texts, (*_frame(OUTER, THICK), *_frame(INNER, THIN), line))


def _text(
    text: str,
    top: float,
    height: float,
    size: float,
    role: Role,
    *,
    align: Align,
    colour: tuple[int, int, int] | None = None,
    tracking: float = 0,
) -> CardText:
    paragraph = Paragraph((Span(text, role, spread=True),), CERTIFICATE, first=0, align=align)
    return CardText(
        (paragraph,),
        CERTIFICATE,
        LEFT,
        top,
        MEASURE,
        height,
        size=size,
        least=size / 3,
        leading=1.3,
        down=0.5,
        tracking=tracking,
        colour=colour,
    )


def _frame(inset: float, thick: float) -> Iterator[Fill]:
    """Draw a frame of thin lines, so far within the page's edges."""
    across, down = WIDTH - 2 * inset, HEIGHT - 2 * inset
    yield Fill(inset, inset, across, thick, RED)
    yield Fill(inset, HEIGHT - inset - thick, across, thick, RED)
    yield Fill(inset, inset, thick, down, RED)
    yield Fill(WIDTH - inset - thick, inset, thick, down, RED)


def _said(text: str) -> Paragraph:
    return Paragraph((Span(text),), LETTER)
