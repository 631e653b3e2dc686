"""Telling what was measured: medians with their spread, a ratio, and what the ratio is meant to stay under."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

FINE = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: the times of the plainest thing that could do it, and ours, in milliseconds."""

    what: str
    bare: Sequence[float]
    ours: Sequence[float]
    target: float | None = None
    slack: float = 0  # milliseconds that the target allows besides

    @property
    def ratio(self) -> float:
        return median(self.ours) / median(self.bare)


def show(title: str, rows: Sequence[Row]) -> None:
    """Print the comparisons as a table; nothing fails, whoever reads it judges."""
    print(f"\n\n{title} ({len(rows[0].ours)} runs each, ms: median [min - max])")
    print(f"  {'':<34}{'bare':>24}{'ours':>24}{'ratio':>8}{'target':>8}")
    for row in rows:
        slack = f"+{row.slack:.0f}" if row.slack else ""
        target = f"{row.target:.1f}{slack}" if row.target else ""
        print(f"  {row.what:<34}{spread(row.bare):>24}{spread(row.ours):>24}{row.ratio:>8.2f}{target:>8}")


def spread(times: Sequence[float]) -> str:
    """Write the times of one side, finely where they are short."""
    digits = 1 if median(times) < FINE else 0
    return f"{median(times):.{digits}f} [{min(times):.{digits}f} - {max(times):.{digits}f}]"
