"""Lines to sign by hand, and the name and day that a letter ends with (GB/T 9704—2012, 7.3.5)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

from branchdesk.domain.agenda import Ballot, BallotRule
from branchdesk.domain.meetings import MeetingRecord
from branchdesk.papers import wording
from branchdesk.papers.blocks import BLANK_CELL, Align, Paragraph, Signatures, Span, plain
from branchdesk.papers.house import House
from branchdesk.papers.wording import BLANK

WHERE = "签字"
NO_DAY = f"年{BLANK_CELL * 2}月{BLANK_CELL * 2}日"
LINE, HALF, BETWEEN = 28, 13, 2  # cells of a line, of one of two who sign on it, and between them
SECRETARY = "支部书记"
SECRETARIES = frozenset({"书记", SECRETARY, "党支部书记"})
SEAL = 3  # lines that a seal wants above the day
RIGHT, RIGHT_OF_SEALED, SHIFT = 2, 4, 2  # cells free beside name and day; the day begins so much further right
LONG = 20  # cells; a longer name is parted after the unit


def cells(text: str) -> float:
    """Give how many cells of the grid a text takes, a figure or a Latin letter being half of one."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text) / 2


def signers_of(record: MeetingRecord, house: House) -> tuple[str, ...]:
    """Give who signs the minutes: where members are admitted, the secretary does too (细则26第21条)."""
    signers = tuple(name for one in house.signers if (name := plain(one)))
    admits = any(isinstance(item, Ballot) and item.rule is BallotRule.ADMISSION for item in record.meeting.agenda)
    return (*signers, SECRETARY) if admits and not SECRETARIES.intersection(signers) else signers


def to_sign(signers: Iterable[str], house: House) -> Signatures:
    """Write a line for everybody who signs, two on one where they have room, and the day below."""
    day = Paragraph((Span(NO_DAY),), WHERE, first=0, align=Align.RIGHT)
    lines = (Paragraph((Span(line),), WHERE, first=0) for line in _in_pairs(signers))
    return Signatures((*lines, day), SEAL if house.seal else 0)


def _in_pairs(signers: Iterable[str]) -> Iterator[str]:
    held = ""
    for line in (f"{signer}（签字）：{BLANK}" for signer in signers):
        if held and cells(held) <= HALF and cells(line) <= HALF:
            pad = HALF + BETWEEN - cells(held)
            yield held + BLANK_CELL * int(pad) + line
            held = ""
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def signed(unit: str, branch: str, day: date | None, house: House) -> Signatures:
    """Write who sends a letter, and its day below, or room for it.

    Without a seal the name has two cells free at its right and the day begins two cells further right than the name;
    with one the day has four cells free at its right and the name stands over its middle.
    """
    own = plain(house.signature)
    whole = branch if branch.startswith(unit) else unit + branch
    names = (own,) if own else (whole,) if cells(whole) <= LONG or whole == branch else (unit, branch)
    dated = wording.day(day) if day else NO_DAY
    name, width = max(map(cells, names)), cells(dated)
    if house.seal:
        begin = LINE - RIGHT_OF_SEALED - width
        starts = [max(0, min(begin + (width - cells(one)) / 2, LINE - cells(one))) for one in names]
    else:
        first = max(0, min(LINE - RIGHT - name, LINE - RIGHT - width - SHIFT))
        begin = first + SHIFT
        starts = [first + (name - cells(one)) / 2 for one in names]
    lines = [Paragraph((Span(one),), "落款", first=at, hang=at) for one, at in zip(names, starts, strict=True)]
    return Signatures((*lines, Paragraph((Span(dated),), "落款", first=begin)))
