"""Where a table to import comes from, what is said about it, and how far the work is: the top of the import page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from branchdesk.services.ledgers import opening
from branchdesk.services.ledgers.importing import Opened, Outcome, Plan
from branchdesk.ui import theme
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.ui.ledger.plan_rows import PlanRows
from branchdesk.ui.ledger.progress_line import ProgressLine
from branchdesk.ui.screen import Card
from branchdesk.ui.theme import Tone

RECALLED = "按上次选定的对应栏目读取。"
LEARNT = "已记住这样的对应关系，下次遇到同样的表头照此读取。"


class PathLine(QLineEdit):
    """A line for a path; a table or a file that is pasted into it is no path: `table_pasted` says so."""

    table_pasted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+V to the page where it would paste a table."""
        data = QGuiApplication.clipboard().mimeData()
        if event.matches(QKeySequence.StandardKey.Paste) and (data.hasUrls() or _is_table(data.text())):
            self.table_pasted.emit()
            return
        super().keyPressEvent(event)


def _is_table(text: str) -> bool:
    return "\t" in text or "\n" in text.strip()


class SourceCard(Card):
    """The parts that ask for a table and speak about it; what they do is the page's."""

    def __init__(self) -> None:
        super().__init__()
        self.path = PathLine()
        self.path.setPlaceholderText("表格文件的路径")
        self.path.setAccessibleName("表格文件的路径")
        self.sheet = DropDown()
        self.sheet.setAccessibleName("工作表")
        self.choose_button = QPushButton("选择文件…")
        self.paste_button = QPushButton("粘贴表格")
        self.paste_button.setToolTip("Ctrl+V")
        for button in (self.choose_button, self.paste_button):
            button.setAutoDefault(True)
        self.message = theme.mark(QLabel(""), role="small")
        self.message.setWordWrap(True)
        self.refused_button = theme.mark(QPushButton("另存未导入的行…"), role="chip")
        self.strict = QCheckBox("全部正确才导入")
        self.strict.setToolTip("有一行不能导入，就一行也不导入。")
        self.mapping_button = theme.mark(QPushButton("对应栏目"), role="chip")
        self.mapping_button.setCheckable(True)
        self.recalled = theme.mark(QLabel(""), role="small")
        self.forget_button = theme.mark(QPushButton("忘记"), role="link")
        self.progress = ProgressLine()
        self._line(0.7, self.path, self.sheet, self.choose_button, self.paste_button)
        self._line(0.8, self.message, self.refused_button, self.strict, self.mapping_button)
        self._line(0.2, self.recalled, self.forget_button).addStretch(1)
        self.body.addWidget(self.progress)

    def _line(self, gap: float, first: QWidget, *others: QWidget) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.em(gap))
        line.addWidget(first, 0 if first is self.recalled else 1)
        for part in others:
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(line)
        return line

    def say(self, sentence: str, tone: Tone = Tone.QUIET) -> None:
        """Say something about the table, or why there is none."""
        self.message.setText(sentence)
        theme.mark(self.message, tone=tone)

    def show_state(self, opened: Opened | None, rows: PlanRows | None, *, mapping: bool) -> bool:
        """Offer what can be done with a table as it is read, and say whether its columns are in sight."""
        self.mapping_button.blockSignals(True)  # noqa: FBT003 - Qt's own form
        self.mapping_button.setChecked(opened is not None and (mapping or rows is None))
        self.mapping_button.blockSignals(False)  # noqa: FBT003 - as above
        self.mapping_button.setVisible(opened is not None)
        self.mapping_button.setEnabled(rows is not None)
        refused = rows.count(Outcome.REFUSED) if rows else 0
        self.strict.setVisible(refused > 0)
        if not refused:
            self.strict.setChecked(False)
        self.refused_button.setVisible(rows is not None and rows.left_out > 0)
        self._show_memory(opened)
        return self.mapping_button.isChecked()

    def _show_memory(self, opened: Opened | None) -> None:
        """Say that a layout was remembered, or is from now on."""
        recalled = opened is not None and any(tab.recalled for tab in opened.reading.tabs)
        learnt = opened is not None and opened.plan is not None and opened.wish.teaches
        self.recalled.setText(RECALLED if recalled else LEARNT)
        for part in (self.recalled, self.forget_button):
            part.setVisible(recalled or learnt)

    def show_sheets(self, opened: Opened | None) -> None:
        """Offer every tab, and all that can be read together."""
        self.sheet.clear()
        self.sheet.setVisible(opened is not None and len(opened.sheets) > 1)
        if opened is None:
            return
        for name in opened.sheets:
            self.sheet.addItem(name, (name,))
        together = opened.reading.readable
        if len(together) > 1:
            self.sheet.addItem(f"全部可读的工作表（{len(together)} 个）", together)
        shown = tuple(tab.sheet for tab in opened.reading.tabs)
        places = [at for at in range(self.sheet.count()) if tuple(self.sheet.itemData(at)) == shown]
        self.sheet.setCurrentIndex(places[0] if places else -1)

    def name_mapping(self, opened: Opened) -> None:
        """Say on the way to the columns how many of them are not read."""
        columns = [column for tab in opened.reading.tabs for column in tab.columns]
        left_out = sum(not column.field and bool(column.samples) for column in columns)
        self.mapping_button.setText(f"对应栏目（{left_out} 列未导入）" if left_out else "对应栏目")


def summary(rows: PlanRows) -> str:
    """Say in one sentence what the table holds."""
    opened = rows.opened
    parts = opened.table.parts
    where = f"工作表“{parts[0].sheet}”" if len(parts) == 1 else f"{len(parts)} 个工作表（{opened.table.sheet}）"
    if isinstance(opened.source, opening.Pasted):
        where = "粘贴的表格"
    number = len(rows.plan.rows)
    if not number:
        return f"{where}里没有记录。"
    if not rows.worth:
        kept = rows.count(Outcome.UNCHANGED)
        return f"{where}，{number} 行中 {kept} 行与现有记录一致，没有需要导入的。"
    others = len(set(opened.reading.readable) - {part.sheet for part in parts})
    more = f"另有 {others} 个工作表也能读，可在上面选择。" if others else ""
    return f"{where}，读到 {number} 行。{more}空白单元格不会覆盖已有内容，导入后可以一步撤销。"


def told(plan: Plan, one: str) -> str:
    """Say in one sentence what an import did."""
    counts = (("新增", plan.count(Outcome.NEW)), ("更新", plan.count(Outcome.CHANGED)))
    done = "、".join(f"{word} {number} {one}" for word, number in counts if number)
    left = len(plan.reasons())
    return f"已导入：{done or '没有变动'}" + (f"，{left} 行未导入。" if left else "。")
