"""Lines of 今日 that no rule asks for: meetings that are planned, clues that are open, drafts that are not closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection, select

from branchdesk.domain.clue_figures import Measure
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.duties.duty import Duty
from branchdesk.domain.duties.lines import RECENT, SOON
from branchdesk.services.clues import clue_figures, clue_settings
from branchdesk.services.meetings.coming import plans
from branchdesk.store import clue_counts
from branchdesk.store.clue_counts import Chosen
from branchdesk.store.lists import Condition, Test
from branchdesk.store.meeting_rows import was_held
from branchdesk.store.tables import meeting
from branchdesk.words import meetings as say_meetings
from branchdesk.words import schedule as say_schedule
from branchdesk.words import today as say

LATE = ("clues", Measure.OVERDUE)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do. `state` is late, due, coming or note.

    `target` names a screen and a record or filter in it; of a line that stands for `duties` it is for the window to
    say where each is done. `number` is how many records a line stands for, where it counts them.
    """

    kind: str
    what: str
    basis: str
    state: str
    days_text: str
    target: tuple[str, str | None] | None = None
    duties: tuple[Duty, ...] = ()
    number: int = 0


def planned(connection: Connection, branch_id: str, day: date) -> Iterator[Line]:
    """Name the meetings that are near, and those planned for a day gone by of which nothing is recorded."""
    for plan in plans(connection, branch_id, day - timedelta(days=RECENT), day + timedelta(days=SOON)):
        starts, away = plan.starts.isoformat(), (plan.starts.date() - day).days
        if away < 0:
            what, basis = say_schedule.not_recorded(plan.name, starts), say_schedule.how_to_go_on()
            yield Line("plans", what, basis, "due", say_schedule.days_past(-away), ("meeting", plan.id))
        else:
            what = say_schedule.coming(plan.name, starts)
            basis = say_schedule.detail(plan.place, notified=plan.notified)
            state = "coming" if away else "due"
            yield Line("plans", what, basis, state, say_schedule.in_days(away), ("meeting", plan.id))


def open_clues(connection: Connection, branch_id: str, day: date) -> Iterator[Line]:
    """Say how many clues are open, since when, and of which kinds; and how many of them are past their deadline."""
    states = clue_figures.states_of(clue_settings.kept(connection, branch_id))
    waiting = Chosen(branch_id, day, (Condition("state", Test.ONE_OF, tuple(str(state) for state in states.open)),))
    days = clue_counts.by_day(connection, waiting)
    number, first = sum(days.values()), min(filter(None, days), default=None)
    if not number:
        return
    past = replace(waiting, conditions=(*waiting.conditions, Condition("timeliness", Test.IS, ("overdue",))))
    late, since = clue_counts.deadlines(connection, past)
    if since is not None:
        ago = (day - date.fromisoformat(since)).days
        yield Line("clues_late", say.clues_late(late), say.deadline_of(since), "late", say.late_by(ago), LATE)
    groups = clue_counts.by_facet(connection, waiting, states, "category")
    kinds = sorted(((key[0] or "", one.reported) for key, one in groups.items()), key=lambda kind: (-kind[1], kind[0]))
    age = say.days_old((day - PartialDate.parse(first).first_day()).days) if first else ""
    yield Line(
        "clues", say.clues_open(number, first), say.groups(kinds), "due", age, ("clues", Measure.OPEN), number=number
    )


def open_drafts(connection: Connection, branch_id: str) -> Iterator[Line]:
    """Say how many records of meetings are not closed."""
    query = (
        select(meeting.c.id, meeting.c.starts, meeting.c.kind)
        .where(meeting.c.branch_id == branch_id, was_held(), meeting.c.state == "draft")
        .order_by(meeting.c.starts)
    )
    rows = connection.execute(query).all()
    if rows:
        basis = say.meeting_on(rows[0].starts, say_meetings.KINDS[rows[0].kind])
        target = ("meeting", rows[0].id) if len(rows) == 1 else ("meetings", "draft")
        yield Line("drafts", say.drafts_open(len(rows)), basis, "note", "", target)
