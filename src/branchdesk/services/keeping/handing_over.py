"""交接包: a branch's file under a key of its own for whoever takes it over, with the list of what is in it to sign.

The file that is handed over from stays as it is; what becomes of it is for people to decide. Everything in it goes
along, also what was typed and not saved: a successor takes over the work as it stands.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from branchdesk import clock
from branchdesk.errors import Refusal, Spoken, Trouble
from branchdesk.files.whole import replacing
from branchdesk.papers.hand_over_list import DataFile, HandOver, write_hand_over_list
from branchdesk.services import branch
from branchdesk.services.keeping import vault
from branchdesk.services.papers.hand_over_papers import data_file, gather
from branchdesk.services.papers.paper_kinds import branch_of
from branchdesk.services.papers.paper_settings import house
from branchdesk.services.papers.printing import save_file
from branchdesk.services.people import disclosures
from branchdesk.store import history, swapping
from branchdesk.store.engine import Store
from branchdesk.store.swapping import overwrite
from branchdesk.store.vault import keys_file, load
from branchdesk.words import handing_over as say
from branchdesk.words import store as say_store

__all__ = ["DataFile", "Package", "Wish", "data_file", "gather", "receive", "write"]

Told = Callable[[int, int], None]
_STEPS = 4
_FORBIDDEN = '\\/:*?"<>|'


@dataclass(frozen=True, slots=True)
class Wish:
    """A package that is wanted: in which folder, who takes over, and the password that opens it, typed twice."""

    folder: Path
    taker: str
    password: str
    again: str


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was written and read back: its folder, its data file, what is in it, and the groups of its key."""

    folder: Path
    data: Path
    digest: str
    holds: HandOver
    recovery: tuple[str, ...]


def write(store: Store, wish: Wish, report: Told | None = None) -> Package:
    """Write a package, open it by its password, look whether it is whole, and count what is in it.

    `report` is told (done, total) steps, and may end the work by raising. Refusal where a name or the password is not
    fit or the package is there already; Trouble where the disk will not. Nothing of the package is then left.
    """
    tell = report or (lambda _done, _total: None)
    if wish.password != wish.again:
        raise Refusal(say.password_differs(), code="password_differs", field="again")
    if not wish.folder.is_dir():
        raise Refusal(say.place_missing(wish.folder), code="folder_missing", field="folder")
    with suppress(Trouble):  # what was put aside may go along, and need not
        disclosures.take_in(store)
    name = _fit(branch_of(store))
    folder = wish.folder / say.folder_name(name, clock.today())
    if folder.exists():
        raise Refusal(say.folder_there(folder), code="folder_there", field="folder")
    try:
        folder.mkdir()
    except OSError as error:
        raise Trouble(say_store.not_writable(folder), code="not_writable") from error
    try:
        made = _fill(store, folder / say.data_name(name), wish, tell)
        counts = {item.what: item.amount for item in made.holds.items}
        told = say.counted(counts[say.MEMBERS], counts[say.MEETINGS], counts[say.CLUES])
        history.event(store, "handed_over", say.handed_over(wish.taker.strip(), told))
    except BaseException:
        _remove(folder)
        raise
    tell(_STEPS, _STEPS)
    return made


def _fill(store: Store, data: Path, wish: Wish, tell: Told) -> Package:
    tell(0, _STEPS)
    recovery = vault.write_under_key(store.path, store.key, data, wish.taker, wish.password)
    tell(1, _STEPS)
    with closing(vault.unlock(data, wish.password)) as fresh:
        history.event(fresh, "taken_over", say.taken_over(wish.taker.strip(), store.branch.name))
        sound = branch.check(fresh)
        if not sound.ok:
            raise Trouble(say.not_whole(data.parent), code="package_not_whole")
        tell(2, _STEPS)
        holds, own = gather(fresh, clock.today()), house(fresh)
    swapping.remove_journals(data)
    tell(3, _STEPS)
    file = data_file(data)
    listed = replace(holds, file=file)
    from branchdesk.papers.press.printing import press  # noqa: PLC0415 - ReportLab is loaded when something is printed

    save_file(press(write_hand_over_list(listed, own), own), data.with_name(say.LIST_FILE))
    with replacing(data.with_name(say.README_FILE)) as text:
        text.write(say.readme(branch_of(store), data.name, file.digest).encode("utf-8-sig"))
    return Package(data.parent, data, file.digest, listed, recovery)


def receive(source: Path, folder: Path) -> Path:
    """Copy a package's data file and its keys into a folder of one's own, and give the file there.

    A file of that name that is there stays; the copy gets a number. Refusal where the keys are missing; Trouble where
    it may not be read or written, or does not read back as it was.
    """
    if not source.is_file():
        raise Refusal(say_store.no_such_file(source), code="no_such_file")
    if not keys_file(source).is_file():
        raise Refusal(say.not_a_package(source), code="not_a_package")
    load(source)
    target = _free(folder / source.name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        digest = data_file(source).digest
        for one, copy in ((keys_file(source), keys_file(target)), (source, target)):
            with one.open("rb") as read, replacing(copy) as written:
                shutil.copyfileobj(read, written)
        if data_file(target).digest != digest:
            raise Trouble(say_store.not_readable(source), code="not_readable")
    except (OSError, Spoken) as error:
        for rest in (target, keys_file(target)):
            with suppress(OSError):
                rest.unlink(missing_ok=True)
        if isinstance(error, Spoken):
            raise
        raise Trouble(say_store.not_readable(source), code="not_readable") from error
    return target


def _free(path: Path) -> Path:
    number, found = 2, path
    while swapping.is_there(found) or keys_file(found).exists():
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return found


def _fit(name: str) -> str:
    """Give a branch's name as files may be called."""
    return (
        "".join(sign for sign in name if sign.isprintable() and sign not in _FORBIDDEN).strip(" .")[:60] or say.BRANCH
    )


def _remove(folder: Path) -> None:
    """Take away what was written of a package that did not come about."""
    for file in folder.iterdir():
        with suppress(OSError):
            overwrite(file)
    with suppress(OSError):
        folder.rmdir()
