"""The schema is declared once and agrees with its steps, with the ledgers, and with the rules it puts into SQL."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, insert, inspect, select

from branchdesk.domain.roster import rank
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.ledgers.spec import Ledger
from branchdesk.store import driver, engine, revisions
from branchdesk.store.engine import Store, create_store
from branchdesk.store.sources import SOURCES
from branchdesk.store.tables import member, member_office, member_period, metadata, new_id

DAY = date(2026, 11, 23)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Store]:
    made = create_store(
        tmp_path / "fresh.branchdesk", name="第四党支部", unit="某某市人民检察院", duties_from="2026-01"
    )
    yield made
    made.close()


@pytest.fixture
def stepped(tmp_path: Path) -> Iterator[Engine]:
    """Give a file that began with nothing and was brought up to date step by step."""
    made = engine._engine(tmp_path / "stepped.branchdesk", None)
    revisions.run_steps(made, revisions.HEAD)
    yield made
    made.dispose()


def schema(of: Engine) -> dict[str, Any]:
    """Describe every table by columns, keys, references and indexes, in an order of our own."""
    looked = inspect(of)

    def sorted_by_text(found: Iterable[object]) -> list[str]:
        return sorted(map(repr, found))

    return {
        table: {
            "columns": sorted_by_text(looked.get_columns(table)),  # a step adds its columns behind those there are
            "key": looked.get_pk_constraint(table),
            "references": sorted_by_text(looked.get_foreign_keys(table)),
            "unique": sorted_by_text(looked.get_unique_constraints(table)),
            "indexes": sorted_by_text(_readable(index) for index in looked.get_indexes(table)),
            "checks": sorted_by_text(looked.get_check_constraints(table)),
        }
        for table in looked.get_table_names()
    }


def over_expressions(of: Engine) -> dict[str, str]:
    """Give the indexes over more than columns, which SQLAlchemy passes by, as the file words them."""
    with of.connect() as connection:
        asked = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '%(%(%'"
        return {row.name: row.sql for row in connection.exec_driver_sql(asked)}


def _readable(index: Mapping[str, Any]) -> dict[str, Any]:
    """Give an index with its condition as text: a clause says only where it lies in memory."""
    options = index.get("dialect_options", {})
    return {**index, "dialect_options": {key: str(value) for key, value in options.items()}}


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_a_new_file_and_one_brought_up_to_date_have_the_same_schema(fresh: Store, stepped: Engine) -> None:
    new, migrated = schema(fresh.engine), schema(stepped)
    assert set(new) == set(migrated) == set(metadata.tables)
    assert over_expressions(fresh.engine) == over_expressions(stepped) != {}
    for table, described in new.items():
        assert migrated[table] == described, table


def test_a_stepped_file_knows_its_revision(stepped: Engine) -> None:
    with stepped.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one() == revisions.HEAD


def test_the_newest_step_is_the_head() -> None:
    assert ScriptDirectory(str(revisions.MIGRATIONS)).get_heads() == [revisions.HEAD]


def test_a_new_file_is_marked_as_ours(fresh: Store) -> None:
    with fresh.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA application_id").scalar_one() == driver.APPLICATION_ID
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"


@pytest.mark.parametrize("ledger", LEDGERS.values(), ids=[*LEDGERS])
def test_a_ledgers_source_has_what_the_ledger_names(ledger: Ledger) -> None:
    columns = set(SOURCES[ledger.source]("branch", DAY).c.keys())
    assert {field.key for field in ledger.fields} | set(ledger.order) | {"id", "initials", "pinyin"} <= columns


def test_every_source_is_of_a_ledger() -> None:
    assert set(SOURCES) == {ledger.source for ledger in LEDGERS.values()}


OFFICES: list[tuple[str, ...]] = [
    (),
    ("书记",),
    ("副书记",),
    ("委员",),
    ("组织委员", "宣传委员"),
    ("纪检委员", "副书记"),
    ("群众工作委员",),
    ("党小组长",),
    ("党小组长", "青年委员"),
    ("委员会秘书",),
    ("原书记",),
]


@pytest.mark.parametrize("offices", OFFICES, ids=lambda offices: "、".join(offices) or "none")
def test_sql_ranks_offices_as_the_rule_does(fresh: Store, offices: tuple[str, ...]) -> None:
    person = new_id()
    values = {"branch_id": fresh.branch.id, "roster_order": 1, "name": "张三", "initials": "zs", "pinyin": "zhang san"}
    with fresh.transaction() as connection:
        connection.execute(insert(member).values(id=person, **values))
        connection.execute(insert(member_period).values(id=new_id(), member_id=person))
        for office in offices:
            connection.execute(insert(member_office).values(id=new_id(), member_id=person, office=office))
    source = SOURCES["members"](fresh.branch.id, DAY)
    with fresh.reading() as connection:
        row = connection.execute(select(source.c.rank, source.c.office)).one()
    assert row.rank == rank(offices)
    assert row.office == ("、".join(offices) or None)
