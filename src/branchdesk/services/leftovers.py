"""Lines of 今日 on what the rule book does not speak of yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from branchdesk.domain.roster import RosterPerson
from branchdesk.services.committees import structure_hints
from branchdesk.services.waiting import Line

URGENT = {"term_due": "coming", "term_over": "late", "term_far_over": "late", "no_secretary": "due"}


def structure(connection: Connection, branch_id: str, people: list[RosterPerson], day: date) -> Iterator[Line]:
    """Speak of what cannot wait in the branch's make-up: a term that ends or is over, and nobody as secretary."""
    if not any(person.offices for person in people):
        return  # a roster without offices: the committee's own screen asks for them
    for hint in structure_hints(connection, branch_id, day, people):
        if hint.code in URGENT:
            yield Line("structure", hint.message, hint.article, URGENT[hint.code], "", ("committee", None))
