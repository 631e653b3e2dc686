"""Meetings as a list; recording one is a screen and a verb of its own."""

from branchdesk.ledgers.spec import Choice, Field, FieldKind, Ledger
from branchdesk.words.meetings import KINDS, STATES

FIELDS = (
    Field("starts", "开始时间", width=9, editable=False),
    Field("kind", "会议类型", FieldKind.CHOICE, choices=tuple(Choice(*one) for one in KINDS.items()), width=6),
    Field("number", "次数", FieldKind.INTEGER, width=3, ordinal=True),
    Field("group", "党小组", width=6),
    Field("title", "主题", width=14),
    Field("place", "地点", width=9),
    Field("chair", "主持人", FieldKind.NAME, width=5),
    Field("recorder", "记录人", FieldKind.NAME, width=5),
    Field("present", "到会", FieldKind.INTEGER, width=3, editable=False),
    Field("on_leave", "请假", FieldKind.INTEGER, width=3, editable=False),
    Field("absent", "缺席", FieldKind.INTEGER, width=3, editable=False),
    Field("state", "状态", FieldKind.CHOICE, choices=tuple(Choice(*one) for one in STATES.items()), width=5),
)
KEYS = tuple(field.key for field in FIELDS)

MEETINGS = Ledger(
    key="meetings",
    label="会议台账",
    one="次",
    source="meetings",
    fields=FIELDS,
    screen=KEYS,
    sheet=KEYS,
    paper=KEYS,
    search=("title", "starts", "place", "chair", "recorder"),
    order=("newest",),
)
