"""Lanes for work that must not hold the window up: one thread writes, one reads, one tends, one backs up.

Work is a plain callable that gives a plain value. It runs on its lane; what it gave comes back to the main thread by a
signal, and only there is `done` or `failed` called. A result for a widget that has gone meanwhile is dropped.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from branchdesk.errors import Cancelled, Refusal, Trouble

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

# Seconds after which a lane gives Python's lock to the main thread that wants it. Drawing a list takes the lock
# hundreds of times, and at Python's own 5 ms each a lane at work could hold the window up.
SWITCH = 0.0005

Report = Callable[[int, int], None]
Done = Callable[[Any], object]
Failed = Callable[[Exception], object]


class Lane(StrEnum):
    """Which thread does the work; writes never overtake each other. Nobody waits for what is tended or backed up."""

    WRITE = "write"
    READ = "read"
    TEND = "tend"
    BACK_UP = "back_up"


@dataclass(slots=True, eq=False)
class Job:
    """One piece of work under way."""

    number: int
    done: Done | None
    failed: Failed | None
    progress: Report | None
    owner: QObject | None
    stop: threading.Event
    lane: Lane

    def cancel(self) -> None:
        """Ask the work to end at its next report, or with what it reads; nothing of a transaction is kept."""
        self.stop.set()

    def wanted(self) -> bool:
        """Say whether anybody is left to hear of it."""
        return self.owner is None or isValid(self.owner)


class Jobs(QObject):
    """Runs work on the lanes and brings the results home.

    `refused`, `troubled` and `broke` carry what no caller took: a Refusal nobody handles, every Trouble, every bug.
    """

    refused = Signal(object)
    troubled = Signal(object)
    broke = Signal(object)
    busy = Signal(bool)
    _ended = Signal(int, object, object)
    _moved = Signal(int, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = count(1)
        self._jobs: dict[int, Job] = {}
        self._lanes: dict[Lane, ThreadPoolExecutor] = {}
        self._ended.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._moved.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[..., Any],
        *,
        done: Done | None = None,
        failed: Failed | None = None,
        progress: Report | None = None,
        owner: QObject | None = None,
        lane: Lane = Lane.READ,
        stop: threading.Event | None = None,
    ) -> Job:
        """Start work, which is given a function to report (done, total) with where `progress` is asked for.

        `failed` gets every exception but Cancelled. A Refusal then is the caller's to show; a Trouble or a bug has its
        dialog all the same. `owner` is whom the result is for: the object `done` is a method of, where not named. The
        work itself may look at `stop` to see whether anybody still wants it.
        """
        owner, stop = owner or _object_of(done), stop or threading.Event()
        job = Job(next(self._numbers), done, failed, progress, owner, stop, lane)
        self._jobs[job.number] = job
        if len(self._jobs) == 1:
            self._busy(now=True)
        self._lane(lane).submit(self._work, job, work)
        return job

    def _lane(self, lane: Lane) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - the first paint needs no lanes

        if lane not in self._lanes:
            sys.setswitchinterval(SWITCH)
            self._lanes[lane] = ThreadPoolExecutor(1, thread_name_prefix=lane)
        return self._lanes[lane]

    def idle(self) -> bool:
        """Say whether all work has come home."""
        return not self._jobs

    def is_writing(self) -> bool:
        """Say whether something is being written."""
        return any(job.lane is Lane.WRITE for job in self._jobs.values())

    def give_up_reading(self) -> None:
        """Cancel everything but what is being written."""
        for job in self._jobs.values():
            if job.lane is not Lane.WRITE:
                job.cancel()

    def rest(self) -> None:
        """Wait, on the writing lane, until the other lanes have nothing to do any more."""
        for lane in [lane for lane in self._lanes if lane is not Lane.WRITE]:
            self._lanes[lane].submit(int).result()

    def close(self) -> None:
        """Wait for what is being written, give up what only reads."""
        for job in self._jobs.values():
            job.owner, job.done, job.failed = None, None, None
            if job.lane in {Lane.TEND, Lane.BACK_UP}:
                job.cancel()
        for lane, pool in self._lanes.items():
            pool.shutdown(wait=True, cancel_futures=lane is not Lane.WRITE)
        self._lanes.clear()

    def _work(self, job: Job, work: Callable[..., Any]) -> None:
        """Do the work; this runs on the lane."""

        def report(made: int, total: int) -> None:
            if job.stop.is_set():
                raise Cancelled
            self._moved.emit(job.number, made, total)

        result: Any = None
        error: BaseException | None = None
        try:
            if job.stop.is_set() and job.lane is not Lane.WRITE:
                raise Cancelled  # noqa: TRY301 - it ends as it would have on its way
            result = work(report) if job.progress else work()
        except Exception as caught:  # noqa: BLE001 - it is told on the main thread
            error = caught
        if isValid(self):
            self._ended.emit(job.number, result, error)

    @Slot(int, int, int)
    def _tell(self, number: int, made: int, total: int) -> None:
        job = self._jobs.get(number)
        if job and job.progress and job.wanted() and not job.stop.is_set():
            job.progress(made, total)

    @Slot(int, object, object)
    def _take(self, number: int, result: Any, error: Exception | None) -> None:  # noqa: ANN401 - any work's result
        job = self._jobs.pop(number)
        if not self._jobs:
            self._busy(now=False)
        if isinstance(error, Cancelled):
            return
        if error is not None:
            self._fail(job, error)
        elif job.done and job.wanted():
            job.done(result)

    def _busy(self, *, now: bool) -> None:
        self.busy.emit(now)

    def _fail(self, job: Job, error: Exception) -> None:
        heard = job.failed is not None and job.wanted()
        if heard and job.failed is not None:
            job.failed(error)
        self.tell(error, heard=heard)

    def tell(self, error: Exception, *, heard: bool) -> None:
        """Let the window speak of an error; a Refusal that somebody `heard` of is theirs to show."""
        if isinstance(error, Refusal):
            if not heard:
                self.refused.emit(error)
        elif isinstance(error, Trouble):
            self.troubled.emit(error)
        else:
            self.broke.emit(error)


def _object_of(function: Done | None) -> QObject | None:
    """Give the object a bound method belongs to."""
    found = getattr(function, "__self__", None)
    return found if isinstance(found, QObject) else None
