"""Empty sheets to fill in: the headings that import knows, and one row that says what to write, which import skips."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from branchdesk.errors import Refusal
from branchdesk.files.export import Column, write_sheet
from branchdesk.files.whole import replacing
from branchdesk.ledgers.spec import Field, FieldKind, Ledger
from branchdesk.words import importing as words
from branchdesk.words import sheets as say

ENDINGS = (".xlsx", ".ods", ".csv")
PREPARED_ROWS = 2_000
LIST_AT_MOST = 255  # signs that Excel takes for the choices of a cell
FEW_CHOICES = 6
WIDTH_OF_CHARACTER = 2
LEAST_WIDTH = 10


def fields_of(ledger: Ledger) -> tuple[Field, ...]:
    """Give the fields of a template: what the ledger's sheet has and a person can write."""
    fields = (ledger.field(key) for key in ledger.sheet)
    return tuple(field for field in fields if not field.derived and (field.editable or field.required))


def hint(field: Field) -> str:
    """Say what to write in a column; import knows from its first word that this is no record."""
    lead = words.required() if field.required else words.optional()
    choices = [choice.label for choice in field.choices] or list(field.familiar)
    if choices:
        more = words.and_so_on() if len(choices) > FEW_CHOICES else ""
        return f"{lead}，{words.choose_of('、'.join(choices[:FEW_CHOICES]) + more)}"
    told = words.HINTS.get(field.kind.value)
    return f"{lead}，{told}" if told else lead


def write_template(path: Path, ledger: Ledger) -> None:
    """Write an empty sheet of a ledger, in the kind that the path's ending names.

    An .xlsx has lists to choose from and keeps dates and numbers as the text that was typed. Refusal for another
    ending, Trouble where the file cannot be written.
    """
    if path.suffix.lower() not in ENDINGS:
        raise Refusal(say.unknown_ending(path.name), code="sheet_unknown_ending")
    fields = fields_of(ledger)
    if path.suffix.lower() != ".xlsx":
        columns = [Column(field.label, max(field.width, LEAST_WIDTH // 2)) for field in fields]
        write_sheet(path, ledger.label, columns, [tuple(hint(field) for field in fields)])
        return
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - only this costs it

    with replacing(path) as made, xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        _fill(book, ledger, fields)


def _fill(book: Any, ledger: Ledger, fields: tuple[Field, ...]) -> None:  # noqa: ANN401 - a library without types
    sheet = book.add_worksheet(ledger.label)
    usual = {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1}
    head, wanted = book.add_format({**usual, "bg_color": "#f1f2f4"}), book.add_format({**usual, "bg_color": "#faeaea"})
    told = book.add_format(
        {"font_color": "#59626e", "italic": True, "text_wrap": True, "valign": "top", "font_size": 9}
    )
    text = book.add_format({"num_format": "@"})
    for index, field in enumerate(fields):
        width = max(field.width * WIDTH_OF_CHARACTER + 1, LEAST_WIDTH)
        # A date typed as 2016-01 into any other cell would become the first of January.
        sheet.set_column(index, index, width, text if field.kind is not FieldKind.INTEGER else None)
        sheet.write_string(0, index, field.label, wanted if field.required else head)
        sheet.write_string(1, index, hint(field), told)
        if choices := _choices(field):
            strict = bool(field.choices) or field.kind is FieldKind.FLAG
            facts = {"validate": "list", "source": choices, "show_error": strict, "error_type": "warning"}
            sheet.data_validation(2, index, PREPARED_ROWS, index, facts)
    sheet.set_row(0, 24)
    sheet.set_row(1, 52)
    sheet.freeze_panes(1, 0)


def _choices(field: Field) -> list[str]:
    """Give what a cell offers; a longer list than Excel takes is none."""
    offered = [choice.label for choice in field.choices] or list(field.familiar)
    if field.kind is FieldKind.FLAG:
        offered = [field.shown(value=True), field.shown(value=False)]
    return offered if len(",".join(offered)) <= LIST_AT_MOST else []
