"""The top of the card: who it is at a glance, and what is under way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.ledgers.member_life import CONDITIONS, EXITS, LEAVING
from branchdesk.ledgers.members import SEX, STAGE
from branchdesk.services.people.member_card import LifeRow, MemberCard
from branchdesk.ui import theme
from branchdesk.ui.flow import Flow
from branchdesk.ui.screen import Card
from branchdesk.ui.screens.member.life import effect_text, is_grave
from branchdesk.ui.screens.member.photo import Photo
from branchdesk.ui.screens.member.stays import leaving_text
from branchdesk.ui.theme import Tone
from branchdesk.words.today import month_day


class Figure(QWidget):
    """A fact in large type with its name below."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.value = theme.mark(QLabel(""), role="heading")
        self.name = theme.mark(QLabel(name), role="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.em(1.2), 0)
        column.setSpacing(0)
        column.addWidget(self.value)
        column.addWidget(self.name)

    def show_fact(self, value: str, name: str = "") -> None:
        """Show a fact, or nothing where it is not known."""
        self.value.setText(value)
        if name:
            self.name.setText(name)
        self.setVisible(bool(value))


class UnderWay(QFrame):
    """A line about a leaving that waits for its receipt, or one that is done, with what can be done about it."""

    def __init__(self) -> None:
        super().__init__()
        theme.mark(self, role="banner", tone=Tone.WARN)
        self.label = theme.mark(QLabel(""), tone=Tone.WARN)
        self.label.setWordWrap(True)
        self.receipt_button = QPushButton("收到回执…")
        self.stay_button = QPushButton("撤销转出")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.em(0.9), theme.em(0.4), theme.em(0.5), theme.em(0.4))
        row.setSpacing(theme.em(0.6))
        row.addWidget(self.label, 1)
        row.addWidget(self.receipt_button)
        row.addWidget(self.stay_button)

    def show_card(self, card: MemberCard) -> None:
        """Say how somebody is leaving or left; hidden of everybody else."""
        leaving = card.person is not None and card.person.leaving
        last = card.stays[-1] if card.stays else None
        if last is None or not (leaving or not card.here):
            self.hide()
            return
        self.label.setText(_waiting(last) if leaving else _gone(last))
        tone = Tone.WARN if leaving else Tone.QUIET
        theme.mark(self, tone=tone)
        theme.mark(self.label, tone=tone)
        for button in (self.receipt_button, self.stay_button):
            button.setVisible(leaving)
        self.show()


class Head(Card):
    """Photo, name, pills, figures."""

    def __init__(self) -> None:
        super().__init__()
        self.photo = Photo()
        self.name = theme.mark(QLabel(""), role="title")
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.line = theme.mark(QLabel(""), tone="quiet")
        self.line.setWordWrap(True)
        self.pills: list[QLabel] = []
        self.age, self.party_age = Figure("年龄"), Figure("党龄")
        self.joined, self.birthday = Figure("入党时间"), Figure("")
        self.under_way = UnderWay()
        self._first = QWidget()
        self._flow = Flow(self._first, gap=0.5)
        self._flow.addWidget(self.name)
        figures = QWidget()
        flow = Flow(figures, gap=0.8)
        for figure in (self.age, self.party_age, self.joined, self.birthday):
            flow.addWidget(figure)
        side = QVBoxLayout()
        side.setSpacing(theme.em(0.35))
        side.addWidget(self._first)
        side.addWidget(self.line)
        side.addSpacing(theme.em(0.3))
        side.addWidget(figures)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.em(1.4))
        row.addWidget(self.photo, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(side, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.under_way)

    def show_card(self, card: MemberCard) -> None:
        """Show somebody."""
        values = card.values
        self.photo.show_photo(card.photo, str(values["name"]), writable=card.here)
        self.name.setText(card.label)
        facts = [STAGE.shown(values["stage"]), values["office"], values["group"]]
        facts += [SEX.shown(values["sex"]), values["ethnicity"], values["post"]]
        self.line.setText(" · ".join(str(fact) for fact in facts if fact))
        self._show_pills(pills_of(card))
        self.age.show_fact(_years(values["age"], "岁"))
        self.party_age.show_fact(_years(values["party_age"], "年") if values["full_since"] else "")
        self.joined.show_fact(str(values["joined_on"] or ""))
        if card.birthday is None:
            self.birthday.show_fact("")
        else:
            self.birthday.show_fact(
                f"{card.birthday.on[:4]}年{month_day(card.birthday.on)}", f"政治生日 · 入党 {card.birthday.years} 周年"
            )
        self.under_way.show_card(card)

    def _show_pills(self, pills: Sequence[tuple[str, Tone, str]]) -> None:
        for pill in self.pills:
            self._flow.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        self.pills = []
        for text, tone, tip in pills:
            pill = theme.mark(QLabel(text), role="pill", tone=tone)
            pill.setToolTip(tip)
            self.pills.append(pill)
            self._flow.addWidget(pill)
        self._first.updateGeometry()


def pills_of(card: MemberCard) -> list[tuple[str, Tone, str]]:
    """Give the pills of somebody: what each says, its tone, and what it means."""
    if card.person is None:
        how = next((choice.label for choice in EXITS if choice.value == card.stays[-1].values["exit"]), "已离开")
        return [(how, Tone.QUIET, "")]
    labels = {choice.value: choice.label for choice in CONDITIONS}
    kinds = dict.fromkeys(card.person.conditions)
    found = [(labels[kind], Tone.WARN if is_grave(kind) else Tone.QUIET, effect_text(kind)) for kind in kinds]
    if card.person.leaving:
        found.append((LEAVING, Tone.WARN, "回执收到前仍计入本支部。"))
    return found


def _years(number: object, unit: str) -> str:
    return "" if number is None else f"{number} {unit}"


def _waiting(stay: LifeRow) -> str:
    more = leaving_text(stay.values)
    return f"已办理转出，回执收到前仍计入本支部。{more}"


def _gone(stay: LifeRow) -> str:
    values = stay.values
    how = next((choice.label for choice in EXITS if choice.value == values["exit"]), "离开")
    more = leaving_text(values)
    return f"{values['until'] or ''} {how}，不在名册中；记录只读。{more}".strip()
