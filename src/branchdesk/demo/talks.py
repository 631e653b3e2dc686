"""谈心谈话 of every year: within the committee, of the committee with each member, and between members."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from branchdesk.demo.days import on_or_after
from branchdesk.demo.lives import DemoRow
from branchdesk.demo.material import candour
from branchdesk.demo.records import DemoMember, expected_on
from branchdesk.domain.roster import in_committee
from branchdesk.words import talks as words

BETWEEN_MEMBERS = 6  # talks of that relation a year
SINCE, UNTIL = (2, 20), (11, 10)  # months and days between which a year's talks are held


def invent_talks(rng: Random, people: Sequence[DemoMember], first: date, today: date) -> tuple[DemoRow, ...]:
    """Give the talks of every year from the first record to today, none of them later than today."""
    found: list[DemoRow] = []
    for year in range(first.year, today.year + 1):
        since, until = max(date(year, *SINCE), first), min(date(year, *UNTIL), today)
        if since < until:
            found += [row for row in _of_year(rng, people, since, until) if row.values["day"] <= today.isoformat()]
    return tuple(found)


def _of_year(rng: Random, people: Sequence[DemoMember], since: date, until: date) -> Iterator[DemoRow]:
    here = [person for person in people if expected_on(person, since)]
    officers = [person for person in here if any(map(in_committee, person.offices))]
    members = [person for person in here if person not in officers]
    if not officers:
        return
    secretary, *others = officers
    for one in others:
        yield _talk(rng, secretary, one, words.COMMITTEE, since, until)
    for number, one in enumerate(members):
        yield _talk(rng, officers[number % len(officers)], one, words.COMMITTEE_AND_MEMBER, since, until)
    for _ in range(min(BETWEEN_MEMBERS, len(members) // 2)):
        talker, listener = rng.sample(members, 2)
        yield _talk(rng, talker, listener, words.MEMBERS, since, until)


def _talk(rng: Random, talker: DemoMember, listener: DemoMember, relation: str, since: date, until: date) -> DemoRow:
    day = min(on_or_after(since + timedelta(days=rng.randrange((until - since).days))), until)
    values = {
        "day": day.isoformat(),
        "who": talker.name,
        "other_id": talker.key,
        "level": relation,
        "place": rng.choice(candour.PLACES),
        "title": rng.choice(candour.THEMES),
        "detail": rng.choice(candour.POINTS),
    }
    return DemoRow(listener.key, "talk", values)
