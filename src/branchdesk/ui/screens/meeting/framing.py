"""What 更多 offers for the frame of a meeting: last time's, and the items that a kind begins with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from branchdesk.domain.meetings import Meeting
from branchdesk.errors import Refusal
from branchdesk.services.meetings import frames, meeting_templates
from branchdesk.ui.screens.meeting.more import Action
from branchdesk.ui.screens.meeting.templates import TemplatesDialog
from branchdesk.ui.theme import Tone
from branchdesk.words import kinds as say
from branchdesk.words import meetings as say_meetings

if TYPE_CHECKING:
    from branchdesk.services import Store
    from branchdesk.services.meetings.meeting_templates import Agendas
    from branchdesk.ui.screens.meeting.editor import MeetingScreen


def actions(screen: MeetingScreen) -> Sequence[Action]:
    """Offer the frame of last time while nothing is written on the agenda, and the templates at any time."""
    kind = say_meetings.KINDS[screen.form.basics.meeting_kind()]
    why_not = "" if screen.form.agenda.is_untouched() else say.agenda_written()
    last = (Action("照上次的框架", lambda: take_last(screen), why_not),) if screen.is_open_record else ()
    return (
        *last,
        Action(f"把本次议程存为{kind}模板", lambda: keep_template(screen)),
        Action("会议模板…", lambda: edit_templates(screen)),
    )


def take_last(screen: MeetingScreen) -> None:
    """Fill in place, hours, people and items of the last meeting of this kind."""
    try:
        draft = screen.form.draft()
    except Refusal as refusal:
        screen.banner.say(refusal.sentence, Tone.WARN)
        return

    def found(frame: Meeting | None) -> None:
        if frame is None:
            screen.banner.say(say.no_last_time(say_meetings.KINDS[draft.kind]), Tone.QUIET)
        else:
            screen.form.take_frame(frame)

    screen.desk.read(lambda store: frames.last_time(store, draft), found, owner=screen)


def keep_template(screen: MeetingScreen) -> None:
    """Let meetings of this kind begin with the items of this one."""
    kind = screen.form.basics.meeting_kind()
    _keep(screen, {kind: screen.form.agenda.frame()})
    screen.say(say.template_kept(say_meetings.KINDS[kind]))


def edit_templates(screen: MeetingScreen) -> None:
    """Show the items that each kind begins with, to be changed."""

    def read(agendas: Agendas) -> None:
        dialog = TemplatesDialog(screen, agendas, screen.form.basics.meeting_kind())
        if dialog.exec():
            _keep(screen, dialog.agendas())

    screen.desk.read(meeting_templates.agendas, read, owner=screen)


def _keep(screen: MeetingScreen, agendas: Agendas) -> None:
    def keep(store: Store) -> Agendas:
        meeting_templates.keep(store, agendas)
        return meeting_templates.agendas(store)

    screen.desk.write(keep, screen.form.set_templates, owner=screen)
