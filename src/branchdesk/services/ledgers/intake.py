"""What entering rows means for any ledger: the words that `importing` and each ledger's own way in share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from branchdesk.domain.dates import PartialDate
from branchdesk.ledgers.spec import FieldKind, Finding, Ledger
from branchdesk.store.history import Operation

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record that a row changes; values as they are stored."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Match:
    """Which record a row means: one (`record`) or none; a finding of severity error keeps the row out.

    `implied` are changes that follow from the match itself: who had left and stands in a sheet again is back.
    `earlier` is the row that is about the same record, where that is why this one stays out.
    """

    record: str | None = None
    finding: Finding | None = None
    implied: tuple[FieldChange, ...] = ()
    earlier: int | None = None


class Intake(Protocol):
    """How rows enter one ledger. Made for one import, inside its transaction; what it has read it reads once.

    Values are as they are stored, without blanks.
    """

    def match(self, row: int, values: Values) -> Match:
        """Say which record a row means, or whether an earlier row of the sheet means the same."""

    def standing(self, record: str) -> Values:
        """Give a record as it stands."""

    def add(self, work: Operation, rows: Sequence[Values]) -> list[str]:
        """Add new records and give their identifiers."""

    def change(self, work: Operation, record: str, values: Values) -> None:
        """Change fields of one record."""


@runtime_checkable
class Foreseeing(Protocol):
    """An intake that reads what stands as it is asked for, and many records at once where it is told beforehand."""

    def foresee(self, rows: Iterable[Values]) -> None:
        """Read at once the records that the rows of a sheet mean."""


@runtime_checkable
class Telling(Protocol):
    """An intake of records that may be alike: it names those that a row could mean, for a person to choose from."""

    def alike(self, values: Values) -> tuple[str, ...]:
        """Give the standing records that bear a row's name."""


def stored(values: Values) -> dict[str, Any]:
    """Give a row's values as they are stored, blanks left out: they never overwrite."""
    return {
        key: str(value) if type(value) is PartialDate else value
        for key, value in values.items()
        if value is not None and value != ""
    }


def difference(standing: Values, values: Values) -> tuple[FieldChange, ...]:
    """Say what values change of a record."""
    return tuple(
        FieldChange(key, standing.get(key), value) for key, value in values.items() if value != standing.get(key)
    )


def worth_taking(ledger: Ledger, changes: Sequence[FieldChange]) -> tuple[FieldChange, ...]:
    """Leave out what a sheet merely knows less exactly: 1990-05 where 1990-05-23 stands."""
    return tuple(change for change in changes if not _less_exact(ledger.field(change.field).kind, change))


def _less_exact(kind: FieldKind, change: FieldChange) -> bool:
    return kind is FieldKind.DATE and change.old is not None and str(change.old).startswith(str(change.new))


def same_day(one: str | None, other: str | None) -> bool:
    """Say whether two stored dates can be the same day: 1990-05 and 1990-05-23 can."""
    return one is not None and other is not None and (one.startswith(other) or other.startswith(one))
