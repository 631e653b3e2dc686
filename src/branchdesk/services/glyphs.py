"""Whether a name can be shown and printed as it stands. The first question reads a small file; none loads a face."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from branchdesk.domain.characters import Drawn, is_han
from branchdesk.domain.meetings import Severity
from branchdesk.errors import Trouble
from branchdesk.ledgers.spec import Finding
from branchdesk.places import resources
from branchdesk.words import names as say
from branchdesk.words import store as say_store


def findings(field: str, name: str) -> Iterator[Finding]:
    """Say which characters of a name no face prints (a doubt), or another face than the paper's own (a note)."""
    own, wide = _drawn()
    han = [character for character in dict.fromkeys(name) if is_han(character)]
    missing = "".join(character for character in han if character not in own and character not in wide)
    otherwise = "".join(character for character in han if character not in own and character in wide)
    if missing:
        yield Finding(field, Severity.DOUBT, "name_not_printed", say.not_printed(missing))
    if otherwise:
        yield Finding(field, Severity.NOTE, "name_printed_otherwise", say.printed_otherwise(otherwise))


@cache
def _drawn() -> tuple[Drawn, Drawn]:
    """Give which Han 仿宋 draws, the face of every paper's text, and which the face that stands in for it."""
    path = resources() / "names" / "printed.txt"
    try:
        runs = {role: rest for role, _, rest in (line.partition(" ") for line in path.read_text("ascii").splitlines())}
        return Drawn(runs["fang"]), Drawn(runs["wide"])
    except (OSError, ValueError, KeyError) as error:
        raise Trouble(say_store.resource_unreadable(path.name), code="resource_unreadable") from error
