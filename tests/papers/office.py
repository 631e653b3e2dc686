"""LibreOffice, as the reader of our Word files: with the program's own faces under the names that offices know."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from branchdesk.papers.blocks import Paper
from branchdesk.places import resources

SOFFICE = shutil.which("soffice")
# The faces that a Word file names, and the shipped ones that stand in for them here.
STAND_INS = {
    "方正小标宋简体": "BranchDesk Title",
    "仿宋_GB2312": "BranchDesk Fang",
    "楷体_GB2312": "LXGW WenKai",
    "黑体": "BranchDesk Sans",
    "宋体": "BranchDesk Song",
}
ALIAS = """
<match target="pattern">
  <test name="family"><string>{}</string></test>
  <edit name="family" mode="assign" binding="strong"><string>{}</string></edit>
</match>"""
OURS = f"<dir>{resources() / 'fonts'}</dir>{''.join(ALIAS.format(*pair) for pair in STAND_INS.items())}"
FONTS = """<?xml version="1.0"?>
<fontconfig><dir>/usr/share/fonts</dir><cachedir>{}</cachedir>{}</fontconfig>"""


@dataclass(frozen=True, slots=True)
class Read:
    """What LibreOffice makes of a Word file: its pages, and its text as it runs, without what stands in the margins."""

    paper: Paper
    text: str


def read_by_office(files: Mapping[str, bytes], *, elsewhere: bool = False) -> dict[str, Read]:
    """Let LibreOffice open Word files; what it finds, by the files' names. `elsewhere` has none of our faces."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "fonts.conf").write_text(FONTS.format(place / "cache", "" if elsewhere else OURS), "utf-8")
        for name, data in files.items():
            (place / f"{name}.docx").write_bytes(data)
        for kind in ("pdf", "txt:Text (encoded):UTF8"):
            _convert(kind, place, files)
        return {
            name: Read(_paper((place / f"{name}.pdf").read_bytes()), (place / f"{name}.txt").read_text("utf-8-sig"))
            for name in files
        }


def _convert(kind: str, place: Path, names: Iterable[str]) -> None:
    subprocess.run(
        [
            *(str(SOFFICE), f"-env:UserInstallation=file://{place}/profile", "--headless"),
            *("--convert-to", kind, "--outdir", str(place), *(str(place / f"{name}.docx") for name in names)),
        ],
        env={**os.environ, "FONTCONFIG_FILE": str(place / "fonts.conf"), "HOME": str(place)},
        capture_output=True,
        check=True,
        timeout=300,
    )


def _paper(pdf: bytes) -> Paper:
    with pypdfium2.PdfDocument(pdf) as document:
        return Paper(pdf, len(document))
