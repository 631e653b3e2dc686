"""Files kept with any record: what a row says of one, its bytes, and its way out of the program."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from branchdesk.domain.meetings import AttachedFile
from branchdesk.errors import Refusal, Trouble
from branchdesk.files.attached import MOST_BYTES, media_type, too_large
from branchdesk.files.whole import replacing
from branchdesk.store import blobs
from branchdesk.store.engine import Store
from branchdesk.store.history import Operation
from branchdesk.words import attachments as say


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be added: what it is called, with its ending, and its bytes."""

    name: str
    content: bytes

    @property
    def kind(self) -> str:
        """Say what its bytes are, as a media type."""
        return media_type(self.content)


def content(store: Store, file: AttachedFile) -> bytes:
    """Give a file's bytes; Trouble where the data file has them no more as they were kept."""
    with store.reading() as connection:
        found = blobs.read(connection, file.content)
    if found is None:
        raise Trouble(say.bytes_lost(file.name), code="bytes_lost")
    return found


def save_as(store: Store, file: AttachedFile, path: Path) -> None:
    """Write a file's bytes to a path, whole or not at all; Trouble where they are lost or it cannot be written."""
    found = content(store, file)
    with replacing(path) as written:
        written.write(found)


def keep(work: Operation, name: str, image: bytes) -> dict[str, Any]:
    """Keep bytes, and give what a row says of them; Refusal where there are none, or more than `MOST_BYTES`."""
    if not image:
        raise Refusal(say.empty(name), code="attachment_empty")
    if len(image) > MOST_BYTES:
        raise too_large(name, len(image))
    return {"name": name, "kind": media_type(image), "size": len(image), "content": blobs.keep(work, image)}


def clean(name: str) -> str:
    """Give a file's name without folders and what cannot be read."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return " ".join("".join(sign if sign.isprintable() else " " for sign in last).split())


def free_name(name: str, taken: Collection[str]) -> str:
    """Give a name that no other file of the record has: 合影.jpg, 合影 (2).jpg."""
    stem, ending, number = PurePath(name).stem, PurePath(name).suffix, 2
    while name in taken:
        name, number = f"{stem} ({number}){ending}", number + 1
    return name
