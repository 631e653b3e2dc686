"""A package made in the window, and one taken over on another machine."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from branchdesk import places
from branchdesk.services import Store
from branchdesk.services.keeping import handing_over, vault
from branchdesk.services.keeping.handing_over import Wish
from branchdesk.store import vault as keys
from branchdesk.ui.desk import Desk
from branchdesk.ui.screens.handing_over.dialog import HandOverDialog
from branchdesk.ui.screens.handing_over.receiving import ReceiveDialog

WORD = "autumn moon 1949"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "measure", lambda: keys.Cost(1, 8 * 1024 * 1024))


def lines_of(dialog: HandOverDialog) -> list[QLineEdit]:
    return cast("list[QLineEdit]", dialog.password.findChildren(QLineEdit))


def fill(dialog: HandOverDialog, name: str, word: str) -> None:
    for line, text in zip(lines_of(dialog), (name, word, word), strict=True):
        line.setText(text)


def test_a_package_is_made_and_its_key_spoken_of_before_it_is_gone(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    place = tmp_path / "优盘"
    dialog = HandOverDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.put_in(place)
    fill(dialog, "陈䶮", "short")
    dialog.make()
    assert "至少" in dialog.password.password.sentence.text()
    fill(dialog, "陈䶮", WORD)
    dialog.make()
    qtbot.waitUntil(dialog.message.isVisible)  # there is no such folder
    place.mkdir()
    dialog.make()
    qtbot.waitUntil(lambda: dialog.package is not None)
    assert dialog.package is not None
    vault.unlock(dialog.package.data, WORD).close()
    assert not any(line.text() for line in lines_of(dialog)[1:])
    dialog.reject()
    assert dialog.isVisible()
    assert dialog.warning.isVisible()
    dialog.reject()
    assert not dialog.isVisible()


def test_a_package_is_taken_over_by_its_checksum(
    store: Store, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    package = handing_over.write(store, Wish(tmp_path, "陈䶮", WORD, WORD))
    desk = Desk()
    dialog = ReceiveDialog(desk, package.data)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(dialog.take_button.isEnabled)
    assert "".join(dialog.digest.text().split()) == package.digest
    with qtbot.waitSignal(dialog.received) as sent:
        dialog.take()
    assert sent.args == [places.data_folder() / package.data.name]
    vault.unlock(places.data_folder() / package.data.name, WORD).close()
    desk.close()
