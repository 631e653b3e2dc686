"""The line that is typed: which meeting it was, how many came, what it was about."""

from __future__ import annotations

from datetime import datetime, time
from itertools import pairwise

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from branchdesk import clock
from branchdesk.domain.agenda import Document, FirstTopic
from branchdesk.domain.meetings import HeadCounts, Meeting, MeetingKind
from branchdesk.ui import theme
from branchdesk.ui.fields.count_field import CountField
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.fields.offered import Offered
from branchdesk.ui.fields.time_field import TimeEdit
from branchdesk.ui.screens.quick.fields import NumberedList, ShortDay
from branchdesk.words.meetings import HEADS, KINDS

KEYS = ("expected", "present", "on_leave", "absent")
BETWEEN = "；"  # between documents studied


class Line(QWidget):
    """A line's fields; `edited` is sent when one became another. Kind, group, hours and place stay for the next."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.day = ShortDay(clock.today())
        self.kind, self.group = NumberedList("会议类型"), NumberedList("党小组")
        self.kind.offer((kind.value, KINDS[kind]) for kind in MeetingKind)
        self.starts, self.ends = TimeEdit(), TimeEdit()
        self.place, self.theme, self.studied = Offered(), QLineEdit(), QLineEdit()
        self.heads = {key: CountField() for key in KEYS}
        self.studied.setPlaceholderText("多篇用分号隔开")
        self._offered: int | None = None
        self._group = Labelled("党小组", self.group)
        self._lay_out()
        self._listen()
        self.setFocusProxy(self.day)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.6))
        heads = [(Labelled(name, self.heads[key]), 0) for key, name in zip(KEYS, HEADS, strict=True)]
        first = ((Labelled("日期", self.day), 2), (Labelled("会议类型", self.kind), 2), (self._group, 2))
        second = (
            (Labelled("主题", self.theme), 5),
            (Labelled("学习篇目", self.studied), 5),
            (Labelled("开始", self.starts), 2),
            (Labelled("结束", self.ends), 2),
            (Labelled("地点", self.place), 3),
        )
        for parts in ((*first, *heads), second):
            row = QHBoxLayout()
            row.setSpacing(theme.em(0.8))
            for field, share in parts:
                row.addWidget(field, share)
            column.addLayout(row)
        order = (self.day, self.kind, self.group, *self.heads.values())
        order += (self.theme, self.studied, self.starts, self.ends, self.place)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self._group.hide()

    def _listen(self) -> None:
        self.kind.edited.connect(self._kind_chosen)
        for edited in (
            self.day.edited,
            self.kind.edited,
            self.group.edited,
            self.starts.edited,
            self.ends.edited,
            *(field.edited for field in self.heads.values()),
        ):
            edited.connect(self.edited)

    @Slot()
    def _kind_chosen(self) -> None:
        self._group.setVisible(self.kind.value() == MeetingKind.GROUP_MEETING)

    def problem(self) -> str:
        """Let every field take what was typed, and say what cannot be read, or nothing."""
        fields = (self.day, self.starts, self.ends)
        checked = [field.check() for field in fields]
        return "" if all(checked) else next(field.problem() for field in fields if field.problem())

    def value(self, *, by_name: bool = False) -> Meeting | None:
        """Give the meeting, or None where there is no day; `by_name` leaves the heads to those who will be marked."""
        day = self.day.day()
        if day is None:
            return None
        kind, ends = MeetingKind(self.kind.value() or MeetingKind.MEMBERS_MEETING), self.ends.value()
        titles = [title.strip() for title in self.studied.text().replace(";", BETWEEN).split(BETWEEN)]
        documents = tuple(Document(title) for title in titles if title)
        return Meeting(
            kind,
            datetime.combine(day, self.starts.value() or time()),
            ends=None if ends is None else datetime.combine(day, ends),
            title=self.theme.text().strip() or None,
            place=self.place.text().strip() or None,
            group=self.group.value() if kind is MeetingKind.GROUP_MEETING else None,
            agenda=(FirstTopic(documents),) if documents else (),
            counted=None if by_name else self._counted(),
        )

    def _counted(self) -> HeadCounts | None:
        """Give the heads; what is expected is nothing by itself."""
        counts = {key: field.value() for key, field in self.heads.items()}
        came = [counts[key] for key in KEYS[1:]]
        return None if came == [None, None, None] else HeadCounts(**counts)

    def offer_expected(self, number: int) -> bool:
        """Fill in how many were expected, unless another number was typed; say whether that changed anything."""
        field, before = self.heads["expected"], self.heads["expected"].value()
        if before not in {None, self._offered}:
            return False
        self._offered = number or None
        if before != self._offered:
            field.set_value(self._offered)
            if field.hasFocus():
                field.selectAll()
        return before != self._offered

    def fill(self, meeting: Meeting) -> None:
        """Show a line again that could not be kept."""
        self.day.set_value(meeting.starts.date())
        self.theme.setText(meeting.title or "")
        titles = [part.title for item in meeting.agenda if isinstance(item, FirstTopic) for part in item.documents]
        self.studied.setText(BETWEEN.join(titles))
        for key, field in self.heads.items():
            field.set_value(getattr(meeting.counted or HeadCounts(), key))

    def clear(self) -> None:
        """Make room for the next line."""
        self.day.set_value(None)
        for line in (self.theme, self.studied):
            line.clear()
        self._offered = None
        for field in self.heads.values():
            field.set_value(None)
