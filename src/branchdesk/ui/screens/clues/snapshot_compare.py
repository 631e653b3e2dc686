"""对照: a snapshot and the figures of now side by side, and below them the clues that make the difference."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from branchdesk.domain.clue_figures import Counted, Measure
from branchdesk.domain.clue_records import RecordChange
from branchdesk.ledgers.clues import CLUES
from branchdesk.services import Store
from branchdesk.services.clues import clue_differences
from branchdesk.services.clues.clue_differences import Difference
from branchdesk.services.clues.clue_figures import Figures
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.jobs import Job, Report
from branchdesk.ui.ledger.progress_line import ProgressLine
from branchdesk.ui.screen import Card, Page
from branchdesk.ui.screens.clues.figures_body import HEADINGS, TABS
from branchdesk.ui.screens.clues.snapshot_list import moment
from branchdesk.ui.table import Cell, Column, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import clue_snapshots as say
from branchdesk.words.clue_figures import MEASURES, RATE, RATE_FED_BACK, RATE_IN_TIME

ALL, WHOLE, ROWS = "all", "合计", 24
FIGURES = (
    Column("name", "数字", 8, sortable=False),
    Column("then", "存照时", 8, right=True, sortable=False),
    Column("now", "现在", 8, right=True, sortable=False),
    Column("by", "差", 4, right=True, stretch=True, sortable=False),
)
OTHERS = (
    *(Measure.OPEN, Measure.OVERDUE, Measure.IN_TIME, Measure.FED_BACK),
    *(Measure.ASIDE, Measure.CASES, Measure.PROPOSALS),
)
SAME = "现在的数字、每一条线索都与存照时一致。"
OTHER_SETTINGS = "“已处置”的口径在存照后改过，差额里包括口径不同的部分；数字各按当时的口径。"
RECORDS = (
    Column("kind", "变化", 6, sortable=False),
    Column("number", "线索编号", 8, sortable=False),
    Column("facts", "改了什么", 24, stretch=True, most=60, sortable=False),
    Column("effect", "对数字的影响", 10, most=24, sortable=False),
)
EFFECTS = (("reported", "提报"), ("handled", "已处置"), ("open", "待处置"), ("in_time", "按期"), ("fed_back", "已反馈"))
TONES = {say.CAME: Tone.GOOD, say.WENT: Tone.WARN, say.DELETED: Tone.BAD, say.CHANGED: Tone.INK}
UNNAMED = {"deadline": "办理期限"}  # no field of the ledger: it follows from the others


class SnapshotCompare(QWidget):
    """Then and now; `clue_asked` carries a record of which the card is wanted, `failed` a sentence."""

    clue_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self.key = ""
        self.found: Difference | None = None
        self.said = theme.mark(QLabel(""), role="heading")
        self.about = theme.mark(QLabel(""), role="small")
        self.about.setWordWrap(True)
        self.progress = ProgressLine()
        self.tabs = Segments(((ALL, "总数"), *TABS))
        self.tabs.setAccessibleName("按什么分组")
        self.tabs.set_value(ALL)
        self.table = Table(FIGURES)
        self.table.setAccessibleName("存照与现在对照表")
        self.records = Table(RECORDS)
        self.records.setAccessibleName("有变化的线索")
        self.told = theme.mark(QLabel(""), role="small")
        self.told.setWordWrap(True)
        self._lay_out()
        self.tabs.chosen.connect(self._show_groups)
        self.records.opened.connect(self._open)
        self.progress.cancelled.connect(self._cancel)

    def ask(self, snapshot_id: str) -> None:
        """Lay a snapshot beside the figures of now."""
        self.key = snapshot_id
        self._cancel()
        self.progress.begin("正在对照…")

        def work(store: Store, report: Report) -> Difference:
            return clue_differences.compare(store, snapshot_id, report)

        self._job = self._desk.read(work, self._show, failed=self._failed, progress=self.progress.move_to)

    # -- inside

    def _lay_out(self) -> None:
        top, changed = Card(), Card("有变化的线索")
        for label in (self.said, self.about):
            top.body.addWidget(label)
        top.body.addWidget(self.progress)
        row = QHBoxLayout()
        row.addWidget(self.tabs, 1)
        top.body.addLayout(row)
        top.body.addWidget(self.table)
        changed.body.addWidget(self.records)
        changed.body.addWidget(self.told)
        self._changed = changed
        page = Page()
        page.body.setContentsMargins(theme.em(1.5), theme.em(0.9), theme.em(1.5), theme.em(1.35))
        page.body.addWidget(top)
        page.body.addWidget(changed)
        page.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        self.setFocusProxy(self.table)

    @Slot()
    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.progress.end()

    def _failed(self, error: Exception) -> None:
        self.progress.end()
        sentence = getattr(error, "sentence", "")
        self.about.setText(str(sentence))

    def _show(self, found: Difference) -> None:
        self.progress.end()
        self._job = None
        self.found = found
        line = found.snapshot.line
        self.said.setText(f"{line.name}：存照与现在")
        other = OTHER_SETTINGS if found.other_settings else ""
        when = f"存照于{moment(line.taken_at)}。{found.then.definition}"
        self.about.setText(f"{when}{other}" if found else f"{SAME}{when}")
        self._show_groups()
        self._changed.setVisible(bool(found.kinds) or bool(found))
        self.records.set_rows([_record(one, place) for place, one in enumerate(found.told)])
        fit(self.records, ROWS)
        self.records.setVisible(bool(found.told))
        self.told.setText(_summary(found))

    @Slot()
    def _show_groups(self) -> None:
        found, by = self.found, str(self.tabs.value())
        if found is None:
            return
        if by == ALL:
            self.table.rows_model.set_columns(FIGURES)
            self.table.set_rows(whole_rows(found.then, found.now))
            fit(self.table, ROWS)
            return
        self.table.rows_model.set_columns(columns(HEADINGS[by]))
        whole = beside(WHOLE, found.then, found.now, found.then.whole, found.now.whole, bold=True)
        groups = (beside(one.name, found.then, found.now, one.then, one.now) for one in found.groups.get(by, ()))
        self.table.set_rows([whole, *groups])
        fit(self.table, ROWS)

    @Slot(str)
    def _open(self, place: str) -> None:
        if self.found is not None:
            change = self.found.told[int(place)]
            record = change.now or change.standing
            if record is not None:
                self.clue_asked.emit(record.id)


def columns(heading: str) -> tuple[Column, ...]:
    """Give the columns of then and now, for one grouping."""
    numbers = [
        Column(f"{key}_{when}", word.format(name), 2, right=True, sortable=False)
        for key, name in (("reported", "提报"), ("handled", "已处置"), ("open", "待处置"))
        for when, word in (("then", "{}存照"), ("now", "现在"), ("by", "差"))
    ]
    rates = [
        Column(f"rate_{when}", word, 3, right=True, sortable=False)
        for when, word in (("then", "处置率存照"), ("now", "现在"))
    ]
    return (Column("name", heading, 5, stretch=True, most=14, sortable=False), *numbers, *rates)


def whole_rows(then: Figures, now: Figures) -> tuple[Row, ...]:
    """Give each figure of the whole, then and now."""
    reads: dict[str, Callable[[Counted], int]] = {
        MEASURES[Measure.REPORTED]: lambda one: one.all_reported,
        MEASURES[Measure.HANDLED]: lambda one: one.all_handled,
    }
    for measure in (*OTHERS, Measure.STROKES):
        if then.whole.of(measure) or now.whole.of(measure):
            reads[MEASURES[measure]] = partial(_of, measure)
    rows = [
        Row(name, (name, str(read(then.whole)), str(read(now.whole)), difference(read(now.whole) - read(then.whole))))
        for name, read in reads.items()
    ]
    for name, old, new in (
        (RATE, then.rate, now.rate),
        (RATE_IN_TIME, then.whole.timely, now.whole.timely),
        (RATE_FED_BACK, then.whole.feedback, now.whole.feedback),
    ):
        texts = [f"{found.text(one)}（{one.fraction}）" for found, one in ((then, old), (now, new))]
        same = texts[0] == texts[1]
        rows.append(Row(name, (name, texts[0], Cell(texts[1], Tone.INK if same else Tone.BAD, bold=not same), "")))
    return tuple(rows)


def _of(measure: Measure, counted: Counted) -> int:
    return counted.of(measure)


def difference(by: int) -> Cell:
    """Say by how much a number is another."""
    return Cell(f"{by:+}", Tone.BAD, bold=True) if by else Cell("0", Tone.QUIET)


def beside(name: str, then: Figures, now: Figures, old: Counted, new: Counted, *, bold: bool = False) -> Row:
    """Give one line of then and now."""
    cells: list[Cell | str] = [Cell(name, bold=bold)]
    reads: tuple[Callable[[Counted], int], ...] = (
        lambda one: one.all_reported,
        lambda one: one.all_handled,
        lambda one: one.open,
    )
    for read in reads:
        numbers = (Cell(str(read(counted)), bold=bold) for counted in (old, new))
        cells += [*numbers, difference(read(new) - read(old))]
    rates = (then.text(then.rate_of(old)), now.text(now.rate_of(new)))
    tone = Tone.BAD if rates[0] != rates[1] else Tone.INK
    cells += [Cell(rates[0], bold=bold), Cell(rates[1], tone, bold=bold or rates[0] != rates[1])]
    return Row(name, tuple(cells))


def fit(table: Table, most: int) -> None:
    """Let a table stand whole on its page up to so many rows."""
    rows = min(max(len(table.rows_model.rows), 1), most)
    head = table.horizontalHeader().sizeHint().height()
    table.setFixedHeight(head + theme.row_height() * rows + theme.em(1.0))


def facts(change: RecordChange) -> str:
    """Say what became another: 办理状态 已分办 → 已处置."""
    said = []
    for key, old, new in change.facts:
        if key in UNNAMED:
            said.append(f"{UNNAMED[key]} {old or '未填'} → {new or '未填'}")
        else:
            field = CLUES.field(key)
            said.append(f"{field.label} {field.shown(old) or '未填'} → {field.shown(new) or '未填'}")
    return "；".join(said)


def _record(change: RecordChange, place: int) -> Row:
    kind = clue_differences.kind(change)
    one = change.then or change.now
    known = (one.reported_on, one.category, one.reporter) if one else ()
    about = facts(change) or " ".join(text for text in known if text)
    effects = (f"{name}{getattr(change.effect, key):+}" for key, name in EFFECTS if getattr(change.effect, key))
    return Row(str(place), (Cell(kind, TONES[kind]), change.number, about, "，".join(effects) or "无"))


def _summary(found: Difference) -> str:
    kinds = "，".join(f"{kind}{number}条" for kind, number in found.kinds.items() if number)
    more = f"只逐条列出前{len(found.told)}条。" if found.untold else ""
    strokes = found.strokes
    tallied = f"正字计数相差提报{strokes.strokes:+}、已处置{strokes.strokes_handled:+}，没有明细可列。"
    return f"{kinds}。{more}{tallied if strokes != Counted() else ''}" if kinds else tallied * (strokes != Counted())
