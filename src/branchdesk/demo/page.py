"""What is being written of one sitting."""

from __future__ import annotations

from dataclasses import dataclass, field

from branchdesk.demo.attendance import Roll
from branchdesk.demo.studio import Cast
from branchdesk.demo.telling import Scene
from branchdesk.demo.timetable import Sitting
from branchdesk.domain.agenda import AgendaItem


@dataclass(slots=True)
class Page:
    """What is being written of one sitting."""

    sitting: Sitting
    roll: Roll
    cast: Cast
    scene: Scene
    agenda: list[AgendaItem] = field(default_factory=list)
    resolutions: list[str] = field(default_factory=list)
    title: str | None = None
    place: str | None = None
    partners: tuple[str, ...] | None = None
    volunteers: tuple[str, ...] | None = None

    @property
    def thread(self) -> str:
        """Name the series this sitting belongs to: its kind, and its group where it has one."""
        return f"{self.sitting.kind}{self.sitting.group or ''}"
