"""What day it is: the machine's, unless the environment says another (to print an old year again, and for tests)."""

import os
from datetime import date, datetime

VARIABLE = "BRANCHDESK_TODAY"


def named() -> str:
    """Give the day that the environment names, as it is written there."""
    return os.environ.get(VARIABLE, "")


def today() -> date:
    """Give today, or the day that BRANCHDESK_TODAY names (2026-11-23); ValueError where that is no day."""
    return date.fromisoformat(named()) if named() else date.today()  # noqa: DTZ011 - the office's own clock is meant


def now() -> datetime:
    """Give this moment with its zone, as the machine's clock has it."""
    return datetime.now().astimezone()


def stamp() -> str:
    """Give this moment with its zone, to the second, as history writes it."""
    return now().isoformat(timespec="seconds")


def minute() -> str:
    """Give this moment to the minute, on the day that it is taken for: 2026-11-20T14:30."""
    return f"{today()}T{now():%H:%M}"
