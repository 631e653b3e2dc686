"""Several records of a ledger changed in one step."""

from __future__ import annotations

from collections.abc import Sequence

from branchdesk import clock
from branchdesk.ledgers.spec import Field, FieldKind, Ledger
from branchdesk.services.ledgers.importing import INTAKES
from branchdesk.services.ledgers.intake import difference
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, operate
from branchdesk.words import operations as say

OF_ONE = {FieldKind.NAME, FieldKind.PHONE, FieldKind.ID_NUMBER}  # what each record has for itself


def fields(ledger: Ledger) -> tuple[Field, ...]:
    """Give the fields that may be set for several records at once: plain ones that no record has for itself."""
    barred = {*ledger.unique, *ledger.alike}
    return tuple(
        field
        for field in ledger.fields
        if field.editable
        and field.in_place
        and not (field.ordinal or field.private or field.required)
        and field.kind not in OF_ONE
        and field.key not in barred
    )


def set_field(store: Store, ledger: Ledger, records: Sequence[str], key: str, value: object) -> Changes:
    """Set one field of these records, in one step that undo takes back whole; None empties it.

    `value` is as stored. Refusal where a record is not there any more.
    """
    with operate(store, f"change_{ledger.key}", "") as work:
        intake = INTAKES[ledger.key](work.connection, store.branch.id, clock.today())
        changed = 0
        for record in records:
            if difference(intake.standing(record), {key: value}):
                intake.change(work, record, {key: value})
                changed += 1
        work.title = say.changed_together(ledger.label, ledger.field(key).label, changed, ledger.one)
    return work.changes()
