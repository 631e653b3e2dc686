"""One office by itself: a by-election or an appointment, and leaving an office before the term is over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from branchdesk import clock
from branchdesk.domain.reading import OFFICES
from branchdesk.domain.roster import RosterPerson
from branchdesk.ledgers.member_life import WAYS_INTO_OFFICE
from branchdesk.services.people import committees
from branchdesk.services.people.committees import Officer, Seat
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.fields.person_field import PersonField
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.ui.screens.committee.dialog import FormDialog, Verb
from branchdesk.ui.screens.committee.election import candidates

DAY_NEEDED = "请填时间。"
PERSON_NEEDED = "请填姓名，并从列表中选人。"


class OfficeDialog(FormDialog):
    """Asks who begins which office, from when, and how they came to it."""

    def __init__(self, parent: QWidget, desk: Desk, roster: Sequence[RosterPerson], office: str = "") -> None:
        super().__init__(parent, desk, "补选、增补或指派")
        self.office = DropDown()
        self.office.addItems(list(OFFICES))
        self.office.setCurrentText(office or OFFICES[0])
        self.person = PersonField()
        self.person.set_candidates(candidates(roster))
        self.since = DateEdit()
        self.since.set_value(clock.today())
        self.how = DropDown()
        for choice in WAYS_INTO_OFFICE:
            self.how.addItem(choice.label, choice.value)
        self.how.setCurrentIndex(self.how.findData("by_election"))
        self.add_row(("office", "职务", self.office, ""), ("seats", "姓名", self.person, ""))
        self.add_row(("since", "任职时间", self.since, ""), ("how", "产生方式", self.how, ""))
        self.verb = self._verb
        self.person.setFocus()

    def _verb(self) -> Verb | None:
        good = self.person.check() and self.since.check()
        person, since = self.person.value(), self.since.value()
        if not self.person.problem() and (person is None or person.id is None):
            self.fields["seats"].refuse(PERSON_NEEDED)
            good = False
        if since is None and not self.since.problem():
            self.fields["since"].refuse(DAY_NEEDED)
        if not good or person is None or person.id is None or since is None:
            return None
        seat, how = Seat(person.id, self.office.currentText()), str(self.how.currentData())
        return lambda store: committees.begin_office(store, seat, str(since), how)


class EndDialog(FormDialog):
    """Asks from which day somebody no longer holds an office."""

    def __init__(self, parent: QWidget, desk: Desk, officer: Officer) -> None:
        super().__init__(parent, desk, "离任", "离任")
        self.officer = officer
        told = theme.mark(QLabel(f"{officer.name}不再任{officer.office}。任职经过仍保留。"), tone="quiet")
        told.setWordWrap(True)
        self.column.addWidget(told)
        self.until = DateEdit()
        self.until.set_value(clock.today())
        self.add("until", "离任时间", self.until)
        self.verb = self._verb

    def _verb(self) -> Verb | None:
        until = self.until.value() if self.until.check() else None
        if until is None:
            if not self.until.problem():
                self.fields["until"].refuse(DAY_NEEDED)
            return None
        row = self.officer.row
        return lambda store: committees.end_office(store, row, str(until))
