"""A process at work on one file until it is killed: before each verb it says what it does, and after it that it did.

`python kill_driver.py FILE SEED BEGUN PASSWORD BACKUP...`: BEGUN numbers what it makes, the file has no password where
that is empty, and one of the backups is restored now and then.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from branchdesk.domain.meetings import Attendance, Meeting, MeetingKind, Presence
from branchdesk.ledgers.members import MEMBERS
from branchdesk.services import Store, branch
from branchdesk.services.keeping import past, restoring, vault
from branchdesk.services.keeping.backups import back_up
from branchdesk.services.ledgers import importing, lists
from branchdesk.services.meetings import meetings
from branchdesk.services.people import members
from branchdesk.store import backups
from branchdesk.store import vault as keys
from branchdesk.words.backups import BY_HAND

WORD = "春风化雨 2026"
ROWS = 60
SOMEBODY = "张三"
STEPS = {"save": 1, "change": 1, "import": 1, "finalise": 1, "undo": -1}


def say(word: str, **facts: object) -> None:
    sys.stdout.write(json.dumps({"word": word, **facts}) + "\n")
    sys.stdout.flush()


class Work:
    """The verbs, on a file that this process holds as a window does."""

    def __init__(self, path: Path, begun: int, password: str, known: list[str], chance: random.Random) -> None:
        self.number = begun
        self.backups, self.chance = known, chance
        self.password, self.steps = password, 0
        self.store: Store = branch.open_file(path, password or None)

    def save(self) -> None:
        name = self._next("save")
        members.save(self.store, None, {"name": name, "stage": "full_member"})

    def change(self) -> None:
        text = self._next("change")
        [row] = lists.page(self.store, MEMBERS, lists.Query(search=SOMEBODY)).rows
        members.save(self.store, row[0], {"remark": text})

    def take_in(self) -> None:
        name = self._next("import", rows=ROWS)
        sheet = self.store.path.parent.parent / f"{name}.csv"
        lines = [f"{name}甲{row},19{60 + row % 40}-01-{row % 28 + 1:02}" for row in range(ROWS)]
        sheet.write_text("\n".join(["姓名,出生日期", *lines]), "utf-8-sig")
        importing.take(self.store, MEMBERS, importing.open_sheet(sheet, MEMBERS))
        sheet.unlink()

    def finalise(self) -> None:
        title = self._next("finalise")
        day = datetime(2026, 1, 5, 9) + timedelta(days=self.number % 300)  # noqa: DTZ001 - the office's own clock
        meeting = Meeting(
            MeetingKind.THEME_DAY, day, title=title, place="三楼会议室", attendance=Attendance(Presence.PRESENT)
        )
        meetings.save(self.store, meeting, finalise=True)

    def turn_back(self) -> None:
        if self.steps:
            self._next("undo")
            past.undo(self.store)

    def back_up(self) -> None:
        self._next("backup")
        done = back_up(self.store, BY_HAND)
        assert done.taken is not None, done.trouble
        say("made", backup=done.taken.path.name)

        self.backups.append(done.taken.path.name)

    def restore(self) -> None:
        if self.backups:
            chosen = self.chance.choice(self.backups)
            self._next("restore", backup=chosen)
            self.steps = 0
            folder = backups.folder_of(self.store.path)
            secret = restoring.Secret(password=self.password or None)
            self.store = restoring.restore(self.store, folder / chosen, secret).store

    def put_under_a_password(self) -> None:
        path = self.store.path
        self._next("password", password=WORD)
        if self.password:
            key = bytearray(self.store.key or b"")
            self.store.close()
            self.store = vault.renew(path, key, "翟堃", WORD).store
        else:
            self.store.close()
            self.store = vault.protect(path, "翟堃", WORD).store
        self.password = WORD

    def _next(self, verb: str, **facts: object) -> str:
        self.number += 1
        self.steps += STEPS.get(verb, 0)
        name = f"第{self.number}件"
        say("begin", verb=verb, number=self.number, name=name, **facts)
        return name


def work_for_ever(work: Work, chance: random.Random) -> Iterator[None]:
    verbs: list[tuple[Callable[[], None], int]] = [
        (work.save, 6),
        (work.change, 3),
        (work.take_in, 4),
        (work.finalise, 4),
        (work.turn_back, 2),
        (work.back_up, 3),
        (work.restore, 2),
        (work.put_under_a_password, 2),
    ]
    while True:
        [verb] = chance.choices([verb for verb, _ in verbs], [weight for _, weight in verbs])
        verb()
        say("done", number=work.number)
        yield


def main() -> None:
    path, seed, begun, password, *known = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:]
    chance = random.Random(seed)
    keys.measure = lambda: keys.Cost(1, 8 * 1024 * 1024)  # what a password costs is no question here
    with branch.hold(path):
        work = Work(path, begun, password, known, chance)
        say("open")
        for _ in work_for_ever(work, chance):
            pass


if __name__ == "__main__":
    main()
