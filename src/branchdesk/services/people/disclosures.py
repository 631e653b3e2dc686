"""Full ID numbers that were seen or left the program: the history keeps who did it, when and of how many people."""

from __future__ import annotations

import json
import logging
import os
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select

from branchdesk import clock
from branchdesk.errors import Trouble
from branchdesk.store import history
from branchdesk.store.engine import Store
from branchdesk.store.tables import operation
from branchdesk.words import disclosures as say

VERB = "full_numbers"
ONCE_IN = timedelta(hours=1)  # one look at the same thing is one event, however often it is looked at meanwhile
log = logging.getLogger(__name__)


class Way(StrEnum):
    """How numbers were disclosed."""

    SHOWN = "shown"
    EXPORTED = "exported"
    COPIED = "copied"
    PAPER = "paper"


_LOOKS = frozenset({Way.SHOWN, Way.PAPER})  # a preview makes its paper anew with every setting


def note(store: Store, way: Way, what: str, people: int | None = None) -> None:
    """Write down that full numbers were disclosed: of what, and of how many people; nothing where it was nobody's.

    `what` names a ledger or a paper, and a person only where `way` is SHOWN. Beside a window that holds the file, and
    where it cannot be written now, a line without names is put aside; the next who writes takes it in.
    """
    if people == 0:
        return
    title = say.title(way, what, people)
    try:
        take_in(store)
        if way not in _LOOKS or not _lately(store, title):
            history.event(store, VERB, title)
    except Trouble:
        _put_aside(store, title)


def take_in(store: Store) -> None:
    """Write into the history what was put aside; Trouble where that cannot be written either."""
    aside = _aside(store.path)
    taken = aside.with_name(f"{aside.name}.taken")
    if aside.exists() and not taken.exists():
        aside.replace(taken)  # who adds another line meanwhile begins a new file
    if not taken.exists():
        return
    for line in taken.read_text("utf-8").splitlines():
        try:
            one = json.loads(line)
            title = say.later(str(one["title"]), str(one["at"]))
        except (ValueError, KeyError, TypeError):  # a line that a power cut left short
            continue
        history.event(store, VERB, title)
    taken.unlink()


def _lately(store: Store, title: str) -> bool:
    mine = (operation.c.verb == VERB, operation.c.title == title, operation.c.operator == store.operator)
    newest = select(operation.c.at).where(*mine).order_by(operation.c.sequence.desc()).limit(1)
    with store.reading() as connection:
        at = connection.scalar(newest)
    return at is not None and timedelta(0) <= clock.now() - datetime.fromisoformat(at) < ONCE_IN


def _put_aside(store: Store, title: str) -> None:
    line = json.dumps({"at": clock.stamp(), "title": title}, ensure_ascii=False)
    try:
        with _aside(store.path).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError:  # a disk that is only read: the log is what is left
        log.warning("full numbers were disclosed, and the history could not be told")


def _aside(path: Path) -> Path:
    return path.with_name(f"{path.name}.disclosed")
