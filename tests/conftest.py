"""What holds for the whole suite."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from branchdesk.papers.faces import fonts

# How long an example may take says more about the machine than about the code.
# A failing example is told as it was found: making it small takes minutes, an hour where every run of it is slow.
settings.register_profile("patient", deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
settings.load_profile("patient")

# Papers look the same on every machine that runs the suite; programs that it starts hear of this too.
os.environ["BRANCHDESK_FACES"] = "bundled"


@pytest.fixture
def font_folder(tmp_path: Path) -> Iterator[Path]:
    """Give the fonts' folder of a machine that has no other."""
    folder = tmp_path / "fonts"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("BRANCHDESK_FACES")
        patch.setattr("branchdesk.places.font_folders", lambda: (folder,))
        fonts.look_again()
        yield folder
    fonts.look_again()
