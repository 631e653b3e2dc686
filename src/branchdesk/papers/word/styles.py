"""The styles a typist goes on with: body, title, four levels of headings, tables, page numbers."""

from __future__ import annotations

from collections.abc import Mapping

from docx.oxml.ns import qn

from branchdesk.papers.blocks import BODY, FOUR, SMALL_FOUR, TITLE, Role
from branchdesk.papers.word.faces import Face
from branchdesk.papers.word.sheet import CELL, CLOSER, LINE, MEASURE, exact
from branchdesk.papers.word.xml import Element, make, ordered, switch, twips

NORMAL, TEXT, HEADLINE, SIGNATURE = "Normal", "BodyText", "Title", "Signature"
IN_TABLE, CAPTION, HEADER, FOOTER, CONTENTS = "TableText", "Caption", "Header", "Footer", "TOC1"
LEVELS = {1: Role.HEI, 2: Role.KAI, 3: Role.FANG, 4: Role.FANG}
GREY = "8C8C8C"
INDENT = 2  # characters at a paragraph's beginning
HANG, FOR_NUMBER = 2, 0  # of a line of the contents
TABLE_SIDES = {"top": 0, "left": 50, "bottom": 0, "right": 50}  # twips of room in a cell of no other table


def heading(level: int) -> str:
    """Give the style of a heading."""
    return f"Heading{level}"


# What each style is set in; a run in another face or size says so itself.
ROLES = {
    **dict.fromkeys((NORMAL, TEXT, SIGNATURE, IN_TABLE, CAPTION, CONTENTS), Role.FANG),
    **{heading(level): role for level, role in LEVELS.items()},
    HEADLINE: Role.TITLE,
    HEADER: Role.HEI,
    FOOTER: Role.SONG,
}
CLOSE = {NORMAL, TEXT, SIGNATURE, CONTENTS, *map(heading, LEVELS)}
SIZES = dict.fromkeys(ROLES, BODY) | {HEADLINE: TITLE, HEADER: FOUR, FOOTER: FOUR, CAPTION: SMALL_FOUR}


def fonts(face: Face) -> Element:
    """Name a face for Han and Latin alike, as the printed papers have it."""
    return make("rFonts", hint="eastAsia", ascii=face.name, eastAsia=face.name, hAnsi=face.name, cs=face.name)


def size(points: float) -> list[Element]:
    """Give a size of letters."""
    return [make("sz", val=round(points * 2)), make("szCs", val=round(points * 2))]


def indents(first: float = 0, hang: float = 0, right: float = 0, points: float = BODY) -> Element:
    """Indent a paragraph's first line, its others and its right side, in characters.

    Twips say the same for readers that know no characters.
    """
    cell = CELL * points / BODY
    values: dict[str, int] = {"leftChars": round(hang * 100), "left": round(hang * cell)}
    if right:
        values |= {"rightChars": round(right * 100), "right": round(right * cell)}
    if first >= hang:
        values |= {"firstLineChars": round((first - hang) * 100), "firstLine": round((first - hang) * cell)}
    else:
        values |= {"hangingChars": round((hang - first) * 100), "hanging": round((hang - first) * cell)}
    return make("ind", **values)


def _style(style: str, name: str, base: str | None, paragraph: list[Element], run: list[Element]) -> Element:
    known = [make("basedOn", val=base)] if base else []
    following = [make("next", val=TEXT)] if style.startswith(("Heading", "Title")) else []
    element = make(
        "style",
        make("name", val=name),
        *known,
        *following,
        make("qFormat"),
        ordered("pPr", paragraph),
        ordered("rPr", run),
        type="paragraph",
        styleId=style,
    )
    if base is None:
        element.set(qn("w:default"), "1")
    if style == IN_TABLE:
        element.set(qn("w:customStyle"), "1")
    return element


def write_styles(faces: Mapping[Role, Face], *, hang: bool) -> list[Element]:
    """Write the defaults and the styles; with `hang` a mark that would begin a line may stand beyond its end."""

    def letters(style: str) -> list[Element]:
        closer = make("spacing", val=CLOSER if style in CLOSE else 0)
        return [fonts(faces[ROLES[style]]), closer, *size(SIZES[style])]

    normal = [
        switch("widowControl"),
        switch("kinsoku"),
        switch("overflowPunct", on=hang),
        switch("autoSpaceDE", on=False),
        switch("autoSpaceDN", on=False),
        switch("snapToGrid", on=False),
        exact(LINE),
        make("jc", val="both"),
    ]
    defaults = make(
        "docDefaults",
        make("rPrDefault", ordered("rPr", [*letters(NORMAL), make("lang", val="en-US", eastAsia="zh-CN")])),
        make("pPrDefault"),
    )
    headings = [
        _style(
            heading(level),
            f"heading {level}",
            NORMAL,
            [switch("keepNext"), indents(INDENT), make("outlineLvl", val=level - 1)],
            letters(heading(level)),
        )
        for level in LEVELS
    ]
    margins = [make(side, w=room, type="dxa") for side, room in TABLE_SIDES.items()]
    table = make(
        "style",
        make("name", val="Normal Table"),
        make("tblPr", make("tblInd", w=0, type="dxa"), make("tblCellMar", *margins)),
        type="table",
        default=1,
        styleId="TableNormal",
    )
    return [
        defaults,
        _style(NORMAL, "Normal", None, normal, letters(NORMAL)),
        _style(TEXT, "Body Text", NORMAL, [indents(INDENT)], []),
        _style(HEADLINE, "Title", NORMAL, [switch("keepNext"), _centred()], letters(HEADLINE)),
        *headings,
        _style(SIGNATURE, "Signature", NORMAL, [switch("keepLines")], []),
        _style(CAPTION, "caption", NORMAL, [_centred()], letters(CAPTION)),
        _style(CONTENTS, "toc 1", NORMAL, [_leader(), indents(0, HANG, FOR_NUMBER), make("jc", val="left")], []),
        _style(IN_TABLE, "表格文字", NORMAL, [_centred()], [make("spacing", val=0)]),
        _style(HEADER, "header", NORMAL, [exact(twips(FOUR))], [*letters(HEADER), make("color", val=GREY)]),
        _style(FOOTER, "footer", NORMAL, [exact(twips(FOUR))], letters(FOOTER)),
        table,
    ]


def _leader() -> Element:
    """Give the stop at the right edge that a line of the contents leads to with dots."""
    return make("tabs", make("tab", val="right", leader="dot", pos=MEASURE))


def _centred() -> Element:
    return make("jc", val="center")
