"""A lost tail of the journal is told; nothing else is taken for one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from branchdesk.errors import Refusal, Trouble
from branchdesk.store import history, mark, soundness
from branchdesk.store.engine import Store, accept_lost, create_store, hold, open_store

SOURCE = Path(__file__).parents[2] / "src"
SAVES = """
import os, signal, sys
from pathlib import Path
from branchdesk.store import history
from branchdesk.store.engine import open_store
store = open_store(Path(sys.argv[1]))
for number in range(3):
    history.event(store, "x", f"第{number}次")
os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
"""


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """Give a file whose program was killed after three saves, its journal beside it."""
    path = tmp_path / "支部.branchdesk"
    create_store(path, name="第四党支部", unit="某某市人民检察院", duties_from="2026-01").close()
    subprocess.run([sys.executable, "-c", SAVES, path], check=False, env={**os.environ, "PYTHONPATH": str(SOURCE)})
    assert journal(path).stat().st_size
    assert mark.mark_file(path).exists()
    return path


def journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def titles(store: Store) -> list[str]:
    with store.reading() as connection:
        return [step.title for step in history.steps(connection)]


def refused(path: Path) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        open_store(path)
    return refusal.value


def flip_the_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut_the_end(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 1)


@pytest.mark.parametrize("harm", [flip_the_middle, cut_the_end, Path.unlink])
def test_saves_that_the_journal_lost_are_told_each_time_until_accepted(
    killed: Path, harm: Callable[[Path], None]
) -> None:
    harm(journal(killed))
    for _ in range(2):
        refusal = refused(killed)
        assert refusal.code == "lost_writes"
        assert "缺少最后" in refusal.sentence
    accept_lost(killed)
    store = open_store(killed)
    assert titles(store)[0].startswith("缺少最后")
    with store.reading() as connection:
        assert soundness.look(connection).ok
    store.close()
    open_store(killed).close()
    assert not mark.mark_file(killed).exists()


def test_a_program_that_was_killed_lost_nothing(killed: Path) -> None:
    store = open_store(killed)
    assert titles(store)[:3] == ["第2次", "第1次", "第0次"]
    store.close()
    assert [file.name for file in killed.parent.iterdir()] == [killed.name]


def test_a_copy_put_in_the_files_place_is_no_loss(killed: Path) -> None:
    store = open_store(killed)
    old = killed.with_name("旧.branchdesk")
    store.close()
    shutil.copy2(killed, old)
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    subprocess.run([sys.executable, "-c", SAVES, killed], check=False, env=environment)
    journal(killed).unlink()
    os.utime(old)
    old.replace(killed)
    open_store(killed).close()


@pytest.mark.parametrize("content", [b"", b"x", b"branchdesk 9 1 1 0 00000000\n"])
def test_an_unreadable_mark_says_nothing(killed: Path, content: bytes) -> None:
    mark.mark_file(killed).write_bytes(content)
    open_store(killed).close()


def test_an_older_mark_says_nothing(killed: Path) -> None:
    noted = mark.read(killed)
    assert noted is not None
    mark.renew(killed, mark.Noted(noted.count - 1, 0, 0))
    open_store(killed).close()


def test_who_reads_beside_a_window_leaves_its_mark_alone(tmp_path: Path) -> None:
    path = tmp_path / "支部.branchdesk"
    store = create_store(path, name="第四党支部", unit="某某市人民检察院", duties_from="2026-01")
    with hold(path):
        history.event(store, "x", "一")
        before = mark.mark_file(path).read_bytes()
        open_store(path, beside=True).close()
        assert mark.mark_file(path).read_bytes() == before
    store.close()
    assert not mark.mark_file(path).exists()


def test_nothing_is_written_where_nobody_would_find_it(tmp_path: Path) -> None:
    path, aside = tmp_path / "支部.branchdesk", tmp_path / "别处.branchdesk"
    store = create_store(path, name="第四党支部", unit="某某市人民检察院", duties_from="2026-01")
    path.rename(aside)
    with pytest.raises(Trouble) as trouble:
        history.event(store, "x", "一")
    assert trouble.value.code == "file_gone"
    assert not path.exists()
    aside.rename(path)
    history.event(store, "x", "二")
    assert titles(store)[0] == "二"
    store.close()
