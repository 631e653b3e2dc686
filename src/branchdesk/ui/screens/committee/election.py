"""Entering a committee: an election, the present one's term, a past one from papers, or a correction of its facts."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.roster import COMMITTEE, DEPUTY, SECRETARY, RosterPerson, Stage, labels
from branchdesk.domain.structure import PORTFOLIOS, not_electable
from branchdesk.services.people import committees
from branchdesk.services.people.committees import Committee, Election, Overview, Seat
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.fields.person_field import Candidate, PersonField
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.screens.committee.dialog import FormDialog, Verb

OFFICES = (SECRETARY, DEPUTY, *PORTFOLIOS)
YEARS = (("3", "3年"), ("5", "5年（村、社区）"))
WAYS = (("elected", "选举"), ("appointed", "指派"))
DATE_NEEDED = "请填当选时间。"
NOT_A_NUMBER = "届次只填数字，例如 5。"
UNKNOWN_PERSON = "“{}”不在名册中，请从列表中选人。"


class Mode(Enum):
    """What the dialog is for: its title, what its button says, and what it explains."""

    ELECT = ("换届", "完成换届", "上一届的任期和职务到当选之日为止，一步完成，可以撤销。")
    PRESENT = ("登记本届班子", "保存", "填当选时间，现任职务从这一天算起；已登记过起始时间的职务不变。")
    PAST = ("补录往届班子", "保存", "往届的任职写入各人的党内职务，现任职务不变。")
    CHANGE = ("修改届次", "保存", "只改届次、时间和任期，各人的职务不变。")


class ElectionDialog(FormDialog):
    """Asks when, for how long, how, and who."""

    def __init__(self, parent: QWidget, desk: Desk, mode: Mode, seen: Overview, roster: Sequence[RosterPerson]) -> None:
        title, label, note = mode.value
        super().__init__(parent, desk, title, label)
        self.mode, self.roster = mode, tuple(roster)
        self.committee: Committee | None = None
        explained = theme.mark(QLabel(note), tone="quiet")
        explained.setWordWrap(True)
        self.column.addWidget(explained)
        self.number = QLineEdit(str(seen.next_number or "") if mode is Mode.ELECT else "")
        self.number.setPlaceholderText("如 5")
        self.since, self.until = DateEdit(), DateEdit()
        self.years, self.how = Segments(YEARS), Segments(WAYS)
        self.years.set_value("3")
        self.how.set_value("elected")
        self.basis = QLineEdit()
        self.basis.setPlaceholderText("如 某院机关党委 2024-03-20 批复")
        self.add_row(
            ("number", "届次", self.number, ""),
            ("since", "当选时间（必填）", self.since, ""),
            *((("until", "换届时间", self.until, "下一届当选之日"),) if mode in {Mode.PAST, Mode.CHANGE} else ()),
        )
        self.add_row(("years", "任期", self.years, ""), ("how", "产生方式", self.how, ""))
        self.add("basis", "批复或依据", self.basis)
        self.seats = SeatGrid(self.roster, mode)
        self.fields["seats"] = Labelled("", self.seats)
        if mode is not Mode.CHANGE:
            self.column.addWidget(self.fields["seats"])
        if mode is Mode.PRESENT and seen.present:
            self.seats.show_seats([(one.office, one.person) for one in seen.present.officers])
        self.verb = self._verb
        self.number.setFocus() if not self.number.text() else self.since.setFocus()

    def show_committee(self, one: Committee) -> None:
        """Show a committee whose facts are to be changed."""
        self.committee = one
        self.number.setText(str(one.number or ""))
        if one.term:
            self.since.set_value(one.term.since)
            self.until.set_value(one.term.until)
            self.years.set_value(str(one.term.years))
        self.how.set_value(one.how or "elected")
        self.basis.setText(one.basis or "")

    def _verb(self) -> Verb | None:
        """Read the fields; None where one of them says what is wrong."""
        good = self.since.check() and self.until.check()
        since, number = self.since.value(), self.number.text().strip()
        if since is None and not self.since.problem():
            self.fields["since"].refuse(DATE_NEEDED)
            good = False
        if number and not number.isdecimal():
            self.fields["number"].refuse(NOT_A_NUMBER)
            good = False
        if unknown := self.seats.unknown():
            self.fields["seats"].refuse(UNKNOWN_PERSON.format(unknown))
            good = False
        if not good or since is None:
            return None
        until = self.until.value()
        facts = Election(
            str(since),
            int(self.years.value() or 3),
            int(number) if number else None,
            str(until) if until else None,
            self.how.value() or "elected",
            self.basis.text().strip() or None,
            seats=self.seats.seats(),
        )
        one = self.committee
        if self.mode is Mode.CHANGE and one is not None and one.id is not None:
            committee_id = one.id
            return lambda store: committees.change(store, committee_id, facts)
        if self.mode is Mode.ELECT:
            return lambda store: committees.elect(store, facts)
        return lambda store: committees.enter(store, facts)


class SeatGrid(QWidget):
    """One line an office: who holds it; below it, what the rules say of those chosen."""

    def __init__(self, roster: Sequence[RosterPerson], mode: Mode) -> None:
        super().__init__()
        self._mode = mode
        self._people = {one.id: one for one in roster}
        self._candidates = candidates(roster)
        self._lines: list[tuple[str, PersonField]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.em(1))
        self._grid.setVerticalSpacing(theme.em(0.5))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self.add_button = theme.mark(QPushButton("再加一名委员"), role="link")
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self._add_member)
        self.told = theme.mark(QLabel(""), role="small")
        self.told.setWordWrap(True)
        for office in OFFICES:
            self.add_line(office)
        self.add_line(COMMITTEE)
        self._tell()

    def add_line(self, office: str) -> PersonField:
        """Add a line for one more office; they stand in two columns."""
        field = PersonField()
        field.set_candidates(self._candidates)
        field.setAccessibleName(office)
        field.setPlaceholderText("姓名或拼音")
        field.edited.connect(self._tell)
        before = self._lines[-1][1] if self._lines else None
        row, side = divmod(len(self._lines), 2)
        self._lines.append((office, field))
        self._grid.addWidget(theme.mark(QLabel(office), role="key"), row, side * 2)
        self._grid.addWidget(field, row, side * 2 + 1)
        below = (len(self._lines) + 1) // 2
        self._grid.addWidget(self.add_button, below, 0, 1, 2)
        self._grid.addWidget(self.told, below + 1, 0, 1, 4)
        if before is not None:
            self.setTabOrder(before, field)
        self.setTabOrder(field, self.add_button)
        return field

    def show_seats(self, seats: Sequence[tuple[str, str]]) -> None:
        """Show who holds which office: (office, identifier)."""
        for office, person in seats:
            named = next((one for one in self._candidates if one.id == person), None)
            if named is None:
                continue
            free = [field for what, field in self._lines if what == office and field.value() is None]
            field = free[0] if free else self.add_line(office)
            field.set_value(PersonRef(named.name, named.id))
        self._tell()

    def seats(self) -> tuple[Seat, ...]:
        """Give who was chosen for what."""
        found = [(field.value(), office) for office, field in self._lines]
        return tuple(Seat(person.id, office) for person, office in found if person is not None and person.id)

    def unknown(self) -> str:
        """Name whoever was typed and is nobody of the roster; nothing where all are."""
        for _, field in self._lines:
            field.check()
            value = field.value()
            if value is not None and value.id is None:
                return value.name
        return ""

    @Slot()
    def _add_member(self) -> None:
        self.add_line(COMMITTEE).setFocus()

    @Slot()
    def _tell(self) -> None:
        """Say how many people that makes, and who of them cannot be elected."""
        chosen = [self._people[seat.person] for seat in self.seats() if seat.person in self._people]
        everybody = {one.id: one for one in chosen}
        said = [f"共{len(everybody)}人。"] if everybody else []
        if self._mode in {Mode.ELECT, Mode.PRESENT}:
            said += [f"{one.name}{why}，没有被选举权。" for one in everybody.values() if (why := not_electable(one))]
        self.told.setText("".join(said))
        theme.mark(self.told, tone="bad" if len(said) > 1 else "quiet")


def candidates(roster: Sequence[RosterPerson]) -> list[Candidate]:
    """Give whom a field may mean, full members first."""
    named = labels(roster)
    ordered = sorted(roster, key=lambda one: one.stage is not Stage.FULL)
    return [
        Candidate(one.id, one.name, named[one.id].removeprefix(one.name).strip("（）"), one.initials, one.pinyin)
        for one in ordered
    ]
