"""How a ledger's values stand in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from branchdesk.domain.identity import mask
from branchdesk.ledgers.spec import Field, FieldKind
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.table import Cell, Column

LONG = 16  # ems that long text is sure of; it takes what is left besides


def columns(fields: Sequence[Field]) -> list[Column]:
    """Give the columns of a list; where none holds long text, the last takes the room that is left."""
    made = [column(field) for field in fields]
    if made and not any(one.stretch for one in made):
        made[-1] = replace(made[-1], stretch=True)
    return made


def column(field: Field) -> Column:
    """Give a field's column: as wide as what it holds, but for long text."""
    if field.kind is FieldKind.LONG_TEXT:
        return Column(field.key, field.label, min(field.width, LONG), stretch=True, most=LONG)
    return Column(field.key, field.label, 2, right=field.kind is FieldKind.INTEGER)


def shown(field: Field, value: object) -> str:
    """Say a value as it stands on the screen: private numbers masked, one line."""
    text = field.shown(value)
    return mask(text) if field.private else " ".join(text.split())


def cell(actions: LedgerActions, field: Field, value: object) -> Cell | str:
    """Give a value's place in the list."""
    text = shown(field, value)
    tone = actions.tones.get(field.key, {}).get(str(value))
    return Cell(text, tone) if tone else text
