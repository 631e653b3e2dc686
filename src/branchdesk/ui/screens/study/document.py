"""One document: which meetings studied it, who has and who has not, and one key to note who caught up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHBoxLayout, QLabel, QPushButton, QWidget

from branchdesk import clock
from branchdesk.domain.dates import PartialDate, Precision
from branchdesk.domain.study import HAVE, TO_CATCH_UP, DocumentStudy, Reached, Reader, StudyMeeting
from branchdesk.errors import Refusal
from branchdesk.ledgers.documents import DOCUMENTS
from branchdesk.ledgers.spec import Field, FieldKind
from branchdesk.services import Store
from branchdesk.services.ledgers.intake import Values
from branchdesk.services.meetings import study
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.date_field import DAY_NEEDED
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.ui.ledger.page import RecordPage
from branchdesk.ui.screen import Card
from branchdesk.ui.table import Cell, Column, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import study as say
from branchdesk.words.meetings import name

MEETINGS = (
    Column("day", "日期", 6, sortable=False),
    Column("meeting", "会议", 8, sortable=False),
    Column("group", "党小组", 5, sortable=False),
    Column("heads", "实到/应到", 5, right=True, sortable=False),
    Column("reader", "领学人", 4, stretch=True, sortable=False),
)
READERS = (
    Column("name", "姓名", 5, sortable=False),
    Column("group", "党小组", 5, sortable=False),
    Column("state", "情况", 6, sortable=False),
    Column("day", "日期", 6, sortable=False),
    Column("how", "说明", 6, stretch=True, sortable=False, most=20),
)
TONES = {Reached.MISSED: Tone.BAD, Reached.NEVER_EXPECTED: Tone.WARN, Reached.UNTOLD: Tone.WARN}
NOT_YET, HAS, ASIDE = "not_yet", "has", "aside"
CATCH_UP = (
    Field("day", "补学日期", FieldKind.DATE, required=True, width=6),
    Field("how", "补学方式", width=10),
)
SHOWN = 6  # rows of meetings in sight


class ReadersTable(Table):
    """The people; `caught_up` is sent by B."""

    caught_up = Signal()

    def __init__(self) -> None:
        super().__init__(READERS)
        self.setAccessibleName("人员学习情况")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Note who caught up with B."""
        if event.key() == Qt.Key.Key_B and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.caught_up.emit()
        else:
            super().keyPressEvent(event)


