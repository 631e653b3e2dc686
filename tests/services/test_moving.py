"""The data file moved to another folder: with keys and backups, compared before it counts, taken back if it fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from branchdesk.errors import Refusal, Spoken, Trouble
from branchdesk.services import branch
from branchdesk.services.keeping import backups, moving
from branchdesk.services.people import members
from branchdesk.store import driver
from branchdesk.store.engine import Store, create_store, is_held

KEY = bytes(range(32))


@pytest.fixture(params=[driver.OPEN_KEY, KEY])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Give an open file with a backup, a member after it, and what lies beside it; once under a key of its own."""
    (tmp_path / "旧").mkdir()
    (tmp_path / "党建 资料#1").mkdir()
    path = tmp_path / "旧" / "支部.branchdesk"
    made = create_store(path, name="第四党支部", unit="某某市人民检察院", duties_from="2026-01", key=request.param)
    if made.protected:
        (path.parent / "支部.branchdesk.keys").write_bytes(b"wrapped")
    backups.choose(path, backups.Settings(minutes=10))
    backups.take(made, "手动")
    members.save(made, None, {"name": "张三", "stage": "full_member"})
    return made


def lying(folder: Path) -> dict[str, bytes]:
    """Give the bytes of everything below a folder, what holds a file aside."""
    return {
        str(one.relative_to(folder)): one.read_bytes()
        for one in folder.rglob("*")
        if one.is_file() and not one.name.endswith((".lock", ".mark", "-wal", "-shm"))
    }


def test_everything_comes_along_and_the_old_stays_until_it_is_let_go(store: Store, tmp_path: Path) -> None:
    old, key = store.path, bytes(store.key or b"")
    folder = tmp_path / "党建 资料#1"
    done = moving.move(store, folder)
    assert done.store.path == folder / "支部.branchdesk"
    assert (done.backups, branch.people(done.store), bytes(done.store.key or b"")) == (
        len(list(backups.folder_of(old).iterdir())),
        1,
        key,
    )
    assert backups.settings(done.store.path).minutes == 10
    assert is_held(done.store.path)
    assert [one.path.name for one in backups.listed(done.store.path)] == [one.path.name for one in backups.listed(old)]
    done.store.close()
    done.held.close()
    assert lying(old.parent) == lying(folder)
    moving.remove_old(old)
    assert list(old.parent.iterdir()) == []
    assert lying(folder)


def test_what_cannot_be_moved_stays_and_leaves_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, before = tmp_path / "党建 资料#1", set(lying(store.path.parent))
    real = moving._copy

    def fails(source: Path, target: Path, written: list[Path]) -> None:
        real(source, target, written)
        if source.suffix == ".branchdesk" and source.parent == store.path.parent:
            raise OSError(28, "full")

    monkeypatch.setattr(moving, "_copy", fails)
    with branch.reopening(store) as again:
        with pytest.raises(Trouble) as told:
            moving.move(store, folder)
        assert told.value.code == "disk_full"
        opened = again()
    assert lying(folder) == {}
    assert set(lying(opened.path.parent)) == before
    assert branch.people(opened) == 1
    opened.close()


def test_a_file_is_not_moved_over_another_nor_to_where_it_is(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "党建 资料#1"
    codes = []
    (folder / "支部.branchdesk").touch()
    for place in (folder, store.path.parent, tmp_path / "没有"):
        with pytest.raises(Refusal) as refused:
            moving.move(store, place)
        codes.append(refused.value.code)
    assert codes == ["file_exists", "same_folder", "folder_missing"]
    assert branch.people(store) == 1  # and it is open still
    store.close()


def test_a_file_that_somebody_reads_beside_is_not_moved(store: Store, tmp_path: Path) -> None:
    reader = driver.connect(store.path, store.key, beside=True)
    reader.execute("SELECT count(*) FROM member").fetchone()
    with pytest.raises(Spoken) as told:
        moving.move(store, tmp_path / "党建 资料#1")
    reader.close()
    assert told.value.code == "in_use"
    assert lying(tmp_path / "党建 资料#1") == {}
