"""A day in the real window, as a process of its own: everything that might leave somebody's name on the disk.

usage: a_day.py FILE PASSWORD CHOSEN SAMPLES morning|afternoon. What is exported goes to CHOSEN. Each step is told on
standard output; the morning ends in a crash, the afternoon by closing the window.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QPushButton

from branchdesk import __main__ as door
from branchdesk import app
from branchdesk.ledgers.members import MEMBERS
from branchdesk.services.keeping import backups, handing_over
from branchdesk.services.keeping.handing_over import Wish
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query
from branchdesk.services.papers import papers, printing
from branchdesk.services.papers.papers import Order
from branchdesk.ui.papers.preview import PreviewDialog
from branchdesk.ui.papers.printing import PrintRun
from branchdesk.ui.screens.search import SearchPalette

BEAT = 120  # milliseconds between two looks at whether the window has come to rest
TYPED = "赵㛃反映何霞住址变动，电话13800138123"  # what is typed and never saved
WAIT_FOR_DRAFT = 40  # beats: longer than the three seconds in which a draft must be kept

file, chosen, samples = (Path(sys.argv[at]) for at in (1, 3, 4))
password, part = sys.argv[2], sys.argv[5]
door._leave_no_image()
door._leave_word()
window = app.build(file)
window.setGeometry(0, 0, 1366, 768)


def shown(dialog: QDialog) -> int:
    """Show a dialog without waiting in it: the steps go on beside it."""
    dialog.show()
    return 0


QDialog.exec = shown  # type: ignore[method-assign]


def say(*words: object) -> None:
    """Tell whoever runs the day."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def steps() -> Iterator[Any]:
    """Give each step; what a step gives back says how many beats to wait after it."""
    yield locked
    if part == "afternoon":
        yield unlock
        yield today
        yield drafts
        yield window.close
        return
    yield wrong
    yield unlock
    yield today
    yield card
    yield reveal
    yield search
    yield meeting
    yield attach
    yield clue
    for order in ("member-card", "roster", "minutes", "clue-report"):
        yield partial(preview, order)
        yield close_dialogs
    yield word
    yield partial(importing, "members", samples / "党员花名册.xls")
    yield take
    yield partial(importing, "clues", samples / "志愿者线索登记.csv")
    yield take
    yield pasting
    yield to_printer
    yield export
    yield bug
    yield close_dialogs
    yield back_up
    yield hand_over
    yield typing
    yield window.desk.lock_wanted.emit
    yield locked
    yield unlock
    yield typing
    yield os.abort


def locked() -> None:
    assert window.here == "unlock", window.here


def wrong() -> int:
    enter("not the password")
    return 20


def unlock() -> int:
    enter(password)
    return 20


def enter(word: str) -> None:
    screen: Any = window.visit("unlock")
    screen.password.setText(word)
    screen._open()


def today() -> None:
    assert window.desk.is_open
    window.navigate("today")


def record(name: str) -> str:
    return lists.page(window.desk.store, MEMBERS, Query(search=name)).rows[0][0]


def card() -> None:
    window.navigate("members")
    screen: Any = window.visit("members")
    screen.open_record(record("李𬭎"))


def reveal() -> None:
    screen: Any = window.visit("members")
    screen.record_card.facts.reveal_buttons["id_number"].click()


def search() -> int:
    window.search_asked.emit()
    palette = next(one for one in QApplication.topLevelWidgets() if isinstance(one, SearchPalette))
    line = cast("list[QLineEdit]", palette.findChildren(QLineEdit))[0]
    line.setText("陈䶮")
    line.textEdited.emit("陈䶮")
    return 10


def meeting() -> int:
    close_dialogs()
    window.navigate("meeting", kind="members_meeting")
    screen: Any = window.visit("meeting")
    for field in screen.findChildren(QPlainTextEdit)[:4]:
        field.insertPlainText(TYPED)
    return WAIT_FOR_DRAFT


def attach() -> int:
    screen: Any = window.visit("meeting")
    section = next(one for one in screen.findChildren(object) if type(one).__name__ == "FilesSection")
    section.add([samples / "党员花名册.xls", picture()])
    return 20


