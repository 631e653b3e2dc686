"""Keys that hold wherever one is inside a widget."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind(holder: QWidget, *pairs: tuple[str, Callable[[], object]]) -> None:
    """Let key sequences call slots while the keyboard is anywhere inside a widget."""
    for keys, slot in pairs:
        shortcut = QShortcut(QKeySequence(keys), holder)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)
