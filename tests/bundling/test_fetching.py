from pathlib import Path

import pytest

import fetching


def pin(folder: Path, monkeypatch: pytest.MonkeyPatch, *, sha256: str | None = None) -> Path:
    source = folder / "there" / "source.txt"
    source.parent.mkdir()
    source.write_text("words", encoding="utf-8")
    pins = folder / "pins.toml"
    pins.write_text(f'[thing]\nurl = "{source.as_uri()}"\nsha256 = "{sha256 or fetching.sha256(source)}"\n', "utf-8")
    monkeypatch.setattr(fetching, "PINS", pins)
    monkeypatch.setattr(fetching, "TRIES", 1)
    monkeypatch.setenv("BRANCHDESK_FETCHED", str(folder / "cache"))
    return source


def test_what_was_fetched_once_needs_no_network_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = pin(tmp_path, monkeypatch)
    first = fetching.fetch("thing")
    source.unlink()
    assert fetching.fetch("thing") == first
    assert first.read_text(encoding="utf-8") == "words"


def test_what_is_not_as_pinned_is_refused_and_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pin(tmp_path, monkeypatch, sha256="0" * 64)
    with pytest.raises(fetching.Unfetched, match="is pinned"):
        fetching.fetch("thing")
    assert not list((tmp_path / "cache").iterdir())


def test_what_cannot_be_had_names_its_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = pin(tmp_path, monkeypatch)
    source.unlink()
    with pytest.raises(fetching.Unfetched, match=r"source\.txt cannot be fetched"):
        fetching.fetch("thing")


def test_a_folder_of_the_cache_is_made_once_and_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "thing-1.2"

    def half(part: Path) -> None:
        (part / "half").touch()
        raise OSError("half way")

    with pytest.raises(OSError, match="half way"):
        fetching.made_once(folder, half)
    assert not folder.exists()
    fetching.made_once(folder, lambda part: (part / "whole").touch())
    fetching.made_once(folder, half)
    assert [file.name for file in folder.iterdir()] == ["whole"]
