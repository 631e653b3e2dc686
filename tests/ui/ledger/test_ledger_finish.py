"""The pages behind the lists, at the sizes of real office PCs: nothing cut, nothing faint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from branchdesk.ui import theme
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.screens.member.leaving import LeavingDialog
from branchdesk.ui.screens.member.page import MemberCardPage
from branchdesk.ui.theme import TextSize
from ui import finish
from ui.ledger.room import SAMPLES, SHEETS, Go, Wait, fill

SETUPS = {
    "1366x768": (1366, 768, TextSize.STANDARD),
    "1920x1080 at 200 %": (960, 540, TextSize.STANDARD),
    "1366x768 特大": (1366, 768, TextSize.HUGE),
}


@pytest.fixture(params=list(SETUPS))
def sized(request: pytest.FixtureRequest, window: MainWindow, qapp: QApplication) -> Iterator[MainWindow]:
    width, height, size = SETUPS[request.param]
    window.set_text_size(size)
    window.resize(width, height)
    yield window
    theme.apply(qapp, TextSize.STANDARD)


def _card(screen: LedgerScreen) -> None:
    screen.open_record(screen.list.table.rows_model.rows[2].key)


def _form(screen: LedgerScreen) -> None:
    screen._edit(screen.list.table.rows_model.rows[2].key, screen.list)


def _refused(screen: LedgerScreen) -> None:
    screen.open_new()
    screen.form.save()


def _import(screen: LedgerScreen) -> None:
    screen.open_import()


def _preview(screen: LedgerScreen) -> None:
    screen.open_import()
    screen.importer.path.setText(str(SAMPLES / SHEETS[screen.verbs.ledger.key]))
    screen.importer.read()


def _removed(screen: LedgerScreen) -> None:
    screen._remove([screen.list.table.rows_model.rows[-1].key])


def _full_card(screen: LedgerScreen) -> None:
    fill(screen.desk.store, screen.list.table.rows_model.rows[2].key)
    _card(screen)


def _form_end(screen: LedgerScreen) -> None:
    _form(screen)
    screen.form.fields["remark"].editor.setFocus()


PAGES: dict[str, tuple[str, Callable[[LedgerScreen], None]]] = {
    "card": ("members", _card),
    "full card": ("members", _full_card),
    "form's end": ("members", _form_end),
    "form": ("members", _form),
    "refused": ("members", _refused),
    "import": ("members", _import),
    "preview": ("members", _preview),
    "clue form": ("clues", _form),
    "clue preview": ("clues", _preview),
    "removed": ("clues", _removed),
}


@pytest.mark.usefixtures("samples")
@pytest.mark.parametrize("page", list(PAGES))
def test_every_page_is_finished(sized: MainWindow, go: Go, settle: Wait, qtbot: QtBot, page: str) -> None:
    width, height = sized.width(), sized.height()
    key, open_page = PAGES[page]
    screen = go(key)
    sized.resize(width, height)
    open_page(screen)
    settle()
    qtbot.wait(60)
    settle()
    assert (sized.width(), sized.height()) == (width, height)
    assert list(finish.cut(sized)) == []


@pytest.mark.usefixtures("samples")
@pytest.mark.parametrize("page", ["refused", "preview", "removed"])
def test_no_ink_is_faint(window: MainWindow, go: Go, settle: Wait, qtbot: QtBot, page: str) -> None:
    key, open_page = PAGES[page]
    open_page(go(key))
    settle()
    qtbot.wait(60)
    settle()
    assert list(finish.faint(window)) == []


def _leave(screen: LedgerScreen) -> QDialog:
    screen.list.table.selectRow(2)
    screen.list._remove()
    return cast("list[LeavingDialog]", screen.findChildren(LeavingDialog))[-1]


def _refused_leaving(screen: LedgerScreen) -> QDialog:
    dialog = _leave(screen)
    assert isinstance(dialog, LeavingDialog)
    dialog.fields["exit_letter_days"].input.show_value("九十")
    dialog.save()
    return dialog


def _gone(screen: LedgerScreen) -> QDialog:
    dialog = _leave(screen)
    assert isinstance(dialog, LeavingDialog)
    dialog.choose("died")
    return dialog


def _row(key: str, screen: LedgerScreen) -> QDialog:
    card = screen.record_card
    assert isinstance(card, MemberCardPage)
    card.offer_buttons[key].click()
    return cast("list[FieldsDialog]", card.findChildren(FieldsDialog))[-1]


DIALOGS: dict[str, Callable[[LedgerScreen], QDialog]] = {
    "leave": _leave,
    "refused": _refused_leaving,
    "gone": _gone,
    "talk": partial(_row, "talk"),
    "condition": partial(_row, "conditions"),
    "discipline": partial(_row, "discipline"),
}


@pytest.mark.usefixtures("samples")
def test_every_dialog_over_the_card_is_finished(sized: MainWindow, go: Go, settle: Wait, qtbot: QtBot) -> None:
    width, height = sized.width(), sized.height()
    screen = go("members")
    sized.resize(width, height)
    _card(screen)
    settle()
    for name, opened in DIALOGS.items():
        dialog = opened(screen)
        qtbot.waitExposed(dialog)
        qtbot.wait(60)
        assert (name, dialog.height() <= height, dialog.width() <= width) == (name, True, True)
        assert (name, finish.faults(dialog)) == (name, [])
        dialog.done(0)
        settle()


def test_an_empty_list_is_finished(sized: MainWindow, go: Go, settle: Wait) -> None:
    width, height = sized.width(), sized.height()
    go("members")
    sized.resize(width, height)
    settle()
    assert list(finish.cut(sized)) == []


def test_samples_are_where_they_should_be() -> None:
    assert all((SAMPLES / name).is_file() for name in SHEETS.values())
    assert Path(__file__).parent.name == "ledger"
