import itertools
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication

from branchdesk.ui import fonts, theme

ENOUGH = 4.5


def light(name: str) -> float:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    colour = QColor(name)
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF())


def contrast(one: str, other: str) -> float:
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *itertools.product(
            (theme.INK, theme.QUIET, theme.ACCENT, theme.GOOD, theme.WARN, theme.BAD),
            (theme.SURFACE, theme.PAGE, theme.SUNKEN),
        ),
        (theme.INK, theme.ACCENT_SOFT),
        (theme.QUIET, theme.ACCENT_SOFT),
        (theme.ACCENT, theme.ACCENT_SOFT),
        (theme.GOOD, theme.GOOD_SOFT),
        (theme.WARN, theme.WARN_SOFT),
        (theme.BAD, theme.BAD_SOFT),
        (theme.SURFACE, theme.ACCENT),
        (theme.SURFACE, theme.ACCENT_DEEP),
        (theme.SURFACE, theme.INK),
        (theme.INK, theme.BAD_SOFT),
    ],
)
def test_every_ink_can_be_read_on_its_ground(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= ENOUGH


def test_every_size_follows_the_text() -> None:
    small, large = theme.style_sheet(10, 96 / 72), theme.style_sheet(13, 96 / 72)
    assert "$" not in small
    assert small != large


def test_the_sheet_has_no_sizes_of_its_own() -> None:
    from branchdesk.ui.sheet import SHEET  # noqa: PLC0415

    fixed = {word.strip(";") for word in SHEET.split() if word.rstrip(";").endswith(("px", "pt")) and "$" not in word}
    assert fixed == {"1px", "2px"}  # hairlines and rings


def test_every_mark_of_the_sheet_is_shipped() -> None:
    marks = re.findall(r'url\("(.+?)"\)', theme.style_sheet(10, 96 / 72))
    assert marks
    assert all(Path(mark).is_file() for mark in marks)


def test_the_first_faces_are_those_that_are_shipped() -> None:
    shipped = {role: face for face in fonts.faces() for role in face.roles}
    assert (shipped["screen"].file, shipped["screen-bold"].file) == fonts.FIRST
    assert shipped["screen"].family == theme.FAMILIES[0]
    assert shipped["wide"].family == theme.FAMILIES[1]


def test_rare_names_are_drawn(qapp: QApplication) -> None:
    fonts.load_wide()
    face = QFont(qapp.font())
    assert QFontInfo(face).family() == theme.FAMILIES[0]
    drawn = [_drawn(face, letter) for letter in ("䶮", "𬭎", "㛃", "𬱖", "𠮷", "\U000e0fff")]
    assert len(set(drawn)) == len(drawn)  # a box would look like the box of what no face has
    assert all(QFontMetrics(face).horizontalAdvance(letter) > 0 for letter in "䶮𬭎㛃𬱖𠮷")


def _drawn(face: QFont, letter: str) -> bytes:
    image = QImage(64, 64, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setFont(face)
    painter.drawText(image.rect(), letter)
    painter.end()
    return bytes(image.constBits())
