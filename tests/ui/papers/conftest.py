"""A branch with a committee and a meeting, its window, and papers that ReportLab draws for the purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from branchdesk.domain.meetings import Meeting, MeetingKind
from branchdesk.services import Store
from branchdesk.services.meetings import meetings
from branchdesk.services.papers.printing import Paper
from branchdesk.services.people import members
from branchdesk.ui.desk import Desk
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.register import PLACES

PEOPLE = (("翟堃", "书记"), ("陈䶮", "组织委员"), ("李𬭎", "纪检委员"), ("𬱖𠮷", None))
STANDING, LYING = (595.28, 841.89), (841.89, 595.28)


@pytest.fixture
def meeting_id(store: Store) -> str:
    for name, office in PEOPLE:
        values = {"name": name, "stage": "full_member", "office": office}
        members.save(store, None, {**values, "joined_on": "2010-07-01", "full_since": "2011-07-01"})
    return meetings.save(store, Meeting(MeetingKind.MEMBERS_MEETING, datetime.fromisoformat("2026-11-20T14:30"))).id


@pytest.fixture
def office(meeting_id: str, desk: Desk, settings: QSettings, qtbot: QtBot) -> Iterator[MainWindow]:
    """Give the window of a branch with a meeting."""
    assert meeting_id
    window = MainWindow(desk, settings)
    wrong: list[BaseException] = []
    for signal in (desk.jobs.troubled, desk.jobs.broke):
        signal.disconnect(window.alarm.tell)  # its dialog would wait for somebody
        signal.connect(wrong.append)
    window.register(PLACES)
    window.resize(1366, 768)
    window.show()
    qtbot.waitUntil(desk.jobs.idle, timeout=10_000)
    yield window
    window.close()
    assert wrong == []


@pytest.fixture
def settle(desk: Desk, qtbot: QtBot) -> Callable[[], None]:
    """Give a way to wait until what was set off has come home."""

    def wait() -> None:
        qtbot.wait(400)  # longer than any quiet that is waited for
        qtbot.waitUntil(desk.jobs.idle, timeout=20_000)
        qtbot.wait(20)
        qtbot.waitUntil(desk.jobs.idle, timeout=20_000)

    return wait


def drawn(*sizes: tuple[float, float], red: int | None = None) -> Paper:
    """Draw a paper of pages of these sizes, each with its number; one of them has a red head."""
    stream = BytesIO()
    canvas = Canvas(stream)
    for number, size in enumerate(sizes, start=1):
        canvas.setPageSize(size)
        canvas.setFont("Helvetica", 40)
        if number == red:
            canvas.setFillColorRGB(0.8, 0, 0)
        canvas.drawString(100, 400, f"page {number}")
        canvas.showPage()
    canvas.save()
    return Paper(stream.getvalue(), len(sizes))
