"""One cell as the value its field keeps, with what was noticed on the way."""

from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple

from branchdesk.domain import identity, reading
from branchdesk.domain.characters import odd_in
from branchdesk.domain.dates import PartialDate, Precision, Unreadable, read_date
from branchdesk.domain.meetings import Severity
from branchdesk.domain.moments import read_moment
from branchdesk.files.sheets import Cell
from branchdesk.ledgers.spec import Field, FieldKind
from branchdesk.words import importing, names

QUOTED_AT_MOST = 20
MOST_DIGITS = 18  # of a number; the data file keeps no greater ones


class Remark(NamedTuple):
    """Something noticed about one cell."""

    severity: Severity
    code: str
    message: str


class Got(NamedTuple):
    """What a cell holds: the value to keep, and a remark on it."""

    value: object
    remark: Remark | None = None


NOTHING = Got(None)
CellReader = Callable[[Cell], Got]


def reader(field: Field) -> CellReader:
    """Give the function that reads a filled cell for a field."""
    return _READERS[field.kind](field)


def quoted(cell: Cell) -> str:
    """Give a cell's text for a message: in one line, short, and without an ID number."""
    text = identity.mask_all(" ".join(as_text(cell).split()))
    return text if len(text) <= QUOTED_AT_MOST else text[: QUOTED_AT_MOST - 1] + "…"


def hour_of(cell: Cell) -> str | None:
    """Give the hour written behind a cell's day (14:30), or None where there is none."""
    try:
        begins = read_moment(cell).value.begins
    except Unreadable:
        return None
    return f"{begins:%H:%M}" if begins else None


def as_text(cell: Cell) -> str:
    """Give a cell's text as a spreadsheet shows it: 2020 for 2020.0, 2020-01-05 for a date."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return f"{cell:.0f}"
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _doubt(code: str, message: str) -> Remark:
    return Remark(Severity.DOUBT, code, message)


def _note(code: str, message: str) -> Remark:
    return Remark(Severity.NOTE, code, message)


def _text(field: Field) -> CellReader:
    tidy = field.read or str
    familiar = frozenset(field.familiar)

    def read(cell: Cell) -> Got:
        value = tidy(reading.plain(as_text(cell)))
        if familiar and value and value not in familiar:
            return Got(value, _doubt("choice_unknown", importing.unfamiliar(quoted(value), field.label)))
        return Got(value or None)

    return read


def _name(field: Field) -> CellReader:
    tidy = field.read or reading.name

    def read(cell: Cell) -> Got:
        value = tidy(as_text(cell))
        if not reading.is_plain_name(value):
            return Got(value, _doubt("name_unusual", importing.name_unusual(quoted(value))))
        if odd := odd_in(value):
            first = odd[0]
            return Got(value, _doubt("name_rare", names.odd(first.oddity, first.character, first.instead)))
        return Got(value or None)

    return read


def _date(field: Field) -> CellReader:
    def read(cell: Cell) -> Got:
        try:
            found = read_date(reading.without_age(cell) if isinstance(cell, str) else cell)
        except Unreadable:
            day = _day_before_hour(cell) if field.hour else None
            if day is not None or (isinstance(cell, str) and reading.is_nothing(cell)):
                return Got(day and PartialDate.of(day))
            return Got(None, _doubt("date_unreadable", importing.date_unreadable(quoted(cell))))
        if found.doubtful:
            said = importing.date_ambiguous(quoted(cell), str(found.value))
            return Got(found.value, _doubt("date_ambiguous", said))
        if found.value.precision is Precision.MONTH:
            return Got(found.value, _note("date_month_only", importing.date_month_only()))
        if found.value.precision is Precision.YEAR:
            return Got(found.value, _note("date_year_only", importing.date_year_only()))
        return Got(found.value)

    return read


def _day_before_hour(cell: Cell) -> date | None:
    try:
        return read_moment(cell).value.day
    except Unreadable:
        return None


def _moment(_field: Field) -> CellReader:
    def read(cell: Cell) -> Got:
        try:
            found = read_moment(cell)
        except Unreadable:
            if isinstance(cell, str) and reading.is_nothing(cell):
                return NOTHING
            return Got(None, _doubt("moment_unreadable", importing.moment_unreadable(quoted(cell))))
        if found.partly:
            return Got(str(found.value), _doubt("hour_unreadable", importing.hour_unreadable(quoted(cell))))
        return Got(str(found.value))

    return read


def _integer(field: Field) -> CellReader:
    tidy = field.read or reading.compact

    def read(cell: Cell) -> Got:
        text = reading.compact(tidy(as_text(cell))).rstrip(".、")
        if text.isascii() and text.removeprefix("-").isdecimal() and len(text) <= MOST_DIGITS:
            return Got(int(text))
        if reading.is_nothing(text):
            return NOTHING
        return Got(None, _note("number_unreadable", importing.number_unreadable(quoted(cell))))

    return read


def _choice(field: Field) -> CellReader:
    values: dict[str, str] = {}
    for choice in field.choices:
        for word in (choice.label, *choice.aliases, choice.value):
            values.setdefault(reading.compact(word).lower(), choice.value)
    usual = "、".join(choice.label for choice in field.choices)

    def read(cell: Cell) -> Got:
        text = reading.compact(as_text(cell)).lower()
        if field.read and text not in values:
            text = field.read(text)
        if text in values:
            return Got(values[text])
        if reading.is_nothing(text):
            return NOTHING
        return Got(None, _doubt("choice_unknown", importing.choice_unknown(quoted(cell), usual)))

    return read


def _flag(_field: Field) -> CellReader:
    def read(cell: Cell) -> Got:
        text = as_text(cell) if not isinstance(cell, bool) else str(int(cell))
        value = reading.yes_or_no(text)
        if value is not None or not reading.compact(text):
            return Got(value)
        return Got(None, _doubt("choice_unknown", importing.choice_unknown(quoted(cell), importing.YES_OR_NO)))

    return read


def _id_number(_field: Field) -> CellReader:
    def read(cell: Cell) -> Got:
        if isinstance(cell, str) and identity.is_masked(cell):
            return Got(None, _note("id_number_masked", importing.id_number_masked()))
        value, fault = identity.read_id_number(cell)
        if fault is None:
            return Got(value)
        if fault is identity.Fault.OLD:
            return Got(value, _note(fault.value, importing.id_number_old()))
        if fault is identity.Fault.ROUNDED:
            return Got(value, _doubt(fault.value, importing.id_number_rounded()))
        say = importing.id_number_check_digit if fault is identity.Fault.CHECK_DIGIT else importing.id_number_malformed
        return Got(value, _doubt(fault.value, say(quoted(identity.mask(value or "")))))

    return read


def _phone(_field: Field) -> CellReader:
    def read(cell: Cell) -> Got:
        text = as_text(cell)
        if reading.is_nothing(text):
            return NOTHING
        value = reading.phone(text)
        if not value or reading.is_phone(value):
            return Got(value or None)
        return Got(value, _doubt("phone_malformed", importing.phone_malformed(quoted(value))))

    return read


_READERS: dict[FieldKind, Callable[[Field], CellReader]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _text,
    FieldKind.NAME: _name,
    FieldKind.DATE: _date,
    FieldKind.MOMENT: _moment,
    FieldKind.INTEGER: _integer,
    FieldKind.CHOICE: _choice,
    FieldKind.FLAG: _flag,
    FieldKind.ID_NUMBER: _id_number,
    FieldKind.PHONE: _phone,
}
