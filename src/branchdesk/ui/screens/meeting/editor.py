"""Recording a meeting: the form in the middle, what it still wants at the left, its paper at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.meetings import Check, MeetingState, Phase
from branchdesk.domain.voting import Custom
from branchdesk.errors import Refusal
from branchdesk.services.meetings import closing
from branchdesk.services.meetings.meetings import Saved
from branchdesk.services.meetings.same_sitting import DIFFER
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.banner import Banner
from branchdesk.ui.screen import Screen
from branchdesk.ui.screens.meeting import afterwards, framing, handing, own_template, scheduling, sitting, work
from branchdesk.ui.screens.meeting.as_typed import first_unreadable, settle_focus
from branchdesk.ui.screens.meeting.closed import ClosedStrip
from branchdesk.ui.screens.meeting.closing import closing_question, leaving_question
from branchdesk.ui.screens.meeting.form import Form
from branchdesk.ui.screens.meeting.live_paper import LivePaper
from branchdesk.ui.screens.meeting.more import Actions, MoreButton
from branchdesk.ui.screens.meeting.outline import Outline
from branchdesk.ui.screens.meeting.pages import Pages
from branchdesk.ui.screens.meeting.presets import Preset, begin, preset
from branchdesk.ui.screens.meeting.resuming import Resuming
from branchdesk.ui.screens.meeting.saving import Saver
from branchdesk.ui.screens.meeting.scheduling import PlanStrip
from branchdesk.ui.screens.meeting.work import Company, Facts, Sight
from branchdesk.ui.shortcuts import bind
from branchdesk.ui.theme import Tone
from branchdesk.words import meetings as say

if TYPE_CHECKING:
    from branchdesk.services import Changes

WAIT = 150  # milliseconds of quiet before working out
MORE: tuple[Actions, ...] = (  # what 更多 offers
    *(framing.actions, sitting.actions, scheduling.actions, handing.actions, own_template.actions),
)
TABLES = {"meeting", "attendance", "agenda_item", "studied_document", "speech", "measure", "ballot_subject"}
TABLES |= {"opinion", "criticism", "rectification"}
ATTACHED = "attachment"
BUILT_ON = {"measure_review", "amendment", ATTACHED}  # whether a closed record can be opened again


class MeetingScreen(Screen):
    """The editor of one meeting."""

    title = "记会议"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.form = Form(desk, self)
        self.saver = Saver(desk, self.form.draft, self.form.typed, self)
        self.resuming = Resuming(desk, self.form, self.saver, self)
        self.sight: Sight | None = None
        self._facts: Facts | None = None
        self._openings = self._looks = self._saves = 0  # how many; an answer from before the newest comes too late
        self._begin_with = 0
        self._final = False
        self._behind = "meetings"  # where one came from, and goes back to
        self.outline = Outline([section.title for section in self.form.sections])
        self.pages = Pages(self.form.sections)
        self.stack, self.next_button = self.pages.stack, self.pages.next_button
        self.paper = LivePaper(desk)
        self.banner, self.closed = Banner(), ClosedStrip(desk)
        self.plan = PlanStrip(desk, self.saver.save)
        self.plan.follow(self.form.meeting_id)
        self._saved_as = ("", Tone.QUIET)
        self.preview_button, self.print_button = QPushButton("预览"), QPushButton("打印")
        self.close_button = theme.mark(QPushButton("定稿"), role="primary")
        self.more = MoreButton(self, MORE)
        self._working = QTimer(self)
        self._working.setSingleShot(True)
        self._working.setInterval(WAIT)
        self._working.timeout.connect(self._work)
        self._lay_out()
        self._listen()
        self._make_keys()
        self.go(0)

    # -- how it is built

    def _lay_out(self) -> None:
        column = QHBoxLayout()
        column.setSpacing(theme.em(1.1))
        column.addWidget(self.outline)
        column.addWidget(self.pages, 1)
        column.addWidget(self.paper)
        whole = QVBoxLayout()
        whole.setContentsMargins(theme.em(1.5), theme.em(1.35), theme.em(1.5), theme.em(1.35))
        whole.setSpacing(theme.em(1))
        whole.addWidget(self.banner)
        whole.addWidget(self.resuming.bar)
        whole.addWidget(self.closed)
        whole.addWidget(self.plan)
        whole.addLayout(column, 1)
        self.closed.hide()
        self.body.addLayout(whole)

    def _listen(self) -> None:
        self.form.edited.connect(self._typed)
        for section in self.form.sections:
            section.finished.connect(self._to_next)
            section.backed.connect(self._to_outline)
        self.form.agenda.study_wanted.connect(partial(self.go, self.form.sections.index(self.form.study)))
        afterwards.listen(self)
        self.form.context.custom_chosen.connect(self._keep_custom)
        self.form.files.needs_meeting.connect(self.with_saved)
        self.form.basics.beside.chosen.connect(self.open_other)
        self.resuming.taken_up.connect(self._typed)
        self.saver.told.connect(self._tell_state)
        self.saver.saved.connect(self._saved)
        self.outline.chosen.connect(self.go)
        self.outline.wanted.connect(self._cure)
        self.next_button.clicked.connect(self.go_on)
        self.preview_button.clicked.connect(self.preview)
        self.print_button.clicked.connect(self.print_out)
        self.close_button.clicked.connect(self.finalise)
        self.closed.refused.connect(self._refuse)
        self.plan.refused.connect(self._refuse)
        if isinstance(application := QGuiApplication.instance(), QGuiApplication):
            application.applicationStateChanged.connect(self._program_left)

    def _make_keys(self) -> None:
        bind(
            self,
            *((f"Alt+{place + 1}", partial(self._go_to, place)) for place in range(len(self.form.sections))),
            ("Ctrl+Return", self.go_on),
            ("Ctrl+Enter", self.go_on),
            ("Ctrl+PgDown", partial(self._step, 1)),
            ("Ctrl+PgUp", partial(self._step, -1)),
            ("Ctrl+S", self._save_now),
            ("Ctrl+P", self.preview),
            ("Ctrl+Shift+Return", self.finalise),
            ("Alt+M", self.more.showMenu),
            (sitting.GROUP_KEYS, partial(sitting.go_to_next_group, self)),
        )
        self.preview_button.setToolTip("Ctrl+P")
        self.close_button.setToolTip("Ctrl+Shift+Enter")

    # -- what the window asks

    def buttons(self) -> Sequence[QWidget]:
        """Lend the ways to the paper, and the end of the work."""
        if self._final:
            return (self.more, self.preview_button, self.print_button)
        return (self.more, self.preview_button, self.print_button, self.close_button)

    @property
    def is_open_record(self) -> bool:
        """Say whether the record that is shown may still be written."""
        return self._facts is not None and not self._final

    @property
    def company(self) -> Company:
        """Give what stands beside the meeting that is shown, as far as it is worked out."""
        return self.sight.company if self.sight else Company()

    def activated(self, **target: object) -> None:
        """Open a meeting by its identifier, perhaps at a `section`, or begin one (`target="new"`; see `preset`).

        `behind` is the screen that one goes back to, where it is not the list; `unfinished` is the key
        of what was kept aside of the meeting, to be taken up at once.
        """
        wanted, section = target.get("target"), target.get("section")
        self._begin_with = next((at for at, one in enumerate(self.form.sections) if one.key == section), 0)
        self._behind = str(target.get("behind") or "meetings")
        self.resuming.wanted = target.get("unfinished")
        if isinstance(wanted, str) and wanted != "new":
            self._open(wanted)
        else:
            self._open(None, preset(target))

    def reload(self, changes: Changes | None) -> None:
        """Follow what others changed; what is typed here stays."""
        if changes is None or self.saver.saving or self._facts is None:
            return
        meeting_id = self.form.meeting_id()
        if ATTACHED in changes.kinds:
            self.form.files.refresh()
        if meeting_id is not None and changes.kinds & (TABLES | BUILT_ON if self._final else TABLES):
            self._open(meeting_id, stay=True)
        elif not self._final:
            self._working.start()

    def back(self) -> bool:
        """Step back inside the page, else to where one came from, in the list with this meeting chosen."""
        section = self.form.sections[self.stack.currentIndex()]
        if section.step_back():
            return True
        self.navigate(self._behind, chosen=self.form.meeting_id())
        return True

    def leaving(self) -> bool:
        """Save what was typed; ask where that cannot be."""
        settle_focus(self)
        if self._final or not (self.saver.dirty or self.form.unreadable()):
            return True
        refusal = self.sight.refusal if self.sight is not None else None
        sentence = self.form.unreadable() or (refusal.sentence if refusal else "")
        if sentence:
            if leaving_question(self, sentence).exec() != QDialog.DialogCode.Accepted:
                return False
            self.saver.begin()
            return True
        self.saver.save()
        return True

    # -- opening

    def _open(self, meeting_id: str | None, wanted: Preset | None = None, *, stay: bool = False) -> None:
        self._openings += 1
        turn, saves = self._openings, self._saves

        def opened(facts: Facts) -> None:
            if stay and self.saver.holds:
                self._working.start()
            elif stay and saves != self._saves:
                self._open(meeting_id, stay=True)
            elif turn == self._openings:
                self._fill(facts, wanted or Preset(), stay=stay)

        def failed(error: Exception) -> None:
            if not isinstance(error, Refusal) or (turn != self._openings and not stay):
                return
            if stay and self.saver.holds:  # the record was taken back under what is being typed
                self.form.forget()
                self._working.start()
            else:
                self.saver.begin()
                self._facts = None
                self.say(error.sentence, Tone.WARN)
                self.navigate("meetings")

        self.desk.read(lambda store: work.gather(store, meeting_id), opened, failed=failed, owner=self)

    def _fill(self, facts: Facts, wanted: Preset, *, stay: bool) -> None:
        self._facts = facts
        self._looks += 1
        record = facts.record
        self._final = record is not None and record.state is MeetingState.FINAL
        self.saver.begin()
        self.form.fill(record.meeting if record else begin(wanted, facts.templates), facts)
        self.form.set_open(is_open=not self._final and (record is None or record.meeting.phase is not Phase.CANCELLED))
        self.plan.show_record(record)
        self.banner.say("")
        self.closed.setVisible(self._final)
        if record is not None and facts.standing is not None:
            self.closed.show_record(record, facts.standing)
        self._tell_state("还没有内容" if record is None else "已保存", Tone.QUIET)
        if not stay:
            self.sight = None
        self.go(self.stack.currentIndex() if stay else self._begin_with)
        if record is not None and self._final:
            closed = record
            self.desk.read(lambda store: work.look_back(store, closed), self._show_sight, owner=self)
        else:
            self._work()
        if not stay:
            self.resuming.opened(facts, is_open=not self._final)

    @Slot(str)
    def open_other(self, meeting_id: str) -> None:
        """Open another record, once this one is saved."""
        self.with_saved(lambda _mine: self.navigate("meeting", target=meeting_id))

    # -- moving about

    @Slot(int)
    def go(self, number: int) -> None:
        """Show a section and put the keyboard to its beginning."""
        self.outline.show_steps(self.form.shown())
        self.pages.show_section(number, self.form.beside(number, 1), closed=self._final)
        self.outline.show_here(number)
        section = self.form.sections[number]
        self.setFocusProxy(section)
        if self.isVisible():
            (self.next_button.setFocus if self._final and not section.works_closed else section.begin)()

    @Slot()
    def go_on(self) -> None:
        """Go to the next section; after the last comes the paper."""
        self.preview() if (following := self._beside(1)) is None else self.go(following)

    @Slot()
    def _to_next(self) -> None:
        self.next_button.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _to_outline(self) -> None:
        self.outline.steps[self.stack.currentIndex()].setFocus(Qt.FocusReason.BacktabFocusReason)

    def _beside(self, by: int) -> int | None:
        return self.form.beside(self.stack.currentIndex(), by)

    def _step(self, by: int) -> None:
        self.go(self.stack.currentIndex() if (to := self._beside(by)) is None else to)

    def _go_to(self, place: int) -> None:
        """Go to the section that stands at a place in the list."""
        if place < len(shown := self.form.shown()):
            self.go(shown[place])

    def _arrange(self) -> None:
        """List the sections that the kind of meeting has; whoever is in another goes to the first."""
        here, shown = self.stack.currentIndex(), self.form.shown()
        if here not in shown:
            self.go(0)
        self.outline.show_steps(shown)
        self.pages.show_section(self.stack.currentIndex(), self._beside(1), closed=self._final)

    @Slot(object, int)
    def _cure(self, check: Check, turn: int) -> None:
        section = self.form.section_of(check)
        self.go(self.form.sections.index(section))
        section.cure(check, turn)
        if check.code == "unreadable" and (field := first_unreadable(section)) is not None:
            section.reach(field)
        if check.code == DIFFER:
            sitting.offer_marks(self)

    # -- working out

    @Slot()
    def _typed(self) -> None:
        if not self._final:  # a field that is only passed through may settle its text in another form
            self.saver.touch()
            self._working.start()

    @Slot()
    def _work(self) -> None:
        """Ask what follows from what is typed; an answer that comes too late is dropped."""
        if self._final or self._facts is None or not self.desk.is_open:
            return
        try:
            draft = self.form.draft()
        except Refusal:
            self._show_checks()
            return
        self._looks += 1
        turn = self._looks

        def seen(sight: Sight) -> None:
            if turn == self._looks:
                self._show_sight(sight)

        self.desk.read(lambda store: work.look(store, draft), seen, owner=self)

    def _show_sight(self, sight: Sight) -> None:
        self.sight = sight
        if sight.record is not None:
            self.plan.show_record(sight.record)
            scheduling.hold_time(self.form.basics, sight.record)
        again = self.form.show_sight(sight)
        self._arrange()
        self._show_checks()
        self._show_heading()
        if again:
            self._working.start()
        self.paper.show_record(sight.record)

    def _show_checks(self) -> None:
        keys = [section.key for section in self.form.sections]
        record = self.sight.record if self.sight else None
        self.outline.show_checks(keys, self.form.checks(self.sight), record)

    # -- saying how things stand

    @Slot()
    def _show_heading(self) -> None:
        number = self.sight.number if self.sight else None
        self.title = say.name(self.form.basics.meeting_kind(), number)
        record = self.sight.record if self.sight else self._facts.record if self._facts else None
        self.close_button.setVisible(not self._final and (record is None or scheduling.may_close(record.meeting)))
        if not self._final:
            phase = record.meeting.phase if record else Phase.HELD
            self.state = (scheduling.pill(phase, self._saved_as[0]), self._saved_as[1])
        else:
            signed = self._facts is not None and self._facts.record is not None and self._facts.record.signed_on
            self.state = (say.STATES[MeetingState.FINAL] + (" · 已签字" if signed else ""), Tone.GOOD)
        self.heading_changed.emit()

    @Slot(str, str)
    def _tell_state(self, sentence: str, tone: str) -> None:
        self._saved_as = (sentence, Tone(tone))
        if tone == Tone.BAD:
            self.form.files.not_saved()
            self.banner.say(f"还没有保存：{self.saver.refusal}", Tone.WARN)
        elif self.saver.refusal == "" and not self._final:
            self.banner.say("")
        self._show_heading()

    # -- keeping

    @Slot()
    def _save_now(self) -> None:
        settle_focus(self)
        self.saver.save(ends_step=True)

    @Slot(object)
    def _saved(self, saved: Saved) -> None:
        self._saves += 1
        self.form.adopt(saved.id, saved.number)
        self._working.start()

    @Slot(Qt.ApplicationState)
    def _program_left(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationInactive and self.isVisible() and not self._final:
            self.saver.save()

    # -- closing

    @Slot()
    def finalise(self) -> None:
        """Save, ask once, and close the record."""
        if self._final or self._facts is None:
            return
        settle_focus(self)
        if not self.saver.save(self._ask_closing):
            self._show_checks()

    def _ask_closing(self) -> None:
        """Work the draft out once more, so that the question names what stands now."""
        draft = self.form.draft()
        self.desk.read(lambda store: work.look(store, draft), self._closing_seen, owner=self)

    def _closing_seen(self, sight: Sight) -> None:
        self._show_sight(sight)
        meeting_id = self.form.meeting_id()
        if meeting_id is None:
            self.saver.touch()
            self.saver.save(self._ask_closing)
            return
        if closing_question(self, self.form.checks(sight)).exec() != QDialog.DialogCode.Accepted:
            return
        self.desk.write(lambda store: closing.finalise(store, meeting_id), failed=self.refused, owner=self)

    def refused(self, error: Exception) -> None:
        """Say why something was not done."""
        if isinstance(error, Refusal):
            self._refuse(error.sentence)

    @Slot(str)
    def _refuse(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.WARN)

    @Slot(object)
    def _keep_custom(self, chosen: Custom) -> None:
        self.desk.write(lambda store: work.keep_custom(store, chosen), lambda _: self._work(), owner=self)

    # -- the paper

    @Slot()
    def preview(self) -> None:
        """Show the pages as they would be printed."""
        handing.preview(self)

    @Slot()
    def print_out(self) -> None:
        """Print at once."""
        handing.print_out(self)

    @Slot(object)
    def with_saved(self, then: Callable[[str], object]) -> None:
        """Save what is typed, and go on with the identifier of what is saved."""
        settle_focus(self)

        def go_on() -> None:
            if meeting_id := self.form.meeting_id():
                then(meeting_id)

        if self.form.meeting_id() is None and not self.saver.dirty and not self._final:
            self.saver.touch()
        if not self.saver.save(go_on):
            self._show_checks()

    # -- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the paper a place where there is room for it."""
        super().resizeEvent(event)
        self.paper.fit_beside(self.width(), self.height())
