"""The numbers above the list of people: expected, present, on leave, absent, not marked yet."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from branchdesk.domain.meetings import Attendee, HeadCounts, count
from branchdesk.ui import theme
from branchdesk.words import people as say

NAMES = {"expected": "应到", "present": "实到", "on_leave": "请假", "absent": "缺席", "unknown": "未登记"}


class Head(QWidget):
    """A big number with what it counts below."""

    def __init__(self) -> None:
        super().__init__()
        self.number = theme.mark(QLabel(""), role="figure")
        self.name = theme.mark(QLabel(""), role="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.number)
        column.addWidget(self.name)

    def show_count(self, number: int | None, name: str) -> None:
        """Show another number; None is not known."""
        self.number.setText("—" if number is None else str(number))
        self.name.setText(name)


class Heads(QWidget):
    """All numbers in a line, and in small who of those present came late or took part online."""

    def __init__(self) -> None:
        super().__init__()
        self.of = {key: Head() for key in NAMES}
        self.among = theme.mark(QLabel(""), role="small")
        figures = QHBoxLayout()
        figures.setSpacing(theme.em(1.6))
        for head in self.of.values():
            figures.addWidget(head)
        figures.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.2))
        column.addLayout(figures)
        column.addWidget(self.among)

    def show_people(
        self,
        people: tuple[Attendee, ...],
        counted: HeadCounts | None,
        *,
        votes: bool,
        due: bool,
    ) -> tuple[int, bool]:
        """Show the numbers: of those marked by name, or, until somebody is marked present, those an old record has.

        `votes` says that those with a vote are told, `due` that people were expected at all. Gives how many are not
        marked yet, and whether people are marked by name.
        """
        counts = count(people)
        by_name = counted is None or counts.present > 0
        told = HeadCounts(counts.expected, counts.present, counts.on_leave, counts.absent)
        if counted is not None and not by_name:
            told = counted
        voting = votes and by_name
        invited = due or not by_name
        self._show("expected", told.expected, f"（有表决权{counts.entitled}）" if voting else "", shown=invited)
        self._show("present", told.present, f"（有表决权{counts.present_entitled}）" if voting else "")
        self._show("on_leave", told.on_leave, shown=invited)
        self._show("absent", told.absent, shown=invited)
        self._show("unknown", counts.unknown, shown=due and by_name and bool(counts.unknown))
        if not invited:
            self.of["present"].name.setText(say.TOOK_PART)
        late, online = (sum(getattr(person, key) for person in people) for key in ("late", "online"))
        self.among.setText(say.among_present(late, online, due=due))
        self.among.setVisible(bool(self.among.text()))
        return counts.unknown, by_name

    def _show(self, key: str, number: int | None, beside: str = "", *, shown: bool = True) -> None:
        self.of[key].show_count(number, NAMES[key] + beside)
        self.of[key].setVisible(shown)
