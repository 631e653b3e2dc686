"""Numbers of clues by the branch's own pattern: XS{年}{序号4} gives XS20260001.

A pattern is text with {年} {月} {日} for the day of the clue and one {序号}, perhaps with how many digits it has at
least ({序号4}). Counting begins anew whenever what stands around the number changes: each year with {年}.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MOST_DIGITS = 9
_TOKEN = re.compile(r"\{(年|月|日|序号)(\d?)\}")
_BRACED = re.compile(r"[{}]")
LONGEST = 32  # what a number's column holds


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """A pattern that was read: what stands before the running number, how many digits it has at least, what follows."""

    before: str
    digits: int
    after: str

    def around(self, day: date) -> tuple[str, str]:
        """Give what stands before and after the running number of a clue of that day."""
        return _filled(self.before, day), _filled(self.after, day)

    def number(self, day: date, running: int) -> str:
        """Give the number of a day's clue: `running` counts from 1."""
        before, after = self.around(day)
        return f"{before}{running:0{self.digits}}{after}"

    def running(self, day: date, number: str) -> int | None:
        """Give the running number in a number of that day's pattern, or None where it is made otherwise."""
        before, after = self.around(day)
        middle = number.removeprefix(before).removesuffix(after)
        made = f"{before}{middle}{after}" == number and middle.isascii() and middle.isdecimal()
        return int(middle) if made and len(middle) <= MOST_DIGITS else None


def read_pattern(text: str) -> NumberPattern | None:
    """Read a pattern; None where it has not exactly one running number, or braces around anything else."""
    found = [match for match in _TOKEN.finditer(text) if match[1] == "序号"]
    if len(found) != 1 or _BRACED.search(_TOKEN.sub("", text)):
        return None
    if any(match[2] for match in _TOKEN.finditer(text) if match[1] != "序号"):
        return None
    place = found[0]
    pattern = NumberPattern(text[: place.start()], max(int(place[2] or 1), 1), text[place.end() :])
    longest = pattern.number(date(2026, 12, 31), 10 ** (MOST_DIGITS - 1))
    return pattern if len(longest) <= LONGEST else None


def _filled(text: str, day: date) -> str:
    said = {"年": f"{day.year:04}", "月": f"{day.month:02}", "日": f"{day.day:02}"}
    return _TOKEN.sub(lambda match: said[match[1]], text)
