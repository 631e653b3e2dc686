"""补录旧会议: a line typed and kept with Enter, below it what was kept, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.errors import Spoken
from branchdesk.services.meetings import past_meetings, quick_entry
from branchdesk.services.meetings.habits import Habits, habits
from branchdesk.services.meetings.meetings import Saved
from branchdesk.services.meetings.past_meetings import Closed
from branchdesk.services.meetings.quick_entry import Entered, Noticed
from branchdesk.services.people import people
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.draft import Draft
from branchdesk.ui.ledger.notice import Notice
from branchdesk.ui.screen import Card, Screen
from branchdesk.ui.screens.meeting.closing import Question
from branchdesk.ui.screens.quick.line import KEYS, Line
from branchdesk.ui.shortcuts import bind
from branchdesk.ui.table import Cell, Column, Mark, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import meetings as say
from branchdesk.words import schedule as say_schedule

if TYPE_CHECKING:
    from branchdesk.services import Changes, Store

WAIT = 150  # milliseconds of quiet before a line is looked at
HINT = "Tab 下一栏 · 数字键选类型和党小组 · Enter 保存并继续 · Alt+Z 撤销上一条 · Esc 返回"
NO_DAY = "还没有填日期。只写日，就是上一条的那个月。"
EMPTY = "存下的会议列在这里，最新的在最上面；点开可以补充内容、逐人登记。"
COLUMNS = (
    Column("starts", "时间", 10, sortable=False),
    Column("name", "会议", 9, sortable=False),
    Column("title", "主题", 8, stretch=True, sortable=False, most=14),
    Column("studied", "学习篇目", 8, stretch=True, sortable=False, most=18),
    *(Column(key, name, 2.4, right=True, sortable=False) for key, name in zip(KEYS, say.HEADS, strict=True)),
    Column("files", "附件", 2.4, right=True, sortable=False),
    Column("state", "状态", 4.6, sortable=False),
)


def row_of(one: Entered) -> Row:
    """Show one line that was kept."""
    facts = one.values
    starts = datetime.fromisoformat(facts["starts"])
    when = f"{starts:%Y-%m-%d}" + (f" {starts:%H:%M}" if starts.hour or starts.minute else "")
    name = say_schedule.named(facts["kind"], *filter(None, [facts["group"]])) + (
        f" · 第{facts['number']}次" if facts["number"] else ""
    )
    heads = ("" if facts[key] is None else str(facts[key]) for key in KEYS)
    state = Cell(say.STATES[facts["state"]], Tone.GOOD if facts["state"] == "final" else Tone.WARN, mark=Mark.PILL)
    studied = (facts["studied"] or "").replace("\n", "；")
    return Row(one.id, (when, name, facts["title"] or "", studied, *heads, str(one.files or ""), state))


class QuickMeetingsScreen(Screen):
    """The line, and the list of what was kept since the screen was opened."""

    title = "补录旧会议"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._turn = self._old = 0
        self._kept: list[str] = []
        self._files: list[Path] = []
        self._newest = ""
        self.line = Line()
        self.draft = Draft(desk, self.line)
        self.notice = Notice(desk)
        self.told = theme.mark(QLabel(""), tone="warn")
        self.told.setWordWrap(True)
        self.close_at_once = QCheckBox("保存后即定稿")
        self.files_button = QPushButton("附件…")
        self.names_button = QPushButton("按姓名登记")
        self.names_button.setToolTip("先存这一条，再逐人登记到会")
        self.keep_button = theme.mark(QPushButton("保存并继续"), role="primary")
        self.undo_button = QPushButton("撤销上一条")
        self.undo_button.setToolTip("Alt+Z")
        self.close_button = QPushButton("一并定稿…")
        self.table = Table(COLUMNS)
        self.table.setAccessibleName("已补录的会议")
        self.empty = theme.mark(
            QLabel("存下的会议列在这里，最新的在最上面；点开可以补充内容、逐人登记。"), tone="quiet"
        )
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(WAIT)
        self._lay_out()
        self._listen()
        self.setFocusProxy(self.line)

    def _lay_out(self) -> None:
        self.body.addWidget(self.notice.above_pages())
        column = QVBoxLayout()
        column.setContentsMargins(theme.em(1.5), theme.em(1.35), theme.em(1.5), theme.em(1.35))
        column.setSpacing(theme.em(1))
        self.entry, listed = Card(), Card()
        self.entry.body.addWidget(self.draft.bar)
        self.entry.body.addWidget(self.line)
        foot = QHBoxLayout()
        foot.setSpacing(theme.em(0.7))
        foot.addWidget(self.told, 1)
        for widget in (self.close_at_once, self.files_button, self.names_button, self.keep_button):
            foot.addWidget(widget)
        self.entry.body.addLayout(foot)
        hint = theme.mark(QLabel(HINT), role="small")
        hint.setWordWrap(True)
        self.entry.body.addWidget(hint)
        listed.body.setContentsMargins(theme.em(0.4), theme.em(0.4), theme.em(0.4), theme.em(0.4))
        listed.body.addWidget(self.table, 1)
        listed.body.addWidget(self.empty, 1)
        column.addWidget(self.entry)
        column.addWidget(listed, 1)
        self.body.addLayout(column, 1)

    def _listen(self) -> None:
        self.line.edited.connect(self._waiting.start)
        self._waiting.timeout.connect(self._look)
        self.files_button.clicked.connect(self._choose_files)
        self.names_button.clicked.connect(self.by_name)
        self.keep_button.clicked.connect(self.keep)
        self.undo_button.clicked.connect(self.undo)
        self.close_button.clicked.connect(self._ask_closing)
        self.table.opened.connect(self._open)
        self.desk.titles.connect(self._show_undo)
        bind(self.line, ("Return", self.keep), ("Enter", self.keep))
        bind(self, ("Alt+Z", self.undo))

    # -- what the window asks

    def buttons(self) -> Sequence[QWidget]:
        """Lend the way back from the last line, and the end of the work."""
        return (self.undo_button, self.close_button)

    def activated(self, **_target: object) -> None:
        """Go on with the next line."""
        self.line.day.setFocus()

    def reload(self, changes: Changes | None) -> None:
        """Show what was kept as it stands now; with another file, nothing was."""
        if not self.desk.is_open:
            return
        if changes is None:
            self._kept.clear()
            self.line.clear()
            self.draft.begin("quick_meetings", None, self.title, straight=True)
            self.desk.read(lambda store: (people.groups(store), habits(store)), self._take_habits, owner=self)
        kept = tuple(self._kept)

        def work(store: Store) -> tuple[tuple[Entered, ...], int]:
            return quick_entry.entered(store, kept), len(past_meetings.open_records(store))

        self.desk.read(work, self._show, owner=self)

    def back(self) -> bool:
        """Go to the list of meetings."""
        self.navigate("meetings", **({"chosen": self._kept[0]} if self._kept else {}))
        return True

    def _take_habits(self, found: tuple[tuple[str, ...], Habits]) -> None:
        groups, usual = found
        self.line.group.offer((group, group) for group in groups)
        self.line.place.offer(usual.places)

    def _show(self, found: tuple[tuple[Entered, ...], int]) -> None:
        rows, self._old = found
        self.table.set_rows([row_of(one) for one in rows])
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.close_button.setEnabled(self._old > 0)
        self.close_button.setText(f"{self._old}次一并定稿…" if self._old else "一并定稿…")
        self.subtitle = f"已补录{len(rows)}次" if rows else ""
        self._show_undo()
        self.heading_changed.emit()

    @Slot()
    def _show_undo(self) -> None:
        self.undo_button.setEnabled(bool(self._newest) and self.desk.undo_title == self._newest)

    # -- a line

    @Slot()
    def _look(self) -> None:
        """Ask what is odd about the line; an answer that comes too late is dropped."""
        self._turn += 1
        turn, draft = self._turn, self.line.value()
        if draft is None or not self.desk.is_open:
            self.told.setText("")
            return

        def seen(noticed: Noticed) -> None:
            if turn == self._turn:
                if self.line.offer_expected(noticed.expected):
                    self._waiting.start()
                self._tell("".join(noticed.doubts), Tone.WARN)

        self.desk.read(lambda store: quick_entry.notice(store, draft), seen, owner=self)

    def _tell(self, sentence: str, tone: Tone) -> None:
        self.told.setText(sentence)
        theme.mark(self.told, tone=tone)

    @Slot()
    def keep(self) -> None:
        """Keep the line and go on with the next."""
        self._keep(by_name=False)

    @Slot()
    def by_name(self) -> None:
        """Keep the line without heads, and go on to mark people."""
        self._keep(by_name=True)

    def _keep(self, *, by_name: bool) -> None:
        problem = self.line.problem()
        typed, draft = self.line.value(), self.line.value(by_name=by_name)
        self._turn += 1  # what is being looked at is answered by what comes now
        self._waiting.stop()
        if problem or draft is None or typed is None:
            self._tell(problem or NO_DAY, Tone.BAD)
            if draft is None:
                self.line.day.setFocus()
            return
        files, close = tuple(self._files), self.close_at_once.isChecked() and not by_name

        def kept(saved: Saved) -> None:
            self._newest = saved.changes.title
            self._kept.insert(0, saved.id)
            self.reload(saved.changes)
            if by_name:
                self.navigate("meeting", target=saved.id, section="people", behind="quick_meetings")

        def failed(error: Exception) -> None:
            self.line.fill(typed)
            self._files = list(files)
            self._show_files()
            if isinstance(error, Spoken):
                self._tell(error.sentence, Tone.BAD)

        self.desk.write(
            lambda store: quick_entry.keep(store, draft, files, close=close), kept, failed=failed, owner=self
        )
        self._tell("", Tone.WARN)
        self._files.clear()
        self._show_files()
        self.line.clear()
        self.draft.end()
        self.draft.begin("quick_meetings", None, self.title, straight=True)
        self.line.day.setFocus()

    @Slot()
    def undo(self) -> None:
        """Take the last line back, as long as nothing else was done since."""
        if self.undo_button.isEnabled():
            self._newest = ""
            self.desk.undo()
            self.line.day.setFocus()

    @Slot()
    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "选附件：扫描件、照片或旧文档")
        if names:
            self._files = [Path(name) for name in names]
            self._show_files()
            self.keep_button.setFocus()

    def _show_files(self) -> None:
        self.files_button.setText(f"附件 {len(self._files)} 个…" if self._files else "附件…")
        self.files_button.setToolTip("\n".join(path.name for path in self._files))

    @Slot(str)
    def _open(self, meeting_id: str) -> None:
        self.navigate("meeting", target=meeting_id, behind="quick_meetings")

    # -- closing together

    @Slot()
    def _ask_closing(self) -> None:
        told = [
            ("包括以前导入和补录、只记人数的草稿。定稿后，人数和内容不能再改；内容有错误的一次留作草稿。", Tone.INK),
            ("定稿后还没有别的操作时，可以一步撤销。", Tone.QUIET),
        ]
        dialog = Question(self, f"{self._old}次旧会议记录要一并定稿吗？", told)
        dialog.answers("一并定稿", "暂不定稿")
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.desk.write(past_meetings.close_all, self._closed, owner=self)

    def _closed(self, done: Closed) -> None:
        left = f"另有{len(done.left)}次有错误，仍是草稿。" if done.left else ""
        self.notice.tell_done(f"已定稿{done.closed}次旧会议记录。{left}", done.changes.title)
