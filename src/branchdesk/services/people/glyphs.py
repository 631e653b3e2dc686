"""Whether a name can be shown and printed as it stands. The first question reads a small file; none loads a face."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache, lru_cache

from branchdesk.domain.characters import Drawn, is_han
from branchdesk.domain.meetings import Severity
from branchdesk.errors import Trouble
from branchdesk.ledgers.spec import Finding
from branchdesk.places import resources
from branchdesk.words import names as say
from branchdesk.words import store as say_store


def findings(field: str, name: str) -> Iterator[Finding]:
    """Say which characters of a name no face prints (a doubt), or another face than the paper's own (a note)."""
    drawn = {character: _face(character) for character in name}
    missing = "".join(character for character, face in drawn.items() if face is Face.NONE)
    otherwise = "".join(character for character, face in drawn.items() if face is Face.WIDE)
    if missing:
        yield Finding(field, Severity.DOUBT, "name_not_printed", say.not_printed(missing))
    if otherwise:
        yield Finding(field, Severity.NOTE, "name_printed_otherwise", say.printed_otherwise(otherwise))


class Face(Enum):
    """Which face prints a character: the paper's own, the one that stands in for it, or none."""

    OWN = "own"
    WIDE = "wide"
    NONE = "none"


@lru_cache(maxsize=8192)  # a roster has some hundred characters, again and again
def _face(character: str) -> Face:
    own, wide = _drawn()
    if not is_han(character) or character in own:
        return Face.OWN
    return Face.WIDE if character in wide else Face.NONE


@cache
def _drawn() -> tuple[Drawn, Drawn]:
    """Give which Han 仿宋 draws, the face of every paper's text, and which the face that stands in for it."""
    path = resources() / "names" / "printed.txt"
    try:
        runs = {role: rest for role, _, rest in (line.partition(" ") for line in path.read_text("ascii").splitlines())}
        return Drawn(runs["fang"]), Drawn(runs["wide"])
    except (OSError, ValueError, KeyError) as error:
        raise Trouble(say_store.resource_unreadable(path.name), code="resource_unreadable") from error
