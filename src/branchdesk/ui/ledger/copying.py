"""Rows as text for a sheet: a tab between cells, a line a record, as they stand on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from branchdesk.ledgers.spec import Field
from branchdesk.ui.ledger import cells


def as_text(fields: Sequence[Field], rows: Iterable[Sequence[Any]], *, headings: bool = False) -> str:
    """Give rows of stored values as lines; private numbers stay masked, as on the screen."""
    lines = ["\t".join(field.label for field in fields)] if headings else []
    for values in rows:
        placed = zip(fields, values, strict=True)
        lines.append("\t".join(cells.shown(field, value) for field, value in placed))
    return "\n".join(lines)
