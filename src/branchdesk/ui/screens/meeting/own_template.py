"""The meeting in the branch's own Word template, from 更多."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from branchdesk.ui.papers import word_template
from branchdesk.ui.screens.meeting.handing import file_name
from branchdesk.ui.screens.meeting.more import Action

if TYPE_CHECKING:
    from branchdesk.ui.screens.meeting.editor import MeetingScreen


def actions(screen: MeetingScreen) -> Sequence[Action]:
    """Offer the template for the meeting as it stands."""
    return (Action("用本支部的 Word 模板…", lambda: _show(screen)),)


def _show(screen: MeetingScreen) -> None:
    """Save what is typed, and fill the template with it."""
    screen.with_saved(
        lambda meeting_id: word_template.show(screen.desk, screen, meeting_id, file_name(screen.form.draft()))
    )
