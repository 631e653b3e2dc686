"""A password that is thought of: whose it is, and the same twice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from branchdesk.errors import Refusal
from branchdesk.services.keeping import vault
from branchdesk.ui import theme
from branchdesk.ui.fields.labelled import Labelled

OPERATOR, PASSWORD, AGAIN = "使用人姓名", "新密码", "再输一遍"
HINT = f"至少 {vault.SHORTEST} 个字符，几个不相干的词连起来就好记又难猜"
NOBODY, DIFFERENT = "请填写使用人姓名。", "两次输入的密码不一样。"


class NewPassword(QWidget):
    """Three fields, checked together; `entered` is sent when Enter is pressed in the last."""

    entered = Signal()

    def __init__(self, operators: Sequence[str] = (), *, named: bool = True) -> None:
        """`operators` are offered; a password of somebody who is known already is not `named` here."""
        super().__init__()
        self._named = named
        self._name = QComboBox()
        self._name.setEditable(True)
        self._name.addItems(list(operators))
        self.operator = Labelled(OPERATOR, self._name if operators else QLineEdit())
        self.operator.setVisible(named)
        self._first, self._second = secret_line(), secret_line()
        self.password = Labelled(PASSWORD, self._first, hint=HINT)
        self.again = Labelled(AGAIN, self._second)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.8))
        for field in (self.operator, self.password, self.again):
            column.addWidget(field)
        self._second.returnPressed.connect(self.entered)
        self.setFocusProxy(self.operator if named and not operators else self.password)

    def name(self) -> str:
        """Give the operator that was named."""
        editor = self.operator.editor
        text = editor.currentText() if isinstance(editor, QComboBox) else editor.text()  # type: ignore[attr-defined]
        return str(text).strip()

    def value(self) -> str:
        """Give the password."""
        return self._first.text()

    def lines(self) -> list[QLineEdit]:
        """Give the fields that are typed into, from the top."""
        return [line for line in (self.operator.editor, self._first, self._second) if isinstance(line, QLineEdit)]

    def check(self) -> bool:
        """Say whether all is well; what is not is told by its field, which gets the keyboard."""
        problems = (
            (self.operator, NOBODY if self._named and not self.name() else ""),
            (self.password, "" if len(self.value()) >= vault.SHORTEST else f"密码至少 {vault.SHORTEST} 个字符。"),
            (self.again, "" if self.value() == self._second.text() else DIFFERENT),
        )
        for field, problem in problems:
            field.refuse(problem)
        wrong = next((field for field, problem in problems if problem), None)
        if wrong is not None:
            wrong.setFocus()
        return wrong is None

    def refuse(self, refusal: Refusal) -> None:
        """Show by its field why a service would not have it."""
        field = self.operator if refusal.field == "operator" and self._named else self.password
        field.refuse(refusal.sentence)
        field.setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        for line in (self._first, self._second):
            line.clear()


def secret_line() -> QLineEdit:
    """Make a field that shows dots."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setMinimumHeight(theme.em(2.1))  # in a dialog short of room it would be squeezed flat
    return line


def key_line() -> QLineEdit:
    """Make a field for a group of a recovery key, in letters of one width."""
    line = QLineEdit()
    face = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    face.setPointSizeF(theme.font(1.1).pointSizeF())
    line.setFont(face)
    line.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhSensitiveData)
    line.setMinimumWidth(theme.em(7.5))
    return line
