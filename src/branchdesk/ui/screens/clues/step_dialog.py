"""The dialog of one step of a clue's way: when, who, what; an odd day is doubted once, and then taken as it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from branchdesk import clock
from branchdesk.domain.clue_states import ClueState, ClueStep, StepKind, states_back
from branchdesk.domain.clue_way import NewStep, doubts
from branchdesk.domain.moments import hour_text
from branchdesk.ledgers.clues import STATE
from branchdesk.ledgers.spec import Choice, Field, FieldKind
from branchdesk.services import Store
from branchdesk.services.clues import clue_offers
from branchdesk.services.ledgers.intake import Values
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.ui.theme import Tone
from branchdesk.words import clue_steps as say
from branchdesk.words.clues import STEPS

Verb = Callable[[Store, NewStep], object]


@dataclass(frozen=True, slots=True)
class Words:
    """What the fields of a step are called; a step has no field of which nothing is said."""

    who: str = ""
    what: str = ""
    document: str = ""


WORDS = {
    StepKind.REPORTED: Words(what="说明"),
    StepKind.VERIFIED: Words("核实人", "核实情况"),
    StepKind.ASSIGNED: Words("承办单位", "分办意见", "移送单文号"),
    StepKind.HANDLED: Words("处置人或单位", "处置情况", "复函文号"),
    StepKind.CLOSED: Words("经办人", "办结情况"),
    StepKind.FED_BACK: Words("反馈人", "反馈情况"),
    StepKind.OUT_OF_SCOPE: Words("告知人", "不受理原因"),
    StepKind.DUPLICATE: Words("核对人", "说明", "首报线索编号"),
    StepKind.PASSED_ON: Words("接收部门", "", "回执"),
    StepKind.RETURNED: Words("退回人或单位", "退回原因"),
}
NEEDED = {
    StepKind.OUT_OF_SCOPE: "what",
    StepKind.RETURNED: "what",
    StepKind.DUPLICATE: "document",
    StepKind.PASSED_ON: "who",
}
LEADS = {
    StepKind.PASSED_ON: say.CASE_WARNING,
    StepKind.OUT_OF_SCOPE: "登记即表示已把原因告知提报人。",
}
HINTS = {StepKind.DUPLICATE: {"document": "所填的那一条如果也是重复提报，会自动连到最早的一条。"}}
AGAIN = "核对无误的，再按一次“保存”即照此登记。"


def fields_of(kind: StepKind, state: ClueState | None, *, own_unit: bool = False) -> list[Field]:
    """Give the fields of a step; `state` is what the clue is, where it is to be taken back."""
    words, needed = WORDS[kind], NEEDED.get(kind)
    fields = [Field("day", "日期", FieldKind.DATE, width=7), Field("at", "时刻", width=5, read=hour_text)]
    if kind is StepKind.RETURNED and state is not None:
        choices = tuple(Choice(one.value, STATE.shown(one)) for one in states_back(state))
        fields.append(Field("state", "退回到", FieldKind.CHOICE, choices=choices, required=True))
    if words.who:
        required = needed == "who" or (kind is StepKind.ASSIGNED and not own_unit)
        fields.append(Field("who", words.who, required=required))
    if kind is StepKind.ASSIGNED:
        fields.append(Field("due_by", "办理期限", FieldKind.DATE, width=7))
    if words.document:
        fields.append(Field("document", words.document, required=needed == "document"))
    if words.what:
        fields.append(Field("what", words.what, FieldKind.LONG_TEXT, required=needed == "what"))
    return fields


class StepDialog(FieldsDialog):
    """A step to be noted or corrected; `before` is the step that stands before it, where there is one clue alone."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        title: str,
        kind: StepKind,
        verb: Verb,
        *,
        state: ClueState | None = None,
        before: ClueStep | None = None,
        own_unit: bool = False,
    ) -> None:
        def write(store: Store, values: Values) -> object:
            return verb(store, step_of(kind, values))

        hints: dict[str, str] = dict(HINTS.get(kind, {}))
        if own_unit and kind is StepKind.ASSIGNED:
            hints["who"] = "不填则按各条线索登记的承办单位。"
        super().__init__(parent, desk, title, fields_of(kind, state, own_unit=own_unit), write, hints=hints)
        self._kind, self._before_it = kind, before
        self._doubted: tuple[str, ...] = ()
        self.explain(LEADS.get(kind, ""))
        if kind is StepKind.PASSED_ON:
            theme.mark(self.lead, tone=Tone.WARN)
        if "who" in self.fields:
            desk.read(lambda store: clue_offers.who(store, kind), self._offer, owner=self)

    @Slot()
    def save(self) -> None:
        """Save, but for an odd day: that is doubted first, once."""
        day = self.fields["day"].input
        day.settle()
        said = self._doubts() if not day.problem() else ()
        if said and said != self._doubted:
            self._doubted = said
            self.banner.say("".join((*said, AGAIN)), Tone.WARN)
            self.fit()
            return
        super().save()

    # -- inside

    def _doubts(self) -> tuple[str, ...]:
        day, at = self.fields["day"].input.value(), self.fields["at"].input.value()
        step = NewStep(self._kind, str(day) if day else None, hour_text(str(at)) if at else None)
        return tuple(doubts(self._before_it, step, clock.today()))

    def _offer(self, names: Sequence[str]) -> None:
        self.fields["who"].input.offer(names)


def step_of(kind: StepKind, values: Values) -> NewStep:
    """Read a step from the dialog's values."""
    told: dict[str, Any] = {key: value for key, value in values.items() if key != "state"}
    return NewStep(kind, state=ClueState(values["state"]) if values.get("state") else None, **told)


def title_of(kind: StepKind, number: str) -> str:
    """Head the dialog that notes a step."""
    return f"{STEPS[kind]} · {number}"


def fresh(kind: StepKind, state: ClueState | None = None, unit: str | None = None) -> dict[str, Any]:
    """Give what the dialog of a new step begins with: today, and what is known already."""
    values: dict[str, Any] = {"day": clock.today().isoformat()}
    if kind is StepKind.RETURNED and state is not None:
        values["state"] = states_back(state)[0].value
    if kind is StepKind.ASSIGNED:
        values["who"] = unit
    return values
