"""Finding clues by a text in them, among a million of them: exactly what LIKE finds, without reading the clues.

The index (`char_places`) is kept in parts of some thousands of clues. It is true up to an operation; what changed since
is looked at with LIKE itself and laid over what the index finds, so that nothing has to be written when a clue is.
`freshen` brings the index up to date beside the program's other work; until it is whole, `matching` gives no answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from pyroaring import BitMap
from sqlalchemy import ColumnElement, Connection, Row, or_, select

from branchdesk.ledgers.clues import CLUES
from branchdesk.store import clue_changes
from branchdesk.store.bulk import batches
from branchdesk.store.char_places import beginnings, folded, unpacked, whose
from branchdesk.store.tables import clue, clue_search, clue_search_char, clue_search_part

FIELDS = CLUES.search
FORM = f"1 {' '.join(FIELDS)}"  # an index in another form, or of other fields, is made anew
LONGEST = 200  # characters of a text that is looked for; who looks for more can wait
MOST_CHANGED = 3000  # changes that are looked at one by one
CODES = 21  # bits of a character's number


def matching(connection: Connection, branch_id: str, text: str) -> BitMap | None:
    """Give the serials of the clues in which a text stands, as LIKE over the ledger's searched fields finds it.

    None where the index cannot tell: it is not whole, too much changed since, or the text is one it does not take.
    """
    word = folded(text)
    if not word or "\0" in text or len(word) > LONGEST:
        return None
    state = standing(connection, branch_id)
    if state is None or not state.whole:
        return None
    changed = clue_changes.changed_since(connection, state.sequence, MOST_CHANGED)
    if changed is None:
        return None
    begins = {part: beginnings(word, places) for part, places in _places(connection, branch_id, word)}
    found = _owners(connection, {part: places for part, places in begins.items() if places})
    found -= BitMap(changed.gone)
    found |= _plainly(connection, changed.ids, text)
    return found


def standing(connection: Connection, branch_id: str) -> Row[Any] | None:
    """Tell how far a branch's index is; None where there is none that can be read."""
    mine = (clue_search.c.branch_id == branch_id, clue_search.c.form == FORM)
    return connection.execute(select(clue_search).where(*mine)).first()


def holds(text: str) -> ColumnElement[bool]:
    """Say in SQL that a text stands in one of the fields that are searched."""
    return or_(*(clue.c[key].contains(text, autoescape=True) for key in FIELDS))


def _places(connection: Connection, branch_id: str, word: str) -> Iterator[tuple[int, Mapping[str, BitMap]]]:
    """Give the places of a word's characters, part by part."""
    parts = connection.scalars(select(clue_search_part.c.id).where(clue_search_part.c.branch_id == branch_id)).all()
    characters = set(word)
    for some in batches(parts):
        ids = [part << CODES | ord(character) for part in some for character in characters]
        query = select(clue_search_char).where(clue_search_char.c.id.in_(ids)).order_by(clue_search_char.c.id)
        for part, rows in groupby(connection.execute(query), key=lambda row: row.id >> CODES):
            found = {chr(row.id & ~(-1 << CODES)): row.places for row in rows}
            if len(found) == len(characters):
                yield part, {character: BitMap.deserialize(places) for character, places in found.items()}


def _owners(connection: Connection, begins: Mapping[int, BitMap]) -> BitMap:
    """Give the clues, of those for which each part still speaks, whose text stands at its places."""
    found = BitMap()
    for parts in batches(list(begins)):
        for row in connection.execute(select(clue_search_part).where(clue_search_part.c.id.in_(parts))):
            owners = memoryview(row.owners).cast("I")
            theirs = whose(begins[row.id], owners, partial(unpacked, row.shared))
            found |= theirs & BitMap.deserialize(row.serials)
    return found


def _plainly(connection: Connection, ids: Sequence[str], text: str) -> BitMap:
    """Look into clues one by one."""
    found = BitMap()
    for some in batches(ids):
        found.update(connection.scalars(select(clue.c.serial).where(clue.c.id.in_(some), holds(text))))
    return found
