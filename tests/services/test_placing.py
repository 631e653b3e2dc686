"""Where a data file may stand: portable or not, with odd and long names, and found again after it was moved."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from branchdesk import places
from branchdesk.domain import path_lengths
from branchdesk.errors import Refusal, Trouble
from branchdesk.services import branch
from branchdesk.services.keeping import backups, placing

FOUNDING = branch.Founding("第四党支部", "某某市人民检察院", "2026-01")
ODD = ("a#b", "a%41b", "a?b=1", "mode=ro", "it's", 'a"b', "双“引”号", " 前后 ", "a&b;c", "党建 资料", "e\u0301", "100%")


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of a program that seems to be frozen."""
    program = tmp_path / "U盘 上" / "branchdesk"
    program.mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program / "branchdesk"))
    return program


@pytest.mark.parametrize("marker", places.MARKERS)
def test_a_marker_beside_the_program_keeps_everything_there(bundle: Path, marker: str) -> None:
    assert places.portable() is None
    (bundle / marker).touch()
    assert places.default_file() == bundle / "data" / "支部.branchdesk"
    assert places.log_folder() == bundle / "data" / "logs"


def test_a_marker_beside_a_starter_counts_for_the_program_below_it(
    bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(bundle / places.INSIDE / "branchdesk.exe"))
    (bundle / "portable.txt").touch()
    assert places.data_folder() == bundle / "data"
    (bundle.parent / "portable.txt").touch()
    (bundle / "portable.txt").unlink()
    assert places.portable() is None  # further up it is none of ours


def test_a_checkout_heeds_no_marker(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bundle / "portable.txt").touch()
    monkeypatch.delattr(sys, "frozen")
    assert places.portable() is None
    monkeypatch.setenv(places.PORTABLE, str(bundle))
    assert places.portable() == bundle


@pytest.mark.parametrize("name", ODD)
def test_a_name_that_means_something_elsewhere_is_a_name(tmp_path: Path, name: str) -> None:
    file = tmp_path / name / f"{name}.branchdesk"
    file.parent.mkdir()
    store = branch.create(file, FOUNDING)
    taken = backups.take(store, "手动")
    store.close()
    assert [one.name for one in tmp_path.iterdir()] == [name]
    assert backups.listed(file) == (taken,)
    with branch.hold(file):
        branch.open_file(file).close()


def deep(folder: Path, length: int) -> Path:
    """Make a folder of Chinese names so deep that a file in it has a path of about so many bytes."""
    while len(os.fsencode(folder)) < length - 40:
        folder = folder / "党建资料归档"
    folder.mkdir(parents=True)
    return folder / "支部.branchdesk"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts otherwise")
def test_what_is_not_too_long_works_and_what_is_gets_a_sentence(tmp_path: Path) -> None:
    fits = deep(tmp_path / "短", 440)
    assert path_lengths.judge(str(fits), windows=False) is None
    store = branch.create(fits, FOUNDING)
    taken = backups.take(store, "恢复前")
    assert placing.refuse_too_long(fits) is None  # type: ignore[func-returns-value]
    backups.verify(taken.path, store.key)
    store.close()
    with pytest.raises(Refusal, match="路径太长") as refused:
        branch.create(deep(tmp_path / "长", 520), FOUNDING)
    assert refused.value.code == "path_too_long"
    there = deep(tmp_path / "移", 580)
    fits.rename(there)  # as a file manager moves it
    with pytest.raises(Refusal, match="路径太长"):
        branch.open_file(there)


def test_windows_takes_two_hundred_characters_and_not_much_more() -> None:
    place = "D:\\党建 资料\\"
    assert path_lengths.judge(place + "资" * (200 - len(place)), windows=True) is None
    assert path_lengths.judge(place + "资" * 210, windows=True) == path_lengths.TooLong(264, 259)
    assert path_lengths.judge("/" + "党" * 80 + ".branchdesk", windows=False) == path_lengths.TooLong(271, 255)


def test_a_file_is_found_on_another_drive_and_in_a_renamed_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = tmp_path / "media"
    monkeypatch.setattr(placing, "_MOUNTS", (media,))
    stick = media / "user" / "新加卷" / "党建" / "支部.branchdesk"
    stick.parent.mkdir(parents=True)
    stick.touch()
    assert placing.find_again(Path("/run/media/user/老U盘/党建/支部.branchdesk")) == stick
    renamed = tmp_path / "资料 2026" / "第四.branchdesk"
    renamed.parent.mkdir()
    renamed.touch()
    assert placing.find_again(tmp_path / "资料" / "第四.branchdesk") == renamed
    (tmp_path / "另一个").mkdir()
    (tmp_path / "另一个" / "第四.branchdesk").touch()
    assert placing.find_again(tmp_path / "资料" / "第四.branchdesk") is None  # which of the two, nobody can tell


def test_a_program_on_a_disc_says_that_it_cannot_write_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(places.PORTABLE, str(tmp_path / "光盘"))
    (tmp_path / "光盘").mkdir()
    placing.refuse_read_only(places.default_file())
    (tmp_path / "光盘" / "data").touch()  # where no folder can be made, whoever runs this
    with pytest.raises(Trouble, match="不能写入") as told:
        placing.refuse_read_only(places.default_file())
    assert told.value.code == "portable_read_only"
    placing.refuse_read_only(tmp_path / "别处.branchdesk")


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    with pytest.raises(Trouble, match="不能建立"):
        placing.make_folder(tmp_path / "home" / "branchdesk")


AS_NOBODY = """
import os, sys
from pathlib import Path
from branchdesk.errors import Spoken
from branchdesk.services import branch
os.setegid(65534); os.seteuid(65534)
file = Path(sys.argv[1])
try:
    with branch.hold(file):
        branch.open_file(file).close()
except Spoken as error:
    print(error.code)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be somebody else")
def test_a_file_of_somebody_else_on_this_pc_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """A shared folder: the file belongs to another, and may be read, or not even that."""
    file = tmp_path / "支部.branchdesk"
    branch.create(file, FOUNDING).close()
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_mode & 0o055 != 0o055 and folder != Path("/"):
            folder.chmod(0o755)
    said = []
    for mode in (0o644, 0o600):
        file.chmod(mode)
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, str(file)], capture_output=True, text=True, check=True, timeout=60
        )
        said += done.stdout.split()
    assert said == ["not_writable", "not_writable"]
