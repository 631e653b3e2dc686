"""What follows from an 组织生活会 and from an appraisal: lines brought to their end, members told of the outcome.

Both come after 定稿 as a rule, so a closed record takes them. 支部工作条例第17条: 逐一整改落实; 第18条: 民主评议党员.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from branchdesk.domain.agenda import BallotRule
from branchdesk.errors import Refusal
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate
from branchdesk.store.tables import agenda_item, ballot_subject, meeting, rectification
from branchdesk.words import organisational_life as say
from branchdesk.words import store as say_store


def close_line(store: Store, line_id: str, day: date | None, result: str = "") -> Changes:
    """Note the day on which a line of a rectification list was done, and what came of it; None opens it again.

    Refusal where there is no such line, and where the day is before the meeting that made the list.
    """
    with operate(store, "close_measure", "") as work:
        close(work, line_id, day, result)
    return work.changes()


def close(work: Operation, line_id: str, day: date | None, result: str | None = None) -> None:
    """Do what `close_line` does within an operation; a result of None leaves the one that stands."""
    query = select(rectification, meeting.c.starts).join(meeting).where(rectification.c.id == line_id)
    found = work.connection.execute(query).first()
    if found is None:
        raise Refusal(say_store.no_such_record(say_store.MEASURE, line_id), code="no_such_record")
    if day is not None and day.isoformat() < found.starts[:10]:
        raise Refusal(say.done_before_meeting(found.starts[:10]), code="before_meeting", field="day")
    work.title = say.line_done(found.problem) if day else say.line_opened(found.problem)
    told = {} if result is None else {"result": result.strip() or None}
    work.update(rectification, line_id, {"done_on": day.isoformat() if day else None, **told})


def feed_back(store: Store, meeting_id: str, members: Collection[str], day: date, how: str) -> Changes:
    """Note the day and way in which members were told of their appraisal at a meeting, as one step.

    Refusal where nobody is given, and where somebody was not appraised there.
    """
    if not members:
        raise Refusal(say.nobody_chosen(), code="nothing_chosen")
    with operate(store, "feed_back_appraisal", "") as work:
        rows = work.connection.execute(
            select(ballot_subject.c.id, ballot_subject.c.name, ballot_subject.c.person_id)
            .join(agenda_item)
            .where(agenda_item.c.meeting_id == meeting_id, agenda_item.c.rule == BallotRule.APPRAISAL)
            .where(ballot_subject.c.person_id.in_(members))
            .order_by(agenda_item.c.position, ballot_subject.c.position),
        ).all()
        if missing := set(members) - {row.person_id for row in rows}:
            raise Refusal(say.not_appraised(min(missing)), code="not_appraised")
        for row in rows:
            work.update(ballot_subject, row.id, {"feedback_on": day.isoformat(), "feedback": how.strip() or None})
        names = list(dict.fromkeys(row.name for row in rows))
        work.title = say.fed_back(names, day.isoformat())
    return work.changes()
