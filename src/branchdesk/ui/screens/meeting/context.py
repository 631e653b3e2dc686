"""Who may be named in a meeting's record and what was written before: shared by every field of the form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.roster import RosterPerson, Stage, labels
from branchdesk.domain.voting import USUAL, Custom
from branchdesk.services.meetings.habits import Habits
from branchdesk.ui.fields.offered import Offered
from branchdesk.ui.fields.person_field import Candidate, PersonField

REASONS = ("外出办案", "出差", "病假", "年休假", "外出学习培训")
SOURCES = ("人民日报", "新华社", "求是", "检察日报")


def _once(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


@dataclass(slots=True)
class Telling:
    """Where somebody stands who notes that members were told of their appraisal.

    It outlives the panel, which is made anew with the record.
    """

    view: str = ""
    row: int | None = None
    day: date | None = None
    how: str = ""


class Context(QObject):
    """The people of the day, the habits of the branch and its voting custom; `changed` is sent when one is another.

    `custom_chosen` carries another custom that somebody chose, to be kept; `fed_back` members who were told of their
    appraisal, the day and the way, noted on a closed record.
    """

    changed = Signal()
    custom_chosen = Signal(object)
    fed_back = Signal(object, object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.roster: tuple[RosterPerson, ...] = ()
        self.labels: dict[str, str] = {}
        self.habits = Habits()
        self.custom = USUAL
        self.telling = Telling()

    def set_roster(self, roster: tuple[RosterPerson, ...]) -> None:
        """Take the people of another day."""
        if roster != self.roster:
            self.roster, self.labels = roster, labels(roster)
            self.changed.emit()

    def set_habits(self, habits: Habits) -> None:
        """Take what was written before."""
        self.habits = habits
        self.changed.emit()

    def set_custom(self, custom: Custom) -> None:
        """Take what the branch has set for its ballots."""
        if custom != self.custom:
            self.custom = custom
            self.changed.emit()

    def choose_custom(self, custom: Custom) -> None:
        """Take another custom and have it kept."""
        self.set_custom(custom)
        self.custom_chosen.emit(custom)

    def called(self, person: PersonRef) -> str:
        """Name somebody so that nobody takes them for another."""
        return self.labels.get(person.id or "", person.name)

    def candidates(self, stages: tuple[Stage, ...] = ()) -> list[Candidate]:
        """Give whom a field may mean, in roster order, those of some stages first."""
        first = sorted(self.roster, key=lambda person: person.stage not in stages) if stages else self.roster
        return [
            Candidate(
                person.id,
                person.name,
                self.labels[person.id].removeprefix(person.name).strip("（）"),
                person.initials,
                person.pinyin,
            )
            for person in first
        ]

    def person_field(self, name: str) -> NamedField:
        """Make a field for somebody of the branch."""
        return NamedField(self, name)

    def offered(self, name: str, texts: Callable[[], tuple[str, ...]]) -> OfferedField:
        """Make a line that offers earlier texts."""
        return OfferedField(self, name, texts)

    def reasons(self, member_id: str = "") -> tuple[str, ...]:
        """Give the reasons to offer: this person's last ones, then the branch's own, then the usual ones."""
        return _once(self.habits.reasons_of.get(member_id, ()) + self.habits.reasons + REASONS)

    def late_reasons(self) -> tuple[str, ...]:
        """Give why people came late before."""
        return self.habits.late_reasons

    def sources(self) -> tuple[str, ...]:
        """Give the sources to offer: the branch's own, then the usual ones."""
        return _once(self.habits.sources + SOURCES)

    def places(self) -> tuple[str, ...]:
        """Give the places to offer."""
        return self.habits.places


class NamedField(PersonField):
    """A field for somebody of the branch, which follows the roster.

    `prefer` says whose stages are offered first, `put_first` which people, by identifier and in their order.
    """

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self._context = context
        self._stages: tuple[Stage, ...] = ()
        self._first: dict[str, int] = {}
        self.setAccessibleName(name)
        context.changed.connect(self._follow)
        self._follow()

    def prefer(self, stages: tuple[Stage, ...]) -> None:
        """Offer people of some stages before all others."""
        self._stages = stages
        self._follow()

    def put_first(self, people: tuple[str, ...]) -> None:
        """Offer these people before all others, in this order."""
        first = {person: place for place, person in enumerate(people)}
        if first != self._first:
            self._first = first
            self._follow()

    @Slot()
    def _follow(self) -> None:
        known = self._context.candidates(self._stages)
        last = len(self._first)
        self.set_candidates(sorted(known, key=lambda one: self._first.get(one.id, last)))


class OfferedField(Offered):
    """A line that follows the habits of the branch."""

    def __init__(self, context: Context, name: str, texts: Callable[[], tuple[str, ...]]) -> None:
        super().__init__()
        self._texts = texts
        self.setAccessibleName(name)
        context.changed.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        self.offer(self._texts())
