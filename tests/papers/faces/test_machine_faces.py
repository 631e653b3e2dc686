"""The machine's official faces print first, as far as they are sound and may be embedded; a bad one stops nobody."""

from __future__ import annotations

import os
import struct
from collections.abc import Sequence
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from branchdesk import places
from branchdesk.papers.blocks import Manuscript, Paper, Paragraph, Role, Span
from branchdesk.papers.faces import files as font_files
from branchdesk.papers.faces import fonts
from branchdesk.papers.faces.fonts import FULL, Faces, bundled
from branchdesk.papers.faces.machine import OFFICIAL, Machine, _files, look, machine
from branchdesk.papers.minutes import write_minutes
from branchdesk.papers.press.page import print_manuscript
from branchdesk.places import resources
from papers import reading
from papers.made_fonts import HAN, TEXT, collect, cut, save, with_postscript_outlines
from papers.samples import make_minutes, meeting, record

RARE = "䶮𬭎㛃𬱖𠮷堃翀彧"
NOT_SHIPPED = 0x20001  # of GB 18030, in none of our faces


def faces_of(found: Machine) -> Faces:
    return Faces(resources() / "fonts", found.official, found.rarest)


def families(found: Machine, role: Role) -> list[str]:
    return [face.family for face in found.official[role]]


def printed(faces: Faces, *spans: Span) -> Paper:
    return print_manuscript(Manuscript("题", "支部", tuple(Paragraph((span,), "正文") for span in spans)), faces)


def test_an_official_face_is_found_by_its_chinese_name_or_its_english_one(tmp_path: Path) -> None:
    save(cut("仿宋_GB2312", "FangSong_GB2312"), tmp_path / "深" / "仿宋.TTF")
    save(cut("", "FZXiaoBiaoSong-B05S"), tmp_path / "b.ttf")
    save(cut("楷 体"), tmp_path / "c.ttf")
    found = look([tmp_path / "没有", tmp_path])
    assert families(found, Role.FANG) == ["仿宋_GB2312"]
    assert families(found, Role.TITLE) == ["FZXiaoBiaoSong-B05S"]
    assert families(found, Role.KAI) == ["楷 体"]
    assert families(found, Role.HEI) == []


def test_the_best_of_several_stands_first_whatever_their_files_are_called(tmp_path: Path) -> None:
    for number, family in enumerate(("方正仿宋_GBK", "仿宋", "仿宋_GB2312")):
        save(cut(family), tmp_path / f"{number}.ttf")
    assert families(look([tmp_path]), Role.FANG) == ["仿宋_GB2312", "仿宋", "方正仿宋_GBK"]


def test_a_face_that_only_sounds_right_waits_to_be_chosen(tmp_path: Path) -> None:
    for family in ("华文仿宋", "华文中宋", "方正仿宋繁体"):
        save(cut(family), tmp_path / f"{family}.ttf")
    found = look([tmp_path])
    assert not any(found.official.values())
    assert [face.family for face in found.other[Role.FANG]] == ["华文仿宋"]
    assert [face.family for face in found.other[Role.TITLE]] == ["华文中宋"]
    assert found.other[Role.SONG] == ()


def test_each_face_of_a_collection_counts(tmp_path: Path) -> None:
    song = cut("宋体", "SimSun", characters=HAN | TEXT | {ord("堃")}, source="BranchDeskTitle-Regular")
    collect(tmp_path / "simsun.ttc", cut("别的", "Other"), song)
    found = look([tmp_path])
    assert [(face.family, face.index) for face in found.official[Role.SONG]] == [("宋体", 1)]
    paper = printed(faces_of(found), Span("学习堃𠮷", Role.SONG))
    assert reading.body(paper) == "学习堃𠮷"
    assert any(name.startswith("SimSun-") and name.endswith("-1") for name in reading.faces(paper))


def test_a_face_mapped_for_no_maker_in_particular_counts(tmp_path: Path) -> None:
    font = cut("仿宋", characters=HAN | TEXT | {0x20BB7}, source="LXGWWenKai-Regular")
    font["cmap"].tables = [table for table in font["cmap"].tables if table.platformID == 0]
    save(font, tmp_path / "a.ttf")
    faces = faces_of(look([tmp_path]))
    assert faces.first(Role.FANG).family == "仿宋"
    assert reading.body(printed(faces, Span("学习𠮷"))) == "学习𠮷"


