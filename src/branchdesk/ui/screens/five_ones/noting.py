"""Noting one of the five for one member: how far it is, when, who, which record shows it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QWidget

from branchdesk import clock
from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.five_ones import ItemState
from branchdesk.services.people import five_ones_marks
from branchdesk.services.people.five_ones import ItemView, Link, PersonYear
from branchdesk.services.people.five_ones_marks import Noted
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.fields.offered import Offered
from branchdesk.ui.fields.person_field import Candidate, PersonField
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.ui.screens.committee.dialog import FormDialog, Verb
from branchdesk.words import five_ones as say

NOTHING = "none"
STATES = ((ItemState.DONE.value, "已办"), (ItemState.EXEMPT.value, "不适用"), (NOTHING, "未办"))
NO_LINK = "不关联记录"
NOTES = ("会后补办", "上门送学", "本人在外地，电话沟通", "因病不作要求")
ABOVE = "书记本人的谈心谈话由上级党组织的同志进行，谈话人请填上级同志的姓名。"


class NotingDialog(FormDialog):
    """Asks about one item of one member."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        person: PersonYear,
        view: ItemView,
        offered: Sequence[Link],
        candidates: Sequence[Candidate],
    ) -> None:
        super().__init__(parent, desk, f"{person.name} · {view.item.name}")
        self._person, self._view = person, view
        self._links = tuple(offered)
        if view.link is not None and view.link.id not in {one.id for one in self._links}:
            self._links = (view.link, *self._links)
        self.state = Segments(STATES)
        self.day = DateEdit()
        self.who = PersonField()
        self.who.set_candidates(candidates)
        self.link = DropDown()
        self.note = Offered()
        self.note.offer(NOTES)
        self._fill()
        about = f"{say.birthday(person.on, person.years)}，按“{say.EVIDENCES[view.item.evidence.value]}”认定。"
        line = theme.mark(QLabel(about + (f"{view.hint}。" if view.hint else "")), role="small")
        line.setWordWrap(True)
        self.column.addWidget(line)
        self.add("state", "情况", self.state)
        if self._links:
            self.add("link", "依据的记录", self.link, "选中后，日期和办理人照记录填写。")
        own_talk = person.is_secretary and view.item.evidence.value == "talk"
        self.add_row(("day", "日期", self.day, ""), ("who", "谈话人、办理人", self.who, ABOVE if own_talk else ""))
        self.add("note", "备注", self.note)
        self.verb = self._verb

    def _fill(self) -> None:
        view = self._view
        state = ItemState.EXEMPT if view.state is ItemState.EXEMPT else ItemState.DONE
        self.state.set_value(state.value)
        self.link.addItem(NO_LINK, "")
        for one in self._links:
            self.link.addItem(one.label, one.id)
        self.link.setCurrentIndex(max(self.link.findData(view.link.id if view.link else ""), 0))
        self.link.activated.connect(self._linked)
        day = view.day or clock.today().isoformat()
        self.day.set_value(PartialDate.parse(day))
        self.who.set_value(PersonRef(view.who) if view.who else None)
        self.note.setText(view.note)

    @Slot()
    def _linked(self) -> None:
        """Take day and person from the record that was chosen."""
        chosen = self._chosen()
        if chosen is not None:
            self.state.set_value(ItemState.DONE.value)
            self.day.set_value(PartialDate.parse(chosen.day) if chosen.day else None)
            if chosen.who:
                self.who.set_value(PersonRef(chosen.who))

    def _chosen(self) -> Link | None:
        return next((one for one in self._links if one.id == self.link.currentData()), None)

    def _verb(self) -> Verb | None:
        person, item = self._person, self._view.item
        if self.state.value() == NOTHING:
            return lambda store: five_ones_marks.unmark(store, person.member_id, item.id, person.year)
        if not (self.day.check() and self.who.check()):
            return None
        day, who, link = self.day.value(), self.who.value(), self._chosen()
        done = self.state.value() == ItemState.DONE.value
        noted = Noted(
            person.member_id,
            item.id,
            person.year,
            ItemState.DONE if done else ItemState.EXEMPT,
            str(day) if day and done else None,
            who.name if who and done else "",
            self.note.text(),
            (link.table, link.id) if link and done else None,
        )
        return lambda store: five_ones_marks.mark(store, noted)
