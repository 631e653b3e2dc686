"""Each kind of write, to be met by a disk that has no room: told in one sentence, nothing half done, then done."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import builders
from branchdesk.domain.meetings import Presence
from branchdesk.errors import Spoken
from branchdesk.ledgers.members import MEMBERS
from branchdesk.services import Store, branch, drafts
from branchdesk.services.clues import volunteers
from branchdesk.services.keeping import backups, erasing, handing_over, past, restoring, vault
from branchdesk.services.kept_files import NewFile
from branchdesk.services.ledgers import importing, lists
from branchdesk.services.meetings import attachments, meetings
from branchdesk.services.papers import paper_orders, papers, printing
from branchdesk.services.people import members
from branchdesk.store import history
from branchdesk.store.driver import OPEN_KEY
from branchdesk.words.backups import BY_HAND

STORES = Path(__file__).parent / "fixtures" / "stores"
PASSWORD = "一把新的钥匙，很长"  # noqa: S105 - invented
PASSING = (".lock", "-wal", "-shm", ".mark")  # what lies beside an open file
KEPT = "支部-备份/"  # whole copies that were taken before something went wrong may stay
FULL = {"disk_full", "sheet_disk_full"}
Squeeze = Callable[[int], AbstractContextManager[None]]


@dataclass(slots=True)
class Branch:
    """A branch's open file on a disk, and a folder on another disk."""

    disk: Path
    elsewhere: Path
    store: Store
    meeting: str = ""
    left: str = ""
    backup: Path = field(default_factory=Path)

    @property
    def path(self) -> Path:
        """Give the data file."""
        return self.store.path


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of write: what must stand before, and the write itself."""

    name: str
    do: Callable[[Branch], object]
    prepare: Callable[[Branch], object] = lambda _branch: None


def _sheet(here: Branch) -> Path:
    rows: list[Sequence[object]] = [["姓名", "发展阶段", "入党时间"]]
    rows += [[f"张{number:03}", "正式党员", "2001-07"] for number in range(300)]
    return builders.sheet(here.elsewhere, rows)


def _import(here: Branch) -> object:
    return importing.take(here.store, MEMBERS, importing.open_sheet(_sheet(here), MEMBERS))


def _save(here: Branch) -> object:
    return members.save(here.store, None, {"name": "赵六", "stage": "full_member", "note": "经历。" * 20_000})


def _meet(here: Branch) -> None:
    here.meeting = meetings.save(here.store, builders.meeting()).id


def _finalise(here: Branch) -> object:
    typed = builders.meeting(attendance=builders.present(builders.mark("李四", Presence.ON_LEAVE, "外出" * 500)))
    return meetings.save(here.store, typed, finalise=True)


def _attach(here: Branch) -> object:
    scan = b"%PDF-1.4\n" + secrets.token_bytes(400_000)
    return attachments.add(here.store, here.meeting, [NewFile("扫描件.pdf", scan)])


def _back_up(here: Branch) -> object:
    done = backups.back_up(here.store, BY_HAND)
    if done.trouble is not None:
        raise done.trouble
    return done


def _keep_backup(here: Branch) -> None:
    done = backups.back_up(here.store, BY_HAND)
    assert done.taken is not None
    here.backup = Path(shutil.move(done.taken.path, here.elsewhere))
    members.save(here.store, None, {"name": "赵六", "stage": "full_member"})


def _restore(here: Branch) -> None:
    with branch.reopening(here.store) as again:
        try:
            here.store = restoring.restore(here.store, here.backup).store
        except Spoken:
            here.store = again()
            raise


def _protect(here: Branch) -> None:
    with branch.reopening(here.store) as again:
        here.store.close()
        try:
            here.store = vault.protect(here.path, "张三", PASSWORD).store
        except Spoken:
            here.store = again()
            raise


def _upgrade(here: Branch) -> None:
    branch.open_file(here.disk / "旧.branchdesk").close()


def _old_file(here: Branch) -> None:
    (here.disk / "旧.branchdesk").write_bytes((STORES / "0004.branchdesk").read_bytes())


def _print(here: Branch, name: str) -> None:
    order = paper_orders.read_order(here.store, "minutes", here.meeting, [])
    word = name.endswith(".docx")
    content = papers.word(here.store, order) if word else papers.make(here.store, order).pdf
    printing.save_bytes(content, here.disk / name)


def _draft(here: Branch) -> None:
    typed = {"text": "正在写的内容。" * 20_000}
    drafts.keep(here.store, drafts.Draft("member:new:1", "党员", typed, {}, "members"))


def _leave(here: Branch) -> None:
    here.left, _ = volunteers.save(here.store, None, {"name": "周七", "joined_on": "2020-01", "left_on": "2024-01"})


def _erase(here: Branch) -> None:
    asked = erasing.Request("2026-11-20", "本人要求")
    here.store = erasing.erase(here.store, "volunteers", here.left, asked, {}).store


def _begin(here: Branch) -> None:
    branch.create(here.disk / "另一.branchdesk", branch.Founding("第五党支部", builders.UNIT, "2026-01")).close()


KINDS = (
    Kind("建立", _begin),
    Kind("保存", _save),
    Kind("导入", _import),
    Kind("会议定稿", _finalise),
    Kind("附件", _attach, _meet),
    Kind("撤销", lambda here: past.undo(here.store), _import),
    Kind("草稿", _draft),
    Kind("备份", _back_up),
    Kind("恢复", _restore, _keep_backup),
    Kind("设密码", _protect),
    Kind("钥匙文件", lambda here: vault.add_operator(here.store, "李四", PASSWORD + "2"), _protect),
    Kind("彻底删除", _erase, _leave),
    Kind("升级", _upgrade, _old_file),
    Kind("导出表格", lambda here: lists.export(here.store, MEMBERS, here.disk / "名册.xlsx"), _import),
    Kind("导出文本", lambda here: lists.export(here.store, MEMBERS, here.disk / "名册.csv"), _import),
    Kind("PDF", lambda here: _print(here, "记录.pdf"), _meet),
    Kind("Word", lambda here: _print(here, "记录.docx"), _meet),
    Kind(
        "交接包", lambda here: handing_over.write(here.store, handing_over.Wish(here.disk, "李四", PASSWORD, PASSWORD))
    ),
)


@dataclass(slots=True)
class Outcome:
    """What became of one kind of write: the codes it was refused with, by room, and what was not as it shall be."""

    refused: dict[int, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    sentence: str = ""


def attempt(
    kind: Kind, disk: Path, elsewhere: Path, squeeze: Squeeze, rooms: Sequence[int], codes: Collection[str] = FULL
) -> Outcome:
    """Try a write with ever more room, then with all of it; see each time that nothing was half done."""
    outcome = Outcome()
    here = Branch(disk, elsewhere, builders.new_branch(disk / "支部.branchdesk"))
    try:
        builders.fill(here.store)
        kind.prepare(here)
        with branch.reopening(here.store) as again:
            here.store = again()
        for room in rooms:
            before = _state(here)
            try:
                with squeeze(room):
                    kind.do(here)
            except Spoken as error:
                outcome.refused[room], outcome.sentence = error.code, error.sentence
                if error.code not in codes:
                    outcome.wrong.append(f"{room}: {error.code}")
            except Exception as error:  # noqa: BLE001 - this is what is looked for
                outcome.wrong.append(f"{room}: {error!r}")
            else:
                break
            if (after := _state(here)) != before:
                outcome.wrong.append(f"{room}: {before} → {after}")
        else:
            try:
                kind.do(here)
            except Exception as error:  # noqa: BLE001 - this is what is looked for
                outcome.wrong.append(f"then: {error!r}")
    finally:
        key = bytes(here.store.key or b"")
        here.store.close()
    outcome.wrong += _unsound(here.path, key)
    for name in ("另一.branchdesk", "旧.branchdesk"):
        if (disk / name).exists():
            outcome.wrong += _unsound(disk / name, OPEN_KEY)
    outcome.wrong += [
        name for name in _names(disk) if any(part in name for part in (".part", ".swap-", ".new", ".branchdesk-"))
    ]
    return outcome


def _state(here: Branch) -> tuple[list[str], list[str]]:
    with here.store.reading() as connection:
        titles = [step.title for step in history.steps(connection)]
    return titles, [name for name in _names(here.disk) if not name.endswith(PASSING) and not name.startswith(KEPT)]


def _names(disk: Path) -> list[str]:
    return sorted(str(file.relative_to(disk)) for file in disk.rglob("*") if file.is_file() and file.name != FILLER)


def _unsound(path: Path, key: bytes) -> Iterator[str]:
    from branchdesk.store.engine import open_store  # noqa: PLC0415 - only here: a file whose key the test knows

    store = open_store(path, key=key)
    found = branch.check(store)
    store.close()
    if not found.ok:
        yield f"check: {found}"


FILLER = "占满磁盘"


def filling(disk: Path) -> Squeeze:
    """Leave a disk of its own so many bytes of room."""

    @contextmanager
    def squeeze(room: int) -> Iterator[None]:
        filler = disk / FILLER
        with filler.open("wb", buffering=0) as file:
            try:
                while file.write(bytes(4096)):
                    pass
            except OSError:
                file.truncate(max(0, file.tell() - room))
        try:
            yield
        finally:
            filler.unlink()

    return squeeze


@contextmanager
def limited(room: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes, as a disk would that is full there."""
    import resource  # noqa: PLC0415 - not on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
