"""The recovery key on paper, made in memory from its groups: no file is written, and no store need be open."""

from __future__ import annotations

from branchdesk import clock
from branchdesk.papers.blocks import Paper
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.recovery_key import TITLE, RecoverySheet, write_recovery_key
from branchdesk.services.pace import undisturbed

__all__ = ["TITLE", "make"]


def make(unit: str, branch: str, file: str, groups: tuple[str, ...], house: House = USUAL) -> Paper:
    """Make the sheet for an envelope; Refusal where a character has no face."""
    from branchdesk.papers.press.printing import press  # noqa: PLC0415 - ReportLab is loaded when something is printed

    sheet = RecoverySheet(unit, branch, file, groups, clock.today())
    with undisturbed():
        return press(write_recovery_key(sheet, house), house)
