"""Ballots of a meeting: by which custom of the branch they are judged, and what they are held against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, select

from branchdesk.domain.agenda import Ballot, BallotRule
from branchdesk.domain.ballot_checks import BallotFacts, Standing
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import (
    Attendee,
    Meeting,
    Verdict,
    kept_by_name,
)
from branchdesk.domain.roster import RosterPerson, Stage
from branchdesk.domain.voting import USUAL, Custom, judge_ballot, voters_in
from branchdesk.errors import Refusal
from branchdesk.services import preferences
from branchdesk.store.engine import Store
from branchdesk.store.roster import holds_on
from branchdesk.store.tables import member_stage, preference
from branchdesk.words import voting as say

KEY = "voting_custom"
MOST_MARGIN = 100  # percent of the seats


def custom(store: Store) -> Custom:
    """Give what the branch has set for its ballots."""
    with store.reading() as connection:
        return custom_of(connection, store.branch.id)


def custom_of(connection: Connection, branch_id: str) -> Custom:
    """Give what a branch has set for its ballots; what is not kept, or cannot be, is as usual."""
    mine = (preference.c.branch_id == branch_id, preference.c.key == KEY)
    kept = connection.scalar(select(preference.c.value).where(*mine))
    return _read(kept if isinstance(kept, dict) else {})


def set_custom(store: Store, chosen: Custom) -> None:
    """Keep what the branch sets for its ballots; it is no step, so undo passes it by."""
    preferences.put(store, KEY, None if chosen == USUAL else asdict(chosen))


def _read(kept: Mapping[str, Any]) -> Custom:
    margin = kept.get("margin")
    return Custom(
        margin=margin if type(margin) is int and 0 <= margin <= MOST_MARGIN else USUAL.margin,
        of_present=kept.get("of_present") is True,
        not_counted_elsewhere=kept.get("not_counted_elsewhere") is True,
    )


def check_not_counted(chosen: Custom, draft: Meeting) -> None:
    """Refuse people left out of the count of a ballot that is no election, unless the branch allows it."""
    for _, ballot in _ballots(draft):
        if ballot.not_counted and ballot.rule is not BallotRule.ELECTION and not chosen.not_counted_elsewhere:
            raise Refusal(say.not_counted_elsewhere(ballot.title), code="not_counted_elsewhere", field="agenda")


def verdicts(record: Meeting, people: Sequence[Attendee], chosen: Custom) -> dict[tuple[int, int], Verdict]:
    """Judge every ballot of a meeting, by (agenda position, subject position)."""
    named, day = kept_by_name(record, people), record.starts.date()
    return {
        (position, number): verdict
        for position, ballot in _ballots(record)
        for number, verdict in enumerate(
            judge_ballot(ballot, voters_in(ballot, people) if named else None, day, chosen)
        )
    }


def facts(
    connection: Connection,
    branch_id: str,
    record: Meeting,
    people: Sequence[Attendee],
    everybody: Sequence[RosterPerson],
) -> BallotFacts:
    """Look up what the ballots of a meeting are held against; what a closed record froze of people counts first."""
    chosen = custom_of(connection, branch_id)
    concerned = {subject.person for _, ballot in _ballots(record) for subject in ballot.subjects if subject.person}
    if not concerned:
        return BallotFacts(chosen, {})
    day = record.starts.date().isoformat()
    since = {
        row.member_id: (row.stage, PartialDate.parse(row.since) if row.since else None)
        for row in connection.execute(
            select(member_stage).where(member_stage.c.member_id.in_(concerned), holds_on(member_stage, day))
        )
    }
    standings = {one.id: (one.stage, one.entitled) for one in everybody if one.id in concerned}
    standings |= {
        one.member_id: (Stage(one.stage) if one.stage else None, one.entitled)
        for one in people
        if one.member_id in concerned
    }
    return BallotFacts(
        chosen,
        {
            key: Standing(stage, entitled, found[1] if (found := since.get(key)) and found[0] == stage else None)
            for key, (stage, entitled) in standings.items()
        },
    )


def _ballots(record: Meeting) -> Iterator[tuple[int, Ballot]]:
    return ((position, item) for position, item in enumerate(record.agenda) if isinstance(item, Ballot))
