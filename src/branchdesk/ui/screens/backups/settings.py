"""How a file is backed up: how often, how long backups are kept, and whether a second folder has them too."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QPushButton, QVBoxLayout

from branchdesk.services.keeping.backups import Settings
from branchdesk.ui import theme
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.flow import FlowRow
from branchdesk.ui.screen import Card
from branchdesk.ui.theme import Tone
from branchdesk.words import backups as say


class SettingsCard(Card):
    """`chosen` carries other settings, as soon as anything is chosen; `folder_asked` asks for a second folder."""

    chosen = Signal(object)
    folder_asked = Signal()

    def __init__(self) -> None:
        super().__init__(say.SETTINGS)
        self._settings = Settings()
        self.minutes = Segments(say.EVERY_OFFERED)
        self.minutes.setAccessibleName(say.EVERY)
        self.months = Segments(say.KEPT_OFFERED)
        self.months.setAccessibleName(say.KEPT)
        self.by_hand = QCheckBox(say.THIN_BY_HAND)
        self.second = QLabel(say.NO_SECOND)
        self.second.setWordWrap(True)
        self.second.setTextInteractionFlags(self.second.textInteractionFlags().TextSelectableByMouse)
        self.choose_folder = QPushButton(say.CHOOSE_FOLDER)
        self.no_second = QPushButton(say.NO_MORE_SECOND)
        self._lay_out()
        self.minutes.chosen.connect(self._choose)
        self.months.chosen.connect(self._choose)
        self.by_hand.clicked.connect(self._choose)
        self.choose_folder.clicked.connect(self.folder_asked)
        self.no_second.clicked.connect(self._lift)

    def show_settings(self, settings: Settings) -> None:
        """Show what is chosen."""
        self._settings = settings
        self.minutes.set_value(str(settings.minutes))
        self.months.set_value(str(settings.months))
        self.by_hand.setChecked(settings.thin_by_hand)
        self.second.setText(settings.second or say.NO_SECOND)
        self.no_second.setVisible(bool(settings.second))

    def with_second(self, folder: str) -> Settings:
        """Give what is chosen, with another second folder."""
        return replace(self._settings, second=folder)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(theme.em(1.2))
        form.setVerticalSpacing(theme.em(0.7))
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        kept, second = QVBoxLayout(), QVBoxLayout()
        for column in (kept, second):
            column.setSpacing(theme.em(0.4))
        kept.addWidget(self.months)
        kept.addWidget(_quiet(say.KEPT_HOW))
        kept.addWidget(self.by_hand)
        second.addWidget(self.second)
        second.addWidget(FlowRow((self.choose_folder, self.no_second)))
        second.addWidget(_quiet(say.SECOND_HOW))
        for name, field in ((say.EVERY, self.minutes), (say.KEPT, kept), (say.SECOND_PLACE, second)):
            key = theme.mark(QLabel(name), role="key")
            key.setMinimumWidth(theme.em(6.5))
            form.addRow(key, field)
        self.body.addLayout(form)

    @Slot()
    def _choose(self) -> None:
        chosen = Settings(
            int(self.minutes.value() or self._settings.minutes),
            self._settings.second,
            int(self.months.value() or self._settings.months),
            self.by_hand.isChecked(),
        )
        self.chosen.emit(chosen)

    @Slot()
    def _lift(self) -> None:
        self.chosen.emit(self.with_second(""))


def _quiet(text: str) -> QLabel:
    label = theme.mark(QLabel(text), tone=Tone.QUIET)
    label.setWordWrap(True)
    return label
