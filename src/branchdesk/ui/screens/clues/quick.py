"""快速登记: a clue a row, typed and kept with Enter; below it what was entered today, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QWidget

from branchdesk import clock
from branchdesk.errors import Spoken
from branchdesk.ledgers.clues import CLUES, STATE
from branchdesk.services.clues import clue_duplicates, clue_entry, clue_paste
from branchdesk.services.clues.clue_duplicates import Duplicate
from branchdesk.services.clues.clue_entry import Entered, Kept, Offers
from branchdesk.services.ledgers import entering
from branchdesk.services.ledgers.intake import Values
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.notice import Notice
from branchdesk.ui.ledger.viewed_screen import ViewPage
from branchdesk.ui.screen import Card
from branchdesk.ui.screens.clues.paste_dialog import PasteDialog
from branchdesk.ui.screens.clues.quick_duplicates import DuplicatesPanel
from branchdesk.ui.screens.clues.quick_row import CARRIED, QuickRow
from branchdesk.ui.shortcuts import bind
from branchdesk.ui.table import Cell, Column, Mark, Row, Table
from branchdesk.ui.theme import Tone

if TYPE_CHECKING:
    from branchdesk.services import Store

PAUSE = 250  # milliseconds of quiet before the row is compared with what is on record
ASIDE = 1500  # before it is put aside, so that it outlives the program
HINT = "Enter 下一栏，最后一栏保存 · Shift+Enter 上一栏 · 拼音首字母即可 · Alt+Z 撤销上一条 · Ctrl+V 粘贴多行"
EMPTY = "今天登记的线索列在这里，最新的在最上面；选中按 Enter 更正。"
COLUMNS = (
    Column("number", "编号", 7, sortable=False),
    Column("when", "提报时间", 8, sortable=False),
    Column("reporter", "提报人", 5, sortable=False, most=10),
    Column("category", "类别", 6, sortable=False, most=10),
    Column("where", "网格、地点", 8, sortable=False, most=14),
    Column("text", "线索内容", 12, stretch=True, sortable=False, most=30),
    Column("unit", "承办单位", 6, sortable=False, most=9),
    Column("state", "", 6, sortable=False),
)
SHOWN = ("reported_on", "reported_at", "reporter", "category", "subcategory", "grid", "place", "text", "unit")


def row_of(one: Entered, flags: Mapping[str, str]) -> Row:
    """Show one clue that was entered; `flags` say of some what was new in them."""
    facts = {key: str(value or "") for key, value in one.values.items()}
    when = " ".join(filter(None, (facts["reported_on"], facts["reported_at"])))
    category = "/".join(filter(None, (facts["category"], facts["subcategory"])))
    where = " ".join(filter(None, (facts["grid"], facts["place"])))
    if one.first:
        state = Cell(f"重复于 {one.first}", Tone.WARN, mark=Mark.PILL)
    elif one.id in flags:
        state = Cell(flags[one.id], Tone.QUIET, mark=Mark.PILL)
    else:
        state = Cell(STATE.shown(facts["state"]), Tone.QUIET)
    text = " ".join(facts["text"].split())
    return Row(one.id, (one.number, when, facts["reporter"], category, where, text, facts["unit"], state))


class QuickCluesView(ViewPage):
    """The row, what it may repeat, and the clues entered today."""

    parts = frozenset({"clue", "volunteer", "clue_category"})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._turn = 0
        self._asked = False
        self._own = 0  # rows being kept, after which what is offered need not be read again
        self._newest = ""
        self._correcting: Entered | None = None
        self._entered: dict[str, Entered] = {}
        self._flags: dict[str, str] = {}
        self._refused: list[dict[str, str]] = []
        self._carried: dict[str, str] = {}  # what the next row begins with once a correction is done
        self._aside: dict[str, str] = {}
        self.row, self.duplicates, self.notice = QuickRow(), DuplicatesPanel(), Notice(desk)
        self.said = theme.mark(QLabel(""), role="small")
        self.said.setWordWrap(True)
        self.keep_button = theme.mark(QPushButton("保存并继续"), role="primary")
        self.paste_button = QPushButton("粘贴多行…")
        self.paste_button.setToolTip("从群聊或表格复制后，Ctrl+V")
        self.undo_button = QPushButton("撤销上一条")
        self.undo_button.setToolTip("Alt+Z")
        self.table = Table(COLUMNS)
        self.table.setAccessibleName("今天登记的线索")
        self.empty = theme.mark(QLabel(EMPTY), tone="quiet")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self._comparing, self._putting = self._timer(PAUSE), self._timer(ASIDE)
        self._lay_out()
        self._listen()
        self.setFocusProxy(self.row)

    def _timer(self, pause: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        return timer

    def _lay_out(self) -> None:
        entry, listed = Card(), Card()
        entry.body.addWidget(self.row)
        entry.body.addWidget(self.duplicates)
        foot = QHBoxLayout()
        foot.setSpacing(theme.em(0.7))
        foot.addWidget(self.said, 1)
        foot.addWidget(self.paste_button)
        foot.addWidget(self.undo_button)
        foot.addWidget(self.keep_button)
        entry.body.addLayout(foot)
        listed.body.setContentsMargins(theme.em(0.4), theme.em(0.4), theme.em(0.4), theme.em(0.4))
        listed.body.addWidget(self.table, 1)
        listed.body.addWidget(self.empty, 1)
        self.body.addWidget(self.notice)
        self.body.addWidget(entry)
        self.body.addWidget(listed, 1)
        QWidget.setTabOrder(self.row.unit, self.keep_button)

    def _listen(self) -> None:
        self.row.edited.connect(self._stirred)
        self.row.settled.connect(self._comparing.start)
        self.row.done.connect(self.keep)
        self.keep_button.clicked.connect(self.keep)
        self.row.pasted.connect(self.paste)
        self.paste_button.clicked.connect(self.paste)
        self.undo_button.clicked.connect(self.undo)
        self.table.opened.connect(self.correct)
        self.duplicates.changed.connect(self._tell_hint)
        self.duplicates.open_asked.connect(self._open)
        self._comparing.timeout.connect(self._compare)
        self._putting.timeout.connect(self.put_aside)
        self.desk.last_call.connect(self.put_aside)
        self.desk.titles.connect(self._show_undo)
        panel = self.duplicates
        bind(
            self,
            ("Alt+Z", self.undo),
            ("F7", panel.repeat),
            ("F8", panel.pass_by),
            ("F9", panel.open),
            ("Alt+Up", panel.up),
            ("Alt+Down", panel.down),
        )

    # -- what is shown

    def ask(self) -> None:
        """Read what is offered, what was entered today, and once the row that was begun before."""
        first, self._asked = not self._asked, True
        known = self.row.offers if self._own and not first else None
        self._own = max(self._own - 1, 0)

        def work(store: Store) -> tuple[Offers, tuple[Entered, ...], dict[str, str]]:
            offers = known or clue_entry.offers(store)
            return offers, clue_entry.today(store), clue_entry.draft(store) if first else {}

        self.desk.read(work, self._show, owner=self)

    def _show(self, found: tuple[Offers, tuple[Entered, ...], dict[str, str]]) -> None:
        offers, entered, draft = found
        self.row.offer(offers)
        self._entered = {one.id: one for one in entered}
        self.table.set_rows([row_of(one, self._flags) for one in entered])
        self.table.setVisible(bool(entered))
        self.empty.setVisible(not entered)
        self.name("快速登记", f"今天登记{len(entered)}条" if entered else "")
        if draft and not self.row.begun():
            self._aside = draft
            self.row.fill(draft)
            self.notice.offer("上次有一条没有保存，已经放回。", "不要了", self._drop)
        elif not self.row.texts():
            self.row.fill({"reported_on": clock.today().isoformat()})
        self._show_undo()
        self._tell_hint()

    @Slot()
    def _show_undo(self) -> None:
        self.undo_button.setEnabled(bool(self._newest) and self.desk.undo_title == self._newest)

    @Slot()
    def _tell_hint(self) -> None:
        """Say what the keys do, or what is new in the row."""
        if self._correcting is not None:
            self._tell(f"正在更正 {self._correcting.number}，按 Esc 不改。", Tone.WARN)
            return
        new = self.row.offers.new(self.row.values())
        self._tell("、".join(new) + "，照样保存。" if new else HINT, Tone.QUIET)

    def _tell(self, sentence: str, tone: Tone) -> None:
        self.said.setText(sentence)
        theme.mark(self.said, tone=tone)

    # -- a row

    @Slot()
    def _stirred(self) -> None:
        self._comparing.start()
        if not self._putting.isActive():  # who types without a pause loses no more than who stops
            self._putting.start()

    @Slot()
    def _compare(self) -> None:
        """Ask what the row may repeat; an answer that comes too late is dropped."""
        self._turn += 1
        turn, values = self._turn, _stored(self.row.values())
        if not self.desk.is_open:
            return
        self._tell_hint()
        but = self._correcting.id if self._correcting else None

        def seen(found: tuple[Duplicate, ...]) -> None:
            if turn == self._turn:
                self.duplicates.show_found(found)

        self.desk.read(lambda store: clue_duplicates.alike(store, values, but), seen, owner=self)

    @Slot()
    def keep(self) -> None:
        """Keep the row and go on with the next."""
        if self.row.problem():
            return
        typed, correcting = self.row.standing(), self._correcting
        entry = entering.read(CLUES, self.row.values())
        values, new = dict(entry.values), self.row.offers.new(entry.values)
        repeats = self.duplicates.repeats.number if self.duplicates.repeats else None
        record = correcting.id if correcting else None

        def kept(done: Kept) -> None:
            self._newest = done.changes.title
            if new:
                self._flags[done.id] = "、".join(new)
            self._give_back()

        def failed(error: Exception) -> None:
            self._own = 0
            self._refused.append(typed)
            self._give_back()
            self._tell(error.sentence if isinstance(error, Spoken) else "没有保存，已经放回。", Tone.BAD)

        def work(store: Store) -> Kept:
            done = clue_entry.keep(store, values, record=record, repeats=repeats)
            clue_entry.keep_draft(store, {})
            return done

        self._begin_next()
        self._own += 1
        self.desk.write(work, kept, failed=failed, owner=self)

    def _begin_next(self) -> None:
        self._turn += 1
        self._comparing.stop()
        self._putting.stop()
        self.notice.hide()
        self.duplicates.clear()
        self.row.go_on(self._carried if self._correcting else None)
        self._correcting, self._aside = None, {}
        self._tell_hint()

    def _give_back(self) -> None:
        """Put a row that was refused back, once there is room for it."""
        if self._refused and not self.row.begun():
            self.row.fill(self._refused.pop(0))
            self._putting.start()

    @Slot()
    def put_aside(self) -> None:
        """Keep the row as it was typed so far: it is offered again when the program was closed meanwhile."""
        typed = self.row.texts() if self.row.begun() and self._correcting is None else {}
        if typed != self._aside and self.desk.is_open:
            self._aside = typed
            self.desk.write(lambda store: clue_entry.keep_draft(store, typed), owner=self)

    def _drop(self) -> None:
        self._begin_next()
        self.desk.write(lambda store: clue_entry.keep_draft(store, {}), owner=self)

    @Slot()
    def undo(self) -> None:
        """Take the last row back, as long as nothing else was done since."""
        if self.undo_button.isEnabled():
            self._newest = ""
            self.desk.undo()
            self.row.setFocus()

    @Slot(str)
    def _open(self, clue_id: str) -> None:
        """Show a clue that the row may repeat; the row waits."""
        self.put_aside()
        self.wants.emit("clues", {"target": clue_id})

    # -- many rows

    @Slot()
    def paste(self) -> None:
        """Read what was copied, and show its rows before they are entered."""
        copied = QApplication.clipboard().mimeData()
        text, html = copied.text(), copied.html()

        def failed(error: Exception) -> None:
            if isinstance(error, Spoken):
                self._tell(error.sentence, Tone.BAD)

        self.desk.read(lambda store: clue_paste.read(store, text, html), self._preview, failed=failed, owner=self)

    def _preview(self, rows: tuple[clue_paste.Row, ...]) -> None:
        dialog = PasteDialog(self, self.desk, rows)
        dialog.entered.connect(self._pasted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self._resume)
        dialog.open()

    @Slot()
    def _resume(self) -> None:
        self.row.setFocus()

    @Slot(object)
    def _pasted(self, done: clue_paste.Pasted) -> None:
        there = f"，另有{done.standing}条已在册" if done.standing else ""
        self._newest = done.changes.title
        if done.changes:
            self.notice.tell_done(f"粘贴登记了{done.new}条线索{there}。", done.changes.title)
        else:
            self.notice.tell("粘贴的线索都已在册，没有新增。")

    # -- correcting

    @Slot(str)
    def correct(self, clue_id: str) -> None:
        """Take a clue that was entered back into the row; what was typed there waits."""
        if clue_id not in self._entered:
            return
        if self.row.begun() and self._correcting is None:
            self._refused.append(self.row.texts())
        one = self._entered[clue_id]
        if self._correcting is None:
            self._carried = {key: text for key, text in self.row.standing().items() if key in CARRIED}
        self._correcting = one
        self.duplicates.clear()
        self.row.fill({key: str(one.values.get(key) or "") for key in SHOWN})
        self.row.category.setFocus()
        self._tell_hint()

    def step_back(self) -> bool:
        """Leave a clue that is being corrected as it was."""
        if self._correcting is None:
            return False
        self._begin_next()
        self._give_back()
        return True

    def leaving(self) -> bool:
        """Put the row aside: it stands here when one comes back."""
        self.put_aside()
        return True


def _stored(values: Mapping[str, object]) -> Values:
    return {key: str(value) if value is not None else None for key, value in values.items()}