def picture() -> Path:
    from PySide6.QtGui import QImage  # noqa: PLC0415 - this step alone

    path = chosen / "合影.jpg"
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    image.save(str(path))
    return path


def clue() -> int:
    window.navigate("clues")
    screen: Any = window.visit("clues")
    screen.open_new()
    for field in screen.form.findChildren(QPlainTextEdit)[:2]:
        field.insertPlainText(TYPED)
    return WAIT_FOR_DRAFT


def preview(paper: str) -> int:
    about = {"member-card": lambda: record("李𬭎"), "minutes": a_meeting}.get(paper, str)()
    options = {"full": True} if paper in {"member-card", "roster"} else {}
    dialog = PreviewDialog(window.desk, Order(paper, about, options), paper, window)
    dialog.show()
    return 25


def a_meeting() -> str:
    from branchdesk.services.meetings.meeting_finding import Wanted, find  # noqa: PLC0415 - this step alone

    return find(window.desk.store, Wanted()).meetings[0].id


def close_dialogs() -> None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.hide()


def word() -> int:
    order = Order("member-card", record("李𬭎"), {"full": True})
    window.desk.read(lambda store: printing.save_bytes(papers.word(store, order), chosen / "登记表.docx"))
    return 20


def importing(ledger: str, sheet: Path) -> int:
    window.navigate(ledger)
    screen: Any = window.visit(ledger)
    screen.open_import()
    screen.importer.path.setText(str(sheet))
    screen.importer.read()
    return 30


def take() -> int:
    screen: Any = window.visit(window.here)
    screen.importer.take_button.click()
    return 30


def pasting() -> int:
    copied = QMimeData()
    copied.setText("姓名\t性别\t手机\n欧阳娜\t女\t13900139456\n")
    QGuiApplication.clipboard().setMimeData(copied)
    window.navigate("volunteers")
    screen: Any = window.visit("volunteers")
    screen.paste()
    return 20


def to_printer() -> int:
    def made(paper: printing.Paper) -> None:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(chosen / "花名册.pdf"))
        PrintRun(window.desk, paper, "党员花名册", window).print_on(printer)

    window.desk.read(lambda store: papers.make(store, Order("roster", "", {"full": True})), made, owner=window)
    return 25


def export() -> int:
    for ending in (".xlsx", ".ods", ".csv"):
        window.desk.read(lambda store, ending=ending: lists.export(store, MEMBERS, chosen / f"名册{ending}"))
    return 25


def bug() -> None:
    try:
        int(f"李𬭎 {TYPED}")
    except ValueError as error:
        window.alarm.tell(error)


def back_up() -> int:
    window.desk.read(lambda store: backups.take(store, "手动"))
    return 20


def hand_over() -> int:
    wish = Wish(chosen, "陈䶮", "another long word", "another long word")
    window.desk.write(lambda store: handing_over.write(store, wish).folder)
    return 30


def typing() -> int:
    window.navigate("members")
    screen: Any = window.visit("members")
    screen.open_new()
    for line in screen.form.findChildren(QLineEdit)[:3]:
        line.setText("赵㛃")
        line.textEdited.emit("赵㛃")
    for field in screen.form.findChildren(QPlainTextEdit)[:2]:
        field.insertPlainText(TYPED)
    return WAIT_FOR_DRAFT


def drafts() -> None:
    buttons = cast("list[QPushButton]", window.findChildren(QPushButton))
    found = [button.text() for button in buttons if button.isVisible()]
    say("buttons:", *found)


todo = steps()
waiting = [8]
PATIENCE = 200  # beats that a step may keep the window at work
worked = [0]


def beat() -> None:
    if waiting[0]:
        waiting[0] -= 1
        return
    if not window.desk.jobs.idle() and worked[0] < PATIENCE:
        worked[0] += 1
        return
    worked[0] = 0
    step: Callable[[], Any] | None = next(todo, None)
    if step is None:
        return
    say("step:", getattr(getattr(step, "func", step), "__name__", step))
    try:
        waiting[0] = int(step() or 6)
    except Exception:  # noqa: BLE001 - a step that fails is told, and the day goes on
        traceback.print_exc(file=sys.stdout)
        say("FAILED")


timer = QTimer()
timer.timeout.connect(beat)
timer.start(BEAT)
sys.exit(QApplication.exec())
