"""检查: what the record still wants, each line one click from its cure, and whether enough people are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from branchdesk.domain import kinds
from branchdesk.domain.agenda import Ballot, BallotRule
from branchdesk.domain.meetings import Check, MeetingRecord, Severity
from branchdesk.domain.voting import needed_present
from branchdesk.ui import theme
from branchdesk.ui.theme import Tone

MARKS = {Severity.ERROR: "✗", Severity.DOUBT: "!", Severity.NOTE: "·"}
TONES = {Severity.ERROR: Tone.BAD, Severity.DOUBT: Tone.WARN, Severity.NOTE: Tone.QUIET}
SAME = 3  # findings of one kind that are listed; more are counted
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
TALL = 10_000


STRICT = (BallotRule.ELECTION, BallotRule.ADMISSION)  # which ask for more people than others, the most first
SHARES = {BallotRule.ELECTION: "达到应到{}的五分之四", BallotRule.ADMISSION: "超过应到{}的半数"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list; `check` and `turn` say what it leads to."""

    mark: str
    text: str
    tone: Tone
    check: Check | None = None
    turn: int = 0


def quorum(record: MeetingRecord) -> Line | None:
    """Say whether enough people with a vote are there, where that matters and is known."""
    meeting, counts = record.meeting, record.counts
    ballots = [item for item in meeting.agenda if isinstance(item, Ballot)]
    if (
        (not kinds.of(meeting.kind).votes and not ballots)
        or not counts.entitled
        or counts.unknown
        or not record.by_name
    ):
        return None
    rules = {ballot.rule for ballot in ballots}
    strictest = next((rule for rule in STRICT if rule in rules), BallotRule.RESOLUTION)
    needed = needed_present(strictest, counts.entitled, meeting.starts.date())
    has = f"有表决权实到{counts.present_entitled}"
    if counts.present_entitled >= needed:
        return Line("✓", f"{has}，{SHARES.get(strictest, '达到应到{}的半数').format(counts.entitled)}", Tone.GOOD)
    return Line("!", f"{has}，不足规定的{needed}名", Tone.BAD)


def lines_of(checks: Sequence[Check], record: MeetingRecord | None, *, unfolded: bool) -> list[Line]:
    """Lay the list out: enough people, then errors and doubts one by one, then minor notes folded into one line."""
    found = [line] if record is not None and (line := quorum(record)) else []
    turns: Counter[str] = Counter()
    many = Counter(check.code for check in checks)
    notes: list[Line] = []
    for check in sorted(checks, key=lambda one: list(Severity).index(one.severity)):
        turn = turns[check.code]
        turns[check.code] += 1
        line = Line(MARKS[check.severity], check.message.rstrip("。"), TONES[check.severity], check, turn)
        if check.severity is Severity.NOTE:
            notes.append(line)
        elif turn < SAME or many[check.code] == SAME + 1:
            found.append(line)
        elif turn == SAME:
            found.append(Line(line.mark, f"同样的还有{many[check.code] - SAME}处", line.tone, check, turn))
    if record is not None and all(line.tone is Tone.GOOD for line in found):
        found.append(Line("✓", "没有要补的", Tone.GOOD))
    if notes and not unfolded:
        return [*found, Line("·", f"另有{len(notes)}条提示", Tone.QUIET)]
    return [*found, *notes]


class CheckLine(QAbstractButton):
    """One line of the list, wrapping."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line
        self.setText(line.text)
        self.setAccessibleName(line.text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setEnabled(line.tone is not Tone.GOOD)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Say that the text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the text at a width."""
        room = QRect(0, 0, width - theme.em(1.2), TALL)
        return QFontMetrics(theme.font(0.94)).boundingRect(room, WRAP, self.text()).height() + theme.em(0.6)

    def sizeHint(self) -> QSize:
        """Ask for the column's width."""
        return QSize(theme.em(11), self.heightForWidth(theme.em(11)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the height that the text needs: a scroll bar that comes up leaves it narrower than it hinted."""
        super().resizeEvent(event)
        self.setFixedHeight(self.heightForWidth(event.size().width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw mark and text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.SUNKEN))
            painter.drawRoundedRect(area, theme.em(0.3), theme.em(0.3))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, theme.em(0.3), theme.em(0.3))
        top = theme.em(0.3)
        painter.setFont(theme.font(0.94, bold=True))
        painter.setPen(theme.colour(self.line.tone))
        painter.drawText(QRectF(0, top, theme.em(1.1), self.height()), Qt.AlignmentFlag.AlignHCenter, self.line.mark)
        painter.setFont(theme.font(0.94))
        ink = self.line.tone if self.line.tone in {Tone.BAD, Tone.QUIET} else Tone.INK
        painter.setPen(theme.colour(ink))
        text = QRectF(QPointF(theme.em(1.2), top), QPointF(self.width(), self.height()))
        painter.drawText(text, WRAP, self.text())


class ChecksPanel(QScrollArea):
    """The list. `chosen` carries a finding and its turn among those of its code."""

    chosen = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        inside = QWidget()
        inside.setAutoFillBackground(False)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.lines: list[CheckLine] = []
        self._checks: tuple[Check, ...] = ()
        self._record: MeetingRecord | None = None
        self._unfolded = False

    def show_checks(self, checks: tuple[Check, ...], record: MeetingRecord | None) -> None:
        """Show other findings."""
        self._checks, self._record = checks, record
        self._show()

    def _show(self) -> None:
        wanted = lines_of(self._checks, self._record, unfolded=self._unfolded)
        if [line.line for line in self.lines] == wanted:
            return
        for old in self.lines:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.lines = [CheckLine(line) for line in wanted]
        for at, made in enumerate(self.lines):
            made.clicked.connect(self._choose)
            self._column.insertWidget(at, made)

    @Slot()
    def _choose(self) -> None:
        sender = self.sender()
        if not isinstance(sender, CheckLine):
            return
        if sender.line.check is None:
            self._unfolded = True
            self._show()
        else:
            self.chosen.emit(sender.line.check, sender.line.turn)
