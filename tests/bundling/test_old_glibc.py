import shutil
import sys
from pathlib import Path

import pytest

import old_glibc

pytestmark = pytest.mark.skipif(shutil.which("objdump") is None, reason="symbols are read where a release is built")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a real program of this machine, under a name that tells nothing, and things that are none."""
    shutil.copyfile(Path(sys.executable).resolve(), tmp_path / "thing")
    (tmp_path / "words.so").write_text("not a library", encoding="utf-8")
    (tmp_path / "link.so").symlink_to("thing")
    return tmp_path


def test_a_program_that_asks_for_more_is_named_with_its_symbol(folder: Path) -> None:
    found = old_glibc.too_new(folder, {"GLIBC": (2, 2, 4)})
    assert found
    assert all(line.startswith("thing asks for GLIBC_2.") for line in found)
    assert any("__libc_start_main" in line for line in found)


def test_a_program_that_asks_for_no_more_passes(folder: Path) -> None:
    assert old_glibc.too_new(folder, {"GLIBC": (99,)}) == []


def test_versions_are_compared_as_numbers_and_private_ones_are_refused() -> None:
    asked = {
        "GLIBC_2.9": ["a"],
        "GLIBC_2.29": ["pow"],
        "GLIBC_PRIVATE": ["b"],
        "GLIBC_ABI_DT_RELR": [],
        "LIBX_9": ["c"],
    }
    assert list(old_glibc.excess(Path("x.so"), asked, old_glibc.LIMITS)) == [
        "x.so asks for GLIBC_2.29: pow",
        "x.so asks for GLIBC_PRIVATE: b",
        "x.so asks for GLIBC_ABI_DT_RELR: the file as a whole",
    ]
