"""The clock and the place of a file: warned of once, refused only on a network drive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from branchdesk import cli, clock
from branchdesk.errors import Refusal
from branchdesk.services import Store, branch
from branchdesk.services.keeping import world
from branchdesk.store import chain, history

FOUNDING = branch.Founding("第四党支部", "某某市人民检察院", "2026-01")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = branch.create(tmp_path / "支部.branchdesk", FOUNDING)
    yield made
    made.close()


@pytest.fixture
def network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let a folder be one that the system says is another machine's."""
    share = tmp_path / "科室共享"
    share.mkdir()
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"1 0 0:1 / / rw - ext4 /dev/a rw\n2 1 0:2 / {share} rw - cifs //10.1.2.3/x rw\n", "utf-8")
    monkeypatch.setattr(world, "_MOUNTS", mounts)
    return share


def test_a_clock_that_is_right_is_not_spoken_of(store: Store) -> None:
    assert world.warnings(store) == ()
    assert world.warnings(store, lambda: clock.now() - timedelta(hours=23)) == ()


def test_a_clock_that_was_set_back_is_told_with_both_times_until_accepted(store: Store) -> None:
    back = clock.now() - timedelta(days=3)
    [warned] = world.warnings(store, lambda: back)
    assert f"{back:%Y-%m-%d %H:%M}" in warned.sentence
    assert f"{clock.now():%Y-%m-%d}" in warned.sentence
    history.event(store, "x", "其后")
    assert world.warnings(store, lambda: back)
    [warned] = world.warnings(store, lambda: back)
    world.accept(store, warned)
    assert world.warnings(store, lambda: back) == ()


def test_a_clock_without_its_battery_is_told(store: Store) -> None:
    [warned] = world.warnings(store, lambda: datetime(1980, 1, 1, tzinfo=UTC))
    assert "1980-01-01" in warned.sentence


def test_history_keeps_its_order_whatever_the_clock_says(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    history.event(store, "x", "先")
    monkeypatch.setattr(clock, "now", lambda: datetime(1980, 1, 1, tzinfo=UTC))
    history.event(store, "x", "后")
    with store.reading() as connection:
        assert [step.title for step in history.steps(connection, 2)] == ["后", "先"]
        assert chain.broken_links(connection) == []


def test_a_network_drive_is_refused_for_making_and_opening(network: Path, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        branch.create(network / "支部.branchdesk", FOUNDING)
    assert refusal.value.code == "network_drive"
    assert list(network.iterdir()) == []
    here = tmp_path / "支部.branchdesk"
    branch.create(here, FOUNDING).close()
    there = here.rename(network / "支部.branchdesk")
    with pytest.raises(Refusal) as refusal:
        branch.open_file(there)
    assert "交接包" in refusal.value.sentence
    branch.open_to_read(there).close()


def test_a_verb_says_that_a_file_is_on_a_network_drive(network: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = network / "支部.branchdesk"
    assert cli.main(["init", str(file), "--branch", "第四党支部", "--unit", "某某院", "--since", "2026-01"]) == 1
    assert "网络盘" in capsys.readouterr().err
    assert not file.exists()


def test_a_synchronised_folder_is_warned_of_once(tmp_path: Path) -> None:
    folder = tmp_path / "我的坚果云" / "支部"
    folder.mkdir(parents=True)
    store = branch.create(folder / "支部.branchdesk", FOUNDING)
    [warned] = world.warnings(store)
    assert "坚果云" in warned.sentence
    world.accept(store, warned)
    assert world.warnings(store) == ()
    store.close()


def test_a_mark_above_the_folder_names_its_program(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert world.synchronised_by(tmp_path / "甲" / "支部.branchdesk") == "Syncthing"
    assert world.synchronised_by(Path("/甲/支部.branchdesk")) == ""
