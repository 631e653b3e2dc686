"""The program's self-test from the window: in a process of its own, so that nothing here waits for it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QProcess, QProcessEnvironment, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton

from branchdesk.ui import theme
from branchdesk.ui.flow import FlowRow
from branchdesk.ui.screen import Card
from branchdesk.ui.table import Cell, Column, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import diagnosis as say

ABOUT = "在临时文件夹里把主要功能试用一遍，不接触支部的数据，约半分钟；其间会出现一个试用窗口，随后自动关闭。"
START, RUNNING, STOP = "开始自检", "正在自检…", "停止"
COLUMNS = (
    Column("check", "检查项目", 10, sortable=False),
    Column("result", "结果", 5, sortable=False),
    Column("detail", "说明", 14, sortable=False, stretch=True),
)
PASSED, FAILED = "通过", "未通过"
NO_REPORT = "自检没有给出结果，请把诊断信息和日志交给维护人员。"
CONSOLE = "branchdesk-cli.exe"  # on Windows the program that can speak to whoever started it


class SelfTestCard(Card):
    """Starts the self-test and shows what each check found; `ended` is sent when it is over."""

    ended = Signal()

    def __init__(self) -> None:
        super().__init__(say.SELF_TEST)
        self.facts: tuple[tuple[str, str], ...] = ()
        about = theme.mark(QLabel(ABOUT), tone="quiet")
        about.setWordWrap(True)
        self.start_button = QPushButton(START)
        self.start_button.clicked.connect(self.start)
        self._stop = QPushButton(STOP)
        self._stop.clicked.connect(self._end)
        self._stop.hide()
        self.verdict = QLabel("")
        self.verdict.setWordWrap(True)
        self.verdict.hide()
        self.table = Table(COLUMNS)
        self.table.setAccessibleName(say.SELF_TEST)
        self.table.hide()
        self.body.addWidget(about)
        self.body.addWidget(FlowRow((self.start_button, self._stop)))
        self.body.addWidget(self.verdict)
        self.body.addWidget(self.table)
        self._process = QProcess(self)
        self._process.setProcessEnvironment(_environment())
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._not_started)
        self.destroyed.connect(self._process.kill)

    @Slot()
    def start(self) -> None:
        """Begin, where none is under way."""
        if self._process.state() != QProcess.ProcessState.NotRunning:
            return
        self._show_running(now=True)
        program, *arguments = command()
        self._process.start(program, arguments)

    def show_report(self, said: str) -> None:
        """Show the report that the self-test wrote."""
        try:
            report = json.loads(said)
            checks = [(say.CHECKS.get(one["name"], one["name"]), bool(one["ok"]), one) for one in report["checks"]]
        except (ValueError, KeyError, TypeError):
            self._say(NO_REPORT, Tone.BAD)
            self.facts = ((say.SELF_TEST, NO_REPORT),)
            return
        failed = [name for name, ok, _ in checks if not ok]
        verdict = f"{len(checks)} 项全部通过。" if not failed else f"{len(failed)} 项未通过：{'、'.join(failed)}。"
        self._say(verdict, Tone.BAD if failed else Tone.GOOD)
        self.facts = tuple((name, PASSED if ok else f"{FAILED}，{one['detail']}") for name, ok, one in checks)
        self.table.set_rows([Row(one["name"], _cells(name, one, ok=ok)) for name, ok, one in checks])
        self.table.show()
        self.table.show_whole()

    @Slot()
    def _end(self) -> None:
        self._process.kill()

    @Slot(int, QProcess.ExitStatus)
    def _finished(self, _code: int, status: QProcess.ExitStatus) -> None:
        self._show_running(now=False)
        if status == QProcess.ExitStatus.NormalExit:
            self.show_report(bytes(self._process.readAllStandardOutput().data()).decode("utf-8", "replace"))
        else:
            self._say("自检已中断。", Tone.WARN)
        self.ended.emit()

    @Slot(QProcess.ProcessError)
    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._show_running(now=False)
            self._say(NO_REPORT, Tone.BAD)
            self.ended.emit()

    def _show_running(self, *, now: bool) -> None:
        self.start_button.setEnabled(not now)
        self.start_button.setText(RUNNING if now else START)
        self._stop.setVisible(now)
        if now:
            self.verdict.hide()
            self.table.hide()

    def _say(self, sentence: str, tone: Tone) -> None:
        theme.mark(self.verdict, tone=tone).setText(sentence)
        self.verdict.show()


def command() -> Sequence[str]:
    """Name the call that lets this program, bundled or not, try itself."""
    if not getattr(sys, "frozen", False):
        return (sys.executable, "-m", "branchdesk", "self-test")
    speaking = Path(sys.executable).with_name(CONSOLE)
    return (str(speaking if speaking.is_file() else sys.executable), "self-test")


def _environment() -> QProcessEnvironment:
    """Let the child find the same modules as this process, also from a checkout that is not installed."""
    environment = QProcessEnvironment.systemEnvironment()
    if not getattr(sys, "frozen", False):
        environment.insert("PYTHONPATH", ":".join(path for path in sys.path if path))
    return environment


def _cells(name: str, one: dict[str, object], *, ok: bool) -> tuple[Cell, ...]:
    result = Cell(PASSED, tone=Tone.GOOD) if ok else Cell(FAILED, tone=Tone.BAD)
    return (Cell(name), result, Cell(f"{one.get('ms', 0)} 毫秒" if ok else str(one.get("detail", ""))))
