"""Files kept with a meeting: photos, scans, old documents.

Their bytes are kept once each, under their hash; a meeting's rows name them. On a closed record the files it was closed
with stay as they are. Files added later, such as the scan of the signed paper, can still be taken out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from sqlalchemy import func, select

from branchdesk.domain.meetings import AttachedFile, MeetingState
from branchdesk.errors import Refusal
from branchdesk.files.attached import MOST_BYTES, read_file, too_large
from branchdesk.services.kept_files import NewFile, clean, content, free_name, keep, save_as
from branchdesk.store import beside, blobs
from branchdesk.store.closing import closed_at, files_since
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate
from branchdesk.store.tables import attachment, meeting
from branchdesk.words import attachments as say
from branchdesk.words import store as say_store

__all__ = [
    "MOST_BYTES",
    "Added",
    "Kept",
    "NewFile",
    "add",
    "attach",
    "content",
    "kept",
    "move",
    "read_file",
    "remove",
    "rename",
    "save_as",
    "too_large",
    "turn",
]


@dataclass(frozen=True, slots=True)
class Added:
    """The files that were added, and what that changed."""

    files: tuple[AttachedFile, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Kept:
    """A meeting's files in their order, which of them stay as they are, and how many bytes all meetings keep."""

    files: tuple[AttachedFile, ...]
    frozen: frozenset[str]
    everywhere: int

    @property
    def size(self) -> int:
        """Count the bytes of this meeting's files."""
        return sum(file.size for file in self.files)


def add(store: Store, meeting_id: str, files: Sequence[NewFile]) -> Added:
    """Add files to a meeting, closed or not, in one step.

    Refusal, with nothing changed, where there is no such meeting, where no file is given, and where one is empty or
    larger than `MOST_BYTES`.
    """
    with operate(store, "attach_to_meeting", "") as work:
        found = attach(work, meeting_id, files)
        row = _meeting_row(work, meeting_id)
        work.title = say.added(row.kind, row.starts, found[0].name, len(found))
    return Added(found, work.changes())


def attach(work: Operation, meeting_id: str, files: Sequence[NewFile]) -> tuple[AttachedFile, ...]:
    """Add files to a meeting within an operation; Refusal as `add`."""
    _meeting_row(work, meeting_id)
    if not files:
        raise Refusal(say.nothing_chosen(), code="nothing_chosen")
    standing = beside.attached(work.connection, meeting_id)
    taken = {file.name for file in standing}
    position = work.connection.scalar(
        select(func.coalesce(func.max(attachment.c.position) + 1, 0)).where(attachment.c.meeting_id == meeting_id),
    )
    fresh: list[AttachedFile] = []
    for place, file in enumerate(files, start=position or 0):
        values = keep(work, free_name(clean(file.name) or say.FILE, taken), file.content)
        row_id = work.insert(attachment, {"meeting_id": meeting_id, "position": place, **values})
        taken.add(values["name"])
        fresh.append(AttachedFile(**values, id=row_id))
    return tuple(fresh)


def remove(store: Store, file_id: str) -> Changes:
    """Take a file out of its meeting; Refusal where the record was closed with it."""
    with operate(store, "detach_from_meeting", "") as work:
        row, mine = _changeable(work, file_id)
        work.title = say.removed(mine.kind, mine.starts, row.name)
        work.delete(attachment, file_id)
    return work.changes()


def rename(store: Store, file_id: str, name: str) -> Changes:
    """Call a file otherwise; it keeps its ending. Refusal where the name is empty or the record was closed with it."""
    with operate(store, "rename_meeting_file", "") as work:
        row, mine = _changeable(work, file_id)
        wanted, ending = clean(name), PurePath(row.name).suffix
        if not wanted:
            raise Refusal(say.name_missing(), code="name_missing", field="name")
        if ending and PurePath(wanted).suffix.lower() != ending.lower():
            wanted += ending
        others = {file.name for file in beside.attached(work.connection, mine.id) if file.id != file_id}
        wanted = free_name(wanted, others)
        work.title = say.renamed(mine.kind, mine.starts, wanted)
        work.update(attachment, file_id, {"name": wanted})
    return work.changes()


def move(store: Store, file_id: str, place: int) -> Changes:
    """Put a file to another place (from 0) among its meeting's files; Refusal where the record is closed."""
    with operate(store, "move_meeting_file", "") as work:
        row = _file_row(work, file_id)
        mine = _meeting_row(work, row.meeting_id)
        if mine.state == MeetingState.FINAL:
            raise Refusal(say.order_is_frozen(), code="files_frozen")
        order = [file.id for file in beside.attached(work.connection, mine.id) if file.id != file_id]
        order.insert(max(0, place), file_id)
        for position, each in enumerate(order):
            work.update(attachment, str(each), {"position": position})
        work.title = say.moved(mine.kind, mine.starts)
    return work.changes()


def turn(store: Store, file_id: str, image: bytes) -> Changes:
    """Keep a picture as it was turned (`image`, made by the caller); Refusal where the record was closed with it."""
    with operate(store, "turn_meeting_file", "") as work:
        row, mine = _changeable(work, file_id)
        work.title = say.turned(mine.kind, mine.starts, row.name)
        work.update(attachment, file_id, keep(work, row.name, image))
    return work.changes()


def kept(store: Store, meeting_id: str) -> Kept:
    """Give a meeting's files, without their bytes; none where there is no such meeting."""
    with store.reading() as connection:
        files = beside.attached(connection, meeting_id)
        state = connection.scalar(select(meeting.c.state).where(meeting.c.id == meeting_id))
        frozen = {file.id or "" for file in files} if state == MeetingState.FINAL else set()
        if frozen:
            frozen -= files_since(connection, meeting_id, closed_at(connection, meeting_id))
        return Kept(files, frozenset(frozen), blobs.whole_size(connection))


def _file_row(work: Operation, file_id: str) -> Any:  # noqa: ANN401 - a row of the attachment table
    row = work.connection.execute(select(attachment).where(attachment.c.id == file_id)).first()
    if row is None:
        raise Refusal(say.no_such_file(), code="no_such_record")
    return row


def _meeting_row(work: Operation, meeting_id: str) -> Any:  # noqa: ANN401 - a row of the meeting table
    mine = (meeting.c.id == meeting_id, meeting.c.branch_id == work.branch_id)
    row = work.connection.execute(select(meeting).where(*mine)).first()
    if row is None:
        raise Refusal(say_store.no_such_record(say_store.MEETING, meeting_id), code="no_such_record")
    return row


def _changeable(work: Operation, file_id: str) -> tuple[Any, Any]:
    """Give a file's row and its meeting's; Refusal where the record was closed with it."""
    row = _file_row(work, file_id)
    mine = _meeting_row(work, row.meeting_id)
    if mine.state == MeetingState.FINAL and file_id not in files_since(
        work.connection, mine.id, closed_at(work.connection, mine.id)
    ):
        raise Refusal(say.frozen(row.name), code="files_frozen")
    return row, mine
