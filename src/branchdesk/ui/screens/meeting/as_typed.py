"""The form as it was typed: what no record can hold is read out of its fields, and written back into them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QLayout, QLineEdit, QWidget
from shiboken6 import isValid

from branchdesk.services.meetings.unfinished import Loose, Typed
from branchdesk.ui.screens.meeting.section import Rows, Section


def loose_texts(sections: Iterable[Section]) -> tuple[Loose, ...]:
    """Give every text that its field cannot read, or has not taken yet because one is still writing there."""
    here = QApplication.focusWidget()
    return tuple(
        Loose(section.key, place, field.accessibleName(), field.text())
        for section in sections
        for place, field in enumerate(_lines(section.body))
        if _problem(field) or (field is here and _being_written(field))
    )


def row_counts(sections: Iterable[Section]) -> dict[str, tuple[int, ...]]:
    """Give how many rows each repeated part has, those with nothing in them too."""
    return {section.key: tuple(len(rows.entries) for rows in _repeated(section.body)) for section in sections}


def write_back(sections: Iterable[Section], typed: Typed) -> None:
    """Write what no record could hold into a form that was filled with the rest."""
    for section in sections:
        for rows, number in zip(_repeated(section.body), typed.rows.get(section.key, ()), strict=False):
            rows.make_at_least(number)
    for field, one in _meant_by(sections, typed):
        _put(field, one.text)


def read_again(sections: Iterable[Section], typed: Typed) -> None:
    """Let fields in which their unread text still stands read it anew: more people are known by now."""
    for field, one in _meant_by(sections, typed):
        if field.text() == one.text:
            _put(field, one.text)


def _put(field: Any, text: str) -> None:  # noqa: ANN401 - a line of any kind
    for way, facts in (("set_value", (None,)), ("setText", (text,)), ("check", ())):
        getattr(field, way, lambda *_: None)(*facts)


def _meant_by(sections: Iterable[Section], typed: Typed) -> list[tuple[QLineEdit, Loose]]:
    """Find all fields before one is written into: rows are told apart by what stands in them."""
    lines = {section.key: list(_lines(section.body)) for section in sections}
    found = ((_meant(lines.get(one.section, []), one), one) for one in typed.loose)
    return [(field, one) for field, one in found if field is not None]


def first_unreadable(section: Section) -> QLineEdit | None:
    """Give the first field of a section whose text cannot be read."""
    return next((field for field in _lines(section.body) if _problem(field)), None)


def problem_in(section: Section) -> str:
    """Say what cannot be read in a section, or nothing: what it says itself, else what its first such field says."""
    field = None if (said := section.problem()) else first_unreadable(section)
    return said or _problem(field)


def settle_focus(within: QWidget) -> None:
    """Let the field one is in take what was typed."""
    focus = QApplication.focusWidget()
    check = getattr(focus, "check", None)
    if focus is not None and callable(check) and within.isAncestorOf(focus):
        check()


def _meant(lines: list[QLineEdit], one: Loose) -> QLineEdit | None:
    """Find the field a text came from: at its place, or the next of its name where another program has other fields."""
    fitting = [place for place, field in enumerate(lines) if field.accessibleName() == one.name]
    place = min(fitting, key=lambda place: (abs(place - one.place), place), default=None)
    return None if place is None else lines[place]


def _problem(field: Any) -> str:  # noqa: ANN401 - a line of any kind
    problem = getattr(field, "problem", None)
    return str(problem()) if callable(problem) else ""


def _being_written(field: QLineEdit) -> bool:
    return field.isModified() and callable(getattr(field, "check", None))


def _lines(layout: QLayout) -> Iterator[QLineEdit]:
    """Walk the fields of one line in reading order; rows with nothing in them come after the others of their part."""
    for widget in _widgets(layout):
        if isinstance(widget, QLineEdit):
            yield widget


def _repeated(layout: QLayout) -> Iterator[Rows]:
    for widget in _widgets(layout):
        if isinstance(widget, Rows):
            yield widget


def _widgets(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from _inside(widget)
        elif (inner := item.layout()) is not None:
            yield from _widgets(inner)


def _inside(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    if isinstance(widget, Rows):
        for entry in sorted(widget.entries, key=lambda entry: entry.value() is None):
            yield from _inside(entry)
    elif (layout := widget.layout()) is not None and not isinstance(widget, QLineEdit):
        yield from _widgets(layout)


class Watch(QObject):
    """Hears what is typed into any line of some sections before the field takes it: `heard` is sent at each key."""

    heard = Signal()

    def __init__(self, sections: Iterable[Section], parent: QObject) -> None:
        super().__init__(parent)
        self._sections = tuple(sections)
        self._line: QLineEdit | None = None
        if isinstance(application := QApplication.instance(), QApplication):
            application.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        before, self._line = self._line, None
        if before is not None and isValid(before):
            before.textEdited.disconnect(self._hear)
            if before.isModified():  # what was typed is taken by now, or cannot be
                self.heard.emit()
        if isinstance(now, QLineEdit) and any(section.isAncestorOf(now) for section in self._sections):
            self._line = now
            now.textEdited.connect(self._hear)

    @Slot()
    def _hear(self) -> None:
        self.heard.emit()
