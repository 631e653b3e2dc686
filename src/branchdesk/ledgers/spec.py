"""What a ledger can say of itself: its fields, how they are read, where they are shown.

A ledger names its source in the store as text; `store.sources` resolves it and a test checks that it exists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from branchdesk.domain.meetings import Severity
from branchdesk.domain.moments import Moment


class FieldKind(StrEnum):
    """What a field holds; how it is read from a sheet and edited follows from it."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NAME = "name"
    DATE = "date"  # a PartialDate, stored as text
    MOMENT = "moment"  # a Moment, stored as text
    INTEGER = "integer"
    CHOICE = "choice"
    FLAG = "flag"
    ID_NUMBER = "id_number"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value: what is stored, what is shown, and what else people write for it."""

    value: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a ledger. `width` is in full-width characters; `aliases` are headings met in sheets.

    `read` brings text to the form that is kept. `familiar` are the usual values of a text field: offered while typing;
    others are kept and flagged. `wanted` is what no record must have, but every sheet should. `derived` is worked out
    from other facts: shown and exported, never read. `in_place` says that changing it changes nothing else, so that a
    list may offer it in its cells; `ordinal` that a number only orders or names, so that a sum of it means nothing.
    `hour` is the key of the field that keeps the hour which a sheet may write behind this one's day.
    """

    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    aliases: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    required: bool = False
    private: bool = False
    width: int = 6
    editable: bool = True
    wanted: bool = False
    derived: bool = False
    read: Callable[[str], str] | None = None
    familiar: tuple[str, ...] = ()
    in_place: bool = True
    ordinal: bool = False
    hour: str = ""

    def shown(self, value: object) -> str:
        """Say a stored value as the screen and the sheet write it (ID numbers are not masked here)."""
        if value is None:
            return ""
        if self.kind is FieldKind.FLAG:
            return "是" if value else "否"
        if self.kind is FieldKind.MOMENT:
            return Moment.parse(str(value)).shown()
        for choice in self.choices:
            if choice.value == value:
                return choice.label
        return str(value)

    def stored(self, text: str) -> object:
        """Give what is stored for a value as people name it: a choice by its label too, a flag, a whole number."""
        for choice in self.choices:
            if text in {choice.value, choice.label, *choice.aliases}:
                return choice.value
        if self.kind is FieldKind.FLAG:
            return text in {"是", "1", "true"}
        return int(text) if self.kind is FieldKind.INTEGER and text.isdecimal() else text


Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something noticed about one field of one row."""

    field: str
    severity: Severity
    code: str
    message: str


RowCheck = Callable[[Row], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Ledger:
    """A list of records with fields, filters, import, export and print.

    `source` is the name of its rows in `store.sources`; `one` what one record is called with its counter;
    `screen`, `sheet` and `paper` are the field keys of each surface, in order; `search` the fields that a search reads.
    `checks` look at one row, whose keys are those fields that its sheet has. Of the `unique` fields no two rows may
    hold the same value; two rows that agree in all of `alike` want a look, the less where a field of
    `tells_apart` differs. `filters` are the fields whose values the screen offers as quick filters. `sections` are the
    headings under which a form groups the fields, with their keys; without any, the fields stand as they are.
    `passed_by` are headings of columns that no record keeps, about which nothing need be said.
    """

    key: str
    label: str
    one: str
    source: str
    fields: tuple[Field, ...]
    screen: tuple[str, ...]
    sheet: tuple[str, ...]
    paper: tuple[str, ...]
    search: tuple[str, ...]
    order: tuple[str, ...]
    checks: tuple[RowCheck, ...] = ()
    unique: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    tells_apart: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    sections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    passed_by: tuple[str, ...] = ()

    def field(self, key: str) -> Field:
        """Give the field of that key; KeyError where there is none."""
        for field in self.fields:
            if field.key == key:
                return field
        raise KeyError(key)
