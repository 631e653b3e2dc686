"""Finding people on the roster by day and by name, the keys that sort and find a name, the order of every list."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, select, update

from branchdesk import clock
from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.names import split_surname
from branchdesk.domain.roster import PeopleOrder, RosterPerson, labels
from branchdesk.domain.strokes import Strokes
from branchdesk.errors import Refusal, Trouble
from branchdesk.ledgers.members import MEMBERS
from branchdesk.ledgers.spec import Ledger
from branchdesk.places import resources
from branchdesk.services import preferences
from branchdesk.store.engine import Store
from branchdesk.store.roster import PEOPLE_ORDER, people_order, roster_on
from branchdesk.store.tables import member, party_group, volunteer
from branchdesk.words import meetings as say
from branchdesk.words import store as say_store


class NameKeys(NamedTuple):
    """What is kept beside a name: initials (oyc) and syllables (ou yang chong) to find it, strokes to sort by."""

    initials: str
    pinyin: str
    strokes: str


def name_keys(name: str) -> NameKeys:
    """Give a name's keys. The first call reads what is known of characters: only where a name is written."""
    return NameKeys(*pinyin_keys(name), stroke_table().name_key(name))


def pinyin_keys(name: str) -> tuple[str, str]:
    """Give a name's search keys: its initials (oyc) and its syllables (ou yang chong)."""
    from pypinyin.seg.simpleseg import seg  # noqa: PLC0415 - only a name being written needs it

    reading, rest = split_surname("".join(character for character in name if character.isalpha()))
    syllables = reading.split()
    for word in seg(rest):
        syllables += _syllables(word)
    return "".join([syllable[0] for syllable in syllables]), " ".join(syllables)


@lru_cache(maxsize=4096)
def _syllables(word: str) -> tuple[str, ...]:
    """Read one word of those that pypinyin cuts a name into: mostly a single character, and most of them come again."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - as above

    return tuple(part.lower() for part in lazy_pinyin(word))


@cache
def stroke_table() -> Strokes:
    """Give how characters are written, as the program ships it; Trouble where that file is missing or damaged."""
    path = resources() / "names" / "strokes.txt.gz"
    try:
        return Strokes(gzip.decompress(path.read_bytes()).decode("ascii"))
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise Trouble(say_store.resource_unreadable(path.name), code="resource_unreadable") from error


def fill_strokes(store: Store) -> int:
    """Work out the strokes of names that were written before there was such a key, and give how many.

    It is no step: nothing that anybody entered becomes another. Trouble as `stroke_table` says.
    """
    filled = 0
    for table in (member, volunteer):
        query = select(table.c.id, table.c.name).where(table.c.strokes.is_(None))
        with store.reading() as connection:
            rows = connection.execute(query).all()
        if not rows:
            continue
        known = stroke_table()
        keys = [{"of": row.id, "key": known.name_key(row.name)} for row in rows]
        with store.transaction() as connection:
            of = update(table).where(table.c.id == bindparam("of"), table.c.strokes.is_(None))
            connection.execute(of.values(strokes=bindparam("key")), keys)
        filled += len(keys)
    return filled


def order(store: Store) -> PeopleOrder:
    """Give the order in which people stand everywhere: the committee first, then as chosen."""
    with store.reading() as connection:
        return people_order(connection, store.branch.id)


def set_order(store: Store, wanted: PeopleOrder) -> None:
    """Choose the order in which people stand everywhere; it is no step, so undo passes it by."""
    preferences.put(store, PEOPLE_ORDER, wanted.value)


def in_wanted_order(connection: Connection, branch_id: str, ledger: Ledger) -> Ledger:
    """Give the ledger with the order that the branch wants for its people; any other ledger as it is."""
    by = {PeopleOrder.STROKES: "name_strokes", PeopleOrder.PINYIN: "name_key"}
    if ledger.key != MEMBERS.key or (wanted := people_order(connection, branch_id)) not in by:
        return ledger
    first, *rest = ledger.order
    return replace(ledger, order=(first, by[wanted], *rest))


def on_roster(store: Store, day: date) -> tuple[RosterPerson, ...]:
    """Give everybody on the roster on a day, in roster order."""
    with store.reading() as connection:
        return tuple(roster_on(connection, store.branch.id, day))


def called(connection: Connection, branch_id: str, member_id: str) -> str:
    """Name a member so that nobody of today's roster is taken for them; who is not on it has their bare name."""
    names = labels(roster_on(connection, branch_id, clock.today()))
    return names.get(member_id) or connection.scalar(select(member.c.name).where(member.c.id == member_id)) or ""


