"""What the form notes beside its draft, at once: absences made up, lines brought to their end, members told."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from branchdesk.services.duties import organisational_life
from branchdesk.services.meetings import attendance, meetings

if TYPE_CHECKING:
    from branchdesk.ui.screens.meeting.editor import MeetingScreen


def listen(screen: MeetingScreen) -> None:
    """Have these noted whenever a section asks for it."""
    form = screen.form
    form.people.made_up.connect(partial(_make_up, screen))
    form.people.owed.made_up.connect(partial(_make_up_elsewhere, screen))
    form.people.owed.meeting_wanted.connect(screen.open_other)
    form.outcome.closing.connect(partial(_close_measure, screen))
    form.context.fed_back.connect(partial(_feed_back, screen))
    form.life.closing.connect(partial(_close_line, screen))
    form.life.talks_wanted.connect(partial(_to_talks, screen))


def _make_up(screen: MeetingScreen, people: tuple[str, ...], day: date) -> None:
    meeting_id = screen.form.meeting_id()
    if meeting_id is not None:
        screen.desk.write(
            lambda store: meetings.make_up_together(store, meeting_id, people, day),
            failed=screen.refused,
            owner=screen,
        )


def _make_up_elsewhere(screen: MeetingScreen, absences: tuple[tuple[str, str], ...], day: date, how: str) -> None:
    screen.desk.write(lambda store: attendance.make_up(store, absences, day, how), failed=screen.refused, owner=screen)


def _close_measure(screen: MeetingScreen, measure_id: str, day: date) -> None:
    screen.desk.write(lambda store: meetings.close_measure(store, measure_id, day), failed=screen.refused, owner=screen)


def _close_line(screen: MeetingScreen, line_id: str, day: date, result: str) -> None:
    screen.desk.write(
        lambda store: organisational_life.close_line(store, line_id, day, result),
        failed=screen.refused,
        owner=screen,
    )


def _feed_back(screen: MeetingScreen, members: tuple[str, ...], day: date, how: str) -> None:
    meeting_id = screen.form.meeting_id()
    if meeting_id is not None:
        screen.desk.write(
            lambda store: organisational_life.feed_back(store, meeting_id, members, day, how),
            failed=screen.refused,
            owner=screen,
        )


def _to_talks(screen: MeetingScreen) -> None:
    year = screen.form.basics.extras.year.value()
    screen.with_saved(lambda _mine: screen.navigate("talks", year=year))
