"""The minutes of the sample meeting stand where they stood, letter by letter; and a golden file says what moved."""

from __future__ import annotations

from pathlib import Path

import pytest

from papers import golden
from papers.golden import check_golden
from papers.samples import make_minutes, record, roster, unmarked


def test_the_minutes_are_set_as_they_were() -> None:
    check_golden("minutes-text", make_minutes(record()))


def test_a_difference_is_named_by_page_place_and_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(golden, "FOLDER", tmp_path)
    monkeypatch.setenv("BRANCHDESK_GOLDEN", "write")
    check_golden("one", make_minutes(record()))
    monkeypatch.delenv("BRANCHDESK_GOLDEN")
    check_golden("one", make_minutes(record()))
    with pytest.raises(AssertionError, match=r"\+  1   50.3  136.3  BranchDeskFang    16.0  _{10}\n"):
        check_golden("one", make_minutes(record(people=unmarked(roster()))))
