"""The rule book as it holds in a branch: what ships with the program, with the branch's own changes laid over it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from sqlalchemy import Connection, select

from branchdesk import places
from branchdesk.domain.rulebook import LocalChange, RuleBook, read_book
from branchdesk.store.tables import rule_change


@lru_cache(maxsize=1)
def shipped() -> RuleBook:
    """Give the book as it ships."""
    return read_book((places.resources() / "rules" / "rules.toml").read_text("utf-8"))


def book(connection: Connection, branch_id: str) -> RuleBook:
    """Give the book as it holds in a branch."""
    rows = connection.execute(select(rule_change).where(rule_change.c.branch_id == branch_id))
    return shipped().laid_over(
        LocalChange(
            row.rule, date.fromisoformat(row.since), row.on, row.settings or {}, row.note or "", row.who or "", row.id
        )
        for row in rows
    )
