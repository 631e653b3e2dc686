"""打印设置: how the branch wants its papers, beside a paper that follows every choice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from branchdesk.errors import Refusal
from branchdesk.services import Branch, Store
from branchdesk.services.papers import paper_sample, printing
from branchdesk.services.papers.paper_settings import USUAL, House, MinutesStyle, house, judge, judge_letters, set_house
from branchdesk.services.papers.printing import Fineness, Opened
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.draft import Draft
from branchdesk.ui.fields.banner import Banner
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.papers import beside_sample
from branchdesk.ui.papers.faces import FacesPart
from branchdesk.ui.papers.pane import DrawnPane
from branchdesk.ui.theme import Tone

WAIT = 300  # milliseconds of quiet before the sample is made anew
WIDE, HIGH, FORM = 78, 56, 31  # ems
BETWEEN = re.compile(r"[、，,；;\s]+")
STYLES = ((MinutesStyle.TEXT.value, "公文式"), (MinutesStyle.FORM.value, "表格式"))
SIDES = (("two", "双面"), ("one", "单面"))


def show_settings(desk: Desk, window: QWidget) -> bool:
    """Let somebody set the papers, and say whether anything was saved."""
    return PaperSettings(desk, window).exec() == QDialog.DialogCode.Accepted


class PaperSettings(QDialog):
    """Everything that a branch sets for its papers, saved together."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._house = USUAL
        self._turn = 0  # of the sample; one that comes too late is dropped
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("打印设置")
        branch = desk.store.branch
        self.banner, self.pane = Banner(), DrawnPane(desk)
        self.draft = Draft(desk, self)
        self.unit, self.heading, self.signature, self.signers = (QLineEdit() for _ in range(4))
        self.seal = QCheckBox("落款处为盖章留出位置")
        self.style_of_minutes, self.sides = Segments(STYLES), Segments(SIDES)
        self.hang = QCheckBox("行末标点可伸出版心")
        self.whole_names = QCheckBox("姓名不拆到两行")
        self.faces = FacesPart(desk)
        self.fields = self._fields(branch)
        self.usual_button = theme.mark(QPushButton("恢复默认"), role="quiet")
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
        desk.read(house, self._begin, owner=self)

    def _fields(self, branch: Branch) -> Mapping[str, Labelled]:
        whole = branch.name if branch.name.startswith(branch.unit) else branch.unit + branch.name
        self.unit.setPlaceholderText(branch.unit)
        self.signature.setPlaceholderText(whole)
        self.heading.setPlaceholderText("不写")
        return {
            "unit": Labelled("单位名称", self.unit, hint="不填时写支部资料里的单位。"),
            "heading": Labelled(
                "标题上方的字", self.heading, hint="印在每份材料标题的上一行，如 中共某某院机关委员会。"
            ),
            "signature": Labelled("落款", self.signature, hint="通知等材料末尾的署名。"),
            "style": Labelled("会议记录样式", self.style_of_minutes),
            "signers": Labelled("会议记录签字人", self.signers, hint="用顿号隔开；讨论接收、转正时自动加上支部书记。"),
            "sides": Labelled("打印", self.sides, hint="双面时左右页边距对称，页码单页在右、双页在左。"),
        }

    def _lay_out(self) -> None:
        page = beside_sample.form_page()
        for key in ("unit", "heading", "signature"):
            page.body.addWidget(self.fields[key])
        page.body.addWidget(self.seal)
        row = QHBoxLayout()
        row.setSpacing(theme.em(1.6))
        row.addWidget(self.fields["style"])
        row.addWidget(self.fields["sides"], 1)
        page.body.addWidget(self.fields["signers"])
        page.body.addLayout(row)
        page.body.addWidget(self.hang)
        page.body.addWidget(self.whole_names)
        page.body.addWidget(theme.mark(QLabel("字体"), role="key"))
        page.body.addWidget(self.faces)
        buttons = (self.usual_button, self.cancel_button, self.save_button)
        around = beside_sample.Around(
            (self.banner, self.draft.bar), "样张（虚拟的会议，不存入支部）", self.pane, buttons
        )
        beside_sample.lay_out(self, page, FORM, around)

    def _listen(self) -> None:
        for line in (self.unit, self.heading, self.signature, self.signers):
            line.textChanged.connect(self._changed)
        for segments in (self.style_of_minutes, self.sides):
            segments.chosen.connect(self._changed)
        for box in (self.seal, self.hang, self.whole_names):
            box.toggled.connect(self._changed)
        self.faces.changed.connect(self._changed)
        self._waiting.timeout.connect(self._make)
        self.usual_button.clicked.connect(lambda: self._fill(USUAL))
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        self.save_button.setDefault(True)
        self.save_button.setToolTip("Ctrl+S")
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self).activated.connect(self.save)

    # -- what is chosen

    def _begin(self, kept: House) -> None:
        self.setEnabled(True)
        self._fill(kept)
        self.unit.setFocus()
        self.draft.begin_in(self)

    def _fill(self, kept: House) -> None:
        self._house = kept
        self.faces.show_house(kept)
        self.unit.setText(kept.unit)
        self.heading.setText(kept.heading)
        self.signature.setText(kept.signature)
        self.signers.setText("、".join(kept.signers))
        self.seal.setChecked(kept.seal)
        self.style_of_minutes.set_value(kept.style.value)
        self.sides.set_value("two" if kept.duplex else "one")
        self.hang.setChecked(kept.hang)
        self.whole_names.setChecked(kept.whole_names)
        self._waiting.start(0)

    def chosen(self) -> House:
        """Give the papers as they are set here."""
        chosen = House(
            unit=self.unit.text().strip(),
            heading=self.heading.text().strip(),
            signature=self.signature.text().strip(),
            signers=tuple(part for part in BETWEEN.split(self.signers.text()) if part),
            seal=self.seal.isChecked(),
            style=MinutesStyle(self.style_of_minutes.value() or USUAL.style),
            duplex=self.sides.value() != "one",
            hang=self.hang.isChecked(),
            whole_names=self.whole_names.isChecked(),
            faces=self._house.faces,
        )
        return self.faces.put_on(chosen)

    @Slot()
    def _changed(self, *_: object) -> None:
        self._waiting.start(WAIT)

    def _is_sound(self, chosen: House) -> bool:
        """Judge what is chosen, and say beside its field what cannot be."""
        refusal: Refusal | None = None
        try:
            judge(chosen)
        except Refusal as error:
            refusal = error
        self._blame(refusal)
        return refusal is None

    def _blame(self, refusal: Refusal | None) -> None:
        """Say beside a field why it was refused, and nothing beside the others."""
        for key, field in self.fields.items():
            field.refuse(refusal.sentence if refusal and refusal.field == key else "")

    # -- the sample, and keeping

    @Slot()
    def _make(self) -> None:
        chosen = self.chosen()
        if not self._is_sound(chosen):
            return
        self._turn += 1
        self._desk.read(
            partial(_open_sample, chosen, self.pane.fineness()),
            partial(self._show, self._turn),
            failed=self._refused,
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
            self._desk.write(lambda store: set_house(store, chosen), self._saved, failed=self._refused, owner=self)

    def _saved(self, _none: None) -> None:
        self.accept()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refusal) and error.field in self.fields:
            self._blame(error)
        elif isinstance(error, Refusal):
            self.banner.say(error.sentence, Tone.WARN)


def _open_sample(chosen: House, fineness: Fineness, store: Store) -> Opened:
    judge_letters(chosen)  # not all that is set stands on the sample
    return printing.opened(printing.minutes_of(paper_sample.sample(store), chosen), fineness)
