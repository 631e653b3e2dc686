"""`backup`: a verified copy in a folder, also while a window holds the file."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from branchdesk.services import branch as branches
from branchdesk.services.keeping import backups, vault
from branchdesk.store import vault as wrapping
from branchdesk.words import backups as say
from cli.conftest import Call

OPENING = "翟堃的密码2026"
LIMITED = """
import resource, sys
from branchdesk import cli
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
sys.exit(cli.main(sys.argv[1:]))
"""


def test_a_backup_is_told_with_what_is_in_it(branch: Path, tmp_path: Path, call: Call) -> None:
    folder = tmp_path / "备份 处"
    folder.mkdir()
    answer = call("backup", branch, folder)
    assert answer.code == 0
    assert answer.data["counts"]["members"] == 46
    assert not answer.data["protected"]
    (made,) = backups.in_folder(folder)
    assert (str(made.path), made.reason) == (answer.data["backup"], say.ON_COMMAND)
    assert sorted(file.name for file in folder.iterdir()) == [made.path.name]
    assert call("check", made.path).data["ok"]


def test_a_backup_is_taken_while_a_window_holds_the_file(branch: Path, tmp_path: Path) -> None:
    with branches.hold(branch), closing(branches.open_file(branch)):
        ask = [sys.executable, "-m", "branchdesk", "backup", str(branch), str(tmp_path)]
        assert subprocess.run(ask, capture_output=True, check=True).stdout
    assert len(backups.in_folder(tmp_path)) == 1


def test_a_folder_that_is_not_there_is_not_made(branch: Path, tmp_path: Path, call: Call) -> None:
    answer = call("backup", branch, tmp_path / "没有")
    assert answer.code == 1
    assert answer.error == say.folder_missing(tmp_path / "没有")
    assert not (tmp_path / "没有").exists()


def test_a_locked_file_wants_its_password_for_the_copy_to_be_verified(
    branch: Path, tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wrapping, "measure", lambda: wrapping.Cost(1, 8 * wrapping.MIB))
    vault.protect(branch, "翟堃", OPENING).store.close()
    folder = tmp_path / "另一处"
    folder.mkdir()
    assert call("backup", branch, folder).code == 1
    assert list(folder.iterdir()) == []
    monkeypatch.setenv("BRANCHDESK_PASSWORD", OPENING)
    answer = call("backup", branch, folder)
    assert answer.data["protected"]
    assert vault.is_locked(Path(answer.data["backup"]))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit of a file's size")
def test_a_full_disk_is_told_and_leaves_nothing(branch: Path, tmp_path: Path) -> None:
    folder = tmp_path / "满"
    folder.mkdir()
    ask = [sys.executable, "-c", LIMITED, "backup", str(branch), str(folder)]
    done = subprocess.run(ask, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.strip() == say.disk_full(folder)
    assert list(folder.iterdir()) == []
