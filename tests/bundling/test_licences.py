"""Nothing goes into the bundle whose licence is not known and shown."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy

import licences
from branchdesk.files.licences import shipped, text


def test_every_part_has_its_licence_and_its_text(tmp_path: Path) -> None:
    entries = [
        ("sqlalchemy", str(sqlalchemy.__file__), "PYMODULE"),
        ("libxcb-cursor.so.0", "/lib/libxcb-cursor.so.0", "BINARY"),
        ("libpng.so", "libpng.so.16", "SYMLINK"),
    ]
    made = licences.collect(entries, tmp_path / "licences")
    found = {part.name: part for part in shipped(tmp_path / "licences")}
    assert ("licences/parts.json", str(tmp_path / "licences" / "parts.json"), "DATA") in made
    assert {"SQLAlchemy", "CPython", "xcb-util", "Noto CJK"} <= set(found)
    assert "libxcb" not in found
    assert found["SQLAlchemy"].licence == "MIT"
    assert "Permission is hereby granted" in text(found["SQLAlchemy"])
    assert all(text(part) for part in found.values())


def test_a_library_that_nobody_answers_for_ends_the_build(tmp_path: Path) -> None:
    with pytest.raises(licences.Unlicensed, match=r"libodd\.so\.1"):
        licences.collect([("libodd.so.1", "/lib/libodd.so.1", "BINARY")], tmp_path / "licences")


def test_a_declared_distribution_that_has_no_text_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    nothing = tmp_path / "licences.toml"
    nothing.write_text('[distribution.x]\n[[part]]\nname = "y"\nlicence = ""\ntexts = []\nalways = true\n', "utf-8")
    monkeypatch.setattr(licences, "DECLARED", nothing)
    _, wrong = licences.find([])
    assert {"y names no licence", "y has no text of its licence"} <= set(wrong)
