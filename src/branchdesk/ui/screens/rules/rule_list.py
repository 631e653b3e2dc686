"""The rule book as one table: what is asked of whom, how often, by which article, and what the branch made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout

from branchdesk.domain.rulebook import Certainty, LocalChange
from branchdesk.services.duties.rulebook import RuleOnDay
from branchdesk.ui import theme
from branchdesk.ui.ledger.page import LedgerPage
from branchdesk.ui.screen import Card
from branchdesk.ui.table import Cell, Column, Mark, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import duties as say_duties
from branchdesk.words import rule_book as say

COLUMNS = (
    Column("label", "规则", 7, sortable=False, most=11),
    Column("subject", "对象", 3, sortable=False),
    Column("asks", "要求", 7, sortable=False, stretch=True, most=16),
    Column("often", "次数、期限", 5, sortable=False, most=11),
    Column("document", "文件", 7, sortable=False, most=14),
    Column("article", "条", 5.4, sortable=False, most=8),
    Column("strength", "力度", 2.6, sortable=False),
    Column("sure", "原文", 4, sortable=False),
    Column("state", "状态", 3.4, sortable=False),
    Column("mine", "本支部改动", 5.8, sortable=False, most=16),
)
OTHERS = "其他"
HINT = "点一行或按回车看版本、改设置；空格启用或停用"


class RulesTable(Table):
    """The rules under their headings; `switch_asked` is sent by the space bar."""

    switch_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(COLUMNS, one_click=True)
        self.setAccessibleName(say.TITLE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Switch a rule with the space bar."""
        if event.key() == Qt.Key.Key_Space and self.key():
            self.switch_asked.emit(self.key())
        else:
            super().keyPressEvent(event)


class RuleList(LedgerPage):
    """The page of all rules; `opened` carries a rule's id."""

    opened = Signal(str)
    switch_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title = say.TITLE
        self.subtitle = "改动从定下的日子起算，不溯及以前"
        self.table = RulesTable()
        self.table.opened.connect(self._open)
        self.table.switch_asked.connect(self.switch_asked)
        card = Card()
        inner = theme.em(0.4)
        card.body.setContentsMargins(inner, inner, inner, inner)
        card.body.addWidget(self.table, 1)
        told = theme.mark(QLabel(HINT), role="small")
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.em(0.7), 0, theme.em(0.7), theme.em(0.2))
        foot.addWidget(told)
        card.body.addLayout(foot)
        self.body.addWidget(card)
        self.holidays_button = QPushButton("放假安排…")
        self.setFocusProxy(self.table)

    def buttons(self) -> tuple[QPushButton, ...]:
        """Lend the way to the holidays, by which working days are reckoned."""
        return (self.holidays_button,)

    def show_rules(self, rules: Sequence[RuleOnDay]) -> None:
        """Show the rules as they are applied today."""
        self.table.set_rows(list(_rows(rules)))
        if rules and not self.table.key():
            self.table.choose(rules[0].rule.id)

    @Slot(str)
    def _open(self, key: str) -> None:
        if key:
            self.opened.emit(key)


def _rows(rules: Sequence[RuleOnDay]) -> Iterator[Row]:
    """Make a line of each rule, below a heading for each group in the order in which the book has them."""
    order = list(dict.fromkeys(one.rule.group or OTHERS for one in rules))
    by_group = sorted(rules, key=lambda one: order.index(one.rule.group or OTHERS))
    for group, members in groupby(by_group, key=lambda one: one.rule.group or OTHERS):
        yield Row("", (Cell(group, bold=True),), heading=True)
        yield from map(_row, members)


def _row(one: RuleOnDay) -> Row:
    rule, applied = one.rule, one.applied
    edition = applied.edition if applied else rule.editions[-1]
    settings = applied.settings if applied else edition.settings
    sure = edition.certainty
    return Row(
        rule.id,
        (
            rule.label,
            say.SUBJECTS[rule.subject],
            edition.asks or rule.asks,
            say.often(settings),
            Cell(_short(edition.document), tip=_named(edition.document, edition.version)),
            edition.article,
            say_duties.STRENGTHS[edition.strength],
            Cell(
                say.SURE[sure],
                Tone.WARN if sure in {Certainty.SEEN, Certainty.REMEMBERED} else Tone.QUIET,
                tip=say_duties.CERTAINTIES[sure],
            ),
            state_of(one),
            Cell(_mine(one), Tone.INK if applied and applied.change else Tone.QUIET),
        ),
        faded=applied is None or not applied.on,
    )


def _short(document: str) -> str:
    """Name a document in a column by what tells it from others."""
    for long, short in (("《关于中国共产党", "《"), ("《中国共产党", "《")):
        if document.startswith(long):
            return short + document.removeprefix(long)
    return document


def _named(document: str, version: str) -> str:
    return f"{document}（{version}年版）" if version else document


def state_of(one: RuleOnDay) -> Cell:
    """Say whether a rule is on; one that no document settles and nobody has set is not called switched off."""
    if one.applied is None:
        return Cell("未生效", Tone.QUIET, mark=Mark.PILL)
    if one.applied.on:
        return Cell(say.ON, Tone.GOOD, mark=Mark.PILL)
    return Cell(say.NOT_SET if waits(one) else say.OFF, Tone.QUIET, mark=Mark.PILL)


def waits(one: RuleOnDay) -> bool:
    """Say whether a rule waits for the branch to set it: off as it ships, and untouched."""
    return not one.rule.on and one.applied is not None and one.applied.change is None


def _mine(one: RuleOnDay) -> str:
    if waits(one):
        return say.waits()
    latest = one.changes[0] if one.changes else None
    return told(latest) if latest else ""


def told(change: LocalChange) -> str:
    """Say in a line what a change made of a rule."""
    return say.mine(change.since.isoformat(), change.who, say.changed(change.on, change.settings))
