"""An older file is copied, verified, and brought up to date step by step; what fails leaves it as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

import builders
from branchdesk.errors import Refusal, Trouble
from branchdesk.store import backups, driver, revisions
from branchdesk.store.engine import create_store, open_store
from branchdesk.words import backups as say

STEP = '''"""A later step."""

import sqlalchemy as sa
from alembic import op

revision = "{name}"
down_revision = "{before}"


def upgrade() -> None:
    op.add_column("branch", sa.Column("{column}", sa.Text()))
    {then}
'''


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of steps to which a test adds those of a program to come."""
    folder = tmp_path / "migrations" / "versions"
    folder.mkdir(parents=True)
    for step in (revisions.MIGRATIONS / "versions").glob("*.py"):
        (folder / step.name).write_bytes(step.read_bytes())
    monkeypatch.setattr(revisions, "MIGRATIONS", folder.parent)
    return folder


def add_step(steps: Path, name: str, before: str, column: str, then: str = "pass") -> None:
    written = STEP.format(name=name, before=before, column=column, then=then)
    (steps / f"{name}.py").write_text(written, encoding="utf-8")


def columns(path: Path, key: bytes | None = driver.OPEN_KEY) -> set[str]:
    raw = driver.connect(path, key)
    try:
        return {row[1] for row in raw.execute("PRAGMA table_info(branch)")}
    finally:
        raw.close()


def version(path: Path, key: bytes | None = driver.OPEN_KEY) -> str:
    raw = driver.connect(path, key)
    try:
        return str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    finally:
        raw.close()


@pytest.mark.parametrize("key", [None, bytes(range(32))], ids=["plain", "keyed"])
def test_an_older_file_is_brought_up_to_date(
    path: Path, steps: Path, monkeypatch: pytest.MonkeyPatch, key: bytes | None
) -> None:
    old = revisions.HEAD
    create_store(path, name="第四党支部", unit="某某市人民检察院", duties_from="2026-01", key=key).close()
    add_step(steps, "test1", old, "motto")
    add_step(steps, "test2", "test1", "song")
    monkeypatch.setattr(revisions, "HEAD", "test2")
    store = open_store(path, key=key)
    assert store.branch.name == "第四党支部"
    store.close()
    assert {"motto", "song"} <= columns(path, key or driver.OPEN_KEY)
    assert version(path, key or driver.OPEN_KEY) == "test2"
    (copy,) = backups.listed(path)
    assert copy.reason == say.BEFORE_UPGRADE
    assert version(copy.path, key) == old
    assert not {"motto", "song"} & columns(copy.path, key)
    assert sorted(path.parent.iterdir()) == sorted([path, backups.folder_of(path)])


def test_an_up_to_date_file_is_not_copied(path: Path, steps: Path) -> None:
    add_step(steps, "test1", revisions.HEAD, "motto")
    builders.new_branch(path).close()
    open_store(path).close()
    assert list(path.parent.iterdir()) == [path]


def test_a_step_that_fails_is_not_half_taken(path: Path, steps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = revisions.HEAD
    builders.new_branch(path).close()
    add_step(steps, "test1", old, "motto")
    add_step(steps, "test2", "test1", "song", "raise ZeroDivisionError")
    monkeypatch.setattr(revisions, "HEAD", "test2")
    with pytest.raises(ZeroDivisionError):
        open_store(path)
    assert version(path) == old
    assert not {"motto", "song"} & columns(path)
    assert "song" not in columns(path)
    add_step(steps, "test2", "test1", "song")
    open_store(path).close()
    assert version(path) == "test2"


def test_without_a_copy_nothing_is_touched(path: Path, steps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = revisions.HEAD
    builders.new_branch(path).close()
    add_step(steps, "test1", old, "motto")
    monkeypatch.setattr(revisions, "HEAD", "test1")
    backups.folder_of(path).write_text("", "utf-8")  # where the copies should lie, something else stands
    with pytest.raises(Trouble) as trouble:
        open_store(path)
    assert trouble.value.code == "folder_missing"
    assert version(path) == old


def test_a_revision_that_nobody_knows_is_a_newer_programs(path: Path, steps: Path) -> None:
    assert steps.is_dir()
    store = builders.new_branch(path)
    with store.transaction() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    before = path.read_bytes()
    with pytest.raises(Refusal) as refusal:
        open_store(path)
    assert refusal.value.code == "newer_file"
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
