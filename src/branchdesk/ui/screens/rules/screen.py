"""制度规则: the rule book, and one rule of it, one step further in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from branchdesk import clock
from branchdesk.services.duties import rulebook
from branchdesk.services.duties.rulebook import RuleOnDay
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.notice import Notice
from branchdesk.ui.ledger.page import LedgerPage
from branchdesk.ui.screen import Screen
from branchdesk.ui.screens.rules.changing import RuleDialog
from branchdesk.ui.screens.rules.holidays import HolidaysPage
from branchdesk.ui.screens.rules.rule_list import RuleList
from branchdesk.ui.screens.rules.rule_page import RulePage

if TYPE_CHECKING:
    from branchdesk.services import Changes


class RulesScreen(Screen):
    """The list of rules and the page of one."""

    title = "制度规则"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rules: dict[str, RuleOnDay] = {}
        self.dialog: RuleDialog | None = None
        self._wanted = ""
        self.notice = Notice(desk)
        self.list, self.rule, self.holidays = RuleList(), RulePage(), HolidaysPage(desk)
        self.stack = QStackedWidget()
        self.body.addWidget(self.notice.above_pages())
        self.body.addWidget(self.stack)
        for page in (self.list, self.rule, self.holidays):
            self.stack.addWidget(page)
            page.heading_changed.connect(self._name)
        self.list.opened.connect(self.open_rule)
        self.list.switch_asked.connect(self._switch)
        self.rule.change_asked.connect(self._change)
        self.rule.switch_asked.connect(self._switch)
        self.rule.taking_back_asked.connect(self._take_back)
        self.list.holidays_button.clicked.connect(self.open_holidays)
        self.holidays.told_done.connect(self._tell)
        self._show(self.list)

    @property
    def page(self) -> LedgerPage:
        """Give the page that is shown."""
        pages: tuple[LedgerPage, ...] = (self.list, self.rule, self.holidays)
        return pages[self.stack.currentIndex()]

    def buttons(self) -> Sequence[QWidget]:
        """Lend the shown page's buttons."""
        return self.page.buttons()

    def reload(self, changes: Changes | None) -> None:
        """Read the book anew after a change of it."""
        if self.desk.is_open and (changes is None or "rule_change" in changes.kinds):
            day = clock.today()
            self.desk.read(lambda store: rulebook.look(store, day), self._take)
        if self.desk.is_open and (changes is None or "holiday" in changes.kinds):
            self.holidays.reload()

    def activated(self, *, target: object = None, **_more: object) -> None:
        """Show the list, or the rule that `target` names by its id."""
        if isinstance(target, str) and target:
            self._wanted = target
            self.open_rule(target)
        else:
            self._show(self.list)

    def back(self) -> bool:
        """Go from a rule, or the holidays, to the list."""
        if self.page is not self.list:
            self._show(self.list)
            return True
        return False

    @Slot(str)
    def open_rule(self, rule_id: str) -> None:
        """Show one rule whole."""
        if rule_id in self.rules:
            self._wanted = ""
            self.list.table.choose(rule_id)
            self.rule.show_rule(self.rules[rule_id])
            self._show(self.rule)

    @Slot()
    def open_holidays(self) -> None:
        """Show a year's days off and days worked instead."""
        self._show(self.holidays)

    # -- inside

    def _take(self, found: tuple[RuleOnDay, ...]) -> None:
        self.rules = {one.rule.id: one for one in found}
        self.list.show_rules(found)
        if self._wanted:
            self.open_rule(self._wanted)
        elif self.page is self.rule and self.rule.seen is not None:
            self.rule.show_rule(self.rules[self.rule.seen.rule.id])
            if self.isVisible() and self.window().focusWidget() is None:  # its button went with the last change
                self.rule.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, page: LedgerPage) -> None:
        self.stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        self._name()
        if self.isVisible():
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _name(self) -> None:
        self.title, self.subtitle = self.page.title, self.page.subtitle
        self.heading_changed.emit()

    def _meant(self) -> RuleOnDay | None:
        return self.rule.seen if self.page is self.rule else self.rules.get(self.list.table.key())

    @Slot()
    def _change(self) -> None:
        self._ask(switching=False)

    @Slot()
    def _switch(self) -> None:
        self._ask(switching=True)

    def _ask(self, *, switching: bool) -> None:
        if (one := self._meant()) is not None:
            self.dialog = RuleDialog(self, self.desk, one, switching=switching)
            self.dialog.saved.connect(self._written)
            self.dialog.ask()

    @Slot(str)
    def _take_back(self, change_id: str) -> None:
        self.desk.write(lambda store: rulebook.take_back(store, change_id), self._written)

    @Slot(object)
    def _written(self, changes: Changes) -> None:
        if changes:
            self._tell(changes.title)

    @Slot(str)
    def _tell(self, title: str) -> None:
        self.notice.tell_done(f"已{title}。", title)
