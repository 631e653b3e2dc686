"""The one question asked before anything typed would be lost."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtWidgets import QMessageBox, QWidget

TITLE = "尚未保存"


class Unsaved(Enum):
    """What becomes of text that was typed and not saved."""

    SAVE = auto()
    DROP = auto()
    STAY = auto()


def ask(parent: QWidget, sentence: str) -> Unsaved:
    """Ask what becomes of it, by a dialog over `parent`; Esc keeps on filling in."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, TITLE, sentence, parent=parent)
    keep = box.addButton("保存", QMessageBox.ButtonRole.AcceptRole)
    drop = box.addButton("不保存", QMessageBox.ButtonRole.DestructiveRole)
    box.addButton("继续填写", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.exec()
    if box.clickedButton() is drop:
        return Unsaved.DROP
    return Unsaved.SAVE if box.clickedButton() is keep else Unsaved.STAY
