"""The dialog that changes a rule from a day on: its settings, or whether it is on, why, and who set it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from branchdesk import clock
from branchdesk.domain.dates import PartialDate, Precision
from branchdesk.domain.duties.spans import span_of
from branchdesk.domain.rulebook import FIRM, Edition, LocalChange, Setting
from branchdesk.errors import Refusal
from branchdesk.ledgers.spec import Choice, Field, FieldKind
from branchdesk.services import Store
from branchdesk.services.duties import rulebook
from branchdesk.services.duties.rulebook import RuleOnDay
from branchdesk.services.ledgers.intake import Values
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.date_field import DAY_NEEDED
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.words import rule_book as say
from branchdesk.words import rule_changes

ON, OFF = "on", "off"
SINCE, SWITCH, NOTE, WHO = "since", "switched", "note", "who"
OWN = frozenset({SINCE, SWITCH, NOTE, WHO})
EVERY = tuple(Choice(value, label) for value, label in rule_changes.EVERY.items())


class RuleDialog(FieldsDialog):
    """Asks what becomes of a rule, from which day on; only the settings that the rule has are asked for."""

    def __init__(self, parent: QWidget, desk: Desk, one: RuleOnDay, *, switching: bool) -> None:
        """Take the rule, and whether it is to be switched, which asks for no settings but those it begins with."""
        self._one = one
        self._on = one.applied is not None and one.applied.on
        self._settings = dict(one.applied.settings if one.applied else _edition(one).settings)
        self._switching = switching
        asked = {} if switching and self._on else self._settings
        fields = [
            *([] if switching else [_SWITCHED]),
            *(_field(key, value) for key, value in asked.items()),
            _SINCE,
            _WHO,
            Field(
                NOTE, "依据", FieldKind.LONG_TEXT, required=switching and self._on and _edition(one).strength in FIRM
            ),
        ]
        title = f"{one.rule.label}：{(say.OFF if self._on else say.ON) if switching else '改设置'}"
        super().__init__(parent, desk, title, fields, self._write, hints=_HINTS)
        self.explain(f"{_edition(one).basis}：{_edition(one).asks or one.rule.asks}")
        self.finished.connect(self.deleteLater)

    def ask(self) -> None:
        """Open with the rule as it is today, from the beginning of the running period."""
        since = begins(self._settings, clock.today())
        self.begin({SWITCH: ON if self._on else OFF, **self._settings, SINCE: since.isoformat()})

    def _write(self, store: Store, values: Values) -> object:
        since = PartialDate.parse(str(values[SINCE]))
        if since.precision is not Precision.DAY:
            raise Refusal(DAY_NEEDED, code="day_needed", field=SINCE)
        wanted = (not self._on) if self._switching else values[SWITCH] != OFF
        settings = {key: value for key, value in values.items() if key not in OWN and value is not None}
        new = LocalChange(
            self._one.rule.id,
            since.first_day(),
            wanted,
            settings,
            str(values[NOTE] or ""),
            str(values[WHO] or ""),
        )
        return rulebook.change(store, new)


def begins(settings: Mapping[str, Setting], today: date) -> date:
    """Give the first day of the running period: of the rule's own where it has one, else of the month."""
    return span_of(str(settings.get("every", "month")), today).first


def _edition(one: RuleOnDay) -> Edition:
    return one.applied.edition if one.applied else one.rule.editions[-1]


def _field(key: str, value: Setting) -> Field:
    label = rule_changes.setting(key)
    if key == "every":
        return Field(key, label, FieldKind.CHOICE, choices=EVERY, required=True)
    if isinstance(value, bool):
        return Field(key, label, FieldKind.FLAG)
    return Field(key, label, FieldKind.INTEGER if isinstance(value, int) else FieldKind.TEXT, required=True)


_SWITCHED = Field(SWITCH, "执行", FieldKind.CHOICE, choices=(Choice(ON, say.ON), Choice(OFF, say.OFF)))
_SINCE = Field(SINCE, "自何时起", FieldKind.DATE, required=True)
_WHO = Field(WHO, "谁定的", FieldKind.TEXT)
_HINTS = {SINCE: say.from_when(), WHO: "如机关党委、支委会。", NOTE: "如文件名称、文号，或会议决定。"}
