"""Who was on the roster and left: each with the reason, restorable."""

from branchdesk.ledgers.member_life import EXITS
from branchdesk.ledgers.members import MEMBERS
from branchdesk.ledgers.spec import Field, FieldKind, Ledger

OWN = (
    Field("exit", "离开方式", FieldKind.CHOICE, choices=EXITS, width=5),
    Field("left_on", "离开时间", FieldKind.DATE, width=7),
    Field("destination", "去向", width=12),
    Field("receipt_on", "回执日期", FieldKind.DATE, width=7),
    Field("reason", "离开说明", FieldKind.LONG_TEXT, width=12),
)
TAKEN_OVER = (
    *("name", "sex", "ethnicity", "birth_date", "id_number", "education", "joined_on", "full_since", "stage"),
    *("group", "post", "phone", "remark"),
)
FIELDS = (MEMBERS.field("name"), *OWN, *(MEMBERS.field(key) for key in TAKEN_OVER if key != "name"))

FORMER_MEMBERS = Ledger(
    key="former_members",
    label="离开支部的党员",
    one="名",
    source="former_members",
    fields=FIELDS,
    screen=("name", "sex", "birth_date", "stage", "exit", "left_on", "destination", "receipt_on", "reason"),
    sheet=tuple(field.key for field in FIELDS),
    paper=("name", "sex", "birth_date", "stage", "exit", "left_on", "destination", "receipt_on", "reason"),
    search=("name", "destination", "reason", "phone"),
    order=("name_key",),
    filters=("exit", "stage"),
)
