"""What an import came to, or would come to, as plain data for whoever called without a window."""

from __future__ import annotations

from typing import Any

from branchdesk.services.ledgers.importing import Outcome, Plan


def told(plan: Plan, batch: str | None) -> dict[str, Any]:
    """Give the counts and the findings of a plan; `batch` is the operation that took it, None where none did."""
    return {
        "read": len(plan.rows),
        "added": plan.count(Outcome.NEW),
        "changed": plan.count(Outcome.CHANGED),
        "unchanged": plan.count(Outcome.UNCHANGED),
        "refused": plan.count(Outcome.REFUSED),
        "batch": batch,
        "findings": [
            {
                "row": finding.row,
                "column": finding.column,
                "severity": finding.severity.value,
                "code": finding.code,
                "message": finding.message,
            }
            for finding in plan.findings
        ],
    }
