from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import builders
from branchdesk.store.engine import Store


@pytest.fixture(autouse=True)
def _this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRANCHDESK_TODAY", builders.TODAY.isoformat())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the path of a file that is not there yet, as people name folders."""
    folder = tmp_path / "党建 资料"
    folder.mkdir()
    return folder / "第四 支部.branchdesk"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    made = builders.new_branch(path)
    yield made
    made.close()
