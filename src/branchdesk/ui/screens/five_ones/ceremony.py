"""集体过政治生日: one page that begins with everything the records say; mostly one button is pressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QWidget,
)

from branchdesk import clock
from branchdesk.domain.five_ones import Evidence, Item
from branchdesk.domain.meetings import MeetingKind
from branchdesk.services.people import ceremonies
from branchdesk.services.people.ceremonies import Ceremony, Held, Proposal
from branchdesk.services.people.five_ones import PersonYear
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.offered import Offered
from branchdesk.ui.fields.person_field import Candidate, PersonField
from branchdesk.ui.fields.time_field import MomentField
from branchdesk.ui.flow import FlowRow
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.ui.screens.committee.dialog import FormDialog
from branchdesk.words import ceremonies as say
from branchdesk.words import five_ones as say_five_ones

NEW = ((MeetingKind.THEME_DAY.value, "新建主题党日"), (MeetingKind.ACTIVITY.value, "新建活动"))
IN_SIGHT = 6  # people; more are scrolled to
OWN = "请填上级同志姓名"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of the month: the tick, and who talks with them."""

    person: PersonYear
    tick: QCheckBox
    talker: PersonField


class CeremonyDialog(FormDialog):
    """Asks for what the records cannot know; `held` carries the `Held` that came of it."""

    held = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        month: tuple[int, int],
        proposal: Proposal,
        candidates: Sequence[Candidate],
        places: Sequence[str],
    ) -> None:
        super().__init__(parent, desk, f"{month[0]}年{month[1]}月集体过政治生日", "登记")
        self._month, self._proposal = month, proposal
        self.moment, self.place, self.leader = MomentField(), Offered(), PersonField()
        self.meeting = DropDown()
        self.items: dict[str, QCheckBox] = {}
        self.people = [self._line(one, candidates) for one in proposal.people]
        self.leader.set_candidates(candidates)
        self.place.offer(places)
        self._fill()
        self._lay_out()
        self._about_meeting()
        self.setMinimumWidth(theme.em(46))

    # -- what it shows

    def _line(self, person: PersonYear, candidates: Sequence[Candidate]) -> PersonLine:
        tick = QCheckBox(person.name)
        tick.setChecked(True)
        talker = PersonField()
        talker.setAccessibleName(f"与{person.name}谈话的人")
        talker.set_candidates(candidates)
        talker.set_value(self._proposal.talkers.get(person.member_id))
        if person.is_secretary:
            talker.setPlaceholderText(OWN)
            talker.setToolTip(say.ABOVE)
        tick.toggled.connect(talker.setEnabled)
        return PersonLine(person, tick, talker)

    def _fill(self) -> None:
        self.moment.set_value(self._proposal.starts)
        self.place.setText(self._proposal.place)
        self.leader.set_value(self._proposal.leader)
        for value, label in NEW:
            self.meeting.addItem(label, value)
        for link in self._proposal.meetings:
            self.meeting.addItem(f"并入 {link.label}", link.id)
        chosen = self._proposal.meeting_id or MeetingKind.THEME_DAY.value
        self.meeting.setCurrentIndex(max(self.meeting.findData(chosen), 0))
        self.meeting.activated.connect(self._meeting_chosen)
        self.moment.edited.connect(self._about_meeting)
        for item in self._proposal.items:
            box = QCheckBox(item.name)
            box.setChecked(True)
            box.toggled.connect(self._talk_wanted)
            self.items[item.id] = box

    def _lay_out(self) -> None:
        self.add_row(
            ("starts", "时间", self.moment, ""),
            ("place", "地点", self.place, ""),
            ("leader", "主持、领誓", self.leader, ""),
        )
        self.add("meeting", "会议记录", self.meeting, " ")
        self.column.addWidget(theme.mark(QLabel("事项"), role="key"))
        self.column.addWidget(FlowRow(self.items.values(), gap=1.0))
        self.column.addWidget(self._people_box())
        if any(one.is_secretary for one in self._proposal.people):
            above = theme.mark(QLabel(say.ABOVE), role="small")
            above.setWordWrap(True)
            self.column.addWidget(above)

    def _people_box(self) -> QWidget:
        inside = theme.mark(QWidget(), role="bare")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, theme.em(0.5), 0)
        grid.setHorizontalSpacing(theme.em(1))
        grid.setVerticalSpacing(theme.em(0.35))
        self._talk_head = theme.mark(QLabel("谈话人"), role="key")
        grid.addWidget(theme.mark(QLabel("过政治生日的同志"), role="key"), 0, 0)
        grid.addWidget(self._talk_head, 0, 2)
        for row, line in enumerate(self.people, start=1):
            person = line.person
            done = f"，已办{person.done}项" if person.done else ""
            about = QLabel(say_five_ones.birthday(person.on, person.years) + done)
            grid.addWidget(line.tick, row, 0)
            grid.addWidget(theme.mark(about, tone="quiet"), row, 1)
            grid.addWidget(line.talker, row, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        if len(self.people) <= IN_SIGHT:
            return inside
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.mark(scroll, role="bare")
        scroll.setWidget(inside)
        scroll.setMinimumHeight(theme.em(2.6) * IN_SIGHT)
        return scroll

    @Slot()
    def _talk_wanted(self) -> None:
        """Ask who talks with whom only where talks are held."""
        talks = any(self.items[item.id].isChecked() for item in self._proposal.items if _is_talk(item))
        self._talk_head.setVisible(talks)
        for line in self.people:
            line.talker.setVisible(talks)

    @Slot()
    def _meeting_chosen(self) -> None:
        """Take the day of the meeting that was chosen."""
        link = next((one for one in self._proposal.meetings if one.id == self.meeting.currentData()), None)
        moment = self.moment.value()
        if link is not None and link.day:
            day = datetime.fromisoformat(link.day).date()
            self.moment.set_value(datetime.combine(day, moment.time() if moment else time()))
        self._about_meeting()

    @Slot()
    def _about_meeting(self) -> None:
        """Say what becomes of the meeting's record."""
        moment, field = self.moment.value(), self.fields["meeting"]
        if self.meeting.currentData() not in dict(NEW):
            field.set_hint("议程会补进这次会议的记录；已定稿的只作关联。")
        elif moment is not None and moment.date() > clock.today():
            field.set_hint("先作计划；开完会登记到会后，各项才算已办。")
        else:
            field.set_hint("生成一份草稿，议程和文字已写好，应到人员照名册。")

    # -- what it asks for

    def ceremony(self) -> Ceremony | None:
        """Give the ceremony as it stands, or None where a field holds what cannot be read (which it says itself)."""
        named = [self.leader, *(line.talker for line in self.people if line.tick.isChecked())]
        unread = [field for field in named if not field.check()]  # each says itself what is wrong with it
        if not self.moment.check() or unread:
            return None
        moment = self.moment.value()
        if moment is None:
            self.fields["starts"].refuse("请写明日期。")
            return None
        record = str(self.meeting.currentData())
        is_new = record in dict(NEW)
        chosen = [line for line in self.people if line.tick.isChecked()]
        talkers = {line.person.member_id: who for line in chosen if (who := line.talker.value()) is not None}
        return Ceremony(
            *self._month,
            tuple(line.person.member_id for line in chosen),
            tuple(key for key, box in self.items.items() if box.isChecked()),
            moment,
            self.place.text(),
            self.leader.value(),
            MeetingKind(record) if is_new else MeetingKind.THEME_DAY,
            None if is_new else record,
            talkers,
        )

    @Slot()
    def save(self) -> None:
        """Hold the ceremony; what is refused stays as typed."""
        self.banner.say("")
        self.fields["meeting"].refuse("")
        ceremony = self.ceremony()
        if ceremony is None:
            return
        today = clock.today()
        self.save_button.setEnabled(False)
        self.desk.write(lambda store: ceremonies.hold(store, ceremony, today), self._came, failed=self._refused)

    def _came(self, held: Held) -> None:
        self.save_button.setEnabled(True)
        self.held.emit(held)
        self.accept()


def _is_talk(item: Item) -> bool:
    return item.evidence is Evidence.TALK
