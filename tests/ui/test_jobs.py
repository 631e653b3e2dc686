import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from branchdesk.errors import Refusal, Trouble
from branchdesk.services import Store
from branchdesk.ui.desk import Desk
from branchdesk.ui.jobs import Jobs, Lane, Report

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_work_runs_elsewhere_and_its_result_comes_home(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[tuple[str, str]] = []

    def done(name: str) -> None:
        heard.append((name, threading.current_thread().name))

    jobs.run(lambda: threading.current_thread().name, done=done, lane=Lane.WRITE)
    qtbot.waitUntil(jobs.idle)
    [(worked, came)] = heard
    assert worked.startswith("write")
    assert came == threading.main_thread().name


def test_writes_keep_their_order(jobs: Jobs, qtbot: QtBot) -> None:
    order: list[int] = []
    for number in range(20):
        jobs.run(lambda number=number: order.append(number), lane=Lane.WRITE)
    qtbot.waitUntil(jobs.idle)
    assert order == list(range(20))


def test_a_refusal_is_the_callers_else_the_windows(jobs: Jobs, qtbot: QtBot) -> None:
    refused: list[Exception] = []
    caught: list[Exception] = []
    jobs.refused.connect(refused.append)

    def refuse() -> None:
        raise Refusal("不行。", code="no")

    jobs.run(refuse, failed=caught.append)
    qtbot.waitUntil(jobs.idle)
    assert [type(error) for error in caught] == [Refusal]
    assert not refused
    jobs.run(refuse)
    qtbot.waitUntil(jobs.idle)
    assert [type(error) for error in refused] == [Refusal]


def test_trouble_and_bugs_are_always_told(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[type] = []
    jobs.troubled.connect(lambda error: told.append(type(error)))
    jobs.broke.connect(lambda error: told.append(type(error)))
    heard: list[Exception] = []

    def trouble() -> None:
        raise Trouble("磁盘满了。", code="full")

    def bug() -> None:
        raise KeyError("x")

    for work in (trouble, bug):
        jobs.run(work, failed=heard.append)
        qtbot.waitUntil(jobs.idle)
    assert told == [Trouble, KeyError]
    assert len(heard) == 2


def test_nothing_is_told_to_the_dead(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[int] = []
    owner = QObject()
    gate = threading.Event()

    def work() -> int:
        gate.wait(5)
        return 1

    jobs.run(work, done=heard.append, owner=owner)
    owner.deleteLater()
    qtbot.wait(20)
    gate.set()
    qtbot.waitUntil(jobs.idle)
    assert heard == []


def test_progress_and_cancel(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[tuple[int, int]] = []
    heard: list[object] = []
    started = threading.Event()

    def work(report: Report) -> None:
        report(0, 3)
        started.wait(5)
        report(1, 3)

    job = jobs.run(work, done=heard.append, failed=heard.append, progress=lambda done, of: seen.append((done, of)))
    qtbot.waitUntil(lambda: bool(seen))
    job.cancel()
    started.set()
    qtbot.waitUntil(jobs.idle)
    assert seen == [(0, 3)]
    assert heard == []


def test_reading_for_a_screen_tells_its_progress_and_can_be_cancelled(desk: Desk, store: Store, qtbot: QtBot) -> None:
    seen: list[tuple[int, int]] = []
    heard: list[object] = []
    go_on = threading.Event()

    def look(given: Store, report: Report) -> str:
        report(1, 2)
        go_on.wait(5)
        report(2, 2)
        return given.branch.name

    go_on.set()
    desk.read(look, heard.append, progress=lambda *told: seen.append(told))
    qtbot.waitUntil(desk.jobs.idle)
    assert heard == [store.branch.name]
    assert seen == [(1, 2), (2, 2)]
    go_on.clear()
    job = desk.read(look, heard.append, failed=heard.append, progress=lambda *told: seen.append(told))
    qtbot.waitUntil(lambda: len(seen) == 3)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(desk.jobs.idle)
    assert heard == [store.branch.name]


def test_a_question_that_was_replaced_is_given_up_in_the_file_itself(desk: Desk, qtbot: QtBot) -> None:
    heard: list[object] = []
    begun = threading.Event()

    def endless(store: Store) -> object:
        with store.reading() as connection:
            begun.set()
            return connection.exec_driver_sql(ENDLESS).scalar()

    job = desk.read(endless, heard.append, failed=heard.append)
    waiting = desk.read(endless, heard.append, failed=heard.append)
    qtbot.waitUntil(begun.is_set)
    waiting.cancel()
    job.cancel()
    qtbot.waitUntil(desk.jobs.idle)
    assert heard == []


def test_closing_ends_what_is_tended(jobs: Jobs, qtbot: QtBot) -> None:
    begun = threading.Event()

    def work(report: Report) -> None:
        while True:
            begun.set()
            report(1, 2)

    jobs.run(work, progress=lambda _done, _total: None, lane=Lane.TEND)
    qtbot.waitUntil(begun.is_set)
    jobs.close()
