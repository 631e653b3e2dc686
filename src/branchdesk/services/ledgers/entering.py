"""Reading what was typed into a form, with the same eyes that read a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from branchdesk.domain import identity
from branchdesk.domain.meetings import Severity
from branchdesk.files.cells import Remark, reader
from branchdesk.ledgers.spec import Field, FieldKind, Finding, Ledger, RowCheck
from branchdesk.services.ledgers.intake import Values
from branchdesk.services.people import glyphs
from branchdesk.words import entering as say
from branchdesk.words import importing as say_importing

TYPED = {FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.NAME, FieldKind.INTEGER, FieldKind.ID_NUMBER, FieldKind.PHONE}


@dataclass(frozen=True, slots=True)
class Entry:
    """A form as it would be stored, with what was noticed; an error keeps it from being saved."""

    values: Values
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Give what must be put right first."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)


def read(ledger: Ledger, typed: Mapping[str, object]) -> Entry:
    """Read a form: texts as typed, dates as `PartialDate`, choices as stored, None for what is empty, by field key.

    What is typed is never dropped: where a sheet's cell would be left empty, the text stays and the finding says so.
    """
    return read_fields((ledger.field(key) for key in typed), typed, ledger.checks)


def read_fields(fields: Iterable[Field], typed: Mapping[str, object], checks: Iterable[RowCheck] = ()) -> Entry:
    """Read a form of fields that belong to no ledger, as `read` does; `typed` has a value for each of them."""
    read_: dict[str, Any] = {}
    findings: list[Finding] = []
    for field in fields:
        key = field.key
        read_[key], remark = _read(field, typed[key])
        if remark is not None:
            findings.append(Finding(key, *remark))
        if field.kind is FieldKind.NAME and read_[key]:
            findings += glyphs.findings(key, read_[key])
        if field.required and read_[key] is None:
            findings.append(Finding(key, Severity.ERROR, f"{key}_missing", say.missing(field.label)))
    for check in checks:
        findings += check(read_)
    return Entry({key: _stored(value) for key, value in read_.items()}, tuple(findings))


def _read(field: Field, value: object) -> tuple[Any, Remark | None]:
    text = value.strip() if isinstance(value, str) else ""
    if field.kind not in TYPED or not text:
        return (None if value == "" or (isinstance(value, str) and not text) else value), None
    found, remark = reader(field)(text)
    if found is not None or remark is None:
        return found, remark
    if field.kind is FieldKind.INTEGER:
        return None, Remark(Severity.ERROR, "number_unreadable", say.not_a_number())
    if field.kind is FieldKind.ID_NUMBER:
        number = identity.normalise(text)
        said = say_importing.id_number_check_digit(identity.mask(number))
        return number, Remark(Severity.DOUBT, "id_number_check_digit", said)
    return text, remark


def _stored(value: object) -> object:
    return value if value is None or isinstance(value, str | int | bool) else str(value)
