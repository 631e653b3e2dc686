"""会议模板: the items with which a meeting of each kind begins, to be put into order, named, added and taken out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain import kinds
from branchdesk.domain.agenda import (
    AgendaItem,
    Ballot,
    BallotRule,
    FirstTopic,
    Lecture,
    Topic,
)
from branchdesk.domain.frames import NAMELESS, framed
from branchdesk.domain.meetings import MeetingKind
from branchdesk.services.meetings.meeting_templates import Agendas
from branchdesk.ui import theme
from branchdesk.words.meetings import KINDS, RULES

VALUE = Qt.ItemDataRole.UserRole
HIGH, SORT = 2, 7.5  # ems of one line, and of the column that says what an item is
ADD: tuple[tuple[str, AgendaItem], ...] = (
    ("第一议题", FirstTopic()),
    ("议题", Topic("")),
    ("报告", Topic("", reporter=NAMELESS)),
    ("党课", Lecture("")),
    *((RULES[rule], Ballot("", rule)) for rule in BallotRule),
)
EXPLAINED = "新记一次会议时，先列出这里的各项。拖动调整顺序（Alt+↑、Alt+↓），双击或按 F2 改名，Del 删去。"


def sort_of(item: AgendaItem) -> str:
    """Say what an item is."""
    if isinstance(item, FirstTopic):
        return "第一议题"
    if isinstance(item, Lecture):
        return "党课"
    if isinstance(item, Ballot):
        return RULES[item.rule]
    return "报告" if item.reporter else "议题"


class TemplatesDialog(QDialog):
    """Kinds at the left, the items of one of them at the right; nothing is kept before 保存."""

    def __init__(self, parent: QWidget, agendas: Agendas, kind: MeetingKind) -> None:
        super().__init__(parent)
        self.setWindowTitle("会议模板")
        self._agendas = {one: framed(agendas[one]) for one in MeetingKind}
        self.kinds = theme.mark(QListWidget(), role="ticks")
        self.kinds.setAccessibleName("会议类型")
        for one in MeetingKind:
            line = QListWidgetItem(KINDS[one])
            line.setSizeHint(QSize(0, theme.em(HIGH)))
            self.kinds.addItem(line)
        self.kinds.setFixedWidth(theme.em(9))
        self.items = theme.mark(QTreeWidget(), role="ticks")
        self.items.setAccessibleName("议程各项")
        self.items.setHeaderLabels(["项目", "名称"])
        self.items.setRootIsDecorated(False)
        self.items.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.items.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.items.setColumnWidth(0, theme.em(SORT))
        self.add_button, self.rename_button, self.away_button = (
            QPushButton(word) for word in ("添加 ▾", "改名", "删去")
        )
        self.back_button = theme.mark(QPushButton("恢复默认"), role="quiet")
        self.save_button = theme.mark(QPushButton("保存"), role="primary")
        self.cancel_button = QPushButton("取消")
        self._lay_out()
        self._listen()
        self.kinds.setCurrentRow(list(MeetingKind).index(kind))
        self.items.setFocus()

    def _lay_out(self) -> None:
        told = theme.mark(QLabel(EXPLAINED), role="small")
        told.setWordWrap(True)
        tools = QHBoxLayout()
        tools.setSpacing(theme.em(0.5))
        for button in (self.add_button, self.rename_button, self.away_button):
            button.setAutoDefault(False)
            tools.addWidget(button)
        tools.addStretch(1)
        self.back_button.setAutoDefault(False)
        tools.addWidget(self.back_button)
        right = QVBoxLayout()
        right.setSpacing(theme.em(0.6))
        right.addWidget(self.items, 1)
        right.addLayout(tools)
        both = QHBoxLayout()
        both.setSpacing(theme.em(0.9))
        both.addWidget(self.kinds)
        both.addLayout(right, 1)
        answers = QHBoxLayout()
        answers.setSpacing(theme.em(0.6))
        answers.addStretch(1)
        self.cancel_button.setAutoDefault(False)
        answers.addWidget(self.cancel_button)
        answers.addWidget(self.save_button)
        whole = QVBoxLayout(self)
        margin = theme.em(1.4)
        whole.setContentsMargins(margin, margin, margin, margin)
        whole.setSpacing(theme.em(0.9))
        whole.addWidget(told)
        whole.addLayout(both, 1)
        whole.addLayout(answers)
        self.resize(theme.em(44), theme.em(30))

    def _listen(self) -> None:
        menu = QMenu(self)
        for word, value in ADD:
            menu.addAction(word).triggered.connect(partial(self._add, value))
        self.add_button.setMenu(menu)
        self.kinds.currentRowChanged.connect(self._show)
        self.rename_button.clicked.connect(self._rename)
        self.away_button.clicked.connect(self._take_out)
        self.back_button.clicked.connect(self._go_back)
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.reject)
        for keys, slot in (
            ("Alt+Up", partial(self._move, -1)),
            ("Alt+Down", partial(self._move, 1)),
            ("Del", self._take_out),
            ("Ctrl+Return", self._save),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.items)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)
        self._here = -1

    def agendas(self) -> Agendas:
        """Give the items of every kind as they stand in the dialog."""
        self._remember()
        return dict(self._agendas)

    def _remember(self) -> None:
        if self._here >= 0:
            self._agendas[list(MeetingKind)[self._here]] = tuple(map(_value, self._rows()))

    def _rows(self) -> list[QTreeWidgetItem]:
        found = (self.items.topLevelItem(at) for at in range(self.items.topLevelItemCount()))
        return [row for row in found if row is not None]

    @Slot(int)
    def _show(self, number: int) -> None:
        self._remember()
        self._here = number
        self._fill(self._agendas[list(MeetingKind)[number]])

    def _fill(self, agenda: Iterable[AgendaItem]) -> None:
        self.items.clear()
        for value in agenda:
            self.items.addTopLevelItem(_row(value))
        if self.items.topLevelItemCount():
            self.items.setCurrentItem(self.items.topLevelItem(0))

    def _add(self, value: AgendaItem, *_: object) -> None:
        at = self.items.indexOfTopLevelItem(self.items.currentItem()) if self.items.currentItem() else -1
        row = _row(value)
        self.items.insertTopLevelItem(self.items.topLevelItemCount() if at < 0 else at + 1, row)
        self.items.setCurrentItem(row)
        self.items.setFocus()
        self._rename()

    @Slot()
    def _rename(self) -> None:
        row = self.items.currentItem()
        if row is not None and row.flags() & Qt.ItemFlag.ItemIsEditable:
            self.items.editItem(row, 1)

    @Slot()
    def _take_out(self) -> None:
        row = self.items.currentItem()
        if row is not None:
            self.items.takeTopLevelItem(self.items.indexOfTopLevelItem(row))

    def _move(self, by: int) -> None:
        row = self.items.currentItem()
        at = self.items.indexOfTopLevelItem(row) if row else -1
        if row is not None and 0 <= at + by < self.items.topLevelItemCount():
            self.items.takeTopLevelItem(at)
            self.items.insertTopLevelItem(at + by, row)
            self.items.setCurrentItem(row)

    @Slot()
    def _go_back(self) -> None:
        """Show the items that come with the program."""
        self._fill(kinds.of(list(MeetingKind)[self._here]).agenda)

    @Slot()
    def _save(self) -> None:
        self.items.setFocus()  # so that a name being typed is taken
        self.accept()


def _row(value: AgendaItem) -> QTreeWidgetItem:
    titled = isinstance(value, Topic | Ballot)
    row = QTreeWidgetItem([sort_of(value), value.title if isinstance(value, Topic | Ballot) else ""])
    row.setData(0, VALUE, value)
    row.setSizeHint(0, QSize(0, theme.em(HIGH)))
    flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDragEnabled
    row.setFlags(flags | Qt.ItemFlag.ItemIsEditable if titled else flags)
    return row


def _value(row: QTreeWidgetItem) -> AgendaItem:
    value, title = row.data(0, VALUE), row.text(1).strip()
    if isinstance(value, Topic):
        return Topic(title, reporter=value.reporter)
    if isinstance(value, Ballot):
        return Ballot(title, value.rule)
    return value  # type: ignore[no-any-return] # a first topic or a lecture, as it was put there
