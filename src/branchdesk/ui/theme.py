"""How the window looks: named colours, sizes that follow the text, and the sheet that is made of both.

Every size is a multiple of the em, which is the height in pixels of the text people chose to read: 标准, 大 or 特大.
"""

from __future__ import annotations

from enum import StrEnum
from string import Template
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from branchdesk import places
from branchdesk.ui.sheet import SHEET

INK = "#1f2328"
QUIET = "#59626e"
LINE = "#e2e5e9"
EDGE = "#cfd4da"
PAGE = "#f5f6f7"
SURFACE = "#ffffff"
SUNKEN = "#f1f2f4"
ACCENT = "#a61c1c"
ACCENT_DEEP = "#8c1515"
ACCENT_SOFT = "#faeaea"
GOOD = "#22692a"
GOOD_SOFT = "#e6f2e7"
WARN = "#875400"
WARN_SOFT = "#fdf1d9"
BAD = "#a61c1c"
BAD_SOFT = "#fbe6e6"
BAR = "#d9a3a3"

W = TypeVar("W", bound=QWidget)

POINTS = 10.0  # the text of a table row at the standard size
FAMILIES = (
    "BranchDesk Sans",
    "LXGW WenKai",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "SimHei",
    "SimSun",
)


class Tone(StrEnum):
    """What a piece of text is meant to feel like."""

    INK = "ink"
    QUIET = "quiet"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


INKS = {Tone.INK: INK, Tone.QUIET: QUIET, Tone.GOOD: GOOD, Tone.WARN: WARN, Tone.BAD: BAD}
SOFTS = {Tone.INK: SUNKEN, Tone.QUIET: SUNKEN, Tone.GOOD: GOOD_SOFT, Tone.WARN: WARN_SOFT, Tone.BAD: BAD_SOFT}


class TextSize(StrEnum):
    """How large people want their text."""

    STANDARD = "标准"
    LARGE = "大"
    HUGE = "特大"


FACTORS = {TextSize.STANDARD: 1.0, TextSize.LARGE: 1.15, TextSize.HUGE: 1.3}


def em(times: float = 1.0) -> int:
    """Give so many ems in whole pixels, at least one."""
    return max(1, round(QApplication.font().pointSizeF() * _dots_per_point() * times))


def font(times: float = 1.0, *, bold: bool = False) -> QFont:
    """Give the program's font, so many times the size of a table row's text."""
    made = QFont(QApplication.font())
    made.setPointSizeF(made.pointSizeF() * times)
    made.setBold(bold)
    return made


def row_height() -> int:
    """Give the height of one line in every table and list."""
    return em(2.5)


def colour(tone: Tone) -> QColor:
    """Give the ink of a tone."""
    return QColor(INKS[tone])


def soft(tone: Tone) -> QColor:
    """Give the background that belongs to a tone's ink."""
    return QColor(SOFTS[tone])


def mark(widget: W, **facts: str) -> W:
    """Tell the sheet what a widget is (role="card", tone="quiet"), and give the widget back."""
    for name, value in facts.items():
        widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
    return widget


def apply(app: QApplication, size: TextSize = TextSize.STANDARD) -> None:
    """Give the program its font, its palette and its sheet, for one text size."""
    face = QFont()
    face.setFamilies(list(FAMILIES))
    face.setPointSizeF(POINTS * FACTORS[size])
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(face)
    app.setPalette(_palette())
    app.setStyleSheet(style_sheet(POINTS * FACTORS[size], _dots_per_point()))


def style_sheet(points: float, dots_per_point: float) -> str:
    """Fill the sheet in: `${ink}` is a colour, `${p_1_2}` 1.2 ems in pixels, `${t_1_2}` text of 1.2 times the size."""
    template = Template(SHEET)
    values = {name.lower(): value for name, value in globals().items() if name.isupper() and isinstance(value, str)}
    values["marks"] = (places.resources() / "icons").as_posix()
    for name in template.get_identifiers():
        kind, _, figure = name.partition("_")
        if kind in {"p", "t"}:
            times = float(figure.replace("_", "."))
            values[name] = (
                f"{max(1, round(points * dots_per_point * times))}px" if kind == "p" else f"{points * times:.2f}pt"
            )
    return template.substitute(values)


def _dots_per_point() -> float:
    screen = QGuiApplication.primaryScreen()
    return (screen.logicalDotsPerInch() if screen else 96.0) / 72.0


def _palette() -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, name in {
        roles.Window: PAGE,
        roles.Base: SURFACE,
        roles.AlternateBase: SURFACE,
        roles.Button: SURFACE,
        roles.WindowText: INK,
        roles.Text: INK,
        roles.ButtonText: INK,
        roles.ToolTipBase: INK,
        roles.ToolTipText: SURFACE,
        roles.PlaceholderText: QUIET,
        roles.Highlight: ACCENT_SOFT,
        roles.HighlightedText: INK,
        roles.Accent: ACCENT,
        roles.Link: ACCENT,
        roles.LinkVisited: ACCENT,
        roles.Mid: EDGE,
    }.items():
        palette.setColor(role, QColor(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(QUIET))
    return palette