@pytest.mark.parametrize("usage", [0x0002, 0x0100, 0x0200, 0x0108])
def test_a_face_that_may_not_be_embedded_in_part_is_left_alone(tmp_path: Path, usage: int) -> None:
    save(cut("仿宋", usage=usage), tmp_path / "a.ttf")
    assert families(look([tmp_path]), Role.FANG) == []


@pytest.mark.parametrize("usage", [0x0000, 0x0004, 0x0008, 0x000C])
def test_a_face_that_may_be_embedded_is_taken(tmp_path: Path, usage: int) -> None:
    save(cut("仿宋", usage=usage), tmp_path / "a.ttf")
    found = look([tmp_path])
    assert faces_of(found).first(Role.FANG).family == "仿宋"


def test_bold_and_slanted_faces_are_left_alone(tmp_path: Path) -> None:
    save(cut("仿宋", style=0x20), tmp_path / "a.ttf")
    save(cut("仿宋", style=0x01), tmp_path / "b.ttf")
    assert families(look([tmp_path]), Role.FANG) == []


def test_postscript_outlines_are_left_alone(tmp_path: Path) -> None:
    with_postscript_outlines("黑体", tmp_path / "a.otf")
    assert families(look([tmp_path]), Role.HEI) == []


def test_a_face_with_few_han_is_left_alone_and_the_next_file_of_its_name_taken(tmp_path: Path) -> None:
    save(cut("仿宋", characters=TEXT), tmp_path / "a.ttf")
    save(cut("仿宋"), tmp_path / "b.ttf")
    [face] = look([tmp_path]).official[Role.FANG]
    assert face.path.name == "b.ttf"


def damaged(path: Path, tag: bytes, written: bytes, after: int = 0) -> None:
    """Write over a table, from so many bytes after its beginning."""
    data = bytearray(path.read_bytes())
    record = data.index(tag, 12)
    at = int.from_bytes(data[record + 8 : record + 12], "big") + after
    data[at : at + len(written)] = written
    path.write_bytes(data)


@pytest.mark.parametrize("tag", [b"head", b"hhea", b"maxp", b"cmap", b"name", b"post", b"loca", b"glyf", b"OS/2"])
@pytest.mark.parametrize("written", [b"\xff" * 54, b"\x00" * 54])
def test_a_damaged_table_keeps_nobody_from_printing(tmp_path: Path, tag: bytes, written: bytes) -> None:
    path = save(cut("仿宋_GB2312"), tmp_path / "a.ttf")
    save(cut("仿宋", source="BranchDeskSong-Regular"), tmp_path / "b.ttf")
    damaged(path, tag, written)
    paper = printed(faces_of(look([tmp_path])), Span("学习中共支部"))
    assert reading.body(paper) == "学习中共支部"
    assert all(reading.faces(paper).values())


@pytest.mark.parametrize("part", [0xFFFF, None], ids=["a part that is not there", "itself"])
@pytest.mark.parametrize("flags", [0x01, 0x21, 0xE9], ids=["last", "more that is not there", "scaled"])
def test_a_character_made_of_what_is_not_there_counts_as_lacking(tmp_path: Path, part: int | None, flags: int) -> None:
    font = cut("仿宋", source="LXGWWenKai-Regular")
    glyph = font.getGlyphID(font.getBestCmap()[ord("李")])
    path = save(font, tmp_path / "a.ttf")
    composed = struct.pack(">h4hHH", -1, 0, 0, 0, 0, flags, glyph if part is None else part)
    with TTFont(path) as saved:
        start, end = saved["loca"][glyph], saved["loca"][glyph + 1]
    damaged(path, b"glyf", composed + b"\xff" * (end - start - len(composed)), start)
    faces = faces_of(look([tmp_path]))
    assert faces.name("李", Role.FANG) == bundled().name("李", Role.FANG)
    assert faces.name("学", Role.FANG) != bundled().name("学", Role.FANG)
    assert reading.body(printed(faces, Span("李学"))) == "李学"


