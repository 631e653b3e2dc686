"""Rounds of kill -9: a process works on a file, is killed at a random moment, and the file is looked at."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from sqlalchemy import select

import builders
from branchdesk.services import Store, branch
from branchdesk.services.keeping import vault
from branchdesk.store import backups
from branchdesk.store.tables import meeting, member
from branchdesk.store.vault import keys_file
from trials.kill_driver import SOMEBODY

DRIVER = Path(__file__).with_name("kill_driver.py")
FILE = "支部.branchdesk"
HEARD = 60  # seconds after which a process that says nothing hangs


@dataclass(frozen=True, slots=True)
class Facts:
    """What the file must hold."""

    people: frozenset[str]
    remark: str | None
    meetings: frozenset[str]


@dataclass(slots=True)
class Known:
    """What was acknowledged: the facts after each step that undo can take back, the password, the backups."""

    steps: list[Facts]
    password: str = ""
    backups: dict[str, Facts] = field(default_factory=dict)

    @property
    def facts(self) -> Facts:
        return self.steps[-1]

    def after(self, verb: dict[str, Any]) -> Known:
        """Give what is known once a verb is done."""
        name, steps, password = str(verb["name"]), self.steps, self.password
        match verb["verb"]:
            case "save":
                steps = [*steps, replace(self.facts, people=self.facts.people | {name})]
            case "change":
                steps = [*steps, replace(self.facts, remark=name)]
            case "import":
                rows = {f"{name}甲{row}" for row in range(verb["rows"])}
                steps = [*steps, replace(self.facts, people=self.facts.people | rows)]
            case "finalise":
                steps = [*steps, replace(self.facts, meetings=self.facts.meetings | {name})]
            case "undo":
                steps = steps[:-1]
            case "restore":
                steps = [self.backups[verb["backup"]]]
            case "password":
                password = str(verb["password"])
        return Known(steps, password, self.backups)


def facts_of(store: Store) -> Facts:
    with store.reading() as connection:
        people = list(connection.execute(select(member.c.name, member.c.remark)))
        closed = select(meeting.c.title).where(meeting.c.state == "final")
        remark = next((row.remark for row in people if row.name == SOMEBODY), None)
        return Facts(frozenset(row.name for row in people), remark, frozenset(connection.scalars(closed)))


class Rounds:
    """A branch's file that is worked on and killed, again and again; `counts` says what was hit, `lost` what failed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.counts: Counter[str] = Counter()
        self.lost: list[str] = []
        self._folder, self._seed, self._number, self._begun = folder, seed, 0, 0
        self.path = folder
        self.known = Known([])
        self.begin()

    def begin(self) -> None:
        """Begin with a new branch in a folder of its own."""
        self._number += 1
        home = self._folder / f"{self._number}" / "文件"
        home.mkdir(parents=True)
        self.path = home / FILE
        made = builders.new_branch(self.path)
        builders.fill(made)
        self.known = Known([facts_of(made)])
        made.close()

    def kill(self, verbs: int = 4) -> None:
        """Let a process work, kill it in one of its first verbs, and look at what it left."""
        wanted, told = self.chance.randint(1, verbs), 0
        self._seed += 1
        words: list[str | Path] = [
            sys.executable,
            DRIVER,
            self.path,
            str(self._seed),
            str(self._begun),
            self.known.password,
        ]
        words += list(self.known.backups)
        src = [str(DRIVER.parents[2] / "src"), str(DRIVER.parents[1])]
        here = {**os.environ, "PYTHONPATH": os.pathsep.join(src), "BRANCHDESK_TODAY": "2026-11-23"}
        process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=here)
        heard: Queue[dict[str, Any] | None] = Queue()
        threading.Thread(target=_listen, args=(process, heard), daemon=True).start()
        begun: dict[str, Any] | None = None
        try:
            while (word := _next(heard)) is not None:
                begun = self._hear(word, begun)
                told += word["word"] == "begin"
                if told >= wanted and word["word"] == "begin":
                    self._wait(process)
                    break
        finally:
            ended = process.poll()
            process.kill()
            error = process.communicate()[1].decode()
        if ended is not None:
            self.lost.append(f"the process ended by itself: {error[-2000:]}")
        while word is not None and (word := _next(heard)) is not None:
            begun = self._hear(word, begun)
        self.counts[f"in {begun['verb']}" if begun else "between two"] += 1
        self._look(begun)

    def _hear(self, word: dict[str, Any], begun: dict[str, Any] | None) -> dict[str, Any] | None:
        if word["word"] == "made":
            self.known.backups[word["backup"]] = self.known.facts
        elif word["word"] == "begin":
            self._begun = word["number"]
            return word
        elif word["word"] == "done" and begun is not None:
            self.known = self.known.after(begun)
            return None
        return begun

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        """Wait for a moment at which files are being written, mostly; else for any."""
        if self.chance.random() < 0.3:
            time.sleep(self.chance.uniform(0, 0.4))
            return
        before, until = self._written(), time.monotonic() + 2
        while self._written() == before and process.poll() is None and time.monotonic() < until:
            time.sleep(0.0005)
        time.sleep(self.chance.choice((0, self.chance.uniform(0, 0.005), self.chance.uniform(0, 0.06))))

    def _written(self) -> list[tuple[str, int, int]]:
        """Give what tells that a file is being written: names, sizes and times."""
        found = []
        for folder in (self.path.parent, backups.folder_of(self.path)):
            try:
                for entry in os.scandir(folder):
                    facts = entry.stat()
                    found.append((entry.name, facts.st_size, facts.st_mtime_ns))
            except OSError:  # it went between being listed and being looked at
                continue
        return sorted(found)

    # -- what must hold

    def _look(self, begun: dict[str, Any] | None) -> None:
        """Open the file as the next start does, and compare it with what was acknowledged."""
        may_be = [self.known, *([self.known.after(begun)] if begun else [])]
        try:
            with branch.hold(self.path):
                passwords = [one.password for one in may_be]
                locked = vault.is_locked(self.path)
                store = branch.open_file(self.path, next((one for one in passwords if one), "") if locked else None)
                self._compare(store, may_be, locked=locked)
                store.close()
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is what is counted
            self.lost.append(f"does not open after {begun}: {error!r}")
            self.begin()
            return
        self._look_beside()

    def _compare(self, store: Store, may_be: list[Known], *, locked: bool) -> None:
        found = facts_of(store)
        fitting = [one for one in may_be if one.facts == found and bool(one.password) == locked]
        if not fitting:
            self.lost.append(f"not what was acknowledged: {_missing(may_be[0].facts, found)}, locked: {locked}")
        soundness = branch.check(store)
        if not soundness.ok:
            self.lost.append(f"not sound: {soundness}")
        self.counts[
            "not acknowledged, but whole" if fitting and fitting[0] is not may_be[0] else "as acknowledged"
        ] += 1
        self.known = fitting[0] if fitting else Known([found], self.known.password)
        listed = backups.listed(self.path)
        for one in listed:
            try:
                backups.verify(one.path, store.key)
            except Exception as error:  # noqa: BLE001 - as above
                if getattr(error, "code", "") != "backup_wrong_key":  # of before the password, or of another key
                    self.lost.append(f"a backup that is listed is not good: {one.path.name}: {error!r}")
        names = {one.path.name for one in listed}
        kept = [name for name in self.known.backups if name not in names]
        if kept:
            self.lost.append(f"backups that were acknowledged are gone: {kept}")
        self.counts["backups looked at"] += len(listed)

    def _look_beside(self) -> None:
        """See that nothing lies beside the file that the next start should have taken away."""
        own = {self.path.name, keys_file(self.path).name, f"{self.path.name}.lock", backups.folder_of(self.path).name}
        if stray := {file.name for file in self.path.parent.iterdir()} - own:
            self.lost.append(f"left beside the file: {stray}")
        folder = backups.folder_of(self.path)
        if folder.is_dir():
            long_ago = time.time() - 2 * backups.STALE
            for file in folder.iterdir():
                os.utime(file, (long_ago, long_ago))
            backups.tidy(folder)
            good = {one.path.name for one in backups.in_folder(folder)}
            if stray := {file.name for file in folder.iterdir()} - good - {f"{name}.keys" for name in good}:
                self.lost.append(f"left among the backups: {stray}")


def _missing(expected: Facts, found: Facts) -> str:
    people = sorted(expected.people - found.people)[:3], sorted(found.people - expected.people)[:3]
    meetings = sorted(expected.meetings - found.meetings), sorted(found.meetings - expected.meetings)
    return f"people {people}, meetings {meetings}, remark {expected.remark} / {found.remark}"


def _listen(process: subprocess.Popen[bytes], heard: Queue[dict[str, Any] | None]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if line.endswith(b"\n"):
            heard.put(json.loads(line))
    heard.put(None)


def _next(heard: Queue[dict[str, Any] | None]) -> dict[str, Any] | None:
    try:
        return heard.get(timeout=HEARD)
    except Empty:
        return None
