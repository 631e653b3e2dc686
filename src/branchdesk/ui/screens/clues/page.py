"""A clue's card: what was reported, by whom, how far it is, and the next step one key away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget

from branchdesk.domain.clue_states import OPEN, ClueState, ClueStep, StepKind, steps_from
from branchdesk.errors import Refusal
from branchdesk.ledgers.clues import CLUES, STATE
from branchdesk.services.clues import clue_card, clue_duplicates, clue_steps
from branchdesk.services.clues.clue_card import Clue
from branchdesk.services.clues.clue_duplicates import Duplicate
from branchdesk.services.papers.papers import About, Order, PaperKind
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.card_page import CardPage
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.ui.papers import preview
from branchdesk.ui.papers.menu import PapersButton
from branchdesk.ui.screen import Card
from branchdesk.ui.screens.clues.facts import FactsCard, OthersCard
from branchdesk.ui.screens.clues.head import Head
from branchdesk.ui.screens.clues.photos import PhotosCard
from branchdesk.ui.screens.clues.step_dialog import StepDialog, fresh, title_of
from branchdesk.ui.screens.clues.text import TextCard
from branchdesk.ui.screens.clues.way import StepList
from branchdesk.words.clues import STEPS

PAST_IN_SIGHT = 8  # rows of the history
KEYS_TOLD = "Enter 更正 · Delete 删除"
OUTCOME = (CLUES.field("outcome"), CLUES.field("outcome_number"))


class CluePage(CardPage):
    """Everything about one clue; `volunteer_asked` carries somebody who reported it, `clue_asked` another clue."""

    volunteer_asked = Signal(str)
    clue_asked = Signal(str)

    def __init__(self, desk: Desk, actions: LedgerActions) -> None:
        super().__init__(desk, PAST_IN_SIGHT)
        self.verbs = actions
        self.clue: Clue | None = None
        self.dialog: FieldsDialog | None = None
        self._wanted = ""
        self._likely: tuple[Duplicate, ...] = ()
        self.head = Head()
        self.text = TextCard()
        self.steps = StepList()
        self.imported = theme.mark(QLabel("各步按台账登记的日期列出；登记下一步后可逐步更正。"), role="small")
        self.facts, self.others = FactsCard(), OthersCard()
        self.photos = PhotosCard(desk)
        self._make_buttons()
        self._lay_out()
        self._wire()

    def buttons(self) -> Sequence[QWidget]:
        """Lend the way back, papers, what else may be done, and the likeliest next step."""
        always = (self.back_button, self.papers_button, self.edit_button, self.more_button)
        return (*always, self.next_button) if self.next_step() else always

    def next_step(self) -> StepKind | None:
        """Give the likeliest next step; none where there is only the way back."""
        kind = steps_from(self.clue.state)[0] if self.clue is not None else StepKind.RETURNED
        return kind if kind is not StepKind.RETURNED else None

    def open_record(self, record: str) -> None:
        """Show a clue from the top."""
        if record != self._wanted:
            self.page.verticalScrollBar().setValue(0)
            self.steps.setCurrentRow(-1)
            self.text.fold()
        self._wanted = record
        self._ask()

    def reload(self) -> None:
        """Show the same clue as it stands now."""
        if self._wanted:
            self._ask()

    def take(self, kind: StepKind) -> None:
        """Ask for a step, and note it."""
        clue = self.clue
        if clue is None:
            return
        last, title = clue.steps[-1], title_of(kind, clue.number)
        dialog = StepDialog(
            self,
            self.desk,
            title,
            kind,
            lambda store, step: clue_steps.take(store, [clue.id], step),
            state=clue.state,
            before=last,
        )
        values = fresh(kind, clue.state, clue.values["unit"])
        if kind is StepKind.DUPLICATE and self._likely:
            dialog.explain("疑似的首报线索已填入，请核对。")
            values["document"] = self._likely[0].number
        self.open_dialog(dialog, values)

    # -- inside

    def _make_buttons(self) -> None:
        self.back_button = QPushButton("返回", self)
        self.papers_button = PapersButton(About.CLUE, self._show_paper, self)
        self.edit_button = QPushButton("编辑", self)
        self.more_button = QPushButton("更多 ▾", self)
        self.more_button.setAccessibleName("更多操作")
        self.more_button.setToolTip("Alt+M")
        self.more_button.setShortcut("Alt+M")
        self.more = QMenu(self)
        self.more.aboutToShow.connect(self._fill_more)
        self.more_button.setMenu(self.more)
        self.next_button = theme.mark(QPushButton("", self), role="primary")
        self.next_button.setToolTip("Ctrl+Enter")
        for button in (*self.buttons(), self.next_button):
            button.hide()  # the top bar shows those it is lent

    def _lay_out(self) -> None:
        self.way = way = Card("办理过程", KEYS_TOLD)
        way.body.addWidget(self.steps)
        way.body.addWidget(self.imported)
        self.set_out(self.head, ((self.text, way), 3), ((self.facts, self.others, self.photos), 2))
        self.setFocusProxy(self.steps)

    def _wire(self) -> None:
        self.back_button.clicked.connect(self.closed)
        self.edit_button.clicked.connect(self._edit)
        self.next_button.clicked.connect(self._take_next)
        self.steps.next_asked.connect(self._take_next)
        self.steps.correct_asked.connect(self._correct)
        self.steps.removal_asked.connect(self._take_out)
        self.facts.reporters.asked.connect(self.volunteer_asked)
        self.others.asked.connect(self.clue_asked)
        self.photos.written.connect(self.written)
        self.photos.refused.connect(self.refused)
        for keys, slot in (("Ctrl+Return", self._take_next), ("Ctrl+Enter", self._take_next)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.photos.paste)

    def _ask(self) -> None:
        record = self._wanted
        self.desk.read(lambda store: clue_card.read(store, record), self._show, failed=self._failed)

    def _show(self, clue: Clue) -> None:
        if clue.id != self._wanted:
            return
        self.clue = clue
        passed_on = clue.state is ClueState.PASSED_ON
        self.head.show_clue(clue)
        nothing = "办案线索的内容不在这里登记。" if passed_on else "没有填写线索内容。"
        self.text.show_text(clue.values["text"] or "", nothing)
        self.steps.show_steps(clue.steps, [STATE.shown(step.state) for step in clue.steps])
        self.imported.setVisible(clue.as_imported and len(clue.steps) > 1)
        self.facts.show_clue(clue)
        self._likely = ()
        self.others.show_clue(clue)
        if clue.state in OPEN:
            self.desk.read(lambda store: (clue.id, clue_duplicates.of_clue(store, clue.id)), self._show_likely)
        self.photos.show_photos(clue.id, clue.photos, writable=not passed_on)
        self.history.show_record(CLUES.key, clue.id)
        self.past.setVisible(not passed_on)  # it still tells what the clue was about
        kind = self.next_step()
        self.way.note.setText(f"N 登记下一步 · {KEYS_TOLD}" if kind else KEYS_TOLD)
        self.next_button.setText(f"登记{STEPS[kind]}…" if kind else "")
        self.name(clue.number, self.verbs.thing)
        self.heading_changed.emit()

    def _show_likely(self, found: tuple[str, tuple[Duplicate, ...]]) -> None:
        record, likely = found
        if record == self._wanted and self.clue is not None:
            mine = {one.id for one in self.clue.duplicates}
            self._likely = tuple(one for one in likely if one.id not in mine)
            self.others.show_likely(self._likely)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self._wanted = ""
            self.closed.emit()

    @Slot()
    def _fill_more(self) -> None:
        self.more.clear()
        if self.clue is None:
            return
        first = self.next_step()
        for kind in steps_from(self.clue.state):
            if kind is not first:
                self.more.addAction(f"{STEPS[kind]}…").triggered.connect(partial(self._take_from_menu, kind))
        self.more.addSeparator()
        self.more.addAction("登记成果…").triggered.connect(self._note_outcome)
        if self.clue.state is not ClueState.PASSED_ON:
            self.more.addAction("添加照片…").triggered.connect(self.photos.choose)
        else:
            self.more.addAction("清除原内容…").triggered.connect(self._erase)
        self.more.addSeparator()
        self.more.addAction("删除线索").triggered.connect(self._remove)

    # -- changing

    @Slot()
    def _erase(self) -> None:
        self.ask_to_erase(CLUES.key, self._wanted)

    def _take_from_menu(self, kind: StepKind, *_: object) -> None:
        self.take(kind)

    @Slot()
    def _take_next(self) -> None:
        kind = self.next_step()
        if kind is not None:
            self.take(kind)

    @Slot(int)
    def _correct(self, place: int) -> None:
        clue = self.clue
        if clue is None:
            return
        step = clue.steps[place]
        dialog = StepDialog(
            self,
            self.desk,
            f"更正{title_of(step.kind, clue.number)}",
            step.kind,
            lambda store, told: clue_steps.correct(store, clue.id, place, told),
            before=clue.steps[place - 1] if place else None,
        )
        dialog.explain("")
        self.open_dialog(dialog, _values_of(step, clue))

    @Slot(int)
    def _take_out(self, place: int) -> None:
        clue = self.clue
        if clue is not None:
            self.write(lambda store: clue_steps.take_out(store, clue.id, place))

    @Slot()
    def _note_outcome(self) -> None:
        clue = self.clue
        if clue is None:
            return
        save = self.verbs.save
        dialog = FieldsDialog(
            self, self.desk, f"成果 · {clue.number}", OUTCOME, lambda store, values: save(store, clue.id, values)
        )
        dialog.explain("只登记成案或检察建议及其文号，不登记案件内容。")
        self.open_dialog(dialog, {field.key: clue.values[field.key] for field in OUTCOME})

    @Slot()
    def _edit(self) -> None:
        if self.clue is not None:
            self.edit_asked.emit(self.clue.id)

    @Slot()
    def _remove(self) -> None:
        if self.clue is not None:
            self.removal_asked.emit(self.clue.id)

    def _show_paper(self, kind: PaperKind) -> None:
        if self.clue is not None:
            preview.show(self.desk, self, Order(kind.key, self.clue.id), f"{self.clue.number}{kind.label}")

    def open_dialog(self, dialog: FieldsDialog, values: Mapping[str, object]) -> None:
        """Ask with a dialog; it is kept in sight of whoever looks for it."""
        self.dialog = dialog
        super().open_dialog(dialog, values)


def _values_of(step: ClueStep, clue: Clue) -> dict[str, object]:
    """Give what the dialog of a standing step begins with; only the newest 分办 has the deadline that holds."""
    told: dict[str, object] = {key: getattr(step, key) for key in ("day", "at", "who", "what", "document")}
    return told | {"due_by": clue.values["due_by"] if step == clue.last(StepKind.ASSIGNED) else None}
