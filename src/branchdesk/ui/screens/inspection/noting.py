"""The dialog that asks what was done about findings: mended on a day, or explained, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from branchdesk import clock
from branchdesk.domain.dates import PartialDate, Precision
from branchdesk.domain.inspection import Finding
from branchdesk.errors import Refusal
from branchdesk.ledgers.spec import Choice, Field, FieldKind
from branchdesk.services import Store
from branchdesk.services.duties import inspection
from branchdesk.services.duties.inspection import Said
from branchdesk.services.ledgers.intake import Values
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.date_field import DAY_NEEDED
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.words import inspection as say

MENDED, EXPLAINED = "mended", "explained"
FIELDS = (
    Field("how", "处理结果", FieldKind.CHOICE, choices=(Choice(EXPLAINED, say.EXPLAINED), Choice(MENDED, say.MENDED))),
    Field("mended_on", "整改日期", FieldKind.DATE),
    Field("note", "说明", FieldKind.LONG_TEXT, required=True),
)
HINTS = {"mended_on": "已整改的填写，不填为今天。", "note": "怎样整改的，或者当时是什么情况；会印在自查清单上。"}


class NoteDialog(FieldsDialog):
    """Asks what was done about some findings, the same of all of them."""

    def __init__(self, parent: QWidget, desk: Desk, findings: Sequence[Finding], said: Said | None) -> None:
        self._findings, self._said = tuple(findings), said
        super().__init__(parent, desk, "登记处理情况", FIELDS, self._write, hints=HINTS)
        first = f"{findings[0].about}：{findings[0].what}".removeprefix("：")
        self.explain(first if len(findings) == 1 else f"{first}，等{len(findings)}项")
        self.finished.connect(self.deleteLater)

    def ask(self) -> None:
        """Open with what was said before, where something was."""
        said = self._said
        mended_on = said.mended_on.isoformat() if said and said.mended_on else None
        how = MENDED if mended_on else EXPLAINED
        self.begin({"how": how, "mended_on": mended_on, "note": said.note if said else None})
        self.fields["note"].editor.setFocus()

    def _write(self, store: Store, values: Values) -> object:
        return inspection.note(store, self._findings, Said(str(values["note"] or ""), _day(values)))


def _day(values: Values) -> date | None:
    """Give the day on which something was mended: as written, else today; None where it was only explained."""
    if values["how"] != MENDED and not values["mended_on"]:
        return None
    if not values["mended_on"]:
        return clock.today()
    day = PartialDate.parse(str(values["mended_on"]))
    if day.precision is not Precision.DAY:
        raise Refusal(DAY_NEEDED, code="day_needed", field="mended_on")
    return day.first_day()
