"""What a paper may be varied by has room beside its pages."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from branchdesk.services.papers.papers import PAPERS
from branchdesk.ui import theme
from branchdesk.ui.papers.options import OptionsPanel
from branchdesk.ui.papers.preview import SIDE

SCROLL_BAR = 1.5  # ems


@pytest.mark.parametrize("key", PAPERS)
def test_the_words_of_every_option_have_room(qtbot: QtBot, key: str) -> None:
    panel = OptionsPanel(PAPERS[key].options, {})
    qtbot.addWidget(panel)
    assert panel.minimumSizeHint().width() <= theme.em(SIDE - SCROLL_BAR)
