"""Coming and going: leaving the branch with a reason, the receipt of a letter, staying after all, coming back.

Who is sent to another branch is counted here until the receipt of the letter is back (党员教育管理工作条例第25条: the
organisation they come from stays responsible until they are accepted).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from branchdesk import clock
from branchdesk.domain.dates import PartialDate
from branchdesk.errors import Refusal
from branchdesk.ledgers.member_life import EXITS, PERIOD_FIELDS
from branchdesk.services.ledgers.intake import Values
from branchdesk.services.people.member_life import member_name
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate
from branchdesk.store.tables import member_group, member_office, member_period
from branchdesk.words import operations as say

TRANSFERRED = "transferred"
_EXIT_COLUMNS = (
    *("exit", "destination", "exit_letter_on", "exit_letter_number", "exit_letter_days", "exit_dues_to"),
    *("receipt_on", "reason"),
)


@dataclass(frozen=True, slots=True)
class Leaving:
    """How somebody leaves: a choice of `ledgers.member_life.EXITS`, the day, and for a transfer its letter.

    Dates as stored. A transfer takes effect on `receipt_on`, and waits where that is not known; `day` is then left out.
    Everything else takes effect on `day`, today where it is not known.
    """

    exit: str
    day: str | None = None
    destination: str | None = None
    exit_letter_on: str | None = None
    exit_letter_number: str | None = None
    exit_letter_days: int | None = None
    exit_dues_to: str | None = None
    receipt_on: str | None = None
    reason: str | None = None

    def takes_effect(self, today: date) -> str | None:
        """Give the day from which they are no longer counted here, or None while a receipt is awaited."""
        return self.receipt_on if self.exit == TRANSFERRED else self.day or today.isoformat()


def leave(store: Store, member_ids: tuple[str, ...], how: Leaving) -> Changes:
    """Let members leave in one step, with their offices and groups; what was recorded of them stays.

    Refusal where one is not on the roster, or where they would leave before they came.
    """
    label = next(choice.label for choice in EXITS if choice.value == how.exit)
    if how.receipt_on and how.exit_letter_on and how.receipt_on < how.exit_letter_on[: len(how.receipt_on)]:
        raise Refusal(say.receipt_before_letter(), code="receipt_before_letter", field="receipt_on")
    with operate(store, "leave_branch", "") as work:
        names = [member_name(work.connection, member_id) for member_id in member_ids]
        until = how.takes_effect(clock.today())
        for member_id, name in zip(member_ids, names, strict=True):
            period = _open_period(work.connection, member_id, name)
            facts = {key: value for key, value in asdict(how).items() if key in _EXIT_COLUMNS}
            _end(work, period, {**facts, "until": until})
        waiting = until is None and len(names) == 1
        work.title = say.leaving(names[0]) if waiting else say.left(names[0], label, len(names) - 1)
    return work.changes()


def receipt(store: Store, member_id: str, day: str) -> Changes:
    """Note that the receipt of somebody's letter is back: from that day they are no longer counted here."""
    with operate(store, "receipt", "") as work:
        name = member_name(work.connection, member_id)
        period = _open_period(work.connection, member_id, name)
        if not period["exit"]:
            raise Refusal(say.not_leaving(name), code="not_leaving")
        if period["exit_letter_on"] and day < period["exit_letter_on"][: len(day)]:
            raise Refusal(say.receipt_before_letter(), code="receipt_before_letter", field="receipt_on")
        _end(work, period, {"receipt_on": day, "until": day})
        work.title = say.receipt_back(name)
    return work.changes()


def stay(store: Store, member_id: str) -> Changes:
    """Take back somebody's leaving, done or under way, as if it had not been; Refusal where they are not leaving."""
    with operate(store, "stay", "") as work:
        name = member_name(work.connection, member_id)
        periods = _periods(work.connection, member_id)
        last = periods[-1]
        if last["exit"] is None and last["until"] is None:
            raise Refusal(say.still_here(name), code="still_here")
        work.update(member_period, last["id"], {**dict.fromkeys(_EXIT_COLUMNS), "until": None})
        for table in (member_office, member_group):
            mine = select(table.c.id).where(table.c.member_id == member_id, table.c.until == last["until"])
            for row_id in work.connection.scalars(mine).all() if last["until"] else ():
                work.update(table, row_id, {"until": None})
        work.title = say.stays(name)
    return work.changes()


def come_back(store: Store, member_id: str, values: Values) -> Changes:
    """Put a former member on the roster again from a day on; `values` by key of `PERIOD_FIELDS`, as stored.

    Refusal where they are on the roster, or would come back before they left.
    """
    with operate(store, "come_back", "") as work:
        name = member_name(work.connection, member_id)
        last = _periods(work.connection, member_id)[-1]
        if last["until"] is None:
            raise Refusal(say.still_here(name), code="still_here")
        since = values.get("since") or clock.today().isoformat()
        if PartialDate.parse(since).last_day() < PartialDate.parse(last["until"]).first_day():
            raise Refusal(say.comes_before_leaving(last["until"]), code="comes_before_leaving", field="since")
        work.insert(member_period, {**_stay(values), "member_id": member_id, "since": since})
        work.title = say.came_back(name)
    return work.changes()


def save_stay(store: Store, period_id: str, values: Values) -> Changes:
    """Change how and when somebody came; `values` by key of `PERIOD_FIELDS`, as stored."""
    with operate(store, "save_stay", "") as work:
        owner = select(member_period.c.member_id).where(member_period.c.id == period_id)
        name = member_name(work.connection, str(work.connection.scalar(owner)))
        work.title = say.life_changed(name, say.STAY)
        work.update(member_period, period_id, _stay(values))
    return work.changes()


def _stay(values: Values) -> dict[str, Any]:
    known = {field.key for field in PERIOD_FIELDS}
    return {key: value if value != "" else None for key, value in values.items() if key in known}


def _periods(connection: Connection, member_id: str) -> list[Mapping[str, Any]]:
    mine = select(member_period).where(member_period.c.member_id == member_id)
    return [*connection.execute(mine.order_by(member_period.c.since.nulls_first())).mappings()]


def _open_period(connection: Connection, member_id: str, name: str) -> Mapping[str, Any]:
    last = _periods(connection, member_id)[-1]
    if last["until"] is not None and last["until"] <= clock.today().isoformat():
        raise Refusal(say.already_left(name), code="already_left")
    return last


def _end(work: Operation, period: Mapping[str, Any], facts: Values) -> None:
    """Write how a period ends; offices and groups end with it."""
    until, since = facts["until"], period["since"]
    if until and since and PartialDate.parse(until).last_day() < PartialDate.parse(since).first_day():
        raise Refusal(say.leaves_before_coming(since), code="leaves_before_coming", field="day")
    work.update(member_period, period["id"], facts)
    if until is None:
        return
    for table in (member_office, member_group):
        mine = select(table.c.id).where(table.c.member_id == period["member_id"], table.c.until.is_(None))
        for row_id in work.connection.scalars(mine).all():
            work.update(table, row_id, {"until": until})
