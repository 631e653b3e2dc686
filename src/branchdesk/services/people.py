"""Finding people on the roster: by day, by name, by pinyin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from sqlalchemy import Connection, func, select

from branchdesk.domain.meetings import PersonRef
from branchdesk.domain.names import split_surname
from branchdesk.domain.roster import RosterPerson, labels
from branchdesk.errors import Refusal
from branchdesk.store.engine import Store
from branchdesk.store.roster import roster_on
from branchdesk.store.tables import member, party_group
from branchdesk.words import meetings as say


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


def on_roster(store: Store, day: date) -> tuple[RosterPerson, ...]:
    """Give everybody on the roster on a day, in roster order."""
    with store.reading() as connection:
        return tuple(roster_on(connection, store.branch.id, day))


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
