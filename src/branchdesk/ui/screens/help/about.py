"""关于: what the program is, and whose work is in it on what terms."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Slot, qVersion
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from branchdesk import __version__
from branchdesk.services import licences
from branchdesk.services.licences import Part
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.screen import Card, Page, Screen
from branchdesk.ui.table import Column, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import about as say

COLUMNS = (
    Column("name", say.PART, 14, sortable=False),
    Column("version", say.VERSION, 7, sortable=False),
    Column("licence", say.LICENCE, 14, sortable=False, stretch=True),
)
HEIGHT = 18  # ems of the list, and of a licence's text


class AboutScreen(Screen):
    """Sentences about the program and about Qt, and every part; the text of its licence is shown when it is opened."""

    title = "关于"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._parts: tuple[Part, ...] = ()
        self.table = Table(COLUMNS)
        self.table.setAccessibleName(say.PARTS)
        self.table.setMinimumHeight(theme.em(HEIGHT))  # it scrolls, so that the text below is near
        self.table.opened.connect(self._open)
        self.licence = QPlainTextEdit()
        self.licence.setReadOnly(True)
        self.licence.setAccessibleName(say.TEXT)
        self.licence.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.licence.setMinimumHeight(theme.em(HEIGHT))
        self.licence.hide()
        page = Page()
        page.body.addWidget(_told(say.program(__version__), (say.WHAT, say.OFFLINE), (say.SECRECY, Tone.BAD)))
        page.body.addWidget(_told(say.QT, (say.qt(qVersion()), say.REPLACING, say.SOURCES)))
        page.body.addWidget(self._list())
        page.body.addStretch(1)
        self._page = page
        self.body.addWidget(page)
        desk.jobs.run(licences.parts, done=self._show)

    def _list(self) -> Card:
        card = Card(say.PARTS, say.OPENING)
        self._heading = theme.mark(QLabel(""), role="heading")
        self._heading.hide()
        for widget in (self.table, self._heading, self.licence):
            card.body.addWidget(widget)
        return card

    def _show(self, parts: tuple[Part, ...]) -> None:
        self._parts = parts
        self.table.set_rows([Row(part.name, (part.name, part.version, part.licence)) for part in parts])

    @Slot(object)
    def _open(self, key: object) -> None:
        part = next(part for part in self._parts if part.name == key)
        self.desk.jobs.run(partial(licences.text, part), done=partial(self._show_text, part), owner=self)

    def _show_text(self, part: Part, text: str) -> None:
        self._heading.setText(f"{part.name} {part.version}".strip())
        self.licence.setPlainText(text or say.NO_TEXT)
        self._heading.show()
        self.licence.show()
        self.licence.setFocus()
        QTimer.singleShot(0, self._reveal)  # once it has its place

    @Slot()
    def _reveal(self) -> None:
        self._page.ensureWidgetVisible(self.licence)


def _told(heading: str, sentences: tuple[str, ...], last: tuple[str, Tone] | None = None) -> Card:
    card = Card(heading)
    for sentence, tone in (*((sentence, Tone.INK) for sentence in sentences), *([last] if last else [])):
        label = theme.mark(QLabel(sentence), tone=tone)
        label.setWordWrap(True)
        label.setTextInteractionFlags(label.textInteractionFlags().TextSelectableByMouse)
        card.body.addWidget(label)
    return card
