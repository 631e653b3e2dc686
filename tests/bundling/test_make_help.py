"""The guide's pictures are cut out of shots, every one of them by a rule that stands, and small."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

import make_help


def test_every_picture_has_its_cut() -> None:
    assert {file.stem for file in make_help.PICTURES.iterdir()} == set(make_help.CUTS)


def test_a_picture_is_cut_framed_and_brought_to_a_palette(tmp_path: Path) -> None:
    shot = tmp_path / "guide-year.png"
    Image.effect_noise((600, 300), 80).convert("RGB").save(shot)
    with Image.open(make_help.cut(shot, "year", tmp_path)) as picture:
        left = make_help.CUTS["year"][0]
        assert picture.size == (600 - round(600 * left), 300)
        assert picture.mode == "P"
        edge = picture.convert("RGB").getpixel((0, 150))
    assert isinstance(edge, tuple)
    assert all(abs(ink - wanted) < 24 for ink, wanted in zip(edge, bytes.fromhex(make_help.EDGE[1:]), strict=True))


def test_a_shot_that_is_missing_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["make_help.py", str(tmp_path)])
    assert make_help.main() == 1
    assert "people" in capsys.readouterr().err
