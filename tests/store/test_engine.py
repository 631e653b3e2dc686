"""Opening whatever somebody may double-click, and touching nothing that is not ours."""

from __future__ import annotations

import os
import secrets
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError, OperationalError

import builders
from branchdesk.errors import Cancelled, Refusal, Spoken, Trouble
from branchdesk.store import driver, engine, revisions, vault
from branchdesk.store.engine import Store, create_store, hold, open_store
from branchdesk.store.tables import branch, new_id, party_group, revision

KEY = secrets.token_bytes(32)
SOURCE = Path(__file__).parents[2] / "src"


def make(path: Path, key: bytes = driver.OPEN_KEY) -> Store:
    return create_store(path, name="第四党支部", unit="某某市人民检察院", duties_from="2026-01", key=key)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def refused(path: Path, key: bytes | None = None) -> str:
    """Give the code of the refusal, having seen that no file was changed or added."""
    before = bytes_of(path.parent)
    with pytest.raises(Refusal) as refusal:
        open_store(path, key=key)
    assert bytes_of(path.parent) == before
    assert str(path) in refusal.value.sentence
    return refusal.value.code


def test_a_new_file_opens_again(path: Path) -> None:
    made = make(path)
    made.close()
    again = open_store(path)
    assert again.branch == made.branch
    assert (again.branch.name, again.branch.duties_from) == ("第四党支部", "2026-01")
    again.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_file_opens_while_another_window_has_it(path: Path) -> None:
    first = make(path)
    second = open_store(path)
    assert second.branch == first.branch
    second.close()
    first.close()


def test_a_file_whose_maker_was_killed_opens(path: Path) -> None:
    code = """
import os, signal, sys
from pathlib import Path
from branchdesk.store.engine import create_store
create_store(Path(sys.argv[1]), name="a", unit="b", duties_from="2026-01")
os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
"""
    subprocess.run([sys.executable, "-c", code, path], check=False, env={**os.environ, "PYTHONPATH": str(SOURCE)})
    open_store(path).close()


def test_nothing_is_written_over(path: Path) -> None:
    path.write_text("不是我们的", encoding="utf-8")
    with pytest.raises(Refusal) as refusal:
        make(path)
    assert refusal.value.code == "file_exists"
    assert path.read_text("utf-8") == "不是我们的"


def test_a_new_file_wants_its_folder(path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        make(path.parent / "没有" / path.name)
    assert refusal.value.code == "folder_missing"


def test_a_missing_file_is_not_made(path: Path) -> None:
    assert refused(path) == "no_such_file"
    assert not path.exists()


def test_a_folder_is_no_file(path: Path) -> None:
    path.mkdir()
    assert refused(path) == "no_such_file"


def test_a_name_that_no_disk_takes_is_refused(path: Path) -> None:
    for asked in (open_store, make):
        with pytest.raises(Spoken):
            asked(path.with_name("长" * 300))


@pytest.mark.parametrize(
    "content",
    [b"", b"SQLite", "姓名,性别\n张三,男\n".encode() * 400, secrets.token_bytes(8192), b"SQLite format 3\0"],
    ids=["empty", "cut within the mark", "text", "noise", "only the mark"],
)
def test_what_is_no_database_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert refused(path) == "not_ours"


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_another_programs_database_stays_as_it_is(path: Path, journal: str) -> None:
    other = sqlite3.connect(path)
    other.execute(f"PRAGMA journal_mode = {journal}")
    other.executescript("CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('0001')")
    other.close()
    assert refused(path) == "not_ours"


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
def test_a_file_that_was_cut_off_is_said_to_be_damaged(path: Path, kept: float) -> None:
    made = builders.new_branch(path)
    builders.fill(made)
    made.close()
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])
    assert refused(path) == "damaged"


def test_a_file_of_ours_without_its_tables_is_said_to_be_damaged(path: Path) -> None:
    bare = driver.connect(path, None)
    bare.execute(f"PRAGMA application_id = {driver.APPLICATION_ID}")
    bare.close()
    assert refused(path) == "damaged"


def test_a_file_of_ours_without_its_branch_is_said_to_be_damaged(path: Path) -> None:
    made = make(path)
    with made.transaction() as connection:
        connection.execute(branch.delete())
    made.close()
    assert refused(path) == "damaged"


def test_a_newer_file_is_refused_kindly_and_stays_as_it_is(path: Path) -> None:
    made = make(path)
    with made.transaction() as connection:
        connection.execute(revision.update().values(version_num="9999"))
    made.close()
    assert refused(path) == "newer_file"


def test_a_keyed_file_opens_with_its_key_alone(path: Path) -> None:
    made = make(path, KEY)
    made.close()
    assert not path.read_bytes().startswith(driver.PLAIN_HEADER)
    assert "第四党支部".encode() not in path.read_bytes()
    again = open_store(path, key=KEY)
    assert again.branch == made.branch
    again.close()
    assert refused(path) == "not_ours"
    assert refused(path, secrets.token_bytes(32)) == "wrong_key"
    vault.keys_file(path).touch()
    assert refused(path) == "locked"


