"""纪念卡设置: what the branch writes on its cards and how they look, beside the cards as they would be."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.papers import birthday_papers, papers, printing
from branchdesk.services.papers.papers import Order
from branchdesk.services.papers.printing import Fineness, Opened
from branchdesk.services.people.birthday_cards import (
    USUAL,
    CardLook,
    CardSettings,
    CardWords,
    Guest,
    judge_settings,
    own_key,
    set_cards,
    settings,
)
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.draft import Draft
from branchdesk.ui.fields.banner import Banner
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.fields.plain_text import PlainText
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.papers import beside_sample
from branchdesk.ui.papers.pane import DrawnPane
from branchdesk.ui.theme import Tone
from branchdesk.words import birthday_cards as say

WAIT = 300  # milliseconds of quiet before the cards are made anew
WIDE, HIGH, FORM = 78, 56, 33  # ems
MOST_OWN = 40  # people who get a line each: more are not of one month
SHEET, SINGLE = "sheet", "single"


def show_card_settings(desk: Desk, window: QWidget, order: Order) -> bool:
    """Let somebody set the cards of an order, and say whether anything was saved."""
    return CardSettingsDialog(desk, order, window).exec() == QDialog.DialogCode.Accepted


class CardSettingsDialog(QDialog):
    """The text of all cards, a line for each person alone, the design; saved together."""

    def __init__(self, desk: Desk, order: Order, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._order = desk, order
        self._kept = USUAL
        self._year = 0
        self._turn = 0  # of the cards shown; some that come too late are dropped
        self._last: QLineEdit | QPlainTextEdit | None = None  # where a field goes that is chosen from the menu
        self.setWindowTitle("纪念卡设置")
        self.banner, self.pane = Banner(), DrawnPane(desk)
        self.draft = Draft(desk, self)
        self.design, self.size_of_cards, self.sheets = (
            Segments(choices) for choices in (say.DESIGNS, say.SIZES, say.SHEETS)
        )
        self.lines = {key: QLineEdit() for key in ("title", "greeting", "signature", "dated")}
        self.body = PlainText(lines=4, most=8)
        self.own: dict[str, QLineEdit] = {}
        self.fields = {
            key: Labelled(say.PARTS[key], self.body if key == "body" else self.lines[key])
            for key in (one.name for one in fields(CardWords))
        }
        self.field_button = QPushButton("插入字段 ▾")
        self.usual_button = theme.mark(QPushButton("恢复默认文字"), role="quiet")
        self.cancel_button = QPushButton("取消")
        self.save_button = theme.mark(QPushButton("保存"), role="primary")
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(WAIT)
        self._lay_out()
        self._listen()
        room = self.screen().availableSize()
        self.resize(min(theme.em(WIDE), round(room.width() * 0.92)), min(theme.em(HIGH), round(room.height() * 0.92)))
        self.setEnabled(False)
        desk.read(
            lambda store: (settings(store), *birthday_papers.whom(store, order)),
            lambda found: self._begin(*found),
            owner=self,
        )

    def _lay_out(self) -> None:
        page = beside_sample.form_page()
        look = QHBoxLayout()
        look.setSpacing(theme.em(1.6))
        look.addWidget(Labelled(say.DESIGN, self.design))
        look.addWidget(Labelled(say.SIZE, self.size_of_cards))
        look.addStretch(1)
        page.body.addLayout(look)
        page.body.addWidget(Labelled(say.SHEET, self.sheets))
        for field in self.fields.values():
            page.body.addWidget(field)
        self._fill_menu()
        about = theme.mark(QLabel("大括号里是字段，印的时候换成各人自己的内容。"), role="small")
        about.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(about, 1)
        row.addWidget(self.field_button)
        page.body.addLayout(row)
        self._own_column = QVBoxLayout()
        self._own_column.setSpacing(theme.em(0.5))
        page.body.addLayout(self._own_column)
        buttons = (self.usual_button, self.cancel_button, self.save_button)
        around = beside_sample.Around((self.banner, self.draft.bar), "卡片", self.pane, buttons)
        beside_sample.lay_out(self, page, FORM, around)

    def _fill_menu(self) -> None:
        menu = QMenu(self)
        for name, meaning in say.FIELDS.items():
            menu.addAction(f"{{{name}}}　{meaning}").triggered.connect(partial(self.insert_field, name))
        self.field_button.setMenu(menu)

    def _listen(self) -> None:
        for line in self.lines.values():
            self._follow(line)
        self._follow(self.body)
        for segments in (self.design, self.size_of_cards, self.sheets):
            segments.chosen.connect(self._changed)
        self._waiting.timeout.connect(self._make)
        self.usual_button.clicked.connect(lambda: self._show_words(USUAL.words))
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        self.save_button.setDefault(True)
        self.save_button.setToolTip("Ctrl+S")
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self).activated.connect(self.save)

    def _follow(self, editor: QLineEdit | QPlainTextEdit) -> None:
        editor.textChanged.connect(self._changed)
        editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember in which text the cursor was last."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QLineEdit | QPlainTextEdit):
            self._last = watched
        return super().eventFilter(watched, event)

    # -- what is chosen

    def _begin(self, kept: CardSettings, year: int, guests: list[Guest]) -> None:
        self.setEnabled(True)
        self._kept, self._year = kept, year
        self._add_own(guests)
        self.design.set_value(kept.look.design)
        self.size_of_cards.set_value(kept.look.size)
        self.sheets.set_value(SHEET if kept.look.on_sheets else SINGLE)
        self._show_words(kept.words)
        self.body.setFocus()
        self.draft.begin_in(self)
        self._waiting.start(0)

    def _add_own(self, guests: list[Guest]) -> None:
        """Add a line for everybody whose card this is."""
        if guests:
            note = QLabel(f"附言（只印在这一张卡片上，只用于{self._year}年，可以不写）")
            note.setWordWrap(True)
            self._own_column.addWidget(theme.mark(note, role="key"))
        before: QWidget = self.field_button
        for guest in guests[:MOST_OWN]:
            line, key = QLineEdit(self._kept.own.get(own_key(self._year, guest.id), "")), own_key(self._year, guest.id)
            self.own[key] = line
            self.fields[key] = Labelled(guest.card.name, line)
            line.setAccessibleName(f"给{guest.card.name}的附言")
            self._own_column.addWidget(self.fields[key])
            QWidget.setTabOrder(before, line)
            before = line
            self._follow(line)

    def _show_words(self, words: CardWords) -> None:
        for key, line in self.lines.items():
            line.setText(getattr(words, key))
        self.body.setPlainText(words.body)

    def chosen(self) -> CardSettings:
        """Give the cards as they are set here."""
        words = CardWords(body=self.body.toPlainText().strip(), **{key: one.text() for key, one in self.lines.items()})
        look = CardLook(
            self.design.value() or USUAL.look.design,
            self.size_of_cards.value() or USUAL.look.size,
            on_sheets=self.sheets.value() != SINGLE,
        )
        return CardSettings(words, look, {**self._kept.own, **{key: one.text() for key, one in self.own.items()}})

    @Slot()
    def insert_field(self, name: str, *_: object) -> None:
        """Put a field where the cursor was last, else at the end of the body."""
        editor = self._last or self.body
        written = f"{{{name}}}"
        if isinstance(editor, QLineEdit):
            editor.insert(written)
        else:
            editor.insertPlainText(written)
        editor.setFocus()

    @Slot()
    def _changed(self, *_: object) -> None:
        self._waiting.start(WAIT)

    def _is_sound(self, chosen: CardSettings) -> bool:
        """Judge what is chosen, and say beside its field what cannot be."""
        refusal: Refusal | None = None
        try:
            judge_settings(chosen)
        except Refusal as error:
            refusal = error
        for key, field in self.fields.items():
            field.refuse(refusal.sentence if refusal and refusal.field == key else "")
        return refusal is None

    # -- the cards, and keeping

    @Slot()
    def _make(self) -> None:
        chosen = self.chosen()
        if not self._is_sound(chosen):
            return
        self._turn += 1
        shown = {
            birthday_papers.SETTINGS: chosen,
            birthday_papers.DESIGN: "",
            birthday_papers.SIZE: "",
            birthday_papers.SHEET: SINGLE,
        }
        order = replace(self._order, options={**self._order.options, **shown})
        self._desk.read(
            partial(_open, order, self.pane.fineness()),
            partial(self._show, self._turn),
            failed=partial(self._refused, self._turn),
            owner=self,
        )

    def _show(self, turn: int, opened: Opened) -> None:
        if turn == self._turn:
            self.banner.say("")
            self.pane.show_paper(opened)

    def done(self, result: int) -> None:
        """Close: what was typed is kept for good, or nobody wants it."""
        self.draft.end()
        super().done(result)

    @Slot()
    def save(self) -> None:
        """Keep what is chosen, and close."""
        chosen = self.chosen()
        if self._is_sound(chosen):
            self._desk.write(lambda store: set_cards(store, chosen), lambda _none: self.accept(), owner=self)

    def _refused(self, turn: int, error: Exception) -> None:
        if turn == self._turn and isinstance(error, Refusal):
            self.banner.say(error.sentence, Tone.WARN)


def _open(order: Order, fineness: Fineness, store: Store) -> Opened:
    return printing.opened(papers.make(store, order), fineness)
