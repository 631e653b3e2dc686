"""What may be moved about somebody on the way into the Party, and how a title words it.

Source: 《中国共产党发展党员工作细则》 of 2026, 第19、20、31、32条: the members' meeting votes on all four.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from branchdesk.domain.roster import Stage


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion, and those whom it usually concerns."""

    name: str
    short: str
    title: str
    stages: tuple[Stage, ...]

    def about(self, person: str) -> str:
        """Word the motion."""
        return self.title.format(person)


MOTIONS = (
    Motion("按期转正", "按期转正", "{}同志按期转正", (Stage.PROBATIONARY,)),
    Motion("接收为预备党员", "接收", "接收{}同志为预备党员", (Stage.DEVELOPMENT_TARGET, Stage.ACTIVIST)),
    Motion("延长预备期", "延长预备期", "延长{}同志预备期", (Stage.PROBATIONARY,)),
    Motion("取消预备党员资格", "取消资格", "取消{}同志预备党员资格", (Stage.PROBATIONARY,)),
)
# How titles word each of them, in the order of MOTIONS.
_WORDED = ("转正", "(?:接收|吸收|发展).+?预备党员", "延长.+?预备期", "取消.+?预备党员资格")


def motion_of(title: str, person: str) -> Motion | None:
    """Recognise the motion that a title words about somebody."""
    return next((motion for motion in MOTIONS if motion.about(person) == title), None)


def motion_in(title: str) -> Motion | None:
    """Recognise the motion that a title, however worded, is about: 讨论何霞同志转正."""
    return next((motion for motion, worded in zip(MOTIONS, _WORDED, strict=True) if re.search(worded, title)), None)


def is_motion(title: str) -> bool:
    """Say whether a title, however worded, is about one of these motions."""
    return motion_in(title) is not None
