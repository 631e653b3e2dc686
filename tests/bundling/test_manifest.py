import json
from pathlib import Path

import manifest


def test_files_of_another_system_stay_listed_while_they_are_as_they_were(tmp_path: Path) -> None:
    for name in ("one.deb", "two.exe", "three.zip"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    manifest.write(tmp_path, "1.2.3", [tmp_path / "two.exe", tmp_path / "three.zip"], {"ok": True})
    (tmp_path / "three.zip").write_text("another", encoding="utf-8")
    told = json.loads(manifest.write(tmp_path, "1.2.3", [tmp_path / "one.deb"], {"ok": True}).read_text("utf-8"))
    assert list(told["files"]) == ["one.deb", "two.exe"]
    sums = (tmp_path / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert [line.split("  ")[1] for line in sums] == ["one.deb", "two.exe"]


def test_another_version_begins_anew(tmp_path: Path) -> None:
    for name in ("old.deb", "new.deb"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    manifest.write(tmp_path, "1.0.0", [tmp_path / "old.deb"], {})
    told = json.loads(manifest.write(tmp_path, "1.0.1", [tmp_path / "new.deb"], {}).read_text("utf-8"))
    assert list(told["files"]) == ["new.deb"]
