"""Who is due at a meeting otherwise than the roster alone says, and why: what such a change must have."""

from __future__ import annotations

from collections.abc import Iterable

from branchdesk.domain.meetings import Meeting
from branchdesk.domain.roster import RosterPerson
from branchdesk.errors import Refusal
from branchdesk.words import people as say


def check_overrides(draft: Meeting, everybody: Iterable[RosterPerson]) -> None:
    """Refuse a change of the expected people without a reason, of somebody not on that day's roster, or made twice."""
    here = {person.id for person in everybody}
    seen: set[str | None] = set()
    for one in draft.overrides:
        if not one.reason.strip():
            sentence = say.reason_for(one.person.name, expected=one.expected)
            raise Refusal(sentence, code="override_without_reason", field="people")
        if one.person.id not in here:
            sentence = say.not_on_that_roster(one.person.name, draft.starts.date().isoformat())
            raise Refusal(sentence, code="override_not_on_roster", field="people")
        if one.person.id in seen:
            raise Refusal(say.changed_twice(one.person.name), code="override_twice", field="people")
        seen.add(one.person.id)
