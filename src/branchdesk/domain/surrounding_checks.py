"""What a record wants in view of other records: said while it can be mended, and never an error.

Source: 《中国共产党支部工作条例（试行）》第12条 for what comes before the members' meeting; RULES.md 1.3. That nobody
is in two places at once, and that minutes are not last month's, needs no article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from branchdesk.domain.likeness import alike_titles, nearest
from branchdesk.domain.meetings import (
    Check,
    Meeting,
    MeetingKind,
    MeetingRecord,
    MeetingState,
    Phase,
    Presence,
    Severity,
)
from branchdesk.domain.sections import BASICS, TOPICS
from branchdesk.domain.surroundings import (
    Agenda,
    Matter,
    Other,
    Surroundings,
    at_the_head,
    for_members_meeting,
    hours,
    matters_of,
    words_of,
)
from branchdesk.words import surroundings as say

PATIENCE = timedelta(days=90)  # after which a matter waits even where no members' meeting was held


def check_surroundings(record: MeetingRecord, around: Surroundings) -> tuple[Check, ...]:
    """Give everything that wants a look beside other records.

    Of a closed record it is only what is still to be done, of a plan what its agenda might still take up.
    """
    if record.meeting.phase is not Phase.HELD:
        return tuple(_waiting(record.meeting, around))
    left_open = tuple(_not_brought_up(record.meeting, around))
    if record.state is MeetingState.FINAL:
        return left_open
    return (*_overlaps(record, around), *_copied(record.meeting, around), *_waiting(record.meeting, around), *left_open)


def people_there(record: MeetingRecord) -> dict[str, str]:
    """Give by identifier who was at a meeting, led it or kept its record, as people are called in it."""
    there = {person.id or "": person.name for person in at_the_head(record.meeting)}
    there |= {one.member_id: one.name for one in record.attendees if one.presence is Presence.PRESENT}
    return {key: record.called(name, key) for key, name in there.items()}


def which(other: Other | Meeting) -> str:
    """Tell a meeting from others: its moment, kind and group."""
    return f"{other.starts:%Y-%m-%dT%H:%M} {other.kind} {other.group or ''}".strip()


def _overlaps(record: MeetingRecord, around: Surroundings) -> Iterator[Check]:
    """Find who was elsewhere at the same time; records of one sitting are of one time, and who was online was there."""
    mine, people = hours(record.meeting.starts, record.meeting.ends), people_there(record)
    for one in around.meanwhile:
        theirs = hours(one.other.starts, one.ends)
        if mine is None or theirs is None or _one_sitting(record.meeting, one.other):
            continue
        names = [name for key, name in people.items() if key in one.people]
        if names and mine[0] < theirs[1] and theirs[0] < mine[1]:
            begins = say.moment(one.other.starts.month, one.other.starts.day, f"{one.other.starts:%H:%M}")
            sentence = say.overlap(names, one.other.kind, one.other.group, begins)
            yield Check("overlap", Severity.DOUBT, sentence, BASICS, about=which(one.other))


def _copied(meeting: Meeting, around: Surroundings) -> Iterator[Check]:
    """Find the earlier minutes whose words these are; groups that met on one day may share theirs."""
    compared = [
        one
        for one in around.earlier
        if not _one_sitting(meeting, one.other) and not _other_group_that_day(meeting, one.other)
    ]
    found = nearest(words_of(meeting), [one.text for one in compared])
    if found is not None:
        where = _called(compared[found.number].other)
        yield Check("text_copied", Severity.DOUBT, say.nearly_the_same(where, found.percent, found.same), TOPICS)


def _not_brought_up(meeting: Meeting, around: Surroundings) -> Iterator[Check]:
    """Find what a committee wanted to come before the members' meeting, and what never did."""
    if meeting.kind is not MeetingKind.COMMITTEE_MEETING:
        return
    later = [one for one in around.assemblies if one.other.starts > meeting.starts]
    held = min((one.other for one in later if one.held), key=lambda one: one.starts, default=None)
    passed = around.today - meeting.starts.date()
    if held is None and passed <= PATIENCE:
        return
    for matter in for_members_meeting(meeting):
        if not _is_on(matter, later):
            sentence = say.not_brought_up(matter.title, _called(held) if held else None, passed.days)
            yield Check("matter_not_brought_up", Severity.DOUBT, sentence, TOPICS)


def _waiting(meeting: Meeting, around: Surroundings) -> Iterator[Check]:
    """Find what committees wanted to come before this members' meeting, and is neither on its agenda nor another's."""
    if meeting.kind is not MeetingKind.MEMBERS_MEETING:
        return
    here = Agenda(Other(meeting.kind, meeting.starts), matters_of(meeting))
    told: list[Matter] = []
    for committee in around.committees:
        coming = [here, *(one for one in around.assemblies if one.other.starts > committee.other.starts)]
        for matter in committee.matters:
            if not _is_on(matter, coming) and not any(_same(matter, one) for one in told):
                told.append(matter)
                sentence = say.waiting(matter.title, _called(committee.other))
                yield Check("matter_waiting", Severity.DOUBT, sentence, TOPICS, about=matter.title)


def _is_on(matter: Matter, agendas: Iterable[Agenda]) -> bool:
    return any(_same(matter, one) for agenda in agendas for one in agenda.matters)


def _same(wanted: Matter, found: Matter) -> bool:
    """Say whether two items are of one matter: by the people voted on, where there are any, else by their titles."""
    if found.admission and any(name in wanted.names or name in wanted.title for name in found.names):
        return True
    return alike_titles(wanted.title, found.title)


def _one_sitting(meeting: Meeting, other: Other) -> bool:
    return meeting.sitting is not None and meeting.sitting == other.sitting


def _other_group_that_day(meeting: Meeting, other: Other) -> bool:
    of_groups = meeting.group is not None and other.group is not None
    return of_groups and meeting.group != other.group and meeting.starts.date() == other.starts.date()


def _called(other: Other) -> str:
    return say.other(other.kind, other.starts.date().isoformat(), other.group)
