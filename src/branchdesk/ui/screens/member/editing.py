"""The dialogs that the card opens: one row of any sort, how somebody came, a make-up day."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from branchdesk.domain.dates import PartialDate, Precision
from branchdesk.domain.reading import OFFICES as FAMILIAR_OFFICES
from branchdesk.errors import Refusal
from branchdesk.ledgers.member_life import (
    CONDITIONS_HELD,
    CONTACTS,
    GROUPS,
    LIFE_TABLES,
    OFFICES,
    PERIOD_FIELDS,
    REVIEWS,
    TALKS,
    LifeTable,
)
from branchdesk.services import Store
from branchdesk.services.ledgers.intake import Values
from branchdesk.services.meetings import attendance
from branchdesk.services.people import member_life, people, transfers
from branchdesk.services.people.member_card import Attended, MemberCard
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.date_field import DAY_NEEDED
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.ui.screens.attendance.missed import MAKE_UP
from branchdesk.ui.screens.member.life import effect_text
from branchdesk.words.attendance import WAYS
from branchdesk.words.meetings import KINDS, day_text

RELATIONS = ("配偶", "父亲", "母亲", "儿子", "女儿", "兄弟", "姐妹", "岳父", "岳母", "公公", "婆婆")
OFFERS = {("family", "level"): RELATIONS, ("offices", "office"): FAMILIAR_OFFICES}
HINTS = {
    "conditions": {"until": "到这一天为止，当天起不再适用；还在持续的不填。"},
    "offices": {"until": "仍在任的不填。"},
    "groups": {"until": "仍在这个党小组的不填。"},
}
NAMED = 3  # meetings named in a dialog before their number stands for all
HAPPENED = {TALKS, REVIEWS, CONTACTS}  # what one enters was mostly today
NOW = {OFFICES, GROUPS, CONDITIONS_HELD}  # what one enters is mostly true from today


def fresh(life: LifeTable, today: str) -> dict[str, Any]:
    """Give what a new row begins with."""
    if life in NOW:
        return {"since": today}
    return {"day": today} if life in HAPPENED else {}


def row_dialog(parent: QWidget, desk: Desk, key: str, card: MemberCard, row_id: str | None) -> FieldsDialog:
    """Make the dialog of one dated row, new or standing."""
    life = LIFE_TABLES[key]

    def verb(store: Store, values: Values) -> object:
        return member_life.save_row(store, key, card.id, row_id, values)

    title = f"{card.label} · {'修改' if row_id else '添加'}{life.label}"
    dialog = FieldsDialog(parent, desk, title, life.fields, verb, hints=HINTS.get(key), record=row_id)
    for field in life.fields:
        dialog.fields[field.key].input.offer(OFFERS.get((key, field.key), ()))
    if life is GROUPS:
        desk.read(people.groups, dialog.fields["group"].input.offer, owner=dialog)
    if life is CONDITIONS_HELD:
        explain_effect(dialog)
        dialog.fields["kind"].input.edited.connect(lambda: explain_effect(dialog))
    return dialog


def explain_effect(dialog: FieldsDialog) -> None:
    """Say what the condition chosen does."""
    kind = dialog.fields["kind"].input.value()
    dialog.fields["kind"].set_hint(effect_text(str(kind)) if kind else "选定后在这里说明对应到和表决的影响。")
    if dialog.isVisible():
        dialog.fit()


def stay_dialog(parent: QWidget, desk: Desk, card: MemberCard, stay_id: str) -> FieldsDialog:
    """Make the dialog that says how and when somebody came."""

    def verb(store: Store, values: Values) -> object:
        return transfers.save_stay(store, stay_id, values)

    return FieldsDialog(parent, desk, f"{card.label} · 进入本支部", PERIOD_FIELDS, verb, record=stay_id)


def make_up_dialog(parent: QWidget, desk: Desk, card: MemberCard, *missed: Attended) -> FieldsDialog:
    """Make the dialog that notes on which day absences were made up, and how."""

    def verb(store: Store, values: Values) -> object:
        if PartialDate.parse(values["day"]).precision is not Precision.DAY:
            raise Refusal(DAY_NEEDED, code="day_needed", field="day")
        day, how = date.fromisoformat(values["day"]), values["how"] or ""
        return attendance.make_up(store, [(one.meeting_id, card.id) for one in missed], day, how)

    dialog = FieldsDialog(parent, desk, f"{card.label} · 登记补学", MAKE_UP, verb)
    dialog.fields["how"].input.offer(WAYS)
    named = [f"{day_text(one.starts)}{KINDS.get(one.kind, one.kind)}" for one in missed]
    dialog.explain("、".join(named[:NAMED]) + (f"，等{len(named)}次" if len(named) > NAMED else ""))
    return dialog
