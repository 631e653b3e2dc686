"""What is said of a name's characters while it is typed and when it comes in a sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from branchdesk.domain.characters import is_han
from branchdesk.domain.meetings import Severity
from branchdesk.errors import Trouble
from branchdesk.files.export import Column, write_sheet
from branchdesk.ledgers.members import MEMBERS
from branchdesk.papers.blocks import Role
from branchdesk.papers.faces.fonts import bundled
from branchdesk.services import Store
from branchdesk.services.ledgers import entering, importing
from branchdesk.services.people import glyphs

UNPRINTED = "\U00020001"  # of GB 18030, in none of our faces


def said(name: str) -> list[tuple[str, Severity]]:
    entry = entering.read(MEMBERS, {"name": name})
    return [(one.code, one.severity) for one in entry.findings if one.field == "name"]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("张三", []),
        ("买买提.艾山", []),
        ("何𬱖", [("name_printed_otherwise", Severity.NOTE)]),
        ("龚䶮", [("name_printed_otherwise", Severity.NOTE)]),
        (f"张{UNPRINTED}", [("name_not_printed", Severity.DOUBT)]),
        (f"堃{UNPRINTED}", [("name_not_printed", Severity.DOUBT), ("name_printed_otherwise", Severity.NOTE)]),
        ("龚\ue863", [("name_rare", Severity.DOUBT)]),
        ("王O", [("name_rare", Severity.DOUBT)]),
        ("王伟（女）", [("name_unusual", Severity.DOUBT)]),
        ("Anna Wang", []),
    ],
)
def test_a_typed_name_is_checked(name: str, codes: list[tuple[str, Severity]]) -> None:
    assert said(name) == codes


def test_a_checked_name_is_kept_as_it_was_typed() -> None:
    assert entering.read(MEMBERS, {"name": "龚\ue863"}).values["name"] == "龚\ue863"


def test_what_to_do_is_said_with_the_character() -> None:
    [old] = entering.read(MEMBERS, {"name": "龚\ue863"}).findings
    assert "请改为“䶮”" in old.message
    [other] = entering.read(MEMBERS, {"name": "何𬱖"}).findings
    assert "“𬱖”" in other.message


def test_a_sheet_is_told_of_names_that_cannot_stay_or_be_printed_and_of_no_others(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "花名册.xlsx"
    names = ["张三", "何𬱖", "龚䶮", f"李{UNPRINTED}", "王\u2f25"]
    write_sheet(path, "党员", [Column("姓名", 6), Column("党员类别", 7)], [[name, "正式党员"] for name in names])
    plan = importing.look_into(store, path, MEMBERS).plan
    assert plan is not None
    found = [(one.row, one.code) for one in plan.findings if one.field == "name"]
    assert found == [(5, "name_not_printed"), (6, "name_rare")]
    assert plan.count(importing.Outcome.NEW) == 5


def test_what_is_said_to_be_printed_is_what_the_faces_have() -> None:
    own, wide = glyphs._drawn()
    faces = bundled()
    for character in filter(is_han, map(chr, (*range(0x3007, 0xA000), *range(0x20000, 0x2EBE1)))):
        code = hex(ord(character))
        assert (character in own or character in wide) == (not faces.missing(character, Role.FANG)), code
        drawn_by_own = faces.name(character, Role.FANG) == faces.name("一", Role.FANG)
        assert (character in own) == drawn_by_own, code


def test_a_program_without_that_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    glyphs._drawn.cache_clear()
    glyphs._face.cache_clear()
    monkeypatch.setattr(glyphs, "resources", lambda: tmp_path)
    with pytest.raises(Trouble) as trouble:
        list(glyphs.findings("name", "张三"))
    assert trouble.value.code == "resource_unreadable"
