"""Whether Chinese can be typed: what the window is connected to, and a field to try it in."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from branchdesk.ui import guard, theme
from branchdesk.words import input_methods as say

_PLUGIN = re.compile(r"lib(fcitx|ibus|compose)platforminputcontextplugin")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def report() -> str:
    """Say in some sentences which input method the session means, which plugin Qt has loaded, and what runs."""
    if not sys.platform.startswith("linux"):
        return say.NO_NEED
    application = QApplication.instance()
    explanation = str(application.property("input_method") or "") if application else ""
    wanted = str(application.property("input_method_name") or "") if application else ""
    return explanation + state(wanted, plugin(), guard.running())


def state(wanted: str, loaded: str, runs: frozenset[str]) -> str:
    """Put into words how the wanted method, the loaded plugin and the running programs go together."""
    sentences = [say.loaded(loaded) if loaded in guard.USABLE else say.NOTHING_LOADED]
    if not runs:
        sentences.append(say.NONE_RUNS)
    else:
        sentences.append(say.running("、".join(sorted(runs))))
        if wanted in guard.USABLE and wanted not in {guard.DAEMONS[name] for name in runs}:
            sentences.append(say.not_the_one(wanted))
    return "".join(sentences)


def plugin(maps: Path = Path("/proc/self/maps")) -> str:
    """Give the name of the input method's plugin that lies in this process: Qt itself tells nobody."""
    try:
        found = _PLUGIN.search(maps.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return ""
    return found[1] if found else ""


class TrialField(QLineEdit):
    """A field that tells text composed by an input method from text that keys or the clipboard brought."""

    composing = Signal()
    composed = Signal(str)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take the event as every field does, and tell what it brought."""
        text, goes_on = event.commitString(), bool(event.preeditString())
        super().inputMethodEvent(event)
        if text:
            self.composed.emit(text)
        elif goes_on:
            self.composing.emit()


class InputTrial(QWidget):
    """输入法自检: the user types, and a sentence says whether it came through the input method."""

    def __init__(self) -> None:
        super().__init__()
        self.field = TrialField()
        self.field.setPlaceholderText(say.TRIAL_HINT)
        self.field.setAccessibleName(say.TRIAL)
        self.field.setMaximumWidth(theme.em(30))
        self.verdict = theme.mark(QLabel(say.TRIAL_EMPTY), tone="quiet")
        self.verdict.setWordWrap(True)
        self._arrived = ""
        self.field.textChanged.connect(self._text_changed)
        self.field.composing.connect(self._composing)
        self.field.composed.connect(self._composed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.field)
        layout.addWidget(self.verdict)

    @Slot()
    def _composing(self) -> None:
        self.verdict.setText(say.TRIAL_COMPOSING)

    @Slot(str)
    def _composed(self, text: str) -> None:
        """Judge what was composed; a method that is switched to letters commits those."""
        self._arrived += text
        self.verdict.setText(say.arrived(self._arrived) if _HAN.search(self._arrived) else say.TRIAL_LETTERS)

    @Slot(str)
    def _text_changed(self, text: str) -> None:
        """Judge what keys and the clipboard brought, as long as nothing has been composed."""
        if not text:
            self._arrived = ""
            self.verdict.setText(say.TRIAL_EMPTY)
        elif not self._arrived:
            self.verdict.setText(say.TRIAL_PASTED if _HAN.search(text) else say.TRIAL_LETTERS)
