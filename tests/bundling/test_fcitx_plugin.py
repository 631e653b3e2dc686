import tomllib
from pathlib import Path

import pytest

import fcitx_plugin
import fetching
from fcitx_plugin import Kit


def test_everything_that_either_processor_needs_is_pinned() -> None:
    pins = tomllib.loads(fetching.PINS.read_text(encoding="utf-8"))
    machines = [f"{name}-{machine}" for name in fcitx_plugin.OF_A_MACHINE for machine in fcitx_plugin.TRIPLETS]
    for name in (fcitx_plugin.SOURCE, *fcitx_plugin.HEADERS, *fcitx_plugin.TOOLS, *machines):
        assert len(pins[name]["sha256"]) == 64, name


def test_a_source_without_the_call_that_is_left_out_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "source" / "qt5" / "platforminputcontext"
    folder.mkdir(parents=True)
    folder.joinpath("qfcitxplatforminputcontext.cpp").write_text("int main;\n", encoding="utf-8")
    kit = Kit("x86_64", tmp_path, tmp_path, tmp_path)
    with pytest.raises(ValueError, match="the source is another"):
        fcitx_plugin.prepare(kit, tmp_path / "source", tmp_path / "work")


def test_what_was_built_by_this_recipe_is_not_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRANCHDESK_FETCHED", str(tmp_path))
    file = tmp_path / f"fcitx-plugin-x86_64-{fcitx_plugin.recipe()}" / fcitx_plugin.NAME
    file.parent.mkdir()
    file.touch()
    assert fcitx_plugin.build("x86_64") == file
