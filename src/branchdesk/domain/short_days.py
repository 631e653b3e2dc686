"""Days written short, as somebody does who enters one meeting after another: 5, 3-14, 0314."""

from __future__ import annotations

import re
from datetime import date

_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
COMPACT = 4  # digits of 0314


def read_short_day(text: str, near: date) -> date | None:
    """Read a day of the month of `near` (5), or of its year (3-14, 3.14, 3月14日, 0314); None for anything else."""
    plain = text.translate(_FULL_WIDTH).strip()
    parts = [int(part) for part in re.findall(r"\d+", plain)]
    if len(parts) == 1 and plain.isdecimal() and len(plain) == COMPACT:
        parts = [int(plain[:2]), int(plain[2:])]
    elif len(parts) == 1 and len(re.sub(r"\D", "", plain)) > len("31"):
        return None
    if len(parts) not in {1, 2} or not plain[:1].isdecimal():
        return None
    month, day = parts if len(parts) > 1 else (near.month, parts[0])
    try:
        return date(near.year, month, day)
    except ValueError:
        return None
