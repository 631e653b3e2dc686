"""What the tests of this room read out of an invented branch: the text of minutes, and the roll of a day."""

from branchdesk.demo.branch import Invented
from branchdesk.demo.records import DemoMeeting, Fault, entitled_on, expected_on, meeting_label
from branchdesk.demo.telling import sentences
from branchdesk.domain import roster
from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    FirstTopic,
    Lecture,
    PersonRef,
)
from branchdesk.domain.meetings import Attendee, Meeting
from branchdesk.domain.roster import RosterPerson, Stage


def texts(meeting: Meeting) -> list[str]:
    """Give everything that is written in minutes, as a reader would compare them; who is voted on is not."""
    found = [meeting.title or ""]
    for item in meeting.agenda:
        if isinstance(item, Ballot):
            found += [item.title, item.text, *(subject.name for subject in item.subjects if not subject.person)]
            continue
        if isinstance(item, FirstTopic):
            found += [document.title for document in item.documents]
        else:
            found += [item.title, item.text]
        found += [speech.text for speech in item.speeches] + [measure.text for measure in item.measures]
    return [text for text in [*found, *(meeting.resolutions or ())] if text]


def sentences_of(meeting: Meeting) -> frozenset[str]:
    return frozenset(sentence for text in texts(meeting) for sentence in sentences(text))


def sound(invented: Invented, *codes: Fault) -> list[DemoMeeting]:
    """Give the records without those in which a fault of these kinds was planted."""
    labels = {one.where for one in invented.planted if one.code in codes}
    return [record for record in invented.meetings if meeting_label(record.meeting) not in labels]


def people_named(meeting: Meeting) -> list[PersonRef]:
    """Give everybody whom the record refers to, marks included."""
    named = [meeting.chair, meeting.recorder, *(mark.person for mark in meeting.attendance.marks)]
    for item in meeting.agenda:
        if isinstance(item, Ballot):
            if item.rule is not BallotRule.APPRAISAL:  # who was away is appraised too
                named += [PersonRef(subject.name, subject.person) for subject in item.subjects if subject.person]
            continue
        if isinstance(item, FirstTopic):
            named.append(item.lead_reader)
        else:
            named.append(item.lecturer if isinstance(item, Lecture) else item.reporter)
        named += [speech.speaker for speech in item.speeches] + [measure.owner for measure in item.measures]
    return [person for person in named if person is not None]


def attended(invented: Invented, meeting: Meeting) -> tuple[Attendee, ...]:
    """Work out the roll as the program does, from the roster of the day and the marks."""
    day = meeting.starts.date()
    people = [
        RosterPerson(
            person.key,
            person.name,
            Stage.FULL if entitled_on(person, day) else Stage.PROBATIONARY,
            person.offices,
            person.group,
            number,
        )
        for number, person in enumerate(invented.people)
        if expected_on(person, day)
    ]
    marks = {mark.person.id: mark for mark in meeting.attendance.marks}
    found = []
    for person in roster.expected(meeting.body, people, meeting.group):
        mark = marks.pop(person.id, None)
        found.append(
            Attendee(
                person.id,
                person.name,
                person.stage or "",
                person.offices,
                person.group,
                person.entitled,
                mark.presence if mark else meeting.attendance.default,
                mark.reason if mark else "",
                mark.made_up_on if mark else None,
            )
        )
    assert not marks, "somebody is marked who was not expected"
    return tuple(found)
