"""WordprocessingML in few words: elements whose children stand in the order that the format asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Element = Any  # lxml describes no types

TWIPS = 20  # to a point
ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
# What may stand in the properties of a paragraph, of a run and of a section, in the order of the format's schema.
_ORDER = {
    "w:pPr": (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "shd", "tabs", "kinsoku", "wordWrap"),
        *("overflowPunct", "autoSpaceDE", "autoSpaceDN", "adjustRightInd", "snapToGrid", "spacing", "ind", "jc"),
        *("textAlignment", "outlineLvl", "rPr", "sectPr"),
    ),
    "w:rPr": ("rStyle", "rFonts", "b", "bCs", "color", "spacing", "kern", "sz", "szCs", "lang"),
    "w:sectPr": ("footerReference", "headerReference", "type", "pgSz", "pgMar", "pgNumType", "docGrid"),
}


def make(tag: str, *children: Element, **attributes: object) -> Element:
    """Make an element of the w: namespace with attributes of the same."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(children)
    return element


def switch(tag: str, *, on: bool = True) -> Element:
    """Make a property that is on or off."""
    return make(tag) if on else make(tag, val=0)


def ordered(tag: str, children: Iterable[Element]) -> Element:
    """Make a list of properties in the order of the schema."""
    rank = {qn(f"w:{name}"): at for at, name in enumerate(_ORDER[f"w:{tag}"])}
    return make(tag, *sorted(children, key=lambda child: rank[child.tag]))


def legal(text: str) -> str:
    """Give a text without what an XML file cannot hold: controls, halves of characters, the two that are none."""
    return ILLEGAL.sub("", text)


def twips(points: float) -> int:
    """Give points as twentieths of a point."""
    return round(points * TWIPS)
