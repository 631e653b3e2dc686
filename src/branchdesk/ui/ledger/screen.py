"""The general screen of a ledger: its list, and from it the form, the card, the import, the export and the print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from branchdesk.services import Changes
from branchdesk.services.ledgers.lists import Query
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger import print_list
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.card_page import CardPage
from branchdesk.ui.ledger.clipboard import Copier
from branchdesk.ui.ledger.export import Exporter
from branchdesk.ui.ledger.export_dialog import View
from branchdesk.ui.ledger.form import FormPage
from branchdesk.ui.ledger.import_notice import ImportNotice
from branchdesk.ui.ledger.import_wizard import Done, ImportPage
from branchdesk.ui.ledger.list_page import ListPage
from branchdesk.ui.ledger.page import LedgerPage, RecordPage
from branchdesk.ui.ledger.trash_page import TrashPage
from branchdesk.ui.screen import Screen
from branchdesk.ui.screens.help.chapters import IMPORTING

if TYPE_CHECKING:
    from branchdesk.errors import Spoken

NEW, IMPORT = "new", "import"


class LedgerScreen(Screen):
    """A ledger's pages under one notice; Esc steps from a page back to the list."""

    def __init__(self, desk: Desk, actions: LedgerActions) -> None:
        super().__init__(desk)
        self.verbs = actions
        self.notice = ImportNotice(desk)
        self.list = ListPage(desk, actions)
        self.form = FormPage(desk, actions)
        self.importer = ImportPage(desk, actions)
        self.trash = TrashPage(desk, actions.ledger, actions.thing)
        self.record_card: RecordPage | None = actions.card(desk, actions) if actions.card else None
        self.exporter = Exporter(self, desk, actions, self.notice)
        self.copier = Copier(self, desk, actions, self.notice)
        self.stack = QStackedWidget()
        self._after_form: LedgerPage = self.list
        self._behind = self._on_card = ""
        for page in self._pages():
            self.take_page(page)
        self._lay_out()
        self._wire()
        self._show(self.list)

    def buttons(self) -> Sequence[QWidget]:
        """Lend the shown page's buttons."""
        return self.page.buttons()

    @property
    def page(self) -> LedgerPage:
        """Give the page that is shown."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, LedgerPage) else self.list

    def take_page(self, page: LedgerPage) -> None:
        """Take a page among those that the screen shows."""
        self.stack.addWidget(page)
        page.closed.connect(self._close_page)
        page.heading_changed.connect(self._heading_moved)
        page.told.connect(self._told)

    def reload(self, changes: Changes | None) -> None:
        """Ask anew after a change that concerns this ledger."""
        if changes is None or changes.kinds & self.verbs.kinds:
            ask = self.list.begin if changes is None else self.list.reload
            ask()
            if self.record_card is not None and self.page is self.record_card:
                self.record_card.reload()
            if self.page is self.trash:
                self.trash.reload()

    def activated(self, *, target: object = None, behind: object = None, form: object = None, **_more: object) -> None:
        """Show the list, or what is meant: `new`, `import`, a named view, a record, or a word to search for.

        With `form` a record is shown to be changed. `behind` is the screen that one goes back to from the record's
        card, where it is not the list.
        """
        self._behind = str(behind or "")
        if target is None:
            if self.page is not self.form or self.form.leaving():
                self._show(self.list)
        elif target == NEW:
            self.open_new()
        elif form:
            self._edit(str(target), self.list)
        elif target == IMPORT:
            self.open_import()
        elif isinstance(target, str) and target in self.verbs.views:
            self._show(self.list)
            self.list.show_conditions(self.verbs.views[target])
        else:
            wanted = str(target)
            self.desk.read(lambda store: (wanted, _is_record(self.verbs, store, wanted)), self._show_target)

    def whereabouts(self) -> dict[str, Any]:
        """Give the target that leads back to the form or the card that is shown."""
        if self.page is self.form:
            return {"target": self.form.record, "form": True} if self.form.record else {"target": NEW}
        return {"target": self._on_card} if self.page is self.record_card else {}

    def back(self) -> bool:
        """Go from a page to the list, from a narrowed list to the whole."""
        page = self.page
        if page.step_back():
            return True
        if page is self.list:
            return False
        if page.leaving():
            self._close_page()
        return True

    def leaving(self) -> bool:
        """Ask the shown page; a form that may be left is left for good."""
        if not self.page.leaving():
            return False
        if self.page is self.form:
            self._close_page()
        return True

    @Slot()
    def open_new(self) -> None:
        """Begin a new record, where records are entered at all."""
        if not self.verbs.enters:
            return
        self.notice.tell("")
        self._after_form = self.list
        self.form.begin(None)
        self._show(self.form)

    @Slot()
    def open_import(self) -> None:
        """Begin an import, where records are entered at all."""
        if not self.verbs.enters:
            return
        self.notice.tell("")
        self.importer.begin()
        self._show(self.importer)

    @Slot()
    def open_trash(self) -> None:
        """Show what was taken out."""
        self.notice.tell("")
        self.trash.begin()
        self._show(self.trash)
        self.trash.setFocus()

    @Slot()
    def paste(self) -> None:
        """Begin an import with the table that was copied."""
        if self.verbs.enters:
            self.open_import()
            self.importer.paste()

    @Slot(str)
    def open_record(self, record: str) -> None:
        """Show one record: on its card where there is one, else in the form."""
        self.notice.tell("")
        self.list.choose(record)
        if self.record_card is None:
            self._edit(record, self.list)
            return
        self._on_card = record
        self.record_card.open_record(record)
        self._show(self.record_card)

    # -- inside

    def _pages(self) -> list[LedgerPage]:
        pages = [self.list, self.form, self.importer, self.trash]
        return [*pages, self.record_card] if self.record_card is not None else pages

    def _lay_out(self) -> None:
        self.body.addWidget(self.notice.above_pages())
        self.body.addWidget(self.stack, 1)

    def _wire(self) -> None:
        self.list.opened.connect(self.open_record)
        self.list.removal_asked.connect(self._remove)
        self.list.new_asked.connect(self.open_new)
        self.list.import_asked.connect(self.open_import)
        self.list.empty.guide_button.clicked.connect(self._tell_how)
        self.list.export_asked.connect(self._export)
        self.list.trash_asked.connect(self.open_trash)
        self.list.export_chosen_asked.connect(self._export_chosen)
        self.list.print_asked.connect(self._print)
        self.list.print_chosen_asked.connect(self._print_chosen)
        self.list.copy_asked.connect(self._copy)
        self.list.paste_asked.connect(self.paste)
        self.list.chosen.can_copy_table = self.list.chosen.can_paste = True
        self.importer.imported.connect(self._imported)
        self.form.saved.connect(self._saved)
        if self.record_card is not None:
            self.record_card.edit_asked.connect(self._edit_from_card)
            self.record_card.removal_asked.connect(self._remove_from_card)
        if isinstance(self.record_card, CardPage):
            self.record_card.refused.connect(self._say_refused)
            self.record_card.history.opened.connect(self._to_step)

    @Slot()
    def _tell_how(self) -> None:
        self.navigate("help", page="guide", chapter=IMPORTING)

    def _show(self, page: LedgerPage) -> None:
        self.stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        self._heading_moved()
        if self.isVisible() and not page.isAncestorOf(QApplication.focusWidget() or self):
            page.setFocus()

    @Slot()
    def _heading_moved(self) -> None:
        page = self.page
        self.title, self.subtitle = page.title, page.subtitle
        self.heading_changed.emit()

    @Slot()
    def _close_page(self) -> None:
        if self._behind and self.page is self.record_card:
            self.navigate(self._behind)
            return
        page = self._after_form if self.page is self.form else self.list
        if isinstance(page, RecordPage):
            page.reload()
        self._show(page)

    @Slot(str, str)
    def _told(self, sentence: str, step: str) -> None:
        if step:
            self.notice.tell_done(sentence, step)
        else:
            self.notice.tell(sentence)

    @Slot(object)
    def _imported(self, done: Done) -> None:
        """Tell what an import did, with the way to its rows, and to those that stayed out."""
        self.notice.tell_import(done, lambda batch: self.navigate("history", batch=batch))

    def _edit(self, record: str, after: LedgerPage) -> None:
        self.notice.tell("")
        self._after_form = after
        self.form.begin(record)
        self._show(self.form)

    @Slot(str)
    def _edit_from_card(self, record: str) -> None:
        self._edit(record, self.record_card or self.list)

    @Slot(str)
    def _saved(self, record: str) -> None:
        self.list.choose(record)
        self._close_page()

    @Slot(str)
    def _remove_from_card(self, record: str) -> None:
        self._show(self.list)
        self._remove([record])

    @Slot(list)
    def _remove(self, records: list[str]) -> None:
        remove = self.verbs.remove
        name = self.list.called(records[0]) if len(records) == 1 else ""
        whom = f"“{name}”" if name else f" {len(records)} {self.verbs.ledger.one}{self.verbs.thing}"
        self.desk.write(lambda store: (whom, remove(store, *records)), self._removed, failed=self._refused)

    def _removed(self, done: tuple[str, Changes]) -> None:
        whom, changes = done
        self.notice.tell_done(self.verbs.taken_out.format(whom), changes.title)

    def _refused(self, error: Exception) -> None:
        sentence = _sentence(error)
        if sentence:
            self._say_refused(sentence)

    @Slot(str)
    def _say_refused(self, sentence: str) -> None:
        self.notice.tell(sentence, theme.Tone.WARN)

    @Slot(str)
    def _to_step(self, operation: str) -> None:
        self.navigate("history", batch=operation)

    @Slot()
    def _export(self) -> None:
        self._export_chosen(self.list.table.keys())

    @Slot(list)
    def _export_chosen(self, records: list[str]) -> None:
        self.exporter.ask(self._shown(records))

    @Slot()
    def _print(self) -> None:
        print_list.show(self.desk, self, self.verbs.ledger, self._shown(()))

    @Slot(list)
    def _print_chosen(self, records: list[str]) -> None:
        print_list.show(self.desk, self, self.verbs.ledger, self._shown(records))

    def _shown(self, records: Sequence[str]) -> View:
        shown = self.list
        return View(shown.query(), shown.columns(), shown.total, shown.whole, tuple(records))

    @Slot(list)
    def _copy(self, records: list[str]) -> None:
        query = Query(ids=tuple(records), order=self.list.order)
        self.copier.copy(query, self.list.columns())

    def _show_target(self, found: tuple[str, bool]) -> None:
        wanted, is_record = found
        if is_record:
            self.open_record(wanted)
        else:
            self._show(self.list)
            self.list.show_conditions((), wanted)


def _is_record(actions: LedgerActions, store: Any, wanted: str) -> bool:  # noqa: ANN401 - the store goes through
    """Say whether a word is a record's identifier; this runs on the reading lane."""
    return actions.page(store, Query(ids=(wanted,))).total > 0


def _sentence(error: Exception) -> str:
    spoken: Spoken | None = error if hasattr(error, "sentence") else None  # type: ignore[assignment]
    return spoken.sentence if spoken else ""
