"""How each sort of dated rows stands on the card: its columns, its lines, and what is said below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from branchdesk.domain.conditions import EFFECTS, ConditionKind
from branchdesk.ledgers import member_life
from branchdesk.ledgers.member_life import ARTICLES, CONDITIONS_HELD, DATED, STAGES_HELD, TALKS, LifeTable
from branchdesk.ledgers.members import STAGE
from branchdesk.ledgers.spec import Field, FieldKind
from branchdesk.services.people.member_card import LifeRow
from branchdesk.ui.screens.member.rows_section import RowsSection
from branchdesk.ui.table import Cell, Column, Row
from branchdesk.ui.theme import Tone
from branchdesk.words.talks import found_other

PRIVATE = "仅在此卡片显示"
TIME = "time"
TEXTS = {FieldKind.TEXT, FieldKind.LONG_TEXT}
MOST = {FieldKind.TEXT: 20, FieldKind.LONG_TEXT: 28}
LEAST = 4
WORKED_OUT = "由入党、转正时间推算，在“编辑”中修改。"


def section_of(life: LifeTable) -> RowsSection:
    """Make the section of one sort of rows."""
    return RowsSection(
        life.key,
        life.label,
        columns_of(life),
        note=PRIVATE if life.private else "",
        headed=life not in DATED,
        adding="" if life is STAGES_HELD else "添加",
        removable=life is not STAGES_HELD,
        printable=life is TALKS,
    )


def columns_of(life: LifeTable) -> tuple[Column, ...]:
    """Give the columns: the time in one, then what it is, then everything else as long as there is room."""
    if life is CONDITIONS_HELD:
        return (Column("kind", "", 3), Column(TIME, "", 3), Column("more", "", LEAST, stretch=True, most=24))
    fields = _beside(life)
    if life in DATED:  # no headings there: what they hold says itself
        held = (Column(field.key, "", 2, most=MOST.get(field.kind)) for field in fields)
        return (*held, Column(TIME, "", 3, stretch=True))
    columns = [_column(field, last=field is fields[-1]) for field in fields]
    return (Column(TIME, "时间", 3, sortable=False), *columns) if _times(life) else tuple(columns)


def row_of(life: LifeTable, row: LifeRow) -> Row:
    """Show one row; what is over is quiet."""
    values = row.values
    over = life in DATED and values.get("until") is not None
    tone = Tone.QUIET if over else Tone.INK
    time = Cell(time_text(life, values), Tone.QUIET)
    if life is CONDITIONS_HELD:
        more = " · ".join(str(values[key]) for key in ("reason", "place", "basis") if values.get(key))
        kind = life.field("kind").shown(values["kind"])
        tone = Tone.WARN if not over and is_grave(values["kind"]) else tone
        return Row(row.id, (Cell(kind, tone), time, Cell(more, Tone.QUIET)), faded=over)
    if row.whose:
        values = {**values, "who": found_other(row.whose)}
    cells: list[Cell | str] = [Cell(_shown(life, field, values), tone) for field in _beside(life)]
    if life in DATED:
        cells.append(time)
    elif _times(life):
        cells.insert(0, time)
    return Row(row.id, tuple(cells), faded=over)


def foot_of(life: LifeTable, rows: Sequence[LifeRow], today: str) -> str:
    """Say what the conditions that hold do, by which article; and where stages come from."""
    if life is STAGES_HELD:
        return WORKED_OUT
    if life is not CONDITIONS_HELD:
        return ""
    kinds = dict.fromkeys(row.values["kind"] for row in rows if holds(row.values, today))
    return "\n".join(effect_text(kind) for kind in kinds)


def effect_text(kind: str) -> str:
    """Say what one condition does, by which article."""
    known = ConditionKind(kind)
    article = f"（{ARTICLES[known]}）" if ARTICLES[known] else ""
    label = CONDITIONS_HELD.field("kind").shown(kind)
    return f"{label}：{member_life.EFFECTS[known].rstrip('。')}{article}。"


def is_grave(kind: str) -> bool:
    """Say whether a condition touches 应到 or the vote."""
    effect = EFFECTS[ConditionKind(kind)]
    return not (effect.expected and effect.votes)


def holds(values: Any, today: str) -> bool:  # noqa: ANN401 - a row's values, as stored
    """Say whether a dated row holds today."""
    return (values["since"] or "") <= today and (values["until"] is None or values["until"] > today)


def time_text(life: LifeTable, values: Any) -> str:  # noqa: ANN401 - a row's values, as stored
    """Say from when until when: 2024-03 起, 2020 至 2024-03, 2024-03-05."""
    keys = _times(life)
    if not keys:
        return ""
    begins, ends = values.get(keys[0]), values.get("until") if "until" in keys else None
    if life in DATED and ends is None:
        return f"{begins} 起" if begins else ""
    if ends is None or ends == begins:
        return begins or ""
    return f"{begins or '此前'} 至 {ends}"


def _times(life: LifeTable) -> tuple[str, ...]:
    """Give the dates that say when it was; other dates (a birthday, the end of an effect) stand for themselves."""
    if life is member_life.FAMILY:
        return ()
    begins = "since" if life in DATED else "day"
    spans = life in DATED or life in {member_life.TRAINING, member_life.CAREER}
    return (begins, "until") if spans else (begins,)


def _beside(life: LifeTable) -> list[Field]:
    return [field for field in life.fields if field.key not in _times(life)]


def _column(field: Field, *, last: bool) -> Column:
    if field.kind in TEXTS:
        long = MOST[field.kind]
        return Column(field.key, field.label, LEAST, stretch=last, sortable=False, most=long)
    return Column(field.key, field.label, 2, stretch=last, sortable=False)


def _shown(life: LifeTable, field: Field, values: Any) -> str:  # noqa: ANN401 - a row's values, as stored
    value = values.get(field.key)
    text = STAGE.shown(value) if life is STAGES_HELD and field.key == "stage" else field.shown(value)
    return " ".join(text.split())
