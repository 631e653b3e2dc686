"""谈心谈话: a year's talks without a word of what was said, what they cover, and a new one in seconds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from branchdesk import clock
from branchdesk.domain.names import matches
from branchdesk.errors import Refusal
from branchdesk.services.papers.papers import Order
from branchdesk.services.people import talks
from branchdesk.services.people.talks import Covered, Talk, Year
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.draft import Draft
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.flow import FlowRow
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.ui.ledger.notice import Notice
from branchdesk.ui.ledger.side_file import KINDS as FILE_KINDS
from branchdesk.ui.ledger.side_file import SideFile
from branchdesk.ui.papers import preview
from branchdesk.ui.screen import Screen
from branchdesk.ui.screens.talks.entry import Entered, TalkEntry
from branchdesk.ui.shortcuts import bind
from branchdesk.ui.table import Cell, Column, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import talks as say

if TYPE_CHECKING:
    from branchdesk.services import Changes, Store

LIST, PEOPLE = "list", "people"
VIEWS = ((LIST, "谈话"), (PEOPLE, "每人情况"))
EVERY_RELATION = "全部关系"
TALK_COLUMNS = (
    Column("day", "日期", 6, sortable=False),
    Column("talker", "谈话人", 6, sortable=False),
    Column("listener", "谈话对象", 6, stretch=True, sortable=False),
    Column("relation", "关系", 6, sortable=False),
    Column("place", "地点", 5, sortable=False, most=12),
    Column("written", "内容", 4, sortable=False),
)
PEOPLE_COLUMNS = (
    Column("name", "姓名", 6, sortable=False),
    Column("group", "党小组", 5, sortable=False),
    *(Column(name, name, 5, sortable=False, right=True) for name in say.ASKED),
    Column("other", "其他", 3, sortable=False, right=True),
    Column("total", "合计", 3, sortable=False, right=True),
    Column("lacking", "本年还没有", 8, stretch=True, sortable=False),
)
PARTS = frozenset({"member", "member_entry", "member_office", "member_stage", "member_period"})
PRIVACY = "内容只在本人卡片和谈话记录中显示，不进入搜索、导出和操作记录"


class TalksScreen(Screen):
    """The list with its line of entry, and what it covers person by person."""

    title = say.TITLE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._turn = 0
        self._stale = True
        self.found = Year(clock.today().year)
        self.view = Segments(VIEWS)
        self.view.set_value(LIST)
        self.year_box, self.relation_box = DropDown(), DropDown()
        self.year_box.setAccessibleName("年度")
        self.year_box.setMinimumWidth(theme.em(8))
        self.relation_box.setAccessibleName("关系")
        self.relation_box.addItem(EVERY_RELATION, "")
        for name in say.RELATIONS:
            self.relation_box.addItem(name, name)
        self.name_field = QLineEdit()
        self.name_field.setPlaceholderText("姓名或首字母")
        self.name_field.setAccessibleName("按姓名筛选")
        self.name_field.setFixedWidth(theme.em(9))
        self.lacking_box = QCheckBox("只看有空缺的")
        self.entry = TalkEntry()
        self.draft = Draft(desk, self.entry)
        self.table, self.people = Table(TALK_COLUMNS), Table(PEOPLE_COLUMNS)
        self.table.setAccessibleName("谈心谈话")
        self.people.setAccessibleName("每人谈心谈话情况")
        self.notice = Notice(desk)
        self.side_file = SideFile(self, desk)
        self.held = theme.mark(QLabel(""), tone="quiet")
        self.held.setWordWrap(True)
        self.told = theme.mark(QLabel(""), role="small")
        self.change_button, self.remove_button = QPushButton("修改"), QPushButton("删除")
        self.print_button, self.export_button = QPushButton("打印记录…"), QPushButton("导出…")
        self.print_button.setToolTip("Ctrl+P")
        self._lay_out()
        self._listen()

    def buttons(self) -> Sequence[QWidget]:
        """Lend what may be done with a talk, and the way out."""
        return (self.change_button, self.remove_button, self.print_button, self.export_button)

    def reload(self, changes: Changes | None) -> None:
        """Read anew where something of it changed; unseen, once the screen is looked at again."""
        if changes is None or changes.kinds & PARTS:
            self._stale = True
            if self.isVisible():
                self._read()

    def activated(self, **target: object) -> None:
        """Be shown; `year` is the one to look at, and `target` "people" shows what each had."""
        year = target.get("year")
        if isinstance(year, int) and year != self.found.year:
            self.found = Year(year)
            self._stale = True
        if target.get("target") == PEOPLE:
            self.view.set_value(PEOPLE)
            self._turn_view()
        if self._stale:
            self._read()

    def back(self) -> bool:
        """Step back from each person to the talks, and from some of them to all."""
        if self.view.value() == PEOPLE:
            self.view.set_value(LIST)
            self._turn_view()
            return True
        if self.name_field.text() or self.relation_box.currentData():
            self.name_field.clear()
            self.relation_box.setCurrentIndex(0)
            self._fill()
            return True
        return False

    def _lay_out(self) -> None:
        self.body.addWidget(self.notice.above_pages())
        column = self.card()
        head = QVBoxLayout()
        head.setContentsMargins(theme.em(0.6), theme.em(0.55), theme.em(0.6), theme.em(0.2))
        head.setSpacing(theme.em(0.45))
        head.addWidget(
            FlowRow((self.view, self.year_box, self.relation_box, self.name_field, self.lacking_box), gap=0.7)
        )
        head.addWidget(self.held)
        column.addLayout(head)
        column.addWidget(self.draft.bar)
        column.addWidget(self.entry)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.people)
        column.addWidget(self.stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.em(0.7), 0, theme.em(0.7), theme.em(0.2))
        foot.addWidget(self.told, 1)
        foot.addWidget(theme.mark(QLabel(PRIVACY), role="small"))
        column.addLayout(foot)
        self.setFocusProxy(self.entry)

    def _listen(self) -> None:
        self.view.chosen.connect(self._turn_view)
        self.year_box.activated.connect(self._year_chosen)
        self.relation_box.activated.connect(self._fill)
        self.name_field.textEdited.connect(self._fill)
        self.lacking_box.toggled.connect(self._fill)
        self.entry.entered.connect(self._note)
        self.entry.given_up.connect(self.table.setFocus)
        self.entry.given_up.connect(self._begin_draft)
        self.table.opened.connect(self._to_card)
        self.people.opened.connect(self._to_person)
        self.change_button.clicked.connect(self._change)
        self.remove_button.clicked.connect(self._remove)
        self.print_button.clicked.connect(self._print)
        self.export_button.clicked.connect(self._export)
        bind(self, ("Ctrl+N", self.entry.setFocus), ("Ctrl+P", self._print))
        bind(self.table, ("Delete", self._remove), ("F2", self._change))

    @Slot()
    def _read(self) -> None:
        if not self.desk.is_open:
            return
        self._turn += 1
        self._stale = False
        turn, year = self._turn, self.found.year

        def shown(found: Year) -> None:
            if turn == self._turn:
                self._show(found)

        self.desk.read(lambda store: talks.of_year(store, year), shown, owner=self)

    def _show(self, found: Year) -> None:
        self.found = found
        self.year_box.clear()
        for year in found.years:
            self.year_box.addItem(f"{year}年度", year)
        self.year_box.setCurrentIndex(self.year_box.findData(found.year))
        self.entry.show_roster(found.roster)
        if not self.draft.key:
            self._begin_draft()
        relations = tuple((name, found.relations.get(name, 0)) for name in say.RELATIONS)
        missing = [name for name in say.ASKED if not found.relations.get(name)]
        lacking = f"；还没有{'、'.join(missing)}的谈话" if missing and found.talks else ""
        self.held.setText(say.held(len(found.talks), relations) + lacking)
        self._turn_view()

    @Slot()
    def _year_chosen(self) -> None:
        self.found = Year(int(self.year_box.currentData()))
        self._read()

    @Slot()
    def _turn_view(self) -> None:
        listing = self.view.value() == LIST
        self.stack.setCurrentWidget(self.table if listing else self.people)
        self.entry.setVisible(listing)
        self.relation_box.setVisible(listing)
        self.lacking_box.setVisible(not listing)
        self.setFocusProxy(self.entry if listing else self.people)
        self._fill()

    def shown_talks(self) -> list[Talk]:
        """Give the talks that the filters leave."""
        wanted, typed = self.relation_box.currentData(), self.name_field.text().strip()
        people = {one.id: one for one in self.found.roster}

        def named(identifier: str | None, label: str) -> bool:
            one = people.get(identifier or "")
            return matches(typed, label, one.initials if one else "", one.pinyin if one else "")

        return [
            one
            for one in self.found.talks
            if (not wanted or one.relation == wanted)
            and (not typed or named(one.talker_id, one.talker) or named(one.listener_id, one.listener))
        ]

    def shown_people(self) -> list[Covered]:
        """Give the members that the filters leave, in roster order."""
        typed = self.name_field.text().strip()
        people = {one.id: one for one in self.found.roster}
        return [
            one
            for one in self.found.members
            if (one.lacking or not self.lacking_box.isChecked())
            and (not typed or matches(typed, one.label, people[one.id].initials, people[one.id].pinyin))
        ]

    @Slot()
    def _fill(self) -> None:
        chosen = self.table.key()
        found, people = self.shown_talks(), self.shown_people()
        self.table.set_rows([_talk_row(one) for one in found])
        self.table.choose(chosen)
        self.people.set_rows([_person_row(one) for one in people])
        named = {one.listener_id for one in found} | {one.talker_id or one.talker for one in found}
        lacking = sum(bool(one.lacking) for one in people)
        listing = self.view.value() == LIST
        for button in (self.change_button, self.remove_button, self.print_button):
            button.setEnabled(listing and bool(found))
        covered = f"{len(people)}人，{lacking}人有空缺。{say.RULE}"
        self.told.setText(say.counted(len(found), len(named)) if listing else covered)

    def _talk(self) -> Talk | None:
        key = self.table.key()
        return next((one for one in self.found.talks if one.id == key), None)

    # -- changing

    @Slot(object)
    def _note(self, made: Entered) -> None:
        talk_id = self.entry.changing
        if talk_id and len(made.spoken) != 1:
            self.entry.refuse("修改时只填一位谈话对象。")
            return

        def done(changes: Changes) -> None:
            self.entry.done()
            self._begin_draft()
            if changes:
                self.notice.tell_done(f"已{changes.title}。", changes.title)

        def verb(store: Store) -> Changes:
            if talk_id:
                return talks.change(store, talk_id, made.talker, made.spoken[0], made.place)
            return talks.record(store, made.talker, made.spoken, made.place)

        self.desk.write(verb, done, failed=self._refused, owner=self)

    @Slot()
    def _begin_draft(self) -> None:
        """Let go of what stood in the line, and look at what comes to stand there."""
        self.draft.end()
        self.draft.begin("talks", self.entry.changing, say.TITLE, straight=True)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.entry.refuse(error.sentence)

    @Slot()
    def _change(self) -> None:
        if (talk := self._talk()) is not None and self.view.value() == LIST:
            self.entry.show_talk(talk)
            self._begin_draft()

    @Slot()
    def _remove(self) -> None:
        talk = self._talk()
        if talk is None or self.view.value() != LIST:
            return
        talk_id = talk.id

        def done(changes: Changes) -> None:
            self.notice.tell_done(f"已{changes.title}。", changes.title)

        self.desk.write(lambda store: talks.remove(store, talk_id), done, failed=self._refused, owner=self)

    # -- going elsewhere

    @Slot(str)
    def _to_card(self, talk_id: str) -> None:
        talk = next((one for one in self.found.talks if one.id == talk_id), None)
        if talk is not None:
            self._to_person(talk.listener_id)

    @Slot(str)
    def _to_person(self, member_id: str) -> None:
        here = any(one.id == member_id for one in self.found.roster)
        self.navigate("members" if here else "former_members", target=member_id, behind="talks")

    @Slot()
    def _print(self) -> None:
        """Show the record of one talk as it is printed: with what was said, for both to sign."""
        if (talk := self._talk()) is not None and self.view.value() == LIST:
            order = Order("talk-record", talk.listener_id, {"entry": talk.id})
            preview.show(self.desk, self, order, f"{talk.day}谈心谈话记录")

    @Slot()
    def _export(self) -> None:
        """Write what is shown, without what was said."""
        name = f"{say.TITLE}-{self.found.year}年.xlsx"
        if self.view.value() == LIST:
            write = partial(talks.export, tuple(self.shown_talks()))
        else:
            write = partial(talks.export_coverage, tuple(self.shown_people()))
        self.side_file.ask(f"导出{say.TITLE}", name, tuple(FILE_KINDS), write, self.notice.tell)


def _talk_row(one: Talk) -> Row:
    return Row(
        one.id,
        (
            one.day,
            one.talker,
            Cell(one.listener, bold=True),
            one.relation,
            one.place,
            Cell("已记", Tone.QUIET) if one.written else Cell("未记"),
        ),
    )


def _person_row(one: Covered) -> Row:
    counts = [one.counts.get(name, 0) for name in say.ASKED]
    figures = [*counts, one.total - sum(counts), one.total]
    return Row(
        one.id,
        (
            Cell(one.label, bold=True),
            one.group,
            *(str(number) if number else "" for number in figures),
            Cell("、".join(one.lacking), Tone.QUIET),
        ),
    )
