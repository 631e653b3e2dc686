"""The form as a whole: its sections, the meeting they make together, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from PySide6.QtCore import QObject, Signal, Slot

from branchdesk import clock
from branchdesk.domain import kinds
from branchdesk.domain.agenda import AgendaItem, PersonRef
from branchdesk.domain.kinds import Extra, usual_chair
from branchdesk.domain.meetings import (
    Body,
    Check,
    Meeting,
    MeetingKind,
    Phase,
    Severity,
)
from branchdesk.domain.roster import RosterPerson
from branchdesk.services.meetings.meeting_templates import Agendas
from branchdesk.services.meetings.unfinished import Typed
from branchdesk.ui.desk import Desk
from branchdesk.ui.screens.meeting.agenda import AgendaSection
from branchdesk.ui.screens.meeting.as_typed import loose_texts, problem_in, read_again, row_counts, write_back
from branchdesk.ui.screens.meeting.basics import BasicsSection
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.files import FilesSection
from branchdesk.ui.screens.meeting.life import LifeSection
from branchdesk.ui.screens.meeting.outcome import OutcomeSection
from branchdesk.ui.screens.meeting.people import PeopleSection
from branchdesk.ui.screens.meeting.section import Section
from branchdesk.ui.screens.meeting.study import StudySection
from branchdesk.ui.screens.meeting.work import Facts, Sight
from branchdesk.words import meetings as say


def new_meeting(kind: MeetingKind = MeetingKind.MEMBERS_MEETING, agenda: tuple[AgendaItem, ...] = ()) -> Meeting:
    """Begin a meeting today with these items; the hour is still to be written."""
    made = Meeting(kind, datetime.combine(clock.today(), time()))
    form = Body.MEMBERS if kinds.has(kind, Extra.FORM) else None
    return replace(made, form=form, agenda=agenda, for_year=kinds.usual_year(made))


AHEAD = {Phase.PLANNED, Phase.NOTIFIED}  # a meeting of which nothing can have been written yet


class Form(QObject):
    """Fills the sections and reads them. `edited` says that something was typed by hand."""

    edited = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = Context(self)
        self.basics = BasicsSection(self.context)
        self.people = PeopleSection(self.context)
        self.study = StudySection(self.context)
        self.agenda = AgendaSection(self.context, self.study)
        self.life = LifeSection(self.context)
        self.outcome = OutcomeSection(self.context)
        self.files = FilesSection(desk)
        self.sections: tuple[Section, ...] = (
            self.basics,
            self.people,
            self.study,
            self.agenda,
            self.life,
            self.outcome,
            self.files,
        )
        self._filling = False
        self._standing = new_meeting()
        self._taken_up: Typed | None = None
        self._chair_of: tuple[Body, str | None] | None = None
        self._usual: PersonRef | None = None
        self._templates: Agendas = {}
        self.basics.kind.chosen.connect(self._kind_chosen)
        for section in self.sections:
            section.edited.connect(self._typed)

    def fill(self, meeting: Meeting, facts: Facts) -> None:
        """Show a meeting, and what fields may offer; a new one gets its chair when the roster is known."""
        self._filling = True
        self._standing = meeting
        self._taken_up = None
        self._chair_of, self._usual = None, None
        self._templates = facts.templates
        self.context.set_habits(facts.habits)
        self.basics.set_groups(facts.groups)
        self.basics.extras.offer_volunteers(facts.volunteers)
        for section in self.sections:
            section.fill(meeting)
        if meeting.phase in AHEAD and not meeting.agenda:
            self.agenda.begin_with(self._templates.get(meeting.kind, ()))
        self._filling = False

    def shown(self) -> list[int]:
        """Give the numbers of the sections that the kind of meeting has, in their order."""
        kind = self.basics.meeting_kind()
        return [number for number, section in enumerate(self.sections) if section.fits(kind)]

    def beside(self, number: int, by: int) -> int | None:
        """Give the section that is so many further on among those the kind has, or None past the last or first."""
        shown = self.shown()
        place = (shown.index(number) if number in shown else 0) + by
        return shown[place] if 0 <= place < len(shown) else None

    def set_templates(self, templates: Agendas) -> None:
        """Learn what meetings of each kind begin with from now on."""
        self._templates = templates
        if self._standing.id is None:
            self._kind_chosen()

    @Slot()
    def _kind_chosen(self) -> None:
        """Begin with what the kind that is chosen begins with, as long as nothing else is written."""
        if self.agenda.is_untouched():
            self.agenda.begin_with(self._templates.get(self.basics.meeting_kind(), ()))

    def take_frame(self, frame: Meeting) -> None:
        """Fill in the frame of another meeting: place, hours, people, items."""
        self.basics.fill(replace(frame, id=self._standing.id, number=self._standing.number))
        self.agenda.begin_with(frame.agenda)
        self._typed()

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        self._filling = True
        for section in self.sections:
            section.set_open(is_open=is_open)
        self._filling = False

    def adopt(self, meeting_id: str, number: int | None) -> None:
        """Learn under which identifier and number the meeting was saved."""
        self._standing = replace(self._standing, id=meeting_id, number=number)
        self.basics.adopt(meeting_id, number)
        self.files.adopt(meeting_id)

    def forget(self) -> None:
        """Begin anew with what is typed, where the saved meeting is gone."""
        self._standing = replace(self._standing, id=None, number=None)
        self.basics.adopt(None, None)
        self.files.adopt(None)

    def meeting_id(self) -> str | None:
        """Give the identifier, where the meeting is saved."""
        return self._standing.id

    def draft(self) -> Meeting:
        """Give the meeting as it is typed; Refusal where there is no day."""
        meeting = self._standing  # what no section edits stays as it is
        for section in self.sections:
            meeting = section.take(meeting)
        return meeting

    def typed(self) -> Typed:
        """Give the form as it stands, also where it is no meeting yet."""
        meeting = self._standing
        for section in self.sections:
            meeting = section.typed(meeting)
        return Typed(meeting, loose_texts(self.sections), row_counts(self.sections))

    def take_up(self, typed: Typed, facts: Facts) -> None:
        """Show a form again as it stood."""
        self.fill(typed.meeting, facts)
        self._filling = True
        write_back(self.sections, typed)
        self._filling = False
        self._taken_up = typed

    def show_sight(self, sight: Sight) -> bool:
        """Show what follows from the whole, and say whether something was filled in that wants working out anew."""
        self._filling = True
        self.context.set_roster(sight.roster)
        self.context.set_custom(sight.custom)
        if self._taken_up is not None:
            read_again(self.sections, self._taken_up)
            self._taken_up = None
        filled = self._offer_chair(sight.roster)
        for section in self.sections:
            section.show_sight(sight)
        self._filling = False
        return filled

    def _offer_chair(self, roster: tuple[RosterPerson, ...]) -> bool:
        """Fill in who usually leads a new meeting of this kind, unless somebody else was written there."""
        basics = self.basics
        drafted = basics.who_sits()
        asked = (drafted.body, drafted.group)
        if self._standing.id is not None or asked == self._chair_of or basics.chair.value() not in {None, self._usual}:
            return False
        before = basics.chair.value()
        self._chair_of, self._usual = asked, usual_chair(drafted, roster)
        basics.chair.set_value(self._usual)
        return self._usual != before

    def unreadable(self) -> str:
        """Say what cannot be read, or nothing."""
        return next((problem for section in self.sections if (problem := problem_in(section))), "")

    def checks(self, sight: Sight | None) -> tuple[Check, ...]:
        """Give everything that wants a look, what cannot be read first."""
        found = [
            Check("unreadable", Severity.ERROR, problem, section.key)
            for section in self.sections
            if (problem := problem_in(section))
        ]
        if sight is not None and sight.refusal is not None:
            refusal = sight.refusal
            place = self.people.key if refusal.field == "people" else self.basics.key
            told = any(check.place == place for check in found)
            found += [] if told else [Check(refusal.code, Severity.ERROR, refusal.sentence, place)]
        if sight is not None and sight.record is not None:
            held = sight.record.meeting.phase is Phase.HELD
            if held and sight.record.meeting.starts.time() == time():
                found.append(Check("time_missing", Severity.DOUBT, say.start_time_missing(), self.basics.key))
            found += sight.record.checks
        return tuple(found)

    def section_of(self, check: Check) -> Section:
        """Give the section where a finding is mended."""
        return next((section for section in self.sections if section.key == check.place), self.basics)

    @Slot()
    def _typed(self) -> None:
        if not self._filling:
            self.edited.emit()