def test_the_driver_prints_nothing(path: Path) -> None:
    make(path, KEY).close()
    code = """
import sys
from pathlib import Path
from branchdesk.errors import Refusal
from branchdesk.store.engine import open_store
for key in (None, bytes(32)):
    try:
        open_store(Path(sys.argv[1]), key=key)
    except Refusal:
        continue
    sys.exit("opened")
"""
    here = {**os.environ, "PYTHONPATH": str(SOURCE)}
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, check=False, env=here)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_references_are_kept(path: Path) -> None:
    made = make(path)
    orphan = insert(party_group).values(id=new_id(), branch_id="nobody", name="第一党小组", position=0)
    with pytest.raises(IntegrityError), made.transaction() as connection:
        connection.execute(orphan)
    made.close()


def test_a_transaction_is_kept_whole_or_not_at_all(path: Path) -> None:
    made = make(path)
    row = {"branch_id": made.branch.id, "position": 0}
    first, twice = (insert(party_group).values(id=new_id(), name=name, **row) for name in ("第一党小组", "第二党小组"))

    def write() -> None:
        with made.transaction() as connection:
            for statement in (first, twice, twice):
                connection.execute(statement)

    with pytest.raises(IntegrityError):
        write()
    with made.reading() as connection:
        connection.execute(first)
    with made.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(party_group)) == 0
    made.close()


def test_a_reader_sees_one_moment(path: Path) -> None:
    made = make(path)
    count = select(func.count()).select_from(party_group)
    with made.reading() as reader:
        assert reader.scalar(count) == 0
        with made.transaction() as writer:
            writer.execute(insert(party_group).values(id=new_id(), branch_id=made.branch.id, name="一", position=0))
        assert reader.scalar(count) == 0
    with made.reading() as reader:
        assert reader.scalar(count) == 1
    made.close()


def test_two_writers_take_turns(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "BUSY_MS", 100)
    first = make(path)
    second = open_store(path)
    with first.transaction(), pytest.raises(Trouble) as trouble, second.transaction():
        pytest.fail("two wrote at once")
    assert trouble.value.code == "in_use"
    with second.transaction():
        pass
    first.close()
    second.close()


HOLD = """
import sys
from pathlib import Path
from branchdesk.store.engine import hold
with hold(Path(sys.argv[1])):
    sys.stdout.write("held\\n")
    sys.stdout.flush()
    sys.stdin.read()
"""


def test_one_process_holds_a_file(path: Path) -> None:
    make(path).close()
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )
    assert other.stdout is not None
    assert other.stdout.readline().strip() == b"held"
    with pytest.raises(Refusal) as refusal, hold(path):
        pytest.fail("two held it")
    assert refusal.value.code == "in_use"
    open_store(path).close()  # reading is nobody's privilege
    other.kill()
    other.communicate(timeout=30)
    with hold(path):  # a killed window leaves nothing behind that would bar the next
        pass


def test_holding_ends(path: Path) -> None:
    for _ in range(2):
        with hold(path), pytest.raises(Refusal), hold(path):
            pytest.fail("held twice")


@contextmanager
def locked_folder() -> Iterator[Path]:
    """Lend a folder in which the tests may not write, even where they run as root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield folder
        folder.chmod(0o755)


@contextmanager
def without_rights() -> Iterator[None]:
    """Be nobody for a while, where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


no_rights = pytest.mark.skipif(sys.platform == "win32", reason="folders there have other rights")


@no_rights
def test_a_folder_that_cannot_be_written_is_trouble() -> None:
    with locked_folder() as folder:
        folder.chmod(0o555)
        with without_rights(), pytest.raises(Trouble) as trouble:
            make(folder / "支部.branchdesk")
        assert trouble.value.code == "not_writable"
        assert not list(folder.iterdir())


@no_rights
def test_a_file_in_a_folder_that_cannot_be_written_is_trouble_not_a_strange_file() -> None:
    with locked_folder() as folder:
        path = folder / "支部.branchdesk"
        make(path).close()
        path.chmod(0o444)
        folder.chmod(0o555)
        with without_rights(), pytest.raises(Trouble) as trouble:
            open_store(path)
        assert trouble.value.code == "not_writable"


@no_rights
def test_a_file_that_may_not_be_read_is_trouble() -> None:
    with locked_folder() as folder:
        path = folder / "支部.branchdesk"
        make(path).close()
        path.chmod(0)
        folder.chmod(0o755)
        with without_rights(), pytest.raises(Trouble) as trouble:
            open_store(path)
        assert trouble.value.code == "not_readable"


@no_rights
def test_a_folder_that_may_not_be_entered_is_trouble() -> None:
    with locked_folder() as folder:
        path = folder / "支部.branchdesk"
        make(path).close()
        folder.chmod(0)
        with without_rights():
            for asked in (open_store, make):
                with pytest.raises(Spoken):
                    asked(path)


def test_an_engine_knows_its_revision(path: Path) -> None:
    made = make(path)
    with made.reading() as connection:
        assert connection.scalar(select(revision.c.version_num)) == revisions.HEAD
    made.close()
    assert engine.open_store(path).branch == made.branch


ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


def test_reading_ends_once_nobody_wants_it(path: Path) -> None:
    store = builders.new_branch(path)
    asked: list[None] = []

    def enough() -> bool:
        asked.append(None)
        return len(asked) > 3

    with pytest.raises(Cancelled), store.until(enough).reading() as connection:
        connection.exec_driver_sql(ENDLESS).scalar()
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1
    store.close()


def test_what_fails_by_itself_is_not_taken_for_given_up(path: Path) -> None:
    store = builders.new_branch(path)
    with pytest.raises(OperationalError), store.until(lambda: False).reading() as connection:
        connection.exec_driver_sql("SELECT nothing FROM nowhere")
    store.close()