class DocumentPage(RecordPage):
    """A document's page; `meeting_asked` carries a meeting, `member_asked` a member, `written` Changes."""

    meeting_asked = Signal(str)
    member_asked = Signal(str)
    written = Signal(object)
    merge_asked = Signal(str)

    def __init__(self, desk: Desk, actions: LedgerActions) -> None:
        super().__init__()
        self.desk, self.verbs = desk, actions
        self.found: DocumentStudy | None = None
        self._wanted, self._which, self._fresh = "", NOT_YET, True
        self.facts = theme.mark(QLabel(""), tone="quiet")
        self.facts.setWordWrap(True)
        self.meetings = Table(MEETINGS)
        self.meetings.setAccessibleName("学习这一篇的会议")
        self.which = Segments(((NOT_YET, "未学"), (HAS, "已学"), (ASIDE, "其他")))
        self.readers = ReadersTable()
        self.nothing = theme.mark(QLabel("这一栏没有人。"), tone="quiet")
        self.catch_up_button = QPushButton("登记补学…")
        self.dialog: FieldsDialog | None = None
        self.back_button = QPushButton("返回", self)
        self.merge_button = QPushButton("并入另一篇…", self)
        self.remove_button = QPushButton("删除", self)
        self.edit_button = theme.mark(QPushButton("编辑", self), role="primary")
        for button in self.buttons():
            button.hide()  # the top bar shows those it is lent
        self._lay_out()
        self._wire()

    def buttons(self) -> Sequence[QWidget]:
        """Lend the way back and what may be done."""
        return (self.back_button, self.merge_button, self.remove_button, self.edit_button)

    def open_record(self, record: str) -> None:
        """Show a document, beginning with who has not studied it."""
        if record != self._wanted:
            self._which, self._fresh = NOT_YET, True
        self._wanted = record
        self._ask()

    def reload(self) -> None:
        """Show the same document as it stands now."""
        if self._wanted:
            self._ask()

    @Slot()
    def catch_up(self) -> None:
        """Ask for the day on which those chosen caught up, and how."""
        chosen = self.readers.keys()
        found = self.found
        if not chosen or found is None or self._which == HAS:
            return

        def verb(store: Store, values: Values) -> object:
            if PartialDate.parse(values["day"]).precision is not Precision.DAY:
                raise Refusal(DAY_NEEDED, code="day_needed", field="day")
            return study.catch_up(store, found.id, chosen, date.fromisoformat(values["day"]), values["how"] or "")

        names = {one.id: one.label for one in found.readers}
        self.dialog = FieldsDialog(self, self.desk, "登记补学", CATCH_UP, verb)
        self.dialog.fields["how"].input.offer(say.WAYS_TO_CATCH_UP)
        more = f"等{len(chosen)}人" if len(chosen) > 1 else ""
        self.dialog.explain(f"{names[chosen[0]]}{more}：{found.title}")
        self.dialog.saved.connect(self.written)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.begin({"day": clock.today().isoformat(), "how": None})

    # -- inside

    def _lay_out(self) -> None:
        facts = Card()
        facts.body.addWidget(self.facts)
        facts.body.addWidget(self.meetings)
        people = Card()
        people.body.setContentsMargins(theme.em(0.4), theme.em(0.3), theme.em(0.4), theme.em(0.4))
        head = QHBoxLayout()
        head.setContentsMargins(theme.em(0.6), theme.em(0.55), theme.em(0.6), theme.em(0.35))
        head.setSpacing(theme.em(0.7))
        head.addWidget(self.which)
        hint = theme.mark(QLabel("B 登记补学，可按 Shift 或 Ctrl 选多人"), role="small")
        head.addWidget(hint, 1)
        head.addWidget(self.catch_up_button)
        people.body.addLayout(head)
        people.body.addWidget(self.readers, 1)  # an empty list stays: one that goes away takes the keyboard with it
        people.body.addWidget(self.nothing)
        self.nothing.setContentsMargins(theme.em(0.7), theme.em(0.5), theme.em(0.7), theme.em(1))
        self.body.addWidget(facts)
        self.body.addWidget(people, 1)
        self.setFocusProxy(self.readers)

    def _wire(self) -> None:
        self.back_button.clicked.connect(self.closed)
        self.edit_button.clicked.connect(self._edit)
        self.remove_button.clicked.connect(self._remove)
        self.merge_button.clicked.connect(self._merge)
        self.which.chosen.connect(self._fill)
        self.catch_up_button.clicked.connect(self.catch_up)
        self.readers.caught_up.connect(self.catch_up)
        self.readers.opened.connect(self.member_asked)
        self.meetings.opened.connect(self.meeting_asked)

    def _ask(self) -> None:
        wanted = self._wanted
        self.desk.read(lambda store: study.document(store, wanted), self._show, failed=self._failed)

    def _failed(self, _error: Exception) -> None:
        self._wanted = ""
        self.closed.emit()

    def _show(self, found: DocumentStudy) -> None:
        if found.id != self._wanted:
            return
        self.found = found
        kind = DOCUMENTS.field("kind").shown(found.kind or None)
        wanted = f"要求{found.wanted_by}前学完" if found.wanted_by else ""
        facts = "　".join(part for part in (kind, found.source, found.issued, wanted, found.note) if part)
        number = len(found.meetings)
        studied = f"{number}次会议学习过这一篇。" if number else "还没有会议学习过这一篇。"
        if self._fresh and not found.of(*_states(NOT_YET)):
            self._which = HAS
        self._fresh = False
        self.facts.setText(f"{facts}\n{studied}" if facts else studied)
        self.meetings.set_rows([_meeting(one) for one in found.meetings])
        self.meetings.setVisible(bool(found.meetings))
        self.meetings.setFixedHeight((min(number, SHOWN) + 1) * theme.row_height() + theme.em(0.4))
        chooses = self.which.isAncestorOf(QApplication.focusWidget() or self)
        self.which.set_options(
            [(key, f"{label} {len(found.of(*_states(key)))}") for key, label in ((NOT_YET, "未学"), (HAS, "已学"))]
            + [(ASIDE, f"其他 {len(found.of(*_states(ASIDE)))}")]
        )
        self.which.set_value(self._which)
        if chooses:
            self.which.setFocus()
        self.name(found.title, "学习篇目")
        self._fill()

    @Slot()
    def _fill(self) -> None:
        if self.found is None:
            return
        self._which = self.which.value() or NOT_YET
        people = self.found.of(*_states(self._which))
        self.readers.set_rows([_reader(one) for one in people])
        self.nothing.setVisible(not people)
        self.catch_up_button.setEnabled(bool(people) and self._which != HAS)
        if people and not self.readers.key():
            self.readers.setCurrentIndex(self.readers.rows_model.index(0, 0))

    @Slot()
    def _edit(self) -> None:
        self.edit_asked.emit(self._wanted)

    @Slot()
    def _remove(self) -> None:
        self.removal_asked.emit(self._wanted)

    @Slot()
    def _merge(self) -> None:
        self.merge_asked.emit(self._wanted)


def _states(which: str) -> frozenset[Reached]:
    if which == ASIDE:
        return frozenset(Reached) - HAVE - TO_CATCH_UP
    return HAVE if which == HAS else TO_CATCH_UP


def _meeting(one: StudyMeeting) -> Row:
    heads = "—" if one.present is None else f"{one.present}/{one.expected}"
    return Row(one.id, (one.day, name(one.kind, one.number), one.group, heads, one.lead_reader))


def _reader(one: Reader) -> Row:
    told = say.told_how(one.state, one.outcome.how)
    state = Cell(say.REACHED[one.state], TONES.get(one.state, Tone.GOOD if one.state in HAVE else Tone.QUIET))
    return Row(one.id, (Cell(one.label, bold=True), one.group, state, one.outcome.day, told))
