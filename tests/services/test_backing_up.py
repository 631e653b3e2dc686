"""A backup is taken when something changed, told of where it lies, and goes when nobody will miss it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from branchdesk.errors import Trouble
from branchdesk.services import Store, branch, preferences
from branchdesk.services.keeping import backups
from branchdesk.words import backups as say

NOW = datetime(2026, 11, 23, 14, 5)  # noqa: DTZ001 - the office's own clock is meant


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = branch.create(tmp_path / "支部.branchdesk", branch.Founding("第四党支部", "某某市人民检察院", "2026-01"))
    yield made
    made.close()


def test_nothing_is_taken_where_nothing_changed(store: Store) -> None:
    assert backups.back_up(store, say.AUTOMATIC).taken is not None
    assert backups.back_up(store, say.LEAVING).taken is None
    preferences.put(store, "unfinished_meeting/1", {"text": "打到一半"})
    assert backups.standing(store).changed
    assert backups.back_up(store, say.LEAVING).taken is not None


def test_who_asks_for_a_backup_gets_one(store: Store) -> None:
    backups.back_up(store, say.AUTOMATIC)
    assert backups.back_up(store, say.BY_HAND).taken is not None


def test_a_backup_that_somebody_deleted_is_taken_anew(store: Store) -> None:
    taken = backups.back_up(store, say.AUTOMATIC).taken
    assert taken is not None
    backups.remove(taken)
    assert backups.back_up(store, say.AUTOMATIC).taken is not None


def test_what_is_in_the_way_is_told_and_raises_nothing(store: Store) -> None:
    backups.folder_of(store.path).write_text("x", "utf-8")
    told = backups.back_up(store, say.AUTOMATIC)
    assert told.trouble is not None
    assert told.trouble.code == "folder_missing"
    assert told.standing.last is None


def test_a_week_of_work_in_no_backup_is_worth_a_word(store: Store) -> None:
    assert backups.standing(store).is_old(NOW)
    taken = backups.back_up(store, say.AUTOMATIC).taken
    assert taken is not None
    later = datetime.fromisoformat(taken.at) + timedelta(days=8)
    assert not backups.standing(store).is_old(later)  # nobody worked since
    preferences.put(store, "x", 1)
    assert backups.standing(store).is_old(later)
    assert not backups.standing(store).is_old(later - timedelta(days=2))


def test_settings_are_found_beside_the_file(store: Store) -> None:
    assert backups.settings(store.path) == backups.Settings()
    chosen = backups.Settings(60, "/media/备份", 12, thin_by_hand=True)
    backups.choose(store.path, chosen)
    assert backups.settings(store.path) == chosen
    store.path.with_name("支部.branchdesk.backups").write_text("{", "utf-8")
    assert backups.settings(store.path) == backups.Settings()


def test_the_second_folder_gets_what_it_lacks_and_says_when_it_is_gone(tmp_path: Path, store: Store) -> None:
    second = backups.second_in(store, tmp_path / "U盘")
    chosen = backups.Settings(second=str(second))
    backups.choose(store.path, chosen)
    taken = backups.back_up(store, say.AUTOMATIC).taken
    assert taken is not None
    with pytest.raises(Trouble) as told:
        backups.bring_along(taken, second, chosen)
    assert told.value.code == "folder_missing"
    assert not (tmp_path / "U盘").exists()
    (tmp_path / "U盘").mkdir()
    assert backups.bring_along(taken, second, chosen)
    assert not backups.bring_along(taken, second, chosen)
    assert [one.path.parent for one in backups.known(store.path)] == [taken.path.parent, second]


def test_old_backups_go_but_for_those_that_somebody_may_want(store: Store) -> None:
    taken = backups.back_up(store, say.AUTOMATIC).taken
    assert taken is not None
    folder, raw = taken.path.parent, taken.path.read_bytes()
    backups.remove(taken)
    at = datetime.fromisoformat(taken.at)
    for number, (reason, age) in enumerate(
        [(say.BY_HAND, 900), (say.BEFORE_RESTORE, 31), (say.BEFORE_RESTORE, 29), (say.AUTOMATIC, 0.02)], 1
    ):
        when = at - timedelta(days=age)
        (folder / f"{when:%Y%m%d-%H%M%S}-{number:05}-{reason}.branchdesk").write_bytes(raw)
    backups.thin(folder, backups.Settings())
    assert [one.number for one in backups.in_folder(folder)] == [4, 3, 2, 1]  # there is room for all yet
    for number in range(5, 30):
        when = at + timedelta(hours=number)
        (folder / f"{when:%Y%m%d-%H%M%S}-{number:05}-{say.AUTOMATIC}.branchdesk").write_bytes(raw)
    backups.thin(folder, backups.Settings(months=12))
    left = {one.number for one in backups.in_folder(folder)}
    assert {1, 2, 3, 29} <= left  # the second one is the only one of its day
    backups.thin(folder, backups.Settings(thin_by_hand=True))
    assert {2, 3, 29} <= {one.number for one in backups.in_folder(folder)}
