"""进出本支部: how and when somebody came and left, letters and dues with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from branchdesk.domain.dates import PartialDate, Precision
from branchdesk.ledgers.member_life import ENTRIES, EXITS, LEAVING
from branchdesk.services.people.member_card import LifeRow
from branchdesk.ui.screens.member.rows_section import RowsSection
from branchdesk.ui.table import Cell, Column, Row
from branchdesk.ui.theme import Tone

KEY, HEADING = "stays", "进出本支部"
COLUMNS = (
    Column("day", "时间", 3, sortable=False),
    Column("what", "方式", 3, sortable=False),
    Column("place", "来自、去向", 5, sortable=False, most=16),
    Column("letter", "介绍信", 5, sortable=False, most=22),
    Column("dues", "党费交至", 3, sortable=False),
    Column("more", "说明", 3, stretch=True, sortable=False, most=24),
)
OUT = ":out"  # ends the key of the line that says how a stay ended


def section() -> RowsSection:
    """Make the section."""
    return RowsSection(KEY, HEADING, COLUMNS, adding="", removable=False)


def rows_of(stays: Sequence[LifeRow]) -> list[Row]:
    """Show each stay by how it began and, where it ended or is ending, by how."""
    rows = []
    for stay in stays:
        values = stay.values
        how = _label(ENTRIES, values["entry"]) or "在册"
        letter = _letter(values["entry_letter_on"], values["entry_letter_number"])
        rows.append(
            _row(stay.id, values["since"] or "此前", how, values["origin"], letter, values["entry_dues_to"], "")
        )
        if values["exit"] or values["until"]:
            waits = values["until"] is None
            what = LEAVING if waits else _label(EXITS, values["exit"]) or "离开"
            facts = (
                values["destination"],
                _letter(values["exit_letter_on"], values["exit_letter_number"]),
                values["exit_dues_to"],
                _joined(
                    _valid(values["exit_letter_on"], values["exit_letter_days"]), _receipt(values), values["reason"]
                ),
            )
            rows.append(_row(stay.id + OUT, values["until"] or "", what, *facts, warn=waits))
    return rows


def leaving_text(values: Any) -> str:  # noqa: ANN401 - a stay's values, as stored
    """Say where somebody goes, with which letter, and whether its receipt is back."""
    letter = _letter(values["exit_letter_on"], values["exit_letter_number"])
    return _joined(
        values["destination"] and f"去向：{values['destination']}",
        letter and f"介绍信 {letter}",
        _valid(values["exit_letter_on"], values["exit_letter_days"]),
        values["exit_dues_to"] and f"党费交至 {values['exit_dues_to']}",
        _receipt(values),
        values["reason"],
    )


def _receipt(values: Any) -> str:  # noqa: ANN401 - a stay's values, as stored
    return f"回执 {values['receipt_on']}" if values["receipt_on"] else ""


def _joined(*parts: str | None) -> str:
    return " · ".join(" ".join(part.split()) for part in parts if part)


def _letter(day: str | None, number: str | None) -> str:
    return f"{day or ''}（{number}）" if number else day or ""


def _valid(day: str | None, days: int | None) -> str:
    """Say until when a letter is valid."""
    if not days:
        return ""
    if not day or PartialDate.parse(day).precision is not Precision.DAY:
        return f"有效期 {days} 天"
    return f"有效期至 {PartialDate.parse(day).first_day() + timedelta(days=days)}"


def _row(key: str, day: str, what: str, *facts: str | None, warn: bool = False) -> Row:
    cells = (Cell(fact or "", Tone.QUIET) for fact in facts)
    return Row(key, (Cell(day, Tone.QUIET), Cell(what, Tone.WARN if warn else Tone.INK), *cells))


def _label(choices: Any, value: str | None) -> str:  # noqa: ANN401 - a tuple of choices
    return next((choice.label for choice in choices if choice.value == value), "")