@pytest.mark.parametrize("kept", [0, 3, 11, 40, 300, -10])
def test_a_file_that_breaks_off_has_no_faces(tmp_path: Path, kept: int) -> None:
    path = save(cut("仿宋"), tmp_path / "a.ttf")
    path.write_bytes(path.read_bytes()[:kept])
    assert font_files.describe(path) == ()
    assert families(look([tmp_path]), Role.FANG) == []


def test_what_is_no_font_has_no_faces(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_text("<html>", encoding="utf-8")
    (tmp_path / "b.ttf").mkdir()
    (tmp_path / "c.ttc").write_bytes(b"ttcf\0\1\0\0\xff\xff\xff\xff" + b"\0" * 400)
    (tmp_path / "d.ttf").symlink_to(tmp_path / "gone.ttf")
    assert not any(look([tmp_path]).official.values())


def test_folders_that_hold_each_other_are_walked_once(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    save(cut("仿宋"), tmp_path / "a.ttf")
    assert len(list(_files([tmp_path, tmp_path]))) == 1


def test_a_character_falls_to_the_next_official_face_then_to_ours(tmp_path: Path) -> None:
    save(cut("仿宋_GB2312"), tmp_path / "a.ttf")
    save(cut("方正仿宋_GBK", characters=HAN | TEXT | {ord("堃")}, source="BranchDeskTitle-Regular"), tmp_path / "b.ttf")
    faces, ours = faces_of(look([tmp_path])), bundled()
    first, second = faces.name("学", Role.FANG), faces.name("堃", Role.FANG)
    assert first != second
    assert ours.name("学", Role.FANG) not in {first, second}
    assert ours.name("堃", Role.FANG) != second
    assert faces.name("辰", Role.FANG) == ours.name("辰", Role.FANG)
    assert faces.name("䶮", Role.FANG) == ours.name("䶮", Role.FANG)


def test_a_face_is_not_read_for_what_it_lacks(tmp_path: Path) -> None:
    save(cut("仿宋_GB2312"), tmp_path / "a.ttf")
    save(cut("仿宋", characters=HAN | {ord("堃")}, source="BranchDeskTitle-Regular"), tmp_path / "b.ttf")
    found = look([tmp_path])
    faces = faces_of(found)
    faces.name("䶮", Role.FANG)
    assert [file in fonts._READ for file in found.official[Role.FANG]] == [False, False]
    faces.name("学", Role.FANG)
    faces.name("䶮", Role.FANG)
    assert [file in fonts._READ for file in found.official[Role.FANG]] == [True, False]
    faces.name("堃", Role.FANG)
    assert [file in fonts._READ for file in found.official[Role.FANG]] == [True, True]


def test_minutes_in_official_faces_say_what_they_say_in_ours(tmp_path: Path) -> None:
    for role, (names, *_) in OFFICIAL.items():
        save(
            cut(*names, source=f"BranchDesk{'Song' if role is Role.SONG else 'Title'}-Regular"),
            tmp_path / f"{role}.ttf",
        )
    faces = faces_of(look([tmp_path]))
    minutes = write_minutes(record(of=meeting()))
    official, ours = print_manuscript(minutes, faces), make_minutes(record(of=meeting()))
    assert reading.body(official) == reading.body(ours)
    drawing = reading.faces(official)
    assert all(drawing.values())
    assert {faces.name("学", role) for role in Role} <= drawing.keys()
    assert reading.without_ink(official) == []
    assert print_manuscript(minutes, faces).pdf == official.pdf


def test_the_rarest_han_come_from_the_machine_where_it_has_them(tmp_path: Path) -> None:
    extra = cut("宋体-ExtB", "SimSun-ExtB", characters=TEXT | {0x20BB7}, source="LXGWWenKai-Regular")
    for table in extra["cmap"].tables:
        if table.format == 12:
            table.cmap[NOT_SHIPPED] = table.cmap[ord("李")]
    save(extra, tmp_path / "simsunb.ttf")
    faces = faces_of(look([tmp_path]))
    assert bundled().missing(chr(NOT_SHIPPED), Role.FANG)
    assert not faces.missing(chr(NOT_SHIPPED), Role.FANG)
    assert reading.body(printed(faces, Span(f"李{chr(NOT_SHIPPED)}"))) == f"李{chr(NOT_SHIPPED)}"


def test_a_character_mapped_to_a_blank_counts_as_lacking(tmp_path: Path) -> None:
    font = cut("仿宋", characters=HAN | TEXT | {0x3000})
    font["glyf"][font.getBestCmap()[ord("李")]] = Glyph()
    save(font, tmp_path / "a.ttf")
    faces = faces_of(look([tmp_path]))
    assert faces.name("李", Role.FANG) == bundled().name("李", Role.FANG)
    assert faces.name("\u3000", Role.FANG) == faces.name("学", Role.FANG)


@pytest.mark.parametrize("role", list(Role))
def test_quotes_dashes_and_dots_take_a_whole_cell_in_every_role(role: Role) -> None:
    for mark in "·“”‘’—…":
        assert bundled().width(mark, role) >= FULL, mark


def test_a_face_with_narrow_quotes_lends_only_its_letters(tmp_path: Path) -> None:
    save(cut("仿宋", source="LXGWWenKai-Regular"), tmp_path / "a.ttf")
    faces = faces_of(look([tmp_path]))
    assert faces.name("学", Role.FANG) != bundled().name("学", Role.FANG)
    assert faces.name("“", Role.FANG) == bundled().name("“", Role.FANG)


def test_two_faces_of_one_name_stay_two(tmp_path: Path) -> None:
    for family, source in (("仿宋", "BranchDeskFang-Regular"), ("楷体", "LXGWWenKai-Regular")):
        save(cut(family, "Same", source=source, post_script="Same"), tmp_path / f"{family}.ttf")
    faces = faces_of(look([tmp_path]))
    paper = printed(faces, Span("学习支部", Role.FANG), Span("学习支部", Role.KAI))
    assert len([name for name in reading.faces(paper) if "Same" in name]) == 2
    assert reading.body(paper) == "学习支部" * 2


@pytest.mark.parametrize("post_script", ["", "方正小标宋", "a b(c)"])
def test_a_name_that_the_pdf_cannot_bear_is_no_hindrance(tmp_path: Path, post_script: str) -> None:
    save(cut("方正小标宋简体", post_script=post_script), tmp_path / "a.ttf")
    paper = printed(faces_of(look([tmp_path])), Span("学习", Role.TITLE))
    assert any(name.startswith("Face-") for name in reading.faces(paper))


def test_many_subsets_of_a_machine_face_come_back_as_text(tmp_path: Path) -> None:
    han = [chr(code) for code in range(0x4E00, 0x9FA6)][::35]
    save(
        cut("仿宋", characters={*HAN, *TEXT, *map(ord, [*han, *RARE])}, source="LXGWWenKai-Regular"), tmp_path / "a.ttf"
    )
    text = "".join(han) + RARE
    paper = printed(faces_of(look([tmp_path])), Span(text))
    assert reading.body(paper) == text
    assert paper.pdf.count(b"/FontFile2") > 2


def test_the_same_faces_give_the_same_bytes_wherever_they_lie(tmp_path: Path) -> None:
    made: list[bytes] = []
    for folder in ("一", "二"):
        path = save(cut("仿宋", "FangSong"), tmp_path / folder / "a.ttf")
        if made:
            path.write_bytes((tmp_path / "一" / "a.ttf").read_bytes())
        made.append(printed(faces_of(look([tmp_path / folder])), Span("学习“支部”䶮")).pdf)
    assert made[0] == made[1]


def test_the_suite_prints_with_the_programs_own_faces() -> None:
    assert os.environ["BRANCHDESK_FACES"] == "bundled"
    assert machine() == Machine({}, {})


def environment(monkeypatch: pytest.MonkeyPatch, platform: str, home: Path) -> Sequence[Path]:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(Path, "home", lambda: home)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    return places.font_folders()


def test_fonts_of_windows_and_of_its_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WINDIR", str(tmp_path / "Windows"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    system, own = environment(monkeypatch, "win32", tmp_path)
    assert system == tmp_path / "Windows" / "Fonts"
    assert own == tmp_path / "Local" / "Microsoft" / "Windows" / "Fonts"
    monkeypatch.delenv("LOCALAPPDATA")
    assert places.font_folders() == (system,)


def test_fonts_of_linux_and_of_its_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folders = environment(monkeypatch, "linux", tmp_path)
    assert folders[-2:] == (tmp_path / ".local" / "share" / "fonts", tmp_path / ".fonts")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert places.font_folders()[-2] == tmp_path / "data" / "fonts"
