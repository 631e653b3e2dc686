"""ID numbers (公民身份号码, GB 11643-1999): reading them, checking them, hiding them.

A number whose check digit fails is doubtful, not refused: old numbers with such faults are in use. The area code is
never judged, for areas come and go.
"""

import re
from datetime import date
from enum import StrEnum
from operator import mul
from typing import NamedTuple

from branchdesk.domain import reading

LENGTH, OLD_LENGTH = 18, 15
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_NOISE = re.compile(r"[\s'‘’`´\"“”\-－—=]+")
_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_OLD_SHAPE = re.compile(rf"[0-9]{{{OLD_LENGTH}}}")
_ROUNDED_TEXT = re.compile(r"\d(\.\d+)?[Ee]\+?1[4-7]")
_LONG_DIGITS = re.compile(r"\d{14,17}[\dXx]|\d(?:\s?\d){13,16}\s?[\dXx]")
_HIDDEN = re.compile(r"[*＊×]{4,}")
_KEPT_BEFORE, _KEPT_AFTER = 3, 4


class Fault(StrEnum):
    """What can be the matter with an ID number as read."""

    ROUNDED = "id_number_rounded"
    MALFORMED = "id_number_malformed"
    CHECK_DIGIT = "id_number_check_digit"
    OLD = "id_number_old"


class ReadIdNumber(NamedTuple):
    """An ID number as read from a cell: its normal form, or None where the cell no longer holds it."""

    value: str | None
    fault: Fault | None = None


def normalise(text: str) -> str:
    """Take away blanks, quotes and hyphens, make digits half-width and the x large."""
    return _NOISE.sub("", reading.compact(text)).upper()


def check_digit(body: str) -> str:
    """Give the check digit of 17 digits by ISO 7064 MOD 11-2."""
    return _CHECK_DIGITS[sum(map(mul, map(int, body), _WEIGHTS)) % 11]


def upgrade(number: str) -> str:
    """Give the 18 digits of an old number of 15: the year gets its 19, the check digit is worked out."""
    body = f"{number[:6]}19{number[6:]}"
    return body + check_digit(body)


def is_sound(number: str) -> bool:
    """Say whether a number has 18 digits, a birth date that exists and the right check digit."""
    return birth_date(number) is not None and check_digit(number[:17]) == number[17]


def birth_date(number: str) -> date | None:
    """Give the birth date in a number of 18 digits; None where the number has no such form."""
    if not _SHAPE.fullmatch(number):
        return None
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex(number: str) -> str | None:
    """Give `male` or `female` by the 17th of 18 digits; None where the number has no such form."""
    if not _SHAPE.fullmatch(number):
        return None
    return "male" if int(number[16]) % 2 else "female"


def read_id_number(cell: object) -> ReadIdNumber:
    """Read a cell as an ID number.

    A spreadsheet's number keeps 15 digits: a longer one has lost its end and is not kept. A number of wrong length or
    with a wrong check digit is kept and its fault named.
    """
    if isinstance(cell, str) and _SHAPE.fullmatch(cell):
        return _judge(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        text = normalise(f"{cell:.0f}")
        if len(text) > OLD_LENGTH:
            return ReadIdNumber(None, Fault.ROUNDED)
    else:
        text = normalise(str(cell))
        if _ROUNDED_TEXT.fullmatch(text):
            return ReadIdNumber(None, Fault.ROUNDED)
    if not text or reading.is_nothing(text):
        return ReadIdNumber(None)
    return _judge(text)


def _judge(text: str) -> ReadIdNumber:
    if _OLD_SHAPE.fullmatch(text):
        upgraded = upgrade(text)
        old = birth_date(upgraded) is not None
        return ReadIdNumber(upgraded, Fault.OLD) if old else ReadIdNumber(text, Fault.MALFORMED)
    if birth_date(text) is None:
        rounded = re.fullmatch(r"\d{15,}000", text) is not None
        return ReadIdNumber(None, Fault.ROUNDED) if rounded else ReadIdNumber(text, Fault.MALFORMED)
    if check_digit(text[:17]) == text[17]:
        return ReadIdNumber(text)
    return ReadIdNumber(None, Fault.ROUNDED) if text.endswith("000") else ReadIdNumber(text, Fault.CHECK_DIGIT)


def mask(number: str) -> str:
    """Hide a number but for its first three and last four signs; a short one wholly."""
    hidden = len(number) - _KEPT_BEFORE - _KEPT_AFTER
    if hidden <= 0:
        return "*" * len(number)
    return number[:_KEPT_BEFORE] + "*" * hidden + number[-_KEPT_AFTER:]


def is_masked(text: str) -> bool:
    """Say whether a text is a number that `mask`, or somebody else, has hidden."""
    return _HIDDEN.search(text) is not None


def mask_all(text: str) -> str:
    """Hide whatever in a text may be an ID number."""
    return _LONG_DIGITS.sub(lambda match: mask(match.group()), text)
