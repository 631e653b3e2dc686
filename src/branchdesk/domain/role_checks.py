"""Whether those who had something to do at a meeting were there to do it, and whether somebody can sign.

Source: 《中国共产党发展党员工作细则》 of 2026, 第21条: the secretary signs a resolution on an admission.
"""

from __future__ import annotations

from collections.abc import Iterator

from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    FirstTopic,
    Lecture,
    PersonRef,
    Speech,
    Topic,
)
from branchdesk.domain.meetings import (
    Check,
    MeetingRecord,
    Presence,
    Severity,
)
from branchdesk.domain.roster import SECRETARY
from branchdesk.domain.sections import BASICS, FIRST_TOPIC, TOPICS
from branchdesk.words import roles as say
from branchdesk.words.meetings import CHAIR, LEAD_READER, PRESENCES, RECORDER

AWAY = frozenset({Presence.ON_LEAVE, Presence.ABSENT})
OPENING = 8  # characters of a speech in which it says that it was sent in


def check_roles(record: MeetingRecord) -> tuple[Check, ...]:
    """Give who led, wrote, read, reported or spoke though marked as away, and whether nobody signs an admission."""
    return (*_at_the_head(record), *_on_the_agenda(record), *_signing(record))


def _at_the_head(record: MeetingRecord) -> Iterator[Check]:
    meeting = record.meeting
    for code, role, person in (
        ("chair_away", CHAIR, meeting.chair),
        ("recorder_away", RECORDER, meeting.recorder),
    ):
        yield from _away(record, code, role, person, BASICS)


def _on_the_agenda(record: MeetingRecord) -> Iterator[Check]:
    spoken: set[str | None] = set()
    for item in record.meeting.agenda:
        if isinstance(item, Ballot):
            continue
        place = FIRST_TOPIC if isinstance(item, FirstTopic) else TOPICS
        role, person = _leads(item)
        yield from _away(record, "leader_away", role, person, place)
        for speech in item.speeches:
            presence = _presence(record, speech.speaker)
            if presence in AWAY and not _sent_in(speech) and speech.speaker.id not in spoken:
                spoken.add(speech.speaker.id)
                name = record.called(speech.speaker.name, speech.speaker.id)
                sentence = say.spoke_while_away(name, PRESENCES[presence])
                yield Check("speaker_away", Severity.DOUBT, sentence, place, about=speech.speaker.id or "")


def _leads(item: FirstTopic | Topic | Lecture) -> tuple[str, PersonRef | None]:
    if isinstance(item, FirstTopic):
        return LEAD_READER, item.lead_reader
    return (say.LECTURER, item.lecturer) if isinstance(item, Lecture) else (say.REPORTER, item.reporter)


def _away(record: MeetingRecord, code: str, role: str, person: PersonRef | None, place: str) -> Iterator[Check]:
    if person is not None and (presence := _presence(record, person)) in AWAY:
        sentence = say.away(role, record.called(person.name, person.id), PRESENCES[presence])
        yield Check(code, Severity.DOUBT, sentence, place, about=person.id or "")


def _presence(record: MeetingRecord, person: PersonRef) -> Presence:
    """Say what is noted of somebody; nothing where they are not expected, such as a guest from above."""
    found = (one.presence for one in record.attendees if one.member_id == person.id)
    return next(found, Presence.UNKNOWN)


def _sent_in(speech: Speech) -> bool:
    return say.IN_WRITING in speech.text[:OPENING]


def _signing(record: MeetingRecord) -> Iterator[Check]:
    ballots = (item for item in record.meeting.agenda if isinstance(item, Ballot))
    voted = any(ballot.rule is BallotRule.ADMISSION for ballot in ballots)
    if voted and record.attendees and not any(SECRETARY in person.offices for person in record.attendees):
        yield Check("nobody_signs", Severity.NOTE, say.nobody_signs(), BASICS)
