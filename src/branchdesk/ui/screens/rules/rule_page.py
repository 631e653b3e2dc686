"""One rule whole: its editions, how this branch applies it, and what was changed of it when and by whom."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from branchdesk.domain.rulebook import Certainty
from branchdesk.services.duties.rulebook import RuleOnDay
from branchdesk.ui import theme
from branchdesk.ui.columns import TwoColumns
from branchdesk.ui.ledger.page import LedgerPage
from branchdesk.ui.screen import Card, Page
from branchdesk.ui.screens.rules.rule_list import state_of, waits
from branchdesk.ui.table import Cell, Column, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import duties as say_duties
from branchdesk.words import rule_book as say

EDITIONS = (
    Column("since", "施行", 5.5, sortable=False),
    Column("basis", "文件、条", 8, sortable=False, stretch=True, most=28),
    Column("strength", "力度", 2.6, sortable=False),
    Column("settings", "规定", 5, sortable=False, most=16),
)
CHANGES = (
    Column("since", "自何时", 5.5, sortable=False),
    Column("what", "改动", 6, sortable=False, most=14),
    Column("note", "依据", 5, sortable=False, stretch=True, most=18),
    Column("who", "谁定的", 4, sortable=False, most=8),
)


class RulePage(LedgerPage):
    """The page of one rule; its verbs are asked for by signals, with the id of a change where one is meant."""

    change_asked = Signal()
    switch_asked = Signal()
    taking_back_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.seen: RuleOnDay | None = None
        self.change_button = theme.mark(QPushButton("改设置…"), role="primary")
        self.change_button.clicked.connect(self.change_asked)
        self.switch_button = QPushButton("")
        self.switch_button.clicked.connect(self.switch_asked)
        self.text, self.editions, self.mine, self.past = _Text(), EditionsCard(), MineCard(), ChangesCard()
        self.past.take_back_button.clicked.connect(self._take_back)
        columns = TwoColumns()
        columns.add_row(self.text, self.mine)
        columns.add_row(self.editions, self.past)
        page = Page()
        page.body.addWidget(columns)
        page.body.addStretch(1)
        self.body.setContentsMargins(0, 0, 0, 0)  # the page inside has its own
        self.body.addWidget(page)
        self.setFocusProxy(self.change_button)

    def buttons(self) -> tuple[QPushButton, ...]:
        """Lend the ways to change the rule."""
        return (self.switch_button, self.change_button)

    def show_rule(self, one: RuleOnDay) -> None:
        """Show a rule."""
        self.seen = one
        self.title, self.subtitle = one.rule.label, one.rule.group
        on = one.applied is not None and one.applied.on
        self.switch_button.setText(f"{say.OFF}…" if on else f"{say.ON}…")
        self.text.show_rule(one)
        self.editions.show_rule(one)
        self.mine.show_rule(one)
        self.past.show_rule(one)
        self.heading_changed.emit()

    @Slot()
    def _take_back(self) -> None:
        if key := self.past.table.key():
            self.taking_back_asked.emit(key)


class _Text(Card):
    """What the rule asks, of whom, and how sure its text is."""

    def __init__(self) -> None:
        super().__init__("要求")
        self.asks, self.whom, self.sure = QLabel(), theme.mark(QLabel(), role="small"), QLabel()
        for label in (self.asks, self.whom, self.sure):
            label.setWordWrap(True)
            self.body.addWidget(label)

    def show_rule(self, one: RuleOnDay) -> None:
        edition = one.applied.edition if one.applied else one.rule.editions[-1]
        self.asks.setText(edition.asks or one.rule.asks)
        strength = say_duties.STRENGTHS[edition.strength]
        self.whom.setText(f"对象：{say.SUBJECTS[one.rule.subject]}　力度：{strength}　依据：{edition.basis}")
        doubtful = edition.certainty in {Certainty.SEEN, Certainty.REMEMBERED}
        self.sure.setText(say.look_it_up() if doubtful else say_duties.CERTAINTIES[edition.certainty])
        theme.mark(self.sure, tone=Tone.WARN if doubtful else Tone.QUIET)


class EditionsCard(Card):
    """The editions of the rule by date: each holds for what fell due in its time."""

    def __init__(self) -> None:
        super().__init__("各版本", "按事情到期的日子适用当时的版本")
        self.table = Table(EDITIONS)
        self.table.setAccessibleName("各版本")
        self.body.addWidget(self.table)

    def show_rule(self, one: RuleOnDay) -> None:
        """Show the editions of a rule."""
        now = one.applied.edition if one.applied else None
        rows = [
            Row(
                str(number),
                (
                    Cell(edition.since.isoformat() if edition.since else "一直", bold=edition is now),
                    edition.basis,
                    say_duties.STRENGTHS[edition.strength],
                    say.often(edition.settings),
                ),
                faded=edition is not now,
            )
            for number, edition in enumerate(one.rule.editions)
        ]
        self.table.set_rows(rows)
        self.table.show_whole()


class MineCard(Card):
    """How this branch applies the rule today."""

    def __init__(self) -> None:
        super().__init__("本支部执行")
        self.state, self.settings, self.kindly = QLabel(), QLabel(), QLabel()
        for label in (self.state, self.settings, self.kindly):
            label.setWordWrap(True)
            self.body.addWidget(label)
        theme.mark(self.kindly, tone=Tone.QUIET)

    def show_rule(self, one: RuleOnDay) -> None:
        """Show how a rule is applied."""
        cell = state_of(one)
        self.state.setText(cell.text)
        theme.mark(self.state, tone=cell.tone)
        self.settings.setText(say.settings_told(one.applied.settings) if one.applied else say.not_in_force())
        self.settings.setVisible(bool(self.settings.text()) and not waits(one))
        self.kindly.setText(say.waits_whole() if waits(one) else "" if one.changes else say.shipped())
        self.kindly.setVisible(bool(self.kindly.text()))


class ChangesCard(Card):
    """What the branch changed of the rule, the newest first, each with a way to take it back."""

    def __init__(self) -> None:
        super().__init__("改动记录")
        self.table = Table(CHANGES)
        self.table.setAccessibleName("改动记录")
        self.nothing = theme.mark(QLabel("还没有改动。"), tone="quiet")
        self.take_back_button = QPushButton("取消这次改动")
        row = QHBoxLayout()
        row.addWidget(self.take_back_button)
        row.addStretch(1)
        inside = QVBoxLayout()
        inside.addWidget(self.table)
        inside.addWidget(self.nothing)
        self.body.addLayout(inside)
        self.body.addLayout(row)

    def show_rule(self, one: RuleOnDay) -> None:
        """Show what was changed of a rule."""
        today = one.applied.change if one.applied else None
        rows = [
            Row(
                change.id or "",
                (
                    Cell(change.since.isoformat(), bold=today is not None and change.id == today.id),
                    say.changed(change.on, change.settings),
                    change.note,
                    change.who,
                ),
            )
            for change in one.changes
        ]
        self.table.set_rows(rows)
        self.table.show_whole()
        if rows and not self.table.key():
            self.table.choose(rows[0].key)
        self.table.setVisible(bool(rows))
        self.take_back_button.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
