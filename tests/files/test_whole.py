"""Whatever is in the way of a file gets a sentence, and what stood there stays."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from branchdesk.errors import Trouble
from branchdesk.files.export import Column, write_sheet
from branchdesk.files.whole import LOCKS, replacing

ENDINGS = (".xlsx", ".csv", ".ods")
ROWS = [[f"第{number}行的内容"] for number in range(5000)]


def refused(path: Path) -> Trouble:
    with pytest.raises(Trouble) as trouble:
        write_sheet(path, "a", [Column("a")], ROWS)
    return trouble.value


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))  # noqa: PTH208 - hidden files too


@contextmanager
def small_disk() -> Iterator[None]:
    """Let no file grow beyond a few kilobytes, as on a disk that is nearly full."""
    import resource  # noqa: PLC0415 - Windows has none

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(sys.platform == "win32", reason="files there grow as the disk lets them")
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_full_disk_leaves_no_half_file(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"名册{ending}"
    path.write_text("before", encoding="utf-8")
    with small_disk():
        trouble = refused(path)
    assert trouble.code == "sheet_disk_full"
    assert "磁盘空间不足" in trouble.sentence
    assert names(tmp_path) == [path.name]
    assert path.read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_file_that_is_open_elsewhere_is_left_alone(tmp_path: Path, lock: str) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_text("before", encoding="utf-8")
    path.with_name(lock.format(path.name)).touch()
    trouble = refused(path)
    assert trouble.code == "sheet_being_used"
    assert "正被其他程序占用" in trouble.sentence
    assert len(names(tmp_path)) == 2
    assert path.read_text(encoding="utf-8") == "before"


def test_a_lock_without_its_file_bars_nobody(tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.with_name(LOCKS[0].format(path.name)).touch()
    assert write_sheet(path, "a", [Column("a")], [["x"]]) == 1


def test_a_file_that_is_taken_only_at_the_end_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("before", encoding="utf-8")

    def held(_path: Path, _target: Path) -> Path:
        raise PermissionError(13, "held")

    monkeypatch.setattr(Path, "replace", held)
    assert refused(path).code == "sheet_being_used"
    assert names(tmp_path) == ["a.csv"]
    assert path.read_text(encoding="utf-8") == "before"


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    trouble = refused(tmp_path / "U盘" / "a.csv")
    assert trouble.code == "sheet_folder_missing"
    assert str(tmp_path / "U盘") in trouble.sentence


def test_a_file_for_a_folder_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "甲").touch()
    assert refused(tmp_path / "甲" / "a.csv").code == "sheet_folder_missing"


def test_a_folder_of_that_name_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.mkdir()
    assert refused(path).code == "sheet_is_folder"
    assert path.is_dir()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root and Windows write wherever they like")
def test_a_folder_one_may_not_write_into_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "公用"
    folder.mkdir(mode=0o500)
    trouble = refused(folder / "a.csv")
    assert trouble.code == "sheet_folder_locked"
    assert str(folder) in trouble.sentence
    assert names(folder) == []


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root and Windows write wherever they like")
def test_a_file_made_read_only_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("before", encoding="utf-8")
    path.chmod(0o400)
    assert refused(path).code == "sheet_being_used"
    assert path.read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize("stem", ["长" * 90, "甲\0乙"])
def test_a_name_no_file_can_bear_gets_a_sentence(tmp_path: Path, stem: str) -> None:
    trouble = refused(tmp_path / f"{stem}.xlsx")
    assert trouble.code == "sheet_bad_name"
    assert "文件名" in trouble.sentence
    assert names(tmp_path) == []


def half_written(path: Path) -> None:
    with replacing(path) as file:
        file.write(b"half")
        raise ValueError("ours")


def test_a_bug_while_writing_is_no_trouble_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="ours"):
        half_written(tmp_path / "a.bin")
    assert names(tmp_path) == []
