"""The pages behind the lists, at the sizes of real office PCs: nothing cut, nothing faint."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from branchdesk.services.ledgers.lists import Condition, Sort
from branchdesk.services.ledgers.lists import Test as Compare
from branchdesk.services.ledgers.opening import Pasted, Wish
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.ui.ledger.panel import Panel
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
def sized(request: pytest.FixtureRequest, window: MainWindow) -> MainWindow:
    width, height, size = SETUPS[request.param]
    window.set_text_size(size)
    window.resize(width, height)
    return window


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


def _mapping(screen: LedgerScreen) -> None:
    screen.open_import()
    names = "人员\t出生\t家庭成员及主要社会关系情况\t证号"
    screen.importer._open(Pasted(f"{names}\n张三\t1990.2\t父亲张大，母亲李氏，均为群众\t11010519491231002X\n"), Wish())


def _removed(screen: LedgerScreen) -> None:
    screen._remove([screen.list.table.rows_model.rows[-1].key])


def _narrowed(screen: LedgerScreen) -> None:
    """Show as much above the list as there can be: a view, three conditions, two keys to sort by."""
    page = screen.list
    page.filters.show_conditions(
        (
            Condition("joined_on", Compare.BETWEEN, ("1980-01", "2026-11-20")),
            Condition("post", Compare.LACKS, ("书记员",)),
            Condition("remark", Compare.EMPTY),
        )
    )
    page.sort_by((Sort("joined_on", descending=True), Sort("name")))
    page.arranging.save_view(page.view_as_shown("近年入党的同志"))


def _chosen(screen: LedgerScreen) -> None:
    screen.list.table.selectAll()


PANELS: dict[str, Callable[[LedgerScreen], Panel]] = {
    "columns": lambda screen: _opened(screen.list.tools.open_columns, screen.list.tools.columns_panel),
    "sort": lambda screen: _opened(screen.list.tools.open_sort, screen.list.tools.sort_panel),
    "filter": lambda screen: _opened(
        partial(screen.list.tools._filter_by, "joined_on"), screen.list.tools.filter_panel
    ),
    "values": lambda screen: _opened(partial(screen.list.tools._filter_by, "stage"), screen.list.tools.filter_panel),
    "keys": lambda screen: _opened(screen.list.tools.open_keys, screen.list.tools.keys_panel),
    "name": lambda screen: _opened(screen.list.tools.views.ask_name, screen.list.tools.views.names),
}


def _opened(come_up: Callable[[], object], panel: Panel) -> Panel:
    come_up()
    return panel


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
    "mapping": ("members", _mapping),
    "clue form": ("clues", _form),
    "clue preview": ("clues", _preview),
    "removed": ("clues", _removed),
    "narrowed": ("members", _narrowed),
    "chosen": ("clues", _chosen),
}


def _come_to(page: str, go: Go, settle: Wait, qtbot: QtBot) -> None:
    """Open a page from the list, whatever page was shown before."""
    key, open_page = PAGES[page]
    screen = go(key)
    settle()
    open_page(screen)
    settle()
    qtbot.wait(60)
    settle()


def _leave_page(go: Go, page: str) -> None:
    screen = go(PAGES[page][0])
    screen.form._show({})  # else it asks about unsaved text
    screen._show(screen.list)


@pytest.mark.usefixtures("samples")
def test_every_page_is_finished(sized: MainWindow, go: Go, settle: Wait, qtbot: QtBot) -> None:
    width, height = sized.width(), sized.height()
    found = {}
    for page in PAGES:
        _come_to(page, go, settle, qtbot)
        sized.resize(width, height)
        qtbot.wait(20)
        assert (page, sized.width(), sized.height()) == (page, width, height)
        found[page] = finish.lasting(partial(finish.cut, sized), qtbot)
        _leave_page(go, page)
    assert found == {page: [] for page in PAGES}


@pytest.mark.usefixtures("samples")
def test_no_ink_is_faint(window: MainWindow, go: Go, settle: Wait, qtbot: QtBot) -> None:
    found = {}
    for page in ("refused", "preview", "narrowed", "removed", "chosen"):
        _come_to(page, go, settle, qtbot)
        found[page] = finish.lasting(partial(finish.faint, window), qtbot)
        _leave_page(go, page)
    assert [faults for faults in found.values() if faults] == []


@pytest.mark.usefixtures("samples")
def test_every_panel_is_finished(sized: MainWindow, go: Go, settle: Wait, qtbot: QtBot) -> None:
    width, height = sized.width(), sized.height()
    screen = go("members")
    sized.resize(width, height)
    for panel, opened in PANELS.items():
        shown = opened(screen)
        settle()
        qtbot.wait(60)
        assert (panel, finish.lasting(partial(finish.faults, shown), qtbot)) == (panel, [])
        assert sized.geometry().contains(shown.geometry())
        shown.reject()


def _leave(screen: LedgerScreen) -> QDialog:
    screen._remove([screen.list.table.rows_model.rows[2].key])
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
