"""The last running number that clues of a day's pattern have, found without looking at all of them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, func, select

from branchdesk.domain.clue_numbers import MOST_DIGITS, NumberPattern
from branchdesk.store.tables import clue

AT_A_TIME = 20  # numbers read at once: the first is nearly always the one


def last_running(connection: Connection, branch_id: str, pattern: NumberPattern, day: date) -> int:
    """Give the greatest running number among the clues numbered as those of a day are; 0 where there is none.

    As text XS202610000 stands before XS20269999, but of one length the numbers stand as they count: so each length is
    asked for its greatest.
    """
    before, after = pattern.around(day)
    last = 0
    for digits in range(1, MOST_DIGITS + 1):
        lowest, greatest = f"{before}{'0' * digits}{after}", f"{before}{'9' * digits}{after}"
        query = (
            select(clue.c.number)
            .where(clue.c.branch_id == branch_id, func.length(clue.c.number) == len(lowest))
            .where(clue.c.number.between(lowest, greatest))
            .order_by(clue.c.number.desc())
            .execution_options(yield_per=AT_A_TIME)
        )
        with connection.scalars(query) as numbers:
            found = (one for number in numbers if (one := pattern.running(day, number)) is not None)
            last = max(last, next(found, 0))
    return last
