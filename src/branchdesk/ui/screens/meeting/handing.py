"""The papers of a meeting: 预览 and 打印 mean its minutes, and 更多 has every other paper that fits the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from branchdesk.domain.meetings import Meeting
from branchdesk.services.papers.papers import PAPERS, About, Order, PaperKind
from branchdesk.ui.papers import preview as looking
from branchdesk.ui.papers import printing
from branchdesk.ui.screens.meeting.more import Action
from branchdesk.words import meetings as say
from branchdesk.words.papers import MINUTES

if TYPE_CHECKING:
    from branchdesk.ui.screens.meeting.editor import MeetingScreen

KEY, GROUP = "minutes", "党小组"


def file_name(meeting: Meeting, paper: str = MINUTES) -> str:
    """Name the file of a meeting's paper: 2026-11-20党员大会记录, 2026-11-20第三党小组会签到表."""
    kind, group = say.KINDS[meeting.kind], meeting.group or ""
    both = group + (kind.removeprefix(GROUP) if group.endswith(GROUP) else kind)
    return f"{meeting.starts.date().isoformat()}{both}{paper.removeprefix('会议')}"


def preview(screen: MeetingScreen) -> None:
    """Show the minutes as they would be printed."""
    _with_saved(screen, PAPERS[KEY], partial(_show, screen))


def print_out(screen: MeetingScreen) -> None:
    """Print the minutes at once."""
    _with_saved(
        screen,
        PAPERS[KEY],
        lambda order, name: printing.print_out(screen.desk, screen, order, name, screen.refused),
    )


def actions(screen: MeetingScreen) -> Sequence[Action]:
    """Offer every paper there is for the record as it stands."""
    record = screen.sight.record if screen.sight else None
    fitting = [
        Action(kind.label, partial(_with_saved, screen, kind, partial(_show, screen)))
        for kind in PAPERS.values()
        if kind.about is About.MEETING and kind.key != KEY and record is not None and kind.fits(record)
    ]
    return (Action("打印其他材料", choices=tuple(fitting)),) if fitting else ()


def _show(screen: MeetingScreen, order: Order, name: str) -> None:
    """Show a paper; the one beside the form follows what was set meanwhile."""
    looking.show(screen.desk, screen, order, name)
    screen.paper.again()


def _with_saved(screen: MeetingScreen, kind: PaperKind, then: Callable[[Order, str], object]) -> None:
    """Save what is typed, and go on with the order of a paper and the name of its file."""
    screen.with_saved(
        lambda meeting_id: then(Order(kind.key, meeting_id), file_name(screen.form.draft(), kind.label)),
    )
