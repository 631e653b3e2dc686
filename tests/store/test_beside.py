"""A verb that reads while a window writes."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

from branchdesk.services import branch
from branchdesk.services.people import members


def test_a_reader_beside_a_writer_that_lost_its_locks_takes_nothing_away(tmp_path: Path) -> None:
    """On Unix, opening and closing the file anywhere in the writing process drops the locks it holds on it."""
    path = tmp_path / "支部.branchdesk"
    ask = [sys.executable, "-m", "branchdesk", "list", str(path), "members"]
    with closing(branch.create(path, branch.Founding("第四党支部", "某某院", "2026-11"))) as store, branch.hold(path):
        for number in range(1, 4):
            members.save(store, None, {"name": f"党员{number}"})
            for file in tmp_path.iterdir():
                file.open("rb").close()  # as a file dialog does, looking for icons
            seen = subprocess.run(ask, capture_output=True, check=True, encoding="utf-8").stdout
            assert len(seen.splitlines()) == number
    with closing(branch.open_file(path)) as store:
        assert branch.people(store) == 3