def groups(store: Store) -> tuple[str, ...]:
    """Give the names of the branch's groups, in order."""
    with store.reading() as connection:
        mine = party_group.c.branch_id == store.branch.id
        return tuple(connection.scalars(select(party_group.c.name).where(mine).order_by(party_group.c.position)))


def shared_names(store: Store) -> frozenset[str]:
    """Give the names that more than one person of the branch bears."""
    query = select(member.c.name).where(member.c.branch_id == store.branch.id).group_by(member.c.name)
    with store.reading() as connection:
        return frozenset(connection.scalars(query.having(func.count() > 1)))


class Directory:
    """Everybody the branch knows, to tell who a name means. Reads once; use it within one verb."""

    def __init__(self, connection: Connection, branch_id: str, roster: Iterable[RosterPerson]) -> None:
        """Take the roster of the day that matters: its people come first where names are shared."""
        rows = connection.execute(select(member.c.id, member.c.name).where(member.c.branch_id == branch_id))
        self._names = {row.id: row.name for row in rows}
        self._by_name: dict[str, list[str]] = {}
        for person_id, name in self._names.items():
            self._by_name.setdefault(name, []).append(person_id)
        self._roster = {person.id: person for person in roster}
        self._labels = labels(self._roster.values())

    def find(self, person: PersonRef) -> PersonRef | None:
        """Give the member that a reference means, or None where the branch knows nobody so called.

        Refusal where several bear the name and no identifier says who, or where an identifier names nobody.
        """
        if person.id is not None:
            if person.id not in self._names:
                raise Refusal(say.nobody_called(person.id), code="nobody_called")
            return PersonRef(self._names[person.id], person.id)
        if person.name in self._names:  # an identifier typed where a name may stand
            return PersonRef(self._names[person.name], person.name)
        name = person.name.replace(" ", "").replace("\u3000", "")
        found = self._by_name.get(person.name) or self._by_name.get(name) or []
        here = [person_id for person_id in found if person_id in self._roster] or found
        if not here:
            return None
        if len(here) > 1:
            candidates = [say.candidate(one, self._labels.get(one, name), self._note(one)) for one in here]
            raise Refusal(say.several_called(person.name, candidates), code="several_called")
        return PersonRef(self._names[here[0]], here[0])

    def name(self, person: PersonRef) -> PersonRef:
        """Give the member that a reference means, or the reference as it stands: a guest may speak too."""
        return self.find(person) or person

    def is_shared(self, name: str) -> bool:
        """Say whether more than one person bears a name."""
        return len(self._by_name.get(name, ())) > 1

    def _note(self, person_id: str) -> str:
        person = self._roster.get(person_id)
        return say.STAGES[person.stage] if person and person.stage else ""


def whose_name(connection: Connection, branch_id: str, name: str | None, day: str | None) -> str | None:
    """Give the one member who bears a name on a day as stored; None where nobody of the branch does, or several do."""
    if not name:
        return None
    on = PartialDate.parse(day).first_day() if day else clock.today()
    try:
        found = Directory(connection, branch_id, roster_on(connection, branch_id, on)).find(PersonRef(name))
    except Refusal:
        return None
    return found.id if found else None
