"""The branch's own Word template for a meeting: which it is, what it may ask for, and filling it.

The template stays the branch's file, to be changed in WPS or Word at any time; where it lies is remembered.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from branchdesk.errors import Refusal, Trouble
from branchdesk.files import containers
from branchdesk.files.given import TooLargeError, bytes_of
from branchdesk.files.whole import replacing
from branchdesk.services import preferences
from branchdesk.services.meetings.meetings import load
from branchdesk.services.pace import undisturbed
from branchdesk.services.papers.paper_settings import house
from branchdesk.store.engine import Store
from branchdesk.words import word_templates as say

KEY = "word_template"
LARGEST = 30_000_000  # bytes of a template; one with photos has a few million
MOST_UNPACKED = 64_000_000


@dataclass(frozen=True, slots=True)
class Field:
    """How a template asks for something, and what that becomes."""

    written: str
    meaning: str


def fields() -> tuple[Field, ...]:
    """Give everything that a template may ask for, in the order in which people look for it."""
    from branchdesk.papers.word.fields import FIELDS  # noqa: PLC0415 - with the papers, when somebody asks

    return tuple(Field(one.written, one.meaning) for one in FIELDS)


def chosen(store: Store) -> Path | None:
    """Give the template that was chosen, whether it still lies there or not."""
    kept = preferences.get(store, KEY)
    return Path(kept) if isinstance(kept, str) and kept else None


def choose(store: Store, path: Path | None) -> None:
    """Remember a template, or forget it. Refusal where it is no template that can be filled."""
    if path is not None:
        _try(_read(path))
    preferences.put(store, KEY, None if path is None else str(path))


def filled(store: Store, meeting_id: str) -> bytes:
    """Fill the chosen template with a meeting, and give the .docx file.

    Raises Refusal: no_template and template_gone where there is none; not_word, unknown_field and bad_template where
    something in it is not understood. Trouble where it cannot be read.
    """
    path = chosen(store)
    if path is None:
        raise Refusal(say.none_chosen(), code="no_template")
    return fill(store, _read(path), meeting_id)


def fill(store: Store, template: bytes, meeting_id: str) -> bytes:
    """Fill a template with a meeting, and give the .docx file."""
    from branchdesk.papers.word.fields import values  # noqa: PLC0415 - loaded when a file is wanted
    from branchdesk.papers.word.filling import fill as filled_with  # noqa: PLC0415 - as above

    with undisturbed():
        _see_through(template)
        return filled_with(template, values(load(store, meeting_id), house(store)))


def save_sample(store: Store, path: Path) -> None:
    """Write a template to begin with. Trouble where it cannot be written."""
    from branchdesk.papers.word.sample import sample  # noqa: PLC0415 - loaded when a file is wanted

    data = sample(house(store))
    with replacing(path) as file:
        file.write(data)


def _read(path: Path) -> bytes:
    try:
        return bytes_of(path, LARGEST)
    except TooLargeError as error:
        raise Refusal(say.too_large(LARGEST), code="too_large") from error
    except FileNotFoundError as error:
        raise Refusal(say.gone(str(path)), code="template_gone") from error
    except (OSError, ValueError) as error:
        raise Trouble(say.unreadable(str(path)), code="template_unreadable") from error


def _see_through(template: bytes) -> None:
    """Refuse what would be monstrous once it is unpacked."""
    try:
        containers.check_archive(template, MOST_UNPACKED)
    except containers.Unsound as error:
        if error.fault is containers.Fault.TOO_BIG:
            raise Refusal(say.too_large(LARGEST), code="too_large") from error
        raise Refusal(say.not_word(), code="not_word") from error


def _try(template: bytes) -> None:
    """Refuse a template whose names or braces are wrong, before any meeting is put into it."""
    from branchdesk.papers.word.fields import FIELDS  # noqa: PLC0415 - loaded when a template is chosen
    from branchdesk.papers.word.filling import check  # noqa: PLC0415 - as above

    _see_through(template)
    check(template, {one.name for one in FIELDS if not one.of})
