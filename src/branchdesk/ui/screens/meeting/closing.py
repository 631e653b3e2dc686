"""定稿 and leaving: what is asked before a record is closed, and before typing is given up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.meetings import Check, Severity
from branchdesk.ui import theme
from branchdesk.ui.theme import Tone

SHOWN = 6


class Question(QDialog):
    """A heading, some sentences, and two answers, of which the careful one may be the default."""

    def __init__(self, parent: QWidget | None, heading: str, sentences: Sequence[tuple[str, Tone]]) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.em(1.6), theme.em(1.4), theme.em(1.6), theme.em(1.2))
        self._column.setSpacing(theme.em(0.55))
        title = theme.mark(QLabel(heading), role="heading")
        title.setWordWrap(True)
        self._column.addWidget(title)
        for sentence, tone in sentences:
            label = theme.mark(QLabel(sentence), tone=tone)
            label.setWordWrap(True)
            label.setMinimumWidth(theme.em(30))
            self._column.addWidget(label)

    def answers(self, yes: str | None, no: str, *, yes_first: bool = True) -> None:
        """Offer the answers."""
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.em(0.7), 0, 0)
        row.addStretch(1)
        back = QPushButton(no)
        back.clicked.connect(self.reject)
        row.addWidget(back)
        if yes is not None:
            on = QPushButton(yes)
            on.clicked.connect(self.accept)
            row.addWidget(on)
            theme.mark(on if yes_first else back, role="primary")
            (on if yes_first else back).setDefault(True)
            (on if yes_first else back).setFocus()
        else:
            theme.mark(back, role="primary")
            back.setDefault(True)
        self._column.addLayout(row)


def closing_question(parent: QWidget, checks: Sequence[Check]) -> Question:
    """Ask once before a record is closed; what cannot be stands in the way, doubts are named."""
    standing = [check for check in checks if check.severity is Severity.ERROR]
    doubts = [check for check in checks if check.severity is Severity.DOUBT]
    if standing:
        dialog = Question(parent, "还不能定稿", _listed(standing, Tone.BAD))
        dialog.answers(None, "回去改正")
        return dialog
    told: list[tuple[str, Tone]] = [
        ("定稿后，应到、实到和表决权按现在的名册定下来，内容和附件不能再改。", Tone.INK),
        ("补学、措施办结和签字仍可登记，签字页的扫描件仍可添加。", Tone.INK),
        ("在登记签字、补学、措施办结、另附文件或补充更正之前，可以撤销定稿。", Tone.QUIET),
    ]
    if doubts:
        told += [(f"还有{len(doubts)}处没有补：", Tone.WARN), *_listed(doubts, Tone.WARN)]
    dialog = Question(parent, "这次会议记录要定稿吗？", told)
    dialog.answers("仍要定稿" if doubts else "定稿", "回去补" if doubts else "暂不定稿", yes_first=not doubts)
    return dialog


def leaving_question(parent: QWidget, sentence: str) -> Question:
    """Ask before typing that cannot be saved is given up."""
    told = [(sentence, Tone.BAD), ("现在离开，上次保存以后填写的内容不会留下。", Tone.INK)]
    dialog = Question(parent, "还有内容没有保存", told)
    dialog.answers("离开", "回去改正", yes_first=False)
    return dialog


def _listed(checks: Sequence[Check], tone: Tone) -> list[tuple[str, Tone]]:
    shown = [(f"· {check.message}", tone) for check in checks[:SHOWN]]
    return shown + ([(f"· 另有{len(checks) - SHOWN}处", tone)] if len(checks) > SHOWN else [])
