"""What holds for the whole suite."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from branchdesk.services import faces

# How long an example may take says more about the machine than about the code.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# Papers look the same on every machine that runs the suite; programs that it starts hear of this too.
os.environ["BRANCHDESK_FACES"] = "bundled"


@pytest.fixture
def font_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Give the fonts' folder of a machine that has no other."""
    folder = tmp_path / "fonts"
    monkeypatch.delenv("BRANCHDESK_FACES")
    monkeypatch.setattr("branchdesk.places.font_folders", lambda: (folder,))
    faces.look_again()
    yield folder
    faces.look_again()
