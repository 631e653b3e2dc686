"""诊断: what a maintainer would ask for, to read and to hand on; also where no file opens."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import PySide6
from PySide6.QtCore import Slot, qVersion
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from branchdesk import places
from branchdesk.errors import Spoken
from branchdesk.services import branch, diagnosis
from branchdesk.services.diagnosis import Fact, Found, Section
from branchdesk.services.papers.faces import RoleFaces
from branchdesk.ui import fonts, input_method, outside, theme
from branchdesk.ui.columns import TwoColumns
from branchdesk.ui.desk import Desk
from branchdesk.ui.flow import FlowRow
from branchdesk.ui.input_method import InputTrial
from branchdesk.ui.screen import Card, Page
from branchdesk.ui.screens.help.fact_list import FactList
from branchdesk.ui.screens.help.self_test import SelfTestCard
from branchdesk.ui.screens.opening.outside import Outside
from branchdesk.ui.table import Column, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import diagnosis as say

RARE = "䶮𬭎㛃𬱖𠮷"
SCREEN_ROLES = {"screen": "屏幕", "screen-bold": "屏幕粗体", "wide": "宽字（生僻字）"}
FACES = (Column("role", "用途", 9), Column("family", "字体", 9), Column("origin", "来自", 20, stretch=True))
INPUT = "输入法"


class DiagnosisScreen(Outside):
    """Cards of facts, gathered beside the window; a button copies them all, another tries the program."""

    title = "诊断"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._file: Path | None = None
        self._error: Exception | None = None
        self._found: Found | None = None
        self._shown: dict[str, FactList] = {}
        self.copy_button = theme.mark(QPushButton("复制诊断信息"), role="primary")
        self.copy_button.clicked.connect(self._copy)
        self.copy_button.setEnabled(False)
        self.back_button = QPushButton("返回")
        self.back_button.clicked.connect(self._back)
        self._from = ""
        self.self_test = SelfTestCard()
        columns = TwoColumns()
        columns.add_row(self._card(say.PROGRAM), self._data_card())
        columns.add_row(self._font_card(), self._card(say.BACKUPS))
        columns.add_row(self.self_test, self._card(say.STARTS))
        columns.add_row(self._input_card(), self._card(say.SCREEN))
        page = Page()
        page.body.addWidget(columns)
        page.body.addStretch(1)
        self.body.addWidget(page)

    def buttons(self) -> Sequence[QWidget]:
        """Lend the way to copy everything, and where no file is open the way back."""
        return (self.copy_button,) if self.desk.is_open else (self.back_button, self.copy_button)

    def activated(self, **target: object) -> None:
        """Be shown, for the open file or for one that did not open."""
        self._from = str(target.get("back", ""))
        super().activated(**target)

    def meant(self, file: Path | None, error: Exception | None) -> None:
        """Gather anew: backups and starts have gone on."""
        self._file, self._error = file, error
        self._gather()

    # -- inside

    def _card(self, title: str) -> Card:
        card = Card(title)
        self._shown[title] = FactList()
        card.body.addWidget(self._shown[title])
        return card

    def _data_card(self) -> Card:
        card = self._card(say.DATA)
        self._check = QPushButton("检查数据")
        self._check.clicked.connect(self._start_check)
        folder = QPushButton("打开数据文件夹")
        folder.clicked.connect(self._open_folder)
        logs = QPushButton("打开日志位置")
        logs.clicked.connect(self._open_logs)
        self._verdict = QLabel("")
        self._verdict.setWordWrap(True)
        self._verdict.hide()
        card.body.addWidget(FlowRow((self._check, folder, logs)))
        card.body.addWidget(self._verdict)
        return card

    def _font_card(self) -> Card:
        card = Card(say.FACES, "打印和显示所用")
        self.faces = Table(FACES)
        self.faces.setAccessibleName(say.FACES)
        self._show_faces(())
        sample = theme.mark(QLabel(f"第四党支部　{RARE}"), role="heading")
        missing = [letter for letter in RARE if not QFontMetrics(theme.font()).inFontUcs4(ord(letter))]
        word = QLabel("生僻字由屏幕字体直接显示。" if not missing else f"由后备字体显示：{'、'.join(missing)}")
        theme.mark(word, tone="quiet")
        card.body.addWidget(self.faces)
        card.body.addWidget(FlowRow((sample, word)))
        return card

    def _input_card(self) -> Card:
        card = Card(INPUT)
        self._typing = QLabel("")
        self._typing.setWordWrap(True)
        card.body.addWidget(self._typing)
        card.body.addWidget(InputTrial())
        return card

    def _gather(self) -> None:
        store = self.desk.store if self.desk.is_open else None
        file = store.path if store else self._file or places.default_file()
        reason = self._error.sentence if isinstance(self._error, Spoken) else ""
        self._check.setEnabled(store is not None)
        self._shown[say.SCREEN].show_facts(_screen_facts())
        self._typing.setText(input_method.report())
        qt = f"Qt {qVersion()} · PySide6 {PySide6.__version__}"
        work = partial(diagnosis.gather, file, qt=qt, settings=_settings(), reason=reason)
        if store:
            self.desk.read(work, self._show)
        else:
            self.desk.jobs.run(lambda: work(None), done=self._show)

    def _show(self, found: Found) -> None:
        self._found = found
        for section in found.sections:
            self._shown[section.title].show_facts(section.facts)
        self._show_faces(found.faces)
        self.copy_button.setEnabled(True)

    def _show_faces(self, printing: Sequence[RoleFaces]) -> None:
        rows = [*map(_printing, printing), *_screen_faces()]
        self.faces.set_rows([Row(row[0], row) for row in rows])
        self.faces.show_whole()

    def text(self) -> str:
        """Give everything that is shown, to be handed on: without names of people and ID numbers."""
        found = self._found
        if found is None:
            return ""
        faces = tuple((role, f"{family}，{origin}") for role, family, origin in map(_printing, found.faces))
        sections = (
            *found.sections,
            Section(say.FACES, (*faces, *((role, f"{family}，{origin}") for role, family, origin in _screen_faces()))),
            Section(say.SCREEN, tuple(_screen_facts())),
            Section(INPUT, ((INPUT, input_method.report()),)),
            *([Section(say.SELF_TEST, self.self_test.facts)] if self.self_test.facts else []),
        )
        return diagnosis.text(sections, found.names)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.say("诊断信息已复制，其中没有人名和身份证号，可以粘贴给维护人员。")

    @Slot()
    def _back(self) -> None:
        self.navigate(self._from or "first_run", file=self._file, error=self._error)

    @Slot()
    def _start_check(self) -> None:
        self._check.setEnabled(False)
        self.desk.read(diagnosis.check, self._checked, failed=self._not_checked)

    def _checked(self, found: branch.Soundness) -> None:
        self._check.setEnabled(True)
        self._verdict.show()
        if found.ok:
            theme.mark(self._verdict, tone=Tone.GOOD).setText("数据文件完好：页面、关联和操作记录都对得上。")
        else:
            theme.mark(self._verdict, tone=Tone.BAD).setText("数据文件有问题，请停止录入，从最近的备份恢复。")
        self._gather()

    def _not_checked(self, _error: Exception) -> None:
        self._check.setEnabled(True)

    @Slot()
    def _open_folder(self) -> None:
        file = self.desk.store.path if self.desk.is_open else self._file or places.default_file()
        outside.show(file.parent)

    @Slot()
    def _open_logs(self) -> None:
        outside.show(places.log_folder())


def _screen_facts() -> list[Fact]:
    """Tell what Qt knows of the desktop; quick enough for the window's own thread."""
    facts = []
    for number, screen in enumerate(QGuiApplication.screens(), 1):
        size, scale = screen.size() * screen.devicePixelRatio(), screen.devicePixelRatio()
        told = f"{size.width()}×{size.height()}，缩放 {scale:.0%}，{screen.logicalDotsPerInch():.0f} DPI"
        facts.append((f"屏幕 {number}", told))
    facts.append(("平台插件", QGuiApplication.platformName()))
    session = "，".join(filter(None, (os.environ.get("XDG_CURRENT_DESKTOP"), os.environ.get("XDG_SESSION_TYPE"))))
    if session:
        facts.append(("桌面", session))
    return facts


def _printing(one: RoleFaces) -> tuple[str, str, str]:
    """Say which face prints a role, where it is from, and what was chosen but is not here."""
    absent = one.chosen if one.absent else ""
    return f"{one.label}（{one.use}）", one.used.family, say.origin(one.used.origin, one.used.file, absent)


def _screen_faces() -> list[tuple[str, str, str]]:
    """List what the screen shows text with."""
    return [
        (name, face.family, say.origin("自带", face.based_on, ""))
        for role, name in SCREEN_ROLES.items()
        for face in fonts.faces()
        if role in face.roles
    ]


def _settings() -> str:
    application = QApplication.instance()
    return str(application.property("settings") or "") if application else ""
