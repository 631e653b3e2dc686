"""A backup is whole or is not there, and says of itself when and why it was made."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from branchdesk.errors import Cancelled, Refusal, Trouble
from branchdesk.store import backups, driver, history, vault
from branchdesk.store.engine import Store, create_store, open_store
from branchdesk.store.tables import change, preference
from branchdesk.words import backups as say


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = _made(tmp_path / "支部.branchdesk", driver.OPEN_KEY)
    yield made
    made.close()


def _made(path: Path, key: driver.Key | None) -> Store:
    made = create_store(path, name="第四党支部", unit="某某市人民检察院", duties_from="2026-01", key=key)
    with history.beginning(made, "建立"):
        pass
    return made


def _add(store: Store, name: str) -> None:
    with history.operate(store, "add", name) as work:
        work.insert(preference, {"branch_id": store.branch.id, "key": name, "value": name})


def test_a_backup_opens_as_the_file_it_was_made_of(store: Store) -> None:
    _add(store, "李𬭎")
    made = backups.take(store, say.AUTOMATIC)
    assert made.path.parent == store.path.with_name("支部-备份")
    assert (made.reason, made.protected, made.number) == (say.AUTOMATIC, False, 1)
    assert made.size == made.path.stat().st_size
    assert backups.verify(made.path, store.key)["change"] == 1
    opened = open_store(made.path)
    with opened.reading() as connection:
        assert connection.execute(change.select()).one().after["key"] == "李𬭎"
    opened.close()


def test_backups_are_listed_newest_first_whatever_the_clock_says(store: Store) -> None:
    first = backups.take(store, say.AUTOMATIC)
    earlier = first.path.with_name(f"20360101-000000-00002-{say.BY_HAND}.branchdesk")
    earlier.write_bytes(first.path.read_bytes())  # while the clock was wrong
    third = backups.take(store, say.LEAVING)
    assert [one.number for one in backups.listed(store.path)] == [3, 2, 1]
    assert backups.listed(store.path)[0] == third


def test_a_copy_that_an_older_program_laid_beside_the_file_is_listed_too(store: Store) -> None:
    old = store.path.with_name(f"{store.path.name}.升级前-0004")
    old.write_bytes(driver.PLAIN_HEADER + bytes(84))
    made = backups.take(store, say.AUTOMATIC)
    newest, oldest = backups.listed(store.path)
    assert (newest, oldest.path, oldest.reason) == (made, old, say.BEFORE_UPGRADE)


def test_a_locked_files_backup_stays_locked_and_has_its_keys(tmp_path: Path) -> None:
    key = vault.new_key()
    store = _made(tmp_path / "支部.branchdesk", key)
    vault.keys_file(store.path).write_text('{"format": 1, "slots": []}', "utf-8")
    made = backups.take(store, say.AUTOMATIC)
    assert made.protected
    assert vault.load(made.path) == vault.Keys(())
    assert backups.verify(made.path, key)["branch"] == 1
    with pytest.raises(Refusal) as told:
        backups.verify(made.path, None)
    assert told.value.code == "backup_wrong_key"
    store.close()


def test_what_is_written_meanwhile_neither_waits_nor_starts_the_copy_anew(store: Store) -> None:
    for number in range(40):
        _add(store, f"某{number}")
    seen: list[int] = []

    def write(done: int, _total: int) -> None:
        seen.append(done)
        _add(store, f"后来{len(seen)}")

    made = backups.take(store, say.AUTOMATIC, report=write)
    assert seen == sorted(seen)
    assert backups.verify(made.path, store.key)["change"] == 40
    with store.reading() as connection:
        assert len(connection.execute(change.select()).all()) == 40 + len(seen)


def test_a_backup_that_is_given_up_leaves_nothing(store: Store) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        backups.take(store, say.AUTOMATIC, report=stop)
    assert list(backups.folder_of(store.path).iterdir()) == []


def test_a_backup_that_nobody_wants_any_more_is_no_trouble(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "STEPS", 1)
    looks = count()
    with pytest.raises(Cancelled):
        backups.take(store.until(lambda: next(looks) > 200), say.AUTOMATIC)  # while rows are counted
    assert list(backups.folder_of(store.path).iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_told(store: Store) -> None:
    backups.folder_of(store.path).write_text("x", "utf-8")
    with pytest.raises(Trouble) as told:
        backups.take(store, say.AUTOMATIC)
    assert told.value.code == "folder_missing"
    assert backups.listed(store.path) == ()


def test_a_damaged_file_makes_no_backup_and_the_disk_of_the_copies_is_not_blamed(store: Store) -> None:
    for number in range(40):
        _add(store, f"某{number}")
    store.close()
    raw = bytearray(store.path.read_bytes())
    raw[len(raw) - 5000] ^= 1
    store.path.write_bytes(raw)
    opened = open_store(store.path)
    with pytest.raises(Trouble) as told:
        backups.take(opened, say.AUTOMATIC)
    assert told.value.code == "damaged"
    assert list(backups.folder_of(store.path).iterdir()) == []
    opened.close()


def test_a_flipped_bit_of_a_backup_is_found(store: Store) -> None:
    made = backups.take(store, say.AUTOMATIC)
    raw = bytearray(made.path.read_bytes())
    raw[len(raw) // 2] ^= 4
    made.path.write_bytes(raw)
    with pytest.raises(Refusal) as told:
        backups.verify(made.path, store.key)
    assert told.value.code == "backup_damaged"


def test_a_second_folder_gets_the_verified_copy_under_the_same_name(tmp_path: Path, store: Store) -> None:
    made = backups.take(store, say.AUTOMATIC)
    second = tmp_path / "U盘" / "支部-备份"
    with pytest.raises(Trouble) as told:
        backups.carry(made, second)
    assert told.value.code == "folder_missing"
    second.parent.mkdir()
    carried = backups.carry(made, second)
    assert carried.path.name == made.path.name
    assert carried.path.read_bytes() == made.path.read_bytes()
    assert backups.listed(store.path, second) == (made, carried)


def test_a_removed_backup_takes_its_keys_along(store: Store) -> None:
    made = backups.take(store, say.AUTOMATIC)
    backups.remove(made)
    assert list(backups.folder_of(store.path).iterdir()) == []
