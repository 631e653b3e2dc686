"""Which face prints what: a choice for each role, with a line as it would be printed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from branchdesk.services.papers import faces
from branchdesk.services.papers.paper_settings import House
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.ui.papers.pane import image_of

if TYPE_CHECKING:
    from branchdesk.services.papers.faces import Picture, RoleFaces

INCH, SLIP = 72, 24  # points: an inch, and the height of the slip that a line is shown on
TALL = 1.7  # ems of the slip on the screen


class FacesPart(QWidget):
    """Two lines for each role: the choice, and what it looks like. `changed` says that another face was chosen."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._roles: tuple[RoleFaces, ...] = ()
        self.downs: list[DropDown] = []
        self.samples: list[QLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.em(0.8))
        self._grid.setVerticalSpacing(theme.em(0.35))
        self._grid.setColumnStretch(1, 1)

    def show_house(self, house: House) -> None:
        """Ask which faces there are, and show those that the house has."""
        self._desk.read(lambda _store: faces.by_role(house), self._show, owner=self)

    def put_on(self, house: House) -> House:
        """Give the house with the faces that are chosen here; while nothing is shown yet, as it was."""
        if not self._roles:
            return house
        keys = (str(down.currentData() or "") for down in self.downs)
        chosen = {one.role: key for one, key in zip(self._roles, keys, strict=True) if key}
        return replace(house, faces=chosen)

    def _show(self, roles: tuple[RoleFaces, ...]) -> None:
        if not self._roles:
            self._make_lines(roles)
        self._roles = roles
        for row, one in enumerate(roles):
            down = self.downs[row]
            down.blockSignals(True)  # noqa: FBT003 - Qt's own form
            down.clear()
            down.addItem(f"自动（{one.automatic.label}）", "")
            for choice in one.choices:
                down.addItem(f"{choice.label} · {choice.origin}", choice.key)
            if one.absent:
                down.addItem(f"{one.chosen}（本机没有，暂用{one.used.label}）", one.chosen)
            down.setCurrentIndex(max(0, down.findData(one.chosen)))
            down.blockSignals(False)  # noqa: FBT003 - Qt's own form
            self._draw(row)

    def _make_lines(self, roles: tuple[RoleFaces, ...]) -> None:
        before: QWidget | None = self  # the keyboard comes from what stands above: these lines are made last of all
        while before is not None and before.focusPolicy() == Qt.FocusPolicy.NoFocus:
            before = before.previousInFocusChain()
        for row, one in enumerate(roles):
            name, down, sample = QLabel(f"{one.label}（{one.use}）"), DropDown(), QLabel()
            name.setBuddy(down)
            down.setAccessibleName(f"{one.label}字体，用于{one.use}")
            down.setMinimumWidth(theme.em(8))
            sample.setFixedHeight(theme.em(TALL))
            sample.setAccessibleName(f"{one.label}字样")
            down.currentIndexChanged.connect(partial(self._chosen, row))
            self._grid.addWidget(theme.mark(name, role="key"), 2 * row, 0)
            self._grid.addWidget(down, 2 * row, 1)
            self._grid.addWidget(sample, 2 * row + 1, 0, 1, 2)
            if before is not None:
                QWidget.setTabOrder(before, down)
            before = down
            self.downs.append(down)
            self.samples.append(sample)

    def _chosen(self, row: int, *_: object) -> None:
        self._draw(row)
        self.changed.emit()

    def _draw(self, row: int) -> None:
        """Have the line of a role drawn as it would be printed."""
        role, key = self._roles[row].role, str(self.downs[row].currentData() or "")
        dpi = theme.em(TALL) * INCH / SLIP * self.devicePixelRatioF()
        self._desk.read(
            lambda _store: faces.sample(role, key, dpi),
            partial(self._drawn, row, key),
            owner=self,
        )

    def _drawn(self, row: int, key: str, picture: Picture) -> None:
        if key == str(self.downs[row].currentData() or ""):
            shown = QPixmap.fromImage(image_of(picture))
            shown.setDevicePixelRatio(self.devicePixelRatioF())
            self.samples[row].setPixmap(shown)
