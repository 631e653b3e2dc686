"""What a meeting's record still wants: said while it can be mended, never deciding anything.

An error is what cannot be; it stands in the way of 定稿. A doubt is kept and flagged; a note informs.
"""

from __future__ import annotations

from collections.abc import Iterator

from branchdesk.domain import kind_checks, kinds
from branchdesk.domain.agenda import (
    Ballot,
    FirstTopic,
    Lecture,
    Measure,
    PersonRef,
    Speech,
    Topic,
)
from branchdesk.domain.ballot_checks import NOTHING_KNOWN, BallotFacts, check_ballot
from branchdesk.domain.meetings import (
    Check,
    HeadCounts,
    MeetingRecord,
    Phase,
    Presence,
    Severity,
)
from branchdesk.domain.role_checks import check_roles
from branchdesk.domain.sections import BASICS, FIRST_TOPIC, PEOPLE, RESOLUTIONS, TOPICS
from branchdesk.words import meetings as say


def check_meeting(record: MeetingRecord, facts: BallotFacts = NOTHING_KNOWN) -> tuple[Check, ...]:
    """Give everything that wants a look, in the order of the form; `facts` are what its ballots are held against.

    What a record lacks is asked of meetings that were held; of a planned or cancelled one only what cannot be.
    """
    found = (
        *_basics(record),
        *kind_checks.of_kind(record),
        *_people(record),
        *check_roles(record),
        *_agenda(record, facts),
        *_resolutions(record),
    )
    return found if record.meeting.phase is Phase.HELD else errors(found)


