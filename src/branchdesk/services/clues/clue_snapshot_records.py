"""The list of clues behind a snapshot: read from the file as it is, packed into bytes, and read from these again.

Packed it is lines of JSON, deflated: the names of the facts, then a clue a line in the order of identifiers. A fact
that a later version adds is None in the lists of before.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from branchdesk.domain.clue_records import ClueRecord
from branchdesk.domain.dates import PartialDate
from branchdesk.ledgers.clues import CLUES
from branchdesk.services.ledgers.lists import Condition, Test
from branchdesk.store.bulk import batches
from branchdesk.store.clue_counts import Chosen
from branchdesk.store.lists import CHUNK, holding
from branchdesk.store.sources import SOURCES

Report = Callable[[int, int], None]
LEVEL = 6


def as_they_are(connection: Connection, chosen: Chosen) -> Iterator[ClueRecord]:
    """Walk the clues that conditions leave, in the order of identifiers, without holding them in memory."""
    source = SOURCES[CLUES.source](chosen.branch_id, chosen.day)
    query = select(*(source.c[fact] for fact in ClueRecord._fields)).where(*holding(CLUES, source, chosen.conditions))
    for row in connection.execution_options(yield_per=CHUNK).execute(query.order_by(source.c.id)):
        yield ClueRecord._make(row)


def standing(connection: Connection, chosen: Chosen, ids: Sequence[str]) -> dict[str, ClueRecord]:
    """Give clues by their identifiers, as far as they are on record."""
    source = SOURCES[CLUES.source](None, chosen.day)
    query = select(*(source.c[fact] for fact in ClueRecord._fields))
    found = (
        ClueRecord._make(row) for part in batches(ids) for row in connection.execute(query.where(source.c.id.in_(part)))
    )
    return {record.id: record for record in found}


def pack(records: Iterable[ClueRecord], total: int, report: Report) -> bytes:
    """Pack a list of clues into bytes; `report` is told (clues done, clues in all) and may end the work by raising."""
    deflate = zlib.compressobj(LEVEL)
    packed = [deflate.compress(_line(ClueRecord._fields))]
    done, walked = 0, iter(records)
    while part := list(islice(walked, CHUNK)):
        packed.append(deflate.compress(b"".join(map(_line, part))))
        done += len(part)
        report(done, total)
    return b"".join([*packed, deflate.flush()])


def unpack(packed: bytes) -> Iterator[ClueRecord]:
    """Walk the clues of a packed list."""
    lines = _lines(packed)
    names = next(lines, [])
    places = [names.index(fact) if fact in names else None for fact in ClueRecord._fields]
    for values in lines:
        yield ClueRecord._make([None if place is None else values[place] for place in places])


def meets(record: ClueRecord, conditions: Iterable[Condition]) -> bool:
    """Say whether a clue meets the conditions that groups and ages have, as `store.lists` says it in SQL."""
    return all(_holds(getattr(record, one.field), one) for one in conditions)


def _holds(value: str | None, condition: Condition) -> bool:
    if condition.test is Test.EMPTY:
        return not value
    if condition.test is Test.ONE_OF:
        return (value or None) in condition.values
    if condition.test is Test.BETWEEN:
        low, high = condition.values
        first = PartialDate.parse(value).first_day().isoformat() if value else None
        return first is not None and (not low or first >= low) and (not high or first <= high)
    if condition.test is Test.IS:
        wanted = condition.values[0]
        return value == wanted or (condition.field == "reported_on" and (value or "").startswith(f"{wanted}-"))
    raise ValueError(condition.test)


def _line(values: Sequence[object]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _lines(packed: bytes) -> Iterator[list[Any]]:
    inflate = zlib.decompressobj()
    rest = b""
    for start in range(0, len(packed), PIECE):
        *whole, rest = (rest + inflate.decompress(packed[start : start + PIECE])).split(b"\n")
        yield from map(json.loads, whole)


PIECE = 1 << 16  # bytes read at once, so that a million clues are never in memory together
