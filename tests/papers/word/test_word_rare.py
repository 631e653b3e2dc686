"""A Word file with characters that office faces lack carries the face that has them, for these alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.papers.blocks import Column, Manuscript, Paragraph, Role, Span, Table, TableRow, Title, cell
from branchdesk.papers.house import USUAL
from branchdesk.papers.minutes import write_minutes
from branchdesk.papers.word.document import word
from branchdesk.papers.word.fields import values
from branchdesk.papers.word.filling import fill
from branchdesk.papers.word.font_table import obfuscated
from branchdesk.papers.word.rare import rare
from branchdesk.places import resources
from papers import everything, reading
from papers.office import SOFFICE, read_by_office
from papers.samples import meeting, record

FACE = "BranchDesk Fang Rare"
FILE = resources() / "fonts" / "BranchDeskFangRare-Regular.ttf"
NAMES = ("李𬭎", "陈䶮", "赵㛃", "王𬱖", "张𠮷", "买买提·艾山")
RARE = "𬭎䶮㛃𬱖𠮷"
SIDES = ("ascii", "hAnsi", "eastAsia", "cs", "hint")
WITH_NAMES = write_minutes(record(of=replace(meeting(), observers=NAMES)))


def made(*texts: str, draft: str | None = None) -> bytes:
    blocks = tuple(Paragraph((Span(text),), "正文") for text in texts)
    return word(Manuscript("标题", "单位", blocks, draft), USUAL)


def part(data: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(data)) as file:
        return file.read(name)


def parts(data: bytes) -> list[str]:
    with ZipFile(BytesIO(data)) as file:
        return file.namelist()


def runs(data: bytes, name: str = "word/document.xml") -> Iterator[tuple[str, str | None]]:
    """Give the text of each run of a part, and the face that the run itself names."""
    for run in parse_xml(part(data, name)).iter(qn("w:r")):
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        named = None if fonts is None else fonts.get(qn("w:eastAsia"))
        yield "".join(node.text or "" for node in run.iter(qn("w:t"))), named


def carried(data: bytes, name: str = "word/document.xml") -> list[str]:
    return [text for text, face in runs(data, name) if face == FACE]


def others(data: bytes) -> str:
    return "".join(text for text, face in runs(data) if face != FACE)


def children(data: bytes, name: str) -> list[str]:
    return [child.tag.rpartition("}")[2] for child in parse_xml(part(data, name))]


def test_what_lies_outside_gbk_is_rare() -> None:
    assert rare("李𬭎、陈䶮、赵㛃、𬱖𠮷；买买提·艾山（翟堃、翀）“三会一课”—…①ABC 1") == set(RARE)


@given(st.text())
def test_a_character_is_rare_where_gbk_cannot_write_it(text: str) -> None:
    found = rare(text)
    assert found <= set(text)
    common = "".join(char for char in text if char not in found)
    assert common.encode("gbk").decode("gbk") == common
    assert all(char.encode("gbk", "replace") == b"?" for char in found)


def test_a_file_without_rare_characters_carries_nothing_and_stays_small() -> None:
    data = made("买买提·艾山、翟堃")
    assert not [name for name in parts(data) if "font" in name and name != "word/fontTable.xml"]
    assert "embedTrueTypeFonts" not in children(data, "word/settings.xml")
    assert FACE.encode() not in part(data, "word/fontTable.xml")
    assert len(data) < 12_000


def test_the_face_is_carried_as_word_does_it() -> None:
    data = made("李𬭎")
    entry = parse_xml(part(data, "word/fontTable.xml"))[-1]
    assert entry.get(qn("w:name")) == FACE
    assert [child.tag for child in entry] == [qn(f"w:{tag}") for tag in ("charset", "family", "pitch", "embedRegular")]
    within = entry[-1]
    relation = parse_xml(part(data, "word/_rels/fontTable.xml.rels"))[0]
    assert relation.get("Id") == within.get(qn("r:id"))
    assert relation.get("Target") == "fonts/font1.odttf"
    assert relation.get("Type").endswith("/officeDocument/2006/relationships/font")
    assert b"application/vnd.openxmlformats-officedocument.obfuscatedFont" in part(data, "[Content_Types].xml")
    key = within.get(qn("w:fontKey"))
    assert re.fullmatch(r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}", key)
    # ECMA-376: the key's digits from the last pair to the first, over the first 32 bytes.
    digits = bytes(reversed(bytes.fromhex(key.strip("{}").replace("-", ""))))
    stored, face = part(data, "word/fonts/font1.odttf"), FILE.read_bytes()
    assert bytes(one ^ other for one, other in zip(stored[:32], digits * 2, strict=True)) == face[:32] != stored[:32]
    assert stored[32:] == face[32:]
    assert children(data, "word/settings.xml")[:4] == [
        *("zoom", "embedTrueTypeFonts", "saveSubsetFonts", "mirrorMargins"),
    ]


def test_mixing_a_face_twice_gives_the_face() -> None:
    key = UUID(int=0x0102030405060708090A0B0C0D0E0F10)
    assert obfuscated(bytes(40), key) == key.bytes[::-1] * 2 + bytes(8)
    assert obfuscated(obfuscated(FILE.read_bytes(), key), key) == FILE.read_bytes()


def test_the_face_may_be_carried_and_counts_as_a_chinese_one() -> None:
    with TTFont(FILE) as font:
        assert font["OS/2"].fsType == 0
        assert font["OS/2"].ulCodePageRange1 & 1 << 18


def test_only_the_rare_characters_name_it() -> None:
    data = made("组织委员陈䶮、宣传委员李𬭎𬱖，张某。")
    assert carried(data) == ["䶮", "𬭎𬱖"]
    named = [face for _, face in runs(data) if face != FACE]
    assert named == [None] * 3
    fonts = parse_xml(part(data, "word/document.xml")).iter(qn("w:rFonts"))
    said = [[one.get(qn(f"w:{side}")) for side in SIDES] for one in fonts if one.get(qn("w:eastAsia"))]
    assert said == [[FACE, FACE, FACE, FACE, "eastAsia"]] * 2


def test_no_word_and_no_property_is_lost() -> None:
    for manuscript in (WITH_NAMES, everything.manuscript(30)):
        data = word(manuscript, USUAL)
        body = Document(BytesIO(data)).element.body
        said = "".join(node.text or "" for node in body.iter(qn("w:t")))
        assert reading.squeezed(said) == everything.words(manuscript)
        assert set("".join(carried(data))) >= set("䶮𬭎㛃")
        assert not rare(others(data))


def test_a_title_keeps_its_size_and_its_breaks() -> None:
    title = Title(("关于𬭎", "的决定"), "标题", size=60)
    data = word(Manuscript("标题", "单位", (title,)), USUAL)
    (line,) = parse_xml(part(data, "word/document.xml")).iter(qn("w:p"))
    sizes = {size.get(qn("w:val")) for size in line.iter(qn("w:sz"))}
    assert (carried(data), sizes) == (["𬭎"], {"120"})
    assert all(next(child.tag for child in own) == qn("w:rFonts") for own in line.iter(qn("w:rPr")))


def test_tables_margins_and_blanks_carry_it_too() -> None:
    table = Table((Column(grow=1),), (TableRow((cell("赵㛃", Role.HEI),)),), "名单")
    data = word(Manuscript("标题", "单位", (table,), "𠮷某草稿"), USUAL)
    assert carried(data) == ["㛃"]
    headers = [name for name in parts(data) if name.startswith("word/header")]
    assert headers
    assert all(carried(data, name) == ["𠮷"] for name in headers)


def test_what_the_face_lacks_too_is_left_to_the_reader() -> None:
    data = made("\U00020001、ئۇيغۇر、✓")
    assert data == made("\U00020001、ئۇيغۇر、✓")
    assert not carried(data)
    assert "word/fonts/font1.odttf" not in parts(data)


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert word(WITH_NAMES, USUAL) == word(WITH_NAMES, USUAL)


def template(*texts: str) -> bytes:
    document = Document()
    for text in texts:
        document.add_paragraph().add_run(text).bold = True
    document.sections[0].header.paragraphs[0].text = "{{记录人}}"
    return saved(document)


def saved(document: object) -> bytes:
    stream = BytesIO()
    document.save(stream)  # type: ignore[attr-defined] # python-docx's own name for it is a function's
    return stream.getvalue()


def test_a_filled_template_carries_it_in_text_and_margins() -> None:
    data = fill(template("记录人：{{记录人}}，主题"), values(record(), USUAL))
    assert carried(data) == ["𬭎"]
    assert [carried(data, name) for name in parts(data) if name.startswith("word/header")] == [["𬭎"]]
    assert all(run.bold for run in Document(BytesIO(data)).paragraphs[0].runs)
    tags = children(data, "word/settings.xml")
    assert tags[tags.index("zoom") :][1:3] == ["embedTrueTypeFonts", "saveSubsetFonts"]


def test_a_face_of_which_a_template_kept_a_part_is_replaced() -> None:
    first = fill(template("记录人：{{记录人}}"), values(record(), USUAL))
    again = Document(BytesIO(first))
    again.add_paragraph("{{主持人}}")
    next(one for one in again.part.package.iter_parts() if one.partname.endswith(".odttf"))._blob = b"a part"
    data = fill(saved(again), values(record(), USUAL))
    assert [name for name in parts(data) if name.startswith("word/fonts/")] == ["word/fonts/font1.odttf"]
    assert part(data, "word/fonts/font1.odttf") == part(first, "word/fonts/font1.odttf")
    assert part(data, "word/fontTable.xml").count(FACE.encode()) == 1
    assert children(data, "word/settings.xml").count("embedTrueTypeFonts") == 1


def test_a_template_that_embeds_already_does_so_as_before() -> None:
    document = Document(BytesIO(template("{{记录人}}")))
    document.settings.element.insert(1, OxmlElement("w:embedTrueTypeFonts"))
    data = fill(saved(document), values(record(), USUAL))
    assert carried(data) == ["𬭎"]
    assert "saveSubsetFonts" not in children(data, "word/settings.xml")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not on every machine that runs the tests")
def test_another_machine_shows_the_rare_characters_in_the_face_that_came_along() -> None:
    read = read_by_office({"minutes": word(WITH_NAMES, USUAL)}, elsewhere=True)["minutes"]
    assert set(RARE) <= set("".join(reading.pages(read.paper)))
    assert "买买提·艾山" in reading.body(read.paper)
    used = {name.rpartition("+")[2]: embedded for name, embedded in reading.faces(read.paper).items()}
    assert used.pop("BranchDeskFangRare-Regular")
    assert not [name for name in used if name.startswith(("BranchDesk", "LXGW"))]
    assert not reading.without_ink(read.paper, RARE)
