"""附件照片: photos, scans and other files of a meeting, brought by dialog, by drag and drop, or from the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton

from branchdesk.domain.meetings import AttachedFile, Meeting
from branchdesk.errors import Refusal
from branchdesk.ledgers.spec import Field, FieldKind
from branchdesk.services.meetings import attachments
from branchdesk.services.meetings.attachments import Added, Kept
from branchdesk.ui import pictures, theme
from branchdesk.ui.bringing import FOLDER, Brought, Small, Source, bring, can_bring, sources_in
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.ui.screens.meeting.file_list import SQUARE, FileList
from branchdesk.ui.screens.meeting.section import Section, line
from branchdesk.ui.theme import Tone
from branchdesk.ui.viewer import Viewer, can_show
from branchdesk.words import attachments as say

if TYPE_CHECKING:
    from branchdesk.services import Changes, Store
    from branchdesk.services.ledgers.intake import Values


class FilesSection(Section):
    """The last page of the form. `needs_meeting` carries what wants the meeting's identifier, once it is saved."""

    key, title = "files", "附件照片"
    works_closed = True
    hint = "拖入文件，或按 Ctrl+V 粘贴图片 · Enter 打开 · F2 改名 · Delete 删除 · Ctrl+↑↓ 换位置"
    closed_hint = hint
    needs_meeting = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._meeting_id: str | None = None
        self._kept = Kept((), frozenset(), 0)
        self._open, self._waits = True, False
        self.dialog: FieldsDialog | Viewer | None = None
        self.list = FileList()
        self.empty = theme.mark(
            QLabel("把照片、签到表扫描件、旧记录等拖到这里，或点“添加附件”。单个文件最大 30 MB。"), tone="quiet"
        )
        self.empty.setWordWrap(True)
        self.told = theme.mark(QLabel(""), role="small")
        self.told.setWordWrap(True)
        self.add_button = QPushButton("添加附件…")
        self.whole = QCheckBox("保留原图")
        self.whole.setToolTip(f"不勾选时，照片自动转正，缩小到长边{pictures.LONGEST}像素以内，节省空间")
        self.open_button, self.save_button = QPushButton("打开"), QPushButton("另存为…")
        self.rename_button, self.remove_button = QPushButton("改名…"), QPushButton("删除")
        self.left_button, self.right_button = QPushButton("左转90°"), QPushButton("右转90°")
        self.up_button, self.down_button = QPushButton("上移"), QPushButton("下移")
        tools = line(
            self.open_button,
            self.save_button,
            self.left_button,
            self.right_button,
            self.rename_button,
            self.up_button,
            self.down_button,
            self.remove_button,
            1,
        )
        tools.setSpacing(theme.em(0.4))
        self.body.addLayout(line(self.add_button, self.whole, 1))
        self.body.addWidget(self.told)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.list)
        self.body.addLayout(tools)
        self.body.addStretch(1)
        self.setAcceptDrops(True)
        self._listen()
        self._show(self._kept)

    def _listen(self) -> None:
        self.add_button.clicked.connect(self.choose)
        self.list.asked.connect(self.do)
        self.list.currentRowChanged.connect(self._show_tools)
        for button, wanted in (
            (self.open_button, "open"),
            (self.save_button, "save"),
            (self.rename_button, "rename"),
            (self.remove_button, "remove"),
            (self.left_button, "left"),
            (self.right_button, "right"),
            (self.up_button, "up"),
            (self.down_button, "down"),
        ):
            theme.mark(button, role="quiet")
            button.setProperty("wanted", wanted)
            button.clicked.connect(self._button)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)

    # -- what the form asks

    def fill(self, meeting: Meeting) -> None:
        """Show a meeting's files."""
        if meeting.id != self._meeting_id:
            self.tell("")
            self._show(Kept((), frozenset(), 0))
        self.adopt(meeting.id)
        self.refresh()

    def adopt(self, meeting_id: str | None) -> None:
        """Learn under which identifier the meeting was saved."""
        self._meeting_id = meeting_id

    def set_open(self, *, is_open: bool) -> None:
        """Say whether the record is a draft: of a closed one the files stay, but others may be added."""
        self._open = is_open
        self._show_tools()

    def begin(self) -> None:
        """Put the keyboard to the files, or to the way to add one."""
        place = self.list if self.list.count() else self.add_button
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def refresh(self) -> None:
        """Read the files anew."""
        meeting_id = self._meeting_id
        if meeting_id is None or not self._desk.is_open:
            return

        def come(kept: Kept) -> None:
            if meeting_id == self._meeting_id:
                self._show(kept)

        self._desk.read(lambda store: attachments.kept(store, meeting_id), come, owner=self)

    # -- what is shown

    def _show(self, kept: Kept) -> None:
        self._kept = kept
        here = self.list.hasFocus()
        self.list.show_files(kept.files, kept.frozen)
        self.list.setVisible(bool(kept.files))
        self.empty.setVisible(not kept.files)
        self.note.setText(say.total(len(kept.files), kept.size, kept.everywhere))
        self._show_tools()
        if here and not kept.files:
            self.add_button.setFocus()
        self._draw_small()

    @Slot()
    def _show_tools(self) -> None:
        file, row = self.list.chosen(), self.list.currentRow()
        frozen = self.list.is_frozen()
        many = self._open and self.list.count() > 1
        shown = {
            self.open_button: file is not None and can_show(file.kind),
            self.save_button: file is not None,
            self.left_button: file is not None and file.kind in pictures.TURNABLE and not frozen,
            self.right_button: file is not None and file.kind in pictures.TURNABLE and not frozen,
            self.rename_button: file is not None and not frozen,
            self.up_button: many,
            self.down_button: many,
            self.remove_button: file is not None and not frozen,
        }
        for button, is_shown in shown.items():
            button.setVisible(is_shown)
        self.up_button.setEnabled(row > 0)
        self.down_button.setEnabled(row + 1 < self.list.count())

    def _draw_small(self) -> None:
        """Draw the small pictures that are missing, one at a time."""
        side = round(theme.em(SQUARE) * self.devicePixelRatioF())
        for file in self.list.without_picture():
            if can_show(file.kind):
                self._desk.read(Small(file, side), self._small_come, owner=self)

    def _small_come(self, found: tuple[str, QImage]) -> None:
        self.list.show_picture(*found)

    def tell(self, sentence: str, tone: Tone = Tone.QUIET) -> None:
        """Say what became of the files."""
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))
        theme.mark(self.told, tone=tone)

    # -- bringing files

    @Slot()
    def choose(self) -> None:
        """Ask for files."""
        if paths := FOLDER.ask_files(self, "添加附件"):
            self.add(paths)

    @Slot()
    def paste(self) -> None:
        """Take files or a picture from the clipboard."""
        if not self._take(QGuiApplication.clipboard().mimeData()):
            self.tell("剪贴板里没有图片或文件。", Tone.WARN)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures."""
        if can_bring(event.mimeData()):
            event.acceptProposedAction()
            self.tell("松开鼠标，添加到这次会议的附件。", Tone.GOOD)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take them anywhere on the page."""
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: object) -> None:
        """Be as before."""
        self.tell("")

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was let go."""
        if self._take(event.mimeData()):
            event.acceptProposedAction()

    def _take(self, data: QMimeData) -> bool:
        sources = sources_in(data)
        if sources:
            self.add(sources)
        return bool(sources)

    def add(self, sources: Sequence[Source]) -> None:
        """Read files and add them to the meeting."""
        whole = self.whole.isChecked()
        self.tell("正在读取…")
        self._desk.read(lambda _store: bring(sources, whole=whole), self._brought, owner=self)

    def _brought(self, brought: Brought) -> None:
        if brought.refusals:
            first = brought.refusals[0].sentence
            self.tell(say.not_all(len(brought.refusals), first), Tone.BAD)
        if not brought.files:
            return

        def write(meeting_id: str) -> None:
            self._waits = False
            self._desk.write(
                lambda store: attachments.add(store, meeting_id, brought.files), added, failed=self._failed, owner=self
            )

        def added(found: Added) -> None:
            if not brought.refusals:
                told = say.reduced(brought.photos, brought.before, brought.after) if brought.photos else ""
                self.tell(say.added_message(len(found.files), told))
            self._show_after(found.files[-1].id)

        self._waits = True
        self.needs_meeting.emit(write)

    def not_saved(self) -> None:
        """Hear that the meeting cannot be saved: files that waited for it are not added."""
        if self._waits:
            self._waits = False
            self.tell("会议还没有保存，附件没有添加。请按检查提示补好，再添加一次。", Tone.BAD)

    def _show_after(self, file_id: str | None) -> None:
        """Read the files anew and choose one."""
        meeting_id = self._meeting_id
        if meeting_id is None or file_id is None:
            return

        def come(kept: Kept) -> None:
            if meeting_id == self._meeting_id:
                here = self.isAncestorOf(QApplication.focusWidget() or self.window())
                self._show(kept)
                self.list.choose(file_id)
                if here:
                    self.list.setFocus()

        self._desk.read(lambda store: attachments.kept(store, meeting_id), come, owner=self)

    # -- what is done with a file

    @Slot()
    def _button(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.do(str(sender.property("wanted")))

    @Slot(str)
    def do(self, wanted: str) -> None:
        """Do with the chosen file what a key or a button asks."""
        file, row = self.list.chosen(), self.list.currentRow()
        if file is None or file.id is None:
            return
        file_id, place = file.id, {"up": row - 1, "down": row + 1}
        if wanted == "open":
            self._view(file) if can_show(file.kind) else self.save_as(file)
        elif wanted == "save":
            self.save_as(file)
        elif wanted == "rename":
            self._rename(file)
        elif wanted == "remove":
            removed = say.removed_message(file.name)
            self._write(lambda store: attachments.remove(store, file_id), removed)
        elif wanted in place and 0 <= place[wanted] < self.list.count():
            self._write(lambda store: attachments.move(store, file_id, place[wanted]))
        elif wanted in {"left", "right"} and file.kind in pictures.TURNABLE:
            self.turn(file_id, -90 if wanted == "left" else 90)

    def _write(self, verb: Callable[[Store], Changes], told: str = "") -> None:
        def done(_changes: Changes) -> None:
            self.tell(told)

        self._desk.write(verb, done, failed=self._failed, owner=self)

    @Slot(str, int)
    def turn(self, file_id: str, degrees: int) -> None:
        """Turn a picture clockwise."""
        meeting_id = self._meeting_id
        if meeting_id is not None:
            self._write(lambda store: _turn(store, meeting_id, file_id, degrees))

    def _rename(self, file: AttachedFile) -> None:
        if self.list.is_frozen() or file.id is None:
            self.tell(say.frozen(file.name), Tone.WARN)
            return
        file_id = file.id

        def verb(store: Store, values: Values) -> object:
            return attachments.rename(store, file_id, str(values["name"]))

        field = Field("name", "附件名称", FieldKind.TEXT, required=True)
        self.dialog = FieldsDialog(self, self._desk, "附件改名", [field], verb)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.begin({"name": file.name})

    def _view(self, file: AttachedFile) -> None:
        shown = [one for one in self._kept.files if can_show(one.kind)]
        viewer = Viewer(self, self._desk, shown, shown.index(file), self._kept.frozen)
        self.dialog = viewer
        viewer.turning.connect(self.turn)
        viewer.saving.connect(self.save_as)
        viewer.finished.connect(viewer.deleteLater)
        viewer.open()

    @Slot(object)
    def save_as(self, file: AttachedFile) -> None:
        """Ask where a file shall be written."""
        path = FOLDER.ask_place(self, file.name)
        if path is None:
            return

        def done(_nothing: None) -> None:
            self.tell(say.saved_message(path), Tone.GOOD)

        self._desk.read(lambda store: attachments.save_as(store, file, path), done, failed=self._failed, owner=self)

    def _failed(self, error: Exception) -> None:
        self.tell(error.sentence if isinstance(error, Refusal) else "", Tone.BAD)  # a Trouble has its dialog


def _turn(store: Store, meeting_id: str, file_id: str, degrees: int) -> Changes:
    """Keep a picture turned; Refusal where it is gone or stays as it is."""
    file = next((one for one in attachments.kept(store, meeting_id).files if one.id == file_id), None)
    if file is None:
        raise Refusal(say.no_such_file(), code="no_such_record")
    return attachments.turn(store, file_id, pictures.turned(attachments.content(store, file), file.kind, degrees))
