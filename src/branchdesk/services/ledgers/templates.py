"""Empty sheets to fill in and import."""

from __future__ import annotations

from pathlib import Path

from branchdesk.files.templates import ENDINGS, write_template
from branchdesk.ledgers.spec import Ledger

__all__ = ["ENDINGS", "write"]


def write(ledger: Ledger, path: Path) -> Path:
    """Write a ledger's empty sheet as .xlsx, .ods or .csv, and give its path; errors as in writing a sheet."""
    write_template(path, ledger)
    return path
