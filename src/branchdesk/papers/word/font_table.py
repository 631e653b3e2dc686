"""The table of a Word file's faces: those that it names, and one that it carries.

A face is carried as Word does it: its first bytes are mixed with a key that stands beside it (ECMA-376, part 4,
font embedding), which keeps it from being taken for a font that was passed on.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsmap, qn
from lxml import etree

from branchdesk.papers.faces.files import FaceFile
from branchdesk.papers.word.faces import Face
from branchdesk.papers.word.xml import Element, make

CHARSET = "86"  # GB 2312, as Word writes it: what stands in for a face is Chinese too
OBFUSCATED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
# What the schema of a file's settings has before the two that say how faces are embedded when it is saved anew.
BEFORE_EMBEDDING = (
    *("writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime"),
    *("doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText"),
    *("printFractionalCharacterWidth", "printFormsData"),
)
EMBED, SYSTEM, SUBSET = "embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts"


def name_faces(document: Document, faces: Iterable[Face]) -> None:
    """Name the faces, and those that stand in for them where a machine lacks them."""
    table = _table(document)
    fonts = parse_xml(table.blob)
    for face in dict.fromkeys(faces):
        other = [make("altName", val=face.other)] if face.other else []
        fonts.append(_entry(face.name, *other))
    _write(table, fonts)


def embed(document: Document, face: FaceFile) -> None:
    """Put a face into the file, in place of one of its name that somebody's Word kept a part of."""
    table = _table(document)
    fonts = parse_xml(table.blob)
    for old in fonts.findall(qn("w:font")):
        if old.get(qn("w:name")) == face.family:
            fonts.remove(old)
            for kept in old.iter(qn("w:embedRegular")):
                table.rels.pop(kept.get(qn("r:id")), None)
    data = face.path.read_bytes()
    key = UUID(bytes=sha256(data).digest()[:16])
    package = document.part.package
    part = Part(package.next_partname("/word/fonts/font%d.odttf"), OBFUSCATED, obfuscated(data, key), package)
    within = OxmlElement("w:embedRegular", nsdecls={prefix: nsmap[prefix] for prefix in ("w", "r")})
    within.set(qn("r:id"), table.relate_to(part, RT.FONT))
    within.set(qn("w:fontKey"), f"{{{key}}}".upper())
    entry = _entry(face.family)
    entry.append(within)
    fonts.append(entry)
    _write(table, fonts)
    _keep_embedding(document.settings.element)


def obfuscated(data: bytes, key: UUID) -> bytes:
    """Mix a face's first 32 bytes with a key, last byte first; doing it again gives the face."""
    mixed = bytes(byte ^ other for byte, other in zip(data, key.bytes[::-1] * 2, strict=False))
    return mixed + data[len(mixed) :]


def _entry(name: str, *other: Element) -> Element:
    described = make("charset", val=CHARSET), make("family", val="auto"), make("pitch", val="variable")
    return make("font", *other, *described, name=name)


def _table(document: Document) -> Part:
    """Give the file's table of faces, an empty one where it has none."""
    try:
        return document.part.part_related_by(RT.FONT_TABLE)
    except KeyError:
        part = Part(PackURI("/word/fontTable.xml"), CT.WML_FONT_TABLE, _xml(make("fonts")), document.part.package)
        document.part.relate_to(part, RT.FONT_TABLE)
        return part


def _write(table: Part, fonts: Element) -> None:
    table._blob = _xml(fonts)  # noqa: SLF001 - python-docx keeps parts that it has no class for as bytes


def _xml(element: Element) -> bytes:
    return bytes(etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True))


def _keep_embedding(settings: Element) -> None:
    """Have Word keep the face when it saves the file; and of the office's own faces that it then adds, the least.

    A file that embeds already does so as its owner chose.
    """
    if settings.find(qn(f"w:{EMBED}")) is None:
        _set(settings, EMBED, BEFORE_EMBEDDING)
        _set(settings, SUBSET, (*BEFORE_EMBEDDING, EMBED, SYSTEM))


def _set(settings: Element, tag: str, before: Iterable[str]) -> None:
    """Switch something on, behind what stands before it in the schema."""
    for old in settings.findall(qn(f"w:{tag}")):
        settings.remove(old)
    known = {qn(f"w:{name}") for name in before}
    at = next((at for at, child in enumerate(settings) if child.tag not in known), len(settings))
    settings.insert(at, make(tag))
