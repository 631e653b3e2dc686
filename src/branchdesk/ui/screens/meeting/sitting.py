"""What 更多 offers for who sat together: the same sitting as another kind, the same meeting for every group."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from branchdesk.domain.meetings import MeetingKind
from branchdesk.errors import Refusal
from branchdesk.services.meetings import group_drafts, sittings
from branchdesk.services.meetings.group_drafts import Made
from branchdesk.services.meetings.meetings import Saved
from branchdesk.services.meetings.sittings import Beside
from branchdesk.ui import theme
from branchdesk.ui.flow import Flow
from branchdesk.ui.screens.meeting.closing import Question
from branchdesk.ui.screens.meeting.more import Action
from branchdesk.ui.theme import Tone
from branchdesk.words import meetings as say
from branchdesk.words import sittings as say_sittings

if TYPE_CHECKING:
    from branchdesk.ui.screens.meeting.editor import MeetingScreen

GROUP_KEYS = "Ctrl+G"


def actions(screen: MeetingScreen) -> Sequence[Action]:
    """Offer another kind of record for the sitting, and of a group's meeting the other groups."""
    company = screen.company
    here = screen.form.basics.meeting_kind()
    taken = {here, *(one.kind for one in company.beside)}
    kinds = tuple(
        Action(say.KINDS[kind], partial(record_as, screen, kind))
        for kind in MeetingKind
        if kind not in taken and kind is not MeetingKind.GROUP_MEETING
    )
    found: list[Action] = [Action("同一次会议另记为", choices=kinds)]
    if any(one.kind is not here for one in company.beside) and screen.is_open_record:
        found.append(Action("取同一次会议另一份记录的到会情况", partial(take_marks, screen)))
    if here is MeetingKind.GROUP_MEETING:
        word = "为其他党小组各记一份" if company.waiting else "打开下一个党小组的记录"
        why_not = "" if company.waiting or next_group(company.beside, screen) else say_sittings.only_group()
        found.append(Action(word, partial(go_to_next_group, screen), why_not, keys=GROUP_KEYS))
    return found


def record_as(screen: MeetingScreen, kind: MeetingKind) -> None:
    """Record the sitting as another kind too, and open that record."""

    def made(saved: Saved) -> None:
        screen.navigate("meeting", target=saved.id)

    screen.with_saved(
        lambda meeting_id: screen.desk.write(
            lambda store: sittings.another(store, meeting_id, kind), made, failed=_failed(screen), owner=screen
        ),
    )


def take_marks(screen: MeetingScreen) -> None:
    """Take the marks of the other record of this sitting."""
    screen.with_saved(
        lambda meeting_id: screen.desk.write(
            lambda store: sittings.take_marks(store, meeting_id), failed=_failed(screen), owner=screen
        ),
    )


def offer_marks(screen: MeetingScreen) -> None:
    """Ask whether the marks of the other record shall stand here too, and take them."""
    question = Question(screen, say_sittings.take_marks_question(), [(say_sittings.marks_replaced(), Tone.INK)])
    question.answers("取过来", "不取")
    if question.exec() == QDialog.DialogCode.Accepted:
        take_marks(screen)


def go_to_next_group(screen: MeetingScreen) -> None:
    """Open the next group's record of this day; where groups have none yet, make one for each of them first."""
    if screen.form.basics.meeting_kind() is not MeetingKind.GROUP_MEETING:
        return
    company = screen.company
    if not company.waiting:
        following = next_group(company.beside, screen)
        if following is not None:
            screen.open_other(following.id)
        return

    def made(drafts: Made) -> None:
        screen.navigate("meeting", target=drafts.ids[0])

    screen.with_saved(
        lambda meeting_id: screen.desk.write(
            lambda store: group_drafts.for_others(store, meeting_id), made, failed=_failed(screen), owner=screen
        ),
    )


def next_group(beside: Sequence[Beside], screen: MeetingScreen) -> Beside | None:
    """Give the record of the group that comes after this one, and after the last the first."""
    groups = screen.form.basics.groups
    here = screen.form.basics.group.value()
    others = {one.group: one for one in beside if one.group and one.group != here}
    at = groups.index(here) if here in groups else -1
    order = (*groups[at + 1 :], *groups[: max(at, 0)])
    return next((others[group] for group in order if group in others), None)


def _failed(screen: MeetingScreen) -> Callable[[Exception], None]:
    def failed(error: Exception) -> None:
        if isinstance(error, Refusal):
            screen.banner.say(error.sentence, Tone.WARN)

    return failed


class BesideLine(QWidget):
    """Names the other records of the sitting and of the day; `chosen` carries the identifier of one to open."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._flow = Flow(self, gap=0.2)
        self._told = theme.mark(QLabel(""), role="small")
        self._flow.addWidget(self._told)
        self.links: list[QPushButton] = []
        self._shown: tuple[Beside, ...] = ()
        self.hide()

    def show_beside(self, beside: tuple[Beside, ...]) -> None:
        """Show other records; where there are none the line is gone."""
        if beside == self._shown:
            return
        self._shown = beside
        for link in self.links:
            self._flow.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = []
        for one in beside:
            link = theme.mark(QPushButton(one.group or say.name(one.kind, one.number)), role="link")
            link.setAutoDefault(True)
            link.clicked.connect(partial(self.chosen.emit, one.id))
            self.links.append(link)
            self._flow.addWidget(link)
        groups = any(one.group for one in beside)
        self._told.setText("当天其他党小组的记录：" if groups else "同一次会议另有记录：")
        self.setVisible(bool(beside))
        self.updateGeometry()
