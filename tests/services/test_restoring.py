"""Putting a backup back: what it says before, what it leaves behind, and what it refuses."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import builders
from branchdesk import cli
from branchdesk.errors import Refusal
from branchdesk.services import branch
from branchdesk.services.keeping import past, restoring
from branchdesk.services.keeping import vault as services
from branchdesk.store import backups, driver, engine, revisions, swapping, vault
from branchdesk.store.engine import Store

STORES = Path(__file__).parents[1] / "fixtures" / "stores"
RELEASED = sorted(path.name for path in STORES.glob("*.branchdesk"))
WORD, OTHER = "春风化雨 2026", "秋月无边 1949"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "measure", lambda: vault.Cost(1, 8 * 1024 * 1024))


@pytest.fixture
def filled(path: Path) -> Store:
    made = builders.new_branch(path)
    builders.fill(made)
    return made


def backed_up(store: Store) -> Path:
    return backups.take(store, "手动").path


def go_on(store: Store) -> None:
    """Do one more thing after the backup."""
    builders.fill(store, [{"name": "赵六", "stage": "full_member", "joined_on": "1998-07", "full_since": "1999-07"}])


def nothing_beside(path: Path) -> bool:
    allowed = {path.name, vault.keys_file(path).name, f"{path.name}.lock"}
    return {one.name for one in path.parent.iterdir() if one.is_file()} <= allowed


def test_a_backup_says_what_was_done_since_and_brings_everything_back(filled: Store) -> None:
    rows, backup = builders.records(filled), backed_up(filled)
    go_on(filled)
    compared = restoring.compare(filled, backup)
    assert compared.since is not None
    assert [step.title for step in compared.since] == [past.steps(filled)[0].title]
    assert compared.now is not None
    assert compared.then.counts["members"] + 1 == compared.now.counts["members"]
    done = restoring.restore(filled, backup)
    assert builders.records(done.store) == rows
    assert branch.check(done.store).ok
    assert past.steps(done.store)[0].verb == "restored"
    done.store.close()
    assert nothing_beside(done.store.path)
    assert done.kept is not None
    assert restoring.look(done.kept, done.store.path).counts["members"] == compared.now.counts["members"]


@pytest.mark.parametrize("released", RELEASED)
def test_a_backup_of_every_released_schema_comes_back_where_no_file_is(path: Path, released: str) -> None:
    done = restoring.restore_file(path, STORES / released)
    try:
        assert done.kept is None
        assert done.found.revision == released.partition(".")[0]
        assert bytes(done.store.key or b"") == driver.OPEN_KEY
        found = branch.check(done.store)
        assert found.ok
        assert found.counts["members"] == 12
    finally:
        done.store.close()
    assert nothing_beside(path)


@pytest.mark.parametrize("kind", ["plain", "without a password"])
def test_a_backup_without_a_password_goes_under_the_present_one(filled: Store, kind: str) -> None:
    path, rows = filled.path, builders.records(filled)
    backup = backed_up(filled)
    if kind == "plain":
        driver.rewrite(backup, driver.OPEN_KEY, backup.with_name("old.branchdesk"), None)
        backup = backup.with_name("old.branchdesk")
    filled.close()
    locked = services.protect(path, "翟堃", WORD).store
    done = restoring.restore(locked, backup)
    assert done.store.protected
    assert builders.records(done.store) == rows
    done.store.close()
    assert services.is_locked(path)
    services.unlock(path, WORD).close()


def test_a_backup_under_an_older_password_brings_its_keys_along(filled: Store) -> None:
    path = filled.path
    filled.close()
    first = services.protect(path, "翟堃", WORD).store
    rows, backup = builders.records(first), backed_up(first)
    key = bytes(first.key) if first.key else b""
    first.close()
    second = services.renew(path, key, "翟堃", OTHER).store
    for secret, code in ((None, "locked"), (restoring.Secret("毫不相干的密码"), "wrong_password")):
        with pytest.raises(Refusal) as refused:
            restoring.compare(second, backup, secret)
        assert refused.value.code == code
    done = restoring.restore(second, backup, restoring.Secret(WORD))
    assert builders.records(done.store) == rows
    done.store.close()
    services.unlock(path, WORD).close()


def test_another_branchs_backup_is_refused(filled: Store, tmp_path: Path) -> None:
    other = branch.create(tmp_path / "other.branchdesk", branch.Founding("第九党支部", builders.UNIT, "2026-01"))
    backup = backed_up(other)
    other.close()
    with pytest.raises(Refusal) as refused:
        restoring.restore(filled, backup)
    assert refused.value.code == "other_branch"
    assert branch.check(filled).ok
    filled.close()


@pytest.mark.parametrize("harm", ["bit", "cut", "text", "newer", "foreign", "gone", "empty"])
def test_a_backup_that_is_no_good_is_refused_and_the_present_stays(filled: Store, harm: str) -> None:
    backup = backed_up(filled)
    spoil(backup, harm)
    rows = builders.records(filled)
    with pytest.raises(Refusal) as refused:
        restoring.restore(filled, backup)
    assert str(backup) in refused.value.sentence
    assert builders.records(filled) == rows
    filled.close()
    assert nothing_beside(filled.path)


def spoil(backup: Path, harm: str) -> None:
    raw = backup.read_bytes()
    if harm == "bit":
        backup.write_bytes(raw[:20_000] + bytes([raw[20_000] ^ 1]) + raw[20_001:])
    elif harm == "cut":
        backup.write_bytes(raw[: len(raw) // 2 - 100])
    elif harm == "text":
        backup.write_text("不是备份" * 5000, "utf-8")
    elif harm == "newer":
        with_revision(backup, "9999")
    elif harm == "foreign":
        backup.write_bytes(driver.PLAIN_HEADER + bytes(4080))
    elif harm == "empty":
        backup.write_bytes(b"")
    else:
        backup.unlink()


def with_revision(path: Path, number: str) -> None:
    raw = driver.connect(path, driver.OPEN_KEY)
    raw.execute("UPDATE alembic_version SET version_num = ?", (number,))
    raw.close()


def test_a_damaged_present_file_is_kept_aside_as_it_is(filled: Store) -> None:
    path, rows, backup = filled.path, builders.records(filled), backed_up(filled)
    filled.close()
    raw = bytearray(path.read_bytes())
    raw[30] ^= 1
    raw[4096 * 5 + 77] ^= 1
    path.write_bytes(raw)
    with pytest.raises(Refusal):
        branch.open_file(path)
    done = restoring.restore_file(path, backup)
    assert builders.records(done.store) == rows
    done.store.close()
    assert done.kept is not None
    assert "损坏" in done.kept.name
    assert done.kept.read_bytes() == raw


def test_a_page_damaged_where_opening_does_not_look_sends_the_file_aside_too(filled: Store) -> None:
    path, backup = filled.path, backed_up(filled)
    filled.close()
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    with engine.hold(path):
        done = restoring.restore_file(path, backup)
    assert branch.check(done.store).ok
    done.store.close()
    assert done.kept is not None


def test_the_newest_schema_is_among_the_released() -> None:
    assert f"{revisions.HEAD}.branchdesk" in RELEASED
    assert swapping.JOURNALS


def test_copies_of_a_plain_backup_do_not_stay(path: Path) -> None:
    restoring.look(STORES / "0003.branchdesk", path)
    assert list(path.parent.iterdir()) == []
    shutil.copy(STORES / "0003.branchdesk", path)
    assert restoring.look(path, path).counts["members"] == 12
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_the_command_line_restores_where_no_file_is_and_not_where_a_window_holds_it(
    filled: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, backup = filled.path, backed_up(filled)
    filled.close()
    fresh = tmp_path / "fresh.branchdesk"
    assert cli.main(["restore", str(backup), str(fresh)]) == 0
    assert json.loads(capsys.readouterr().out)["kept"] is None
    with engine.hold(path):
        assert cli.main(["restore", str(backup), str(path)]) == 1
    assert "正在另一个窗口中使用" in capsys.readouterr().err
    assert cli.main(["restore", str(backup), str(path)]) == 0
    assert Path(json.loads(capsys.readouterr().out)["kept"]).is_file()
