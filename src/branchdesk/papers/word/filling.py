"""A branch's own Word template, filled: names between {{ }} become what they stand for.

A template can ask for its fields, repeat and choose; it can call nothing, reach nothing else and run nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from io import BytesIO
from typing import Any, NoReturn
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import LxmlError

from branchdesk.errors import Refusal
from branchdesk.papers.word.fields import PARAGRAPH
from branchdesk.papers.word.package import finish
from branchdesk.papers.word.xml import legal
from branchdesk.words import word_templates as say

LARGEST = 30_000_000  # bytes of a template; one with photos has a few million
FILTERS = ("join", "length", "first", "last", "default")
# What a template may be made of. What is missing here makes much of little, or something that runs again and again.
KNOWN = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const),
    *(nodes.For, nodes.If, nodes.CondExpr, nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.Test),
    *(nodes.Filter, nodes.Keyword, nodes.Concat, nodes.Add, nodes.Sub, nodes.Call),
)
DEEPEST = 3  # loops within loops
TEXT_AROUND = 24  # characters shown around a fault
TAGS = re.compile(r"<[^>]+>")
FULL_WIDTH = {"｛｛": "{{", "｝｝": "}}", "｛%": "{%", "%｝": "%}", "｛％": "{%", "％｝": "%}"}


class _UnknownFieldError(Exception):
    """A part of a list that a template asks for, and that there is not."""


class _Missing(StrictUndefined):
    """What stands for a name that is not known; using it in any way tells the name."""

    def _fail_with_undefined_error(self, *_: object, **__: object) -> NoReturn:
        raise _UnknownFieldError(str(self._undefined_name))

    __str__ = __iter__ = __len__ = __bool__ = __eq__ = __ne__ = __hash__ = _fail_with_undefined_error
    __call__ = __getitem__ = __contains__ = __add__ = __lt__ = __gt__ = _fail_with_undefined_error


class _Environment(ImmutableSandboxedEnvironment):
    """Fields, loops and conditions, and nothing that can be called."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=_Missing)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401 - theirs
        """Let loops ask for what they are; nothing else is called."""
        return type(obj).__module__ == "jinja2.runtime"


def fill(template: bytes, values: Mapping[str, object]) -> bytes:
    """Fill a template and give the .docx file; the same values give the same bytes.

    Raises Refusal: not_word where it is no .docx file; unknown_field and bad_template where something in it is not
    understood, with the place.
    """
    environment = _Environment()
    document = _checked(template, environment, values)
    try:
        document.render(_legal(values), environment)
    except _UnknownFieldError as error:
        near = next(filter(None, (_around(document.patch_xml(one), str(error)) for one in _sources(document))), "")
        raise Refusal(say.unknown_field(str(error), "", near), code="unknown_field") from error
    except TemplateError as error:
        raise Refusal(say.bad_template(_near(getattr(error, "docx_context", ()))), code="bad_template") from error
    except (LxmlError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise Refusal(say.bad_template(""), code="bad_template") from error
    return finish(document.docx)


def check(template: bytes, names: Collection[str]) -> None:
    """Refuse a template as `fill` does, as far as that can be told without a meeting."""
    _checked(template, _Environment(), names)


def _checked(template: bytes, environment: _Environment, names: Collection[str]) -> DocxTemplate:
    document = _opened(template)
    try:
        _check_names(document, environment, names)
    except (LxmlError, AttributeError) as error:  # a part of it is not what its name says
        raise Refusal(say.not_word(), code="not_word") from error
    return document


def _opened(template: bytes) -> DocxTemplate:
    if len(template) > LARGEST:
        raise Refusal(say.too_large(LARGEST), code="too_large")
    try:
        read = Document(BytesIO(template))
        for part in read.part.package.iter_parts():
            _halve(getattr(part, "element", None))
        stream = BytesIO()
        read.save(stream)
        document = DocxTemplate(stream)
        document.init_docx()
    except (BadZipFile, PackageNotFoundError, LxmlError, KeyError, ValueError, AttributeError) as error:
        raise Refusal(say.not_word(), code="not_word") from error
    return document


def _halve(element: Any) -> None:  # noqa: ANN401 - lxml describes no types
    """Take braces that were typed full-width for braces."""
    for node in element.iter("{*}t") if element is not None else ():
        for wide, narrow in FULL_WIDTH.items():
            node.text = (node.text or "").replace(wide, narrow)


def _check_names(document: DocxTemplate, environment: _Environment, names: Collection[str]) -> None:
    """Refuse names that no field has, before anything is filled, with what may have been meant and the place."""
    for source in _sources(document):
        patched = document.patch_xml(source)
        try:
            tree = environment.parse(patched)
            asked = meta.find_undeclared_variables(tree)
        except TemplateError as error:
            raise Refusal(say.bad_template(_near(_lines_around(patched, error))), code="bad_template") from error
        except (ValueError, RecursionError) as error:  # a number of many digits, brackets in brackets
            raise Refusal(say.bad_template(""), code="bad_template") from error
        for name in sorted(asked - set(names)):
            meant = next(iter(get_close_matches(name, names, 1, 0.5)), "")
            raise Refusal(say.unknown_field(name, meant, _around(patched, name)), code="unknown_field")
        if not _may_run(tree):
            raise Refusal(say.bad_template(""), code="bad_template")


def _may_run(node: nodes.Node, loops: int = 0) -> bool:
    """Say whether a template consists of what is known, and has no loops that go on and on."""
    if isinstance(node, nodes.For):
        loops += 1
        if node.recursive:
            return False
    return (
        isinstance(node, KNOWN)
        and loops <= DEEPEST
        and all(_may_run(child, loops) for child in node.iter_child_nodes())
    )


def _sources(document: DocxTemplate) -> Iterator[str]:
    yield document.get_xml()
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        yield from (document.get_part_xml(part) for _, part in document.get_headers_footers(uri))


def _around(xml: str, name: str) -> str:
    text = TAGS.sub("", xml)
    found = re.search(rf"{{[{{%].{{0,60}}?{re.escape(name)}", text, re.DOTALL)
    if found is None:
        return ""
    at = found.end()
    return text[max(0, at - TEXT_AROUND) : at + TEXT_AROUND // 2].strip()


def _lines_around(xml: str, error: TemplateError) -> list[str]:
    number = getattr(error, "lineno", None) or 1
    return [TAGS.sub("", line) for line in xml.splitlines()[number - 1 : number]]


def _near(lines: Iterable[str]) -> str:
    """Give the beginning of the first line that has a brace in it."""
    return next((line.strip() for line in lines if "{" in line), "")[:TEXT_AROUND]


def _legal(value: Any) -> Any:  # noqa: ANN401 - fields are texts and lists of them
    """Give values as a Word file can hold them."""
    match value:
        case str():
            return PARAGRAPH.join(map(legal, value.split(PARAGRAPH)))
        case Mapping():
            return {key: _legal(one) for key, one in value.items()}
        case list():
            return [_legal(one) for one in value]
        case _:
            return value
