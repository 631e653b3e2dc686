"""Bringing an older file up to date: Alembic, configured in code and imported only when a file needs it.

All steps stand in one transaction, so that the program of before still opens a file that could not be brought all the
way; before the first step a verified backup is taken.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from branchdesk.errors import Refusal
from branchdesk.store import backups, driver
from branchdesk.store.tables import revision
from branchdesk.words import store as say
from branchdesk.words.backups import BEFORE_UPGRADE

HEAD = "0006"
MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, path: Path, key: driver.Key | None) -> Path | None:
    """Run the steps from the revision that a file has to HEAD, and give the backup of before.

    Refusal, with the file untouched, where that revision is not known.

    Trouble, as `backups.take` says, where no backup can be had.
    """
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - only an older file needs Alembic
    from alembic.util import CommandError  # noqa: PLC0415

    with engine.connect() as connection:
        found = connection.scalars(select(revision.c.version_num)).one()
    if found == HEAD:
        return None  # somebody else has brought it up to date meanwhile
    try:
        ScriptDirectory(str(MIGRATIONS)).get_revision(found)
    except CommandError as error:
        raise Refusal(say.newer(path), code="newer_file") from error
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")  # from here on it sees one moment of the file
        source = connection.connection.driver_connection
        sealed = key is not None and key != driver.OPEN_KEY
        taken = backups.take_from(source, path, key, BEFORE_UPGRADE, sealed=sealed)
    run_steps(engine, HEAD)
    return taken.path


def run_steps(engine: Engine, target: str) -> None:
    """Run the migrations up to `target`: all of them are kept, or none is."""
    from alembic.config import Config  # noqa: PLC0415 - only an older file needs Alembic
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    script = ScriptDirectory(str(MIGRATIONS))

    def steps(revision: Any, _context: object) -> Any:  # noqa: ANN401 - Alembic's own types
        return script._upgrade_revs(target, revision)  # noqa: SLF001 - what its own upgrade command calls

    with (
        engine.connect().execution_options(branchdesk_begin="BEGIN IMMEDIATE") as connection,
        connection.begin(),
        EnvironmentContext(Config(), script, fn=steps) as environment,
    ):
        environment.configure(connection=connection)
        environment.run_migrations()