def errors(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """Give those that stand in the way of closing the record."""
    return tuple(check for check in checks if check.severity is Severity.ERROR)


def _basics(record: MeetingRecord) -> Iterator[Check]:
    meeting = record.meeting
    if meeting.ends is not None and meeting.ends < meeting.starts:
        yield Check("ends_before_start", Severity.ERROR, say.ends_before_start(), BASICS)
    for role, code, person in (
        (say.CHAIR, "chair", meeting.chair),
        (say.RECORDER, "recorder", meeting.recorder),
    ):
        if person is None:
            yield Check(f"{code}_missing", Severity.DOUBT, say.person_missing(role), BASICS)
        else:
            yield from _known(role, person, BASICS)


def _known(role: str, person: PersonRef, place: str) -> Iterator[Check]:
    if person.id is None:
        yield Check("not_on_roster", Severity.NOTE, say.not_on_roster(role, person.name), place)


def _people(record: MeetingRecord) -> Iterator[Check]:
    if not record.by_name:
        yield from _heads(record)
    elif record.counts.unknown and kinds.of(record.meeting.kind).due:
        yield Check("people_unmarked", Severity.DOUBT, say.people_unmarked(record.counts.unknown), PEOPLE)
    elif record.meeting.counted is not None:
        yield from _both(record, record.meeting.counted)
    for person in record.attendees:
        if person.presence in {Presence.ON_LEAVE, Presence.ABSENT} and not person.reason.strip():
            sentence = say.reason_missing(record.called(person.name, person.member_id), say.PRESENCES[person.presence])
            yield Check("reason_missing", Severity.DOUBT, sentence, PEOPLE)


def _heads(record: MeetingRecord) -> Iterator[Check]:
    """Look at what an old record counted: it cannot be marked by name any more, but it can be added up."""
    heads = record.heads
    if problem := heads_problem(heads):
        yield Check("heads_do_not_add_up", Severity.DOUBT, problem, PEOPLE)
    if missing := [name for name, number in _named(heads)[:2] if number is None]:
        yield Check("heads_missing", Severity.DOUBT, say.heads_missing(missing), PEOPLE)
    for presence, number in ((Presence.ON_LEAVE, heads.on_leave), (Presence.ABSENT, heads.absent)):
        named = sum(person.presence is presence for person in record.attendees)
        if number is not None and named > number:
            sentence = say.more_named_than_counted(say.PRESENCES[presence], named, number)
            yield Check("heads_do_not_add_up", Severity.DOUBT, sentence, PEOPLE)


def _both(record: MeetingRecord, counted: HeadCounts) -> Iterator[Check]:
    """Compare what was marked by name with what an old record counted."""
    for (name, told), (_, number) in zip(_named(record.heads), _named(counted), strict=True):
        if number is not None and number != told:
            yield Check("heads_differ", Severity.DOUBT, say.heads_differ(name, told or 0, number), PEOPLE)


def _named(heads: HeadCounts) -> tuple[tuple[str, int | None], ...]:
    return tuple(zip(say.HEADS, (heads.expected, heads.present, heads.on_leave, heads.absent), strict=True))


def heads_problem(heads: HeadCounts) -> str:
    """Say what cannot be in counted heads, or nothing: more people than were expected, or some unaccounted for."""
    parts = (heads.present, heads.on_leave, heads.absent)
    together = sum(number or 0 for number in parts)
    if heads.expected is None or together == heads.expected:
        return ""
    if together > heads.expected:
        return say.more_than_expected(heads.expected, together)
    return say.heads_short(heads.expected, together) if None not in parts else ""


def _agenda(record: MeetingRecord, facts: BallotFacts) -> Iterator[Check]:
    agenda = record.meeting.agenda
    first_topics = [position for position, item in enumerate(agenda) if isinstance(item, FirstTopic)]
    wanted = kinds.of(record.meeting.kind).first_topic and not record.meeting.text
    if wanted and not first_topics:
        yield Check("first_topic_missing", Severity.DOUBT, say.no_first_topic(), FIRST_TOPIC)
    elif first_topics and first_topics[0] != 0:
        yield Check("first_topic_not_first", Severity.DOUBT, say.first_topic_late(), FIRST_TOPIC)
    for position, item in enumerate(agenda):
        if isinstance(item, FirstTopic):
            yield from _first_topic(item)
            yield from _spoken(item.speeches, FIRST_TOPIC)
            yield from _measures(item.measures, FIRST_TOPIC)
        elif isinstance(item, Topic | Lecture):
            yield from _spoken(item.speeches, TOPICS)
            yield from _measures(item.measures, TOPICS)
        else:
            yield from check_ballot(record, position, item, facts)


def _first_topic(item: FirstTopic) -> Iterator[Check]:
    if not item.documents:
        yield Check("document_missing", Severity.DOUBT, say.no_document(), FIRST_TOPIC)
    if item.lead_reader is None:
        yield Check("lead_reader_missing", Severity.DOUBT, say.no_lead_reader(), FIRST_TOPIC)
    else:
        yield from _known(say.LEAD_READER, item.lead_reader, FIRST_TOPIC)


def _spoken(speeches: tuple[Speech, ...], place: str) -> Iterator[Check]:
    for speech in speeches:
        if not speech.speaker.name.strip():
            yield Check("speaker_missing", Severity.DOUBT, say.speaker_missing(), place)
            continue
        yield from _known(say.SPEAKER, speech.speaker, place)


def _measures(measures: tuple[Measure, ...], place: str) -> Iterator[Check]:
    for measure in measures:
        if measure.owner is None:
            yield Check("measure_without_owner", Severity.DOUBT, say.measure_without_owner(measure.text), place)
        else:
            yield from _known(say.OWNER, measure.owner, place)
        if measure.due is None:
            yield Check("measure_without_due", Severity.NOTE, say.measure_without_due(measure.text), place)


def _resolutions(record: MeetingRecord) -> Iterator[Check]:
    """Miss the resolutions where there should be some, above all where a body that votes had something to decide."""
    meeting, kind = record.meeting, kinds.of(record.meeting.kind)
    if kind.resolves and not meeting.resolutions:
        decides = kind.votes and any(isinstance(item, Topic | Ballot) for item in meeting.agenda)
        severity = Severity.DOUBT if decides else Severity.NOTE
        yield Check("resolution_missing", severity, say.no_resolution(), RESOLUTIONS)
