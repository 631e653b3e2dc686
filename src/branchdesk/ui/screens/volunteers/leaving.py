"""结束服务: from which day on somebody is of the team no more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from branchdesk import clock
from branchdesk.ledgers.spec import Field, FieldKind
from branchdesk.services import Changes, Store
from branchdesk.services.clues import volunteers
from branchdesk.services.ledgers.intake import Values
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.fields_dialog import FieldsDialog

DAY = Field("left_on", "结束服务的日期", FieldKind.DATE, required=True, width=7)


def leaving_dialog(parent: QWidget, desk: Desk, people: Sequence[str], name: str) -> FieldsDialog:
    """Open the dialog that lets volunteers leave, beginning with today; a name where it is one."""
    whom = f"“{name}”" if name else f"{len(people)}名志愿者"

    def verb(store: Store, values: Values) -> Changes:
        return volunteers.leave(store, people, values["left_on"])

    dialog = FieldsDialog(parent, desk, f"{whom}结束服务", (DAY,), verb)
    dialog.explain("自这一天起不再计入现有志愿者，登记新线索时不再提示；以前的线索和计数都保留。")
    dialog.save_button.setText("结束服务")
    dialog.finished.connect(dialog.deleteLater)
    dialog.begin({"left_on": clock.today().isoformat()})
    return dialog
