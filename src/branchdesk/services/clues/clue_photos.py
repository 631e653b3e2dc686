"""Photos kept with a clue: each once, under its hash, as the files of meetings are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from branchdesk.domain.clue_states import ClueState
from branchdesk.errors import Refusal
from branchdesk.files.attached import HEIC, PHOTOS
from branchdesk.services.clues.clue_card import photos
from branchdesk.services.kept_files import NewFile, clean, free_name, keep
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate, row_of
from branchdesk.store.tables import clue, clue_photo
from branchdesk.words import attachments as say_files
from branchdesk.words import clue_steps as say
from branchdesk.words import store as say_store


def add(store: Store, clue_id: str, files: Sequence[NewFile]) -> Changes:
    """Add photos to a clue in one step.

    Refusal, with nothing changed, where there is no such clue or it was passed on as a 办案线索, where no file is
    given, and where one is empty, too large, or no photo that every computer shows.
    """
    with operate(store, "add_clue_photos", "") as work:
        row = _clue(work, clue_id)
        if row["state"] == ClueState.PASSED_ON:
            raise Refusal(say.no_photos_of_a_case(), code="case_content")
        if not files:
            raise Refusal(say_files.nothing_chosen(), code="nothing_chosen")
        standing = photos(work.connection, clue_id)
        taken = {photo.name for photo in standing}
        for place, file in enumerate(files, _after(work, clue_id)):
            judge(file)
            values = keep(work, free_name(clean(file.name) or say_files.PICTURE, taken), file.content)
            taken.add(values["name"])
            work.insert(clue_photo, {"clue_id": clue_id, "position": place, **values})
        work.title = say.photos_added(row["number"], clean(files[0].name) or say_files.PICTURE, len(files))
    return work.changes()


def judge(file: NewFile) -> None:
    """See whether a file is a photo that can be kept with a clue; Refusal if not. An empty one is judged elsewhere."""
    if file.kind == HEIC:
        raise Refusal(say.heic(clean(file.name)), code="photo_heic")
    if file.content and file.kind not in PHOTOS:
        raise Refusal(say.no_photo(clean(file.name)), code="no_photo")


def remove(store: Store, photo_id: str) -> Changes:
    """Take a photo out of its clue; Refusal where it is not there any more."""
    with operate(store, "remove_clue_photo", "") as work:
        photo = _photo(work, photo_id)
        work.title = say.photo_removed(_clue(work, photo["clue_id"])["number"], photo["name"])
        work.delete(clue_photo, photo_id)
    return work.changes()


def turn(store: Store, photo_id: str, image: bytes) -> Changes:
    """Keep a photo as it was turned (`image`, made by the caller); Refusal where it is not there any more."""
    with operate(store, "turn_clue_photo", "") as work:
        photo = _photo(work, photo_id)
        work.title = say.photo_turned(_clue(work, photo["clue_id"])["number"], photo["name"])
        work.update(clue_photo, photo_id, keep(work, photo["name"], image))
    return work.changes()


def _after(work: Operation, clue_id: str) -> int:
    mine = select(func.coalesce(func.max(clue_photo.c.position) + 1, 0)).where(clue_photo.c.clue_id == clue_id)
    return work.connection.scalar(mine) or 0


def _clue(work: Operation, clue_id: str) -> dict[str, Any]:
    row = row_of(work.connection, clue, clue_id)
    if row is None:
        raise Refusal(say_store.no_such_record(say_store.RECORD, clue_id), code="no_such_record")
    return row


def _photo(work: Operation, photo_id: str) -> dict[str, Any]:
    row = row_of(work.connection, clue_photo, photo_id)
    if row is None:
        raise Refusal(say_files.no_such_file(), code="no_such_record")
    return row
