"""The file around the text: what python-docx begins with, without its styles and dates; the same bytes each time."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from branchdesk.papers.blocks import Manuscript, Role
from branchdesk.papers.word.faces import Face
from branchdesk.papers.word.font_table import name_faces
from branchdesk.papers.word.rare import carry_rare
from branchdesk.papers.word.styles import write_styles
from branchdesk.papers.word.xml import Element, legal, make

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file knows
UNWANTED = (
    *(RT.NUMBERING, RT.CUSTOM_XML, RT.WEB_SETTINGS, RT.FONT_TABLE, RT.EXTENDED_PROPERTIES),
    *("stylesWithEffects", "thumbnail"),
)
LONGEST = 255  # characters that a file may say of itself in one place


def begin(manuscript: Manuscript, faces: dict[Role, Face]) -> WordDocument:
    """Begin a file: styles, settings, faces and what the file says of itself."""
    document = Document()
    _drop(document.part)
    _drop(document.part.package)
    body = document.element.body
    for child in list(body):
        body.remove(child)
    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    styles.extend(write_styles(faces, hang=manuscript.layout.hang))
    _settings(document.settings.element, duplex=manuscript.layout.duplex)
    name_faces(document, faces.values())
    told = document.core_properties._element  # noqa: SLF001 - python-docx sets dates, and cannot take them away
    for child in list(told):
        told.remove(child)
    document.core_properties.title = legal(manuscript.title)[:LONGEST]
    document.core_properties.author = legal(manuscript.author)[:LONGEST]
    document.core_properties.language = "zh-CN"
    return document


def finish(document: WordDocument) -> bytes:
    """Give the file's bytes, which depend on nothing but what is in it; the face of rare characters goes with them."""
    carry_rare(document)
    stream, packed = BytesIO(), BytesIO()
    document.save(stream)
    with ZipFile(stream) as made, ZipFile(packed, "w", ZIP_DEFLATED) as file:
        for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, LONG_AGO)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            file.writestr(entry, made.read(name))
    return packed.getvalue()


def _drop(holder: object) -> None:
    """Take away what the template brings along and nothing here needs."""
    rels = holder.rels  # type: ignore[attr-defined] # a part and the package have them alike
    for key, rel in list(rels.items()):
        if rel.reltype in UNWANTED or rel.reltype.endswith(UNWANTED[-2:]):
            del rels[key]


def _settings(settings: Element, *, duplex: bool) -> None:
    for child in list(settings):
        settings.remove(child)
    compatibility = make(
        "compat",
        make("spaceForUL"),
        make("balanceSingleByteDoubleByteWidth"),
        make("doNotLeaveBackslashAlone"),
        make("ulTrailSpace"),
        make("doNotExpandShiftReturn"),
        make("adjustLineHeightInTable"),
        make("useFELayout"),
        make("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15),
    )
    settings.extend(
        [
            make("zoom", percent=100),
            *([make("mirrorMargins")] if duplex else []),
            make("bordersDoNotSurroundHeader"),
            make("bordersDoNotSurroundFooter"),
            make("defaultTabStop", val=420),
            *([make("evenAndOddHeaders")] if duplex else []),
            make("drawingGridVerticalSpacing", val=156),
            make("displayHorizontalDrawingGridEvery", val=0),
            make("displayVerticalDrawingGridEvery", val=2),
            make("characterSpacingControl", val="doNotCompress"),
            compatibility,
            make("themeFontLang", val="en-US", eastAsia="zh-CN"),
        ]
    )
