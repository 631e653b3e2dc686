"""A meeting as JSON: what `show` writes, in the shape that `files.meeting_json` reads."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from branchdesk.domain.agenda import (
    COUNTS,
    GRADES,
    AgendaItem,
    Ballot,
    BallotRule,
    Grades,
    Lecture,
    Measure,
    PersonRef,
    Subject,
    Topic,
)
from branchdesk.domain.meetings import (
    Attendee,
    MeetingRecord,
    Presence,
    Review,
)
from branchdesk.files.meeting_json import HEADS, NAMED
from branchdesk.files.organisational_life_json import Namer, write_life


def write_meeting(record: MeetingRecord, shared: frozenset[str]) -> dict[str, Any]:
    """Give everything about a meeting in the shape of the input, with its state, counts, verdicts and checks.

    People are written by name, or by identifier where the name is one of those `shared` in the branch. Where an old
    record only counts heads, `by_name` is false, and what it does not know of them is null.
    """
    meeting, heads, by_name = record.meeting, record.heads, record.by_name
    name = _namer(shared)
    return {
        "id": meeting.id,
        "kind": meeting.kind.value,
        "number": meeting.number,
        "title": meeting.title,
        "starts": _minute(meeting.starts),
        "ends": _minute(meeting.ends) if meeting.ends else None,
        "place": meeting.place,
        **({"group": meeting.group} if meeting.group else {}),
        "chair": name(meeting.chair),
        "recorder": name(meeting.recorder),
        "observers": None if meeting.observers is None else list(meeting.observers),
        "attendance": _write_attendance(record, name),
        "agenda": [_write_item(record, position, item, name) for position, item in enumerate(meeting.agenda)],
        "resolutions": None if meeting.resolutions is None else list(meeting.resolutions),
        **({"counted": {key: getattr(meeting.counted, key) for key in HEADS}} if meeting.counted else {}),
        **({"text": meeting.text} if meeting.text is not None else {}),
        "phase": meeting.phase.value,
        **_own_facts(record, name),
        "state": record.state.value,
        "by_name": by_name,
        "expected": heads.expected,
        "entitled": record.counts.entitled if by_name else None,
        "present": heads.present,
        "present_entitled": record.counts.present_entitled if by_name else None,
        "on_leave": heads.on_leave,
        "absent": heads.absent,
        "unknown": record.counts.unknown if by_name else None,
        "checks": [
            {"code": check.code, "severity": check.severity.value, "message": check.message} for check in record.checks
        ],
    }


def _own_facts(record: MeetingRecord, name: Namer) -> dict[str, Any]:
    """Give what only some meetings have: how an 组织生活会 sat, whose guests there were, moves, amendments, files."""
    meeting = record.meeting
    facts = {
        "form": meeting.form.value if meeting.form else None,
        "for_year": meeting.for_year,
        "sitting": meeting.sitting,
        "partners": None if meeting.partners is None else list(meeting.partners),
        "volunteers": None if meeting.volunteers is None else list(meeting.volunteers),
        "reviews": [_write_review(one, name) for one in meeting.reviews] or None,
        "moves": [{"starts": _minute(one.starts), "reason": one.reason} for one in meeting.moves] or None,
        "cancelled_for": meeting.cancelled_for,
        "study_minutes": meeting.study_minutes,
        **write_life(meeting, name),
        "signed_on": record.signed_on.isoformat() if record.signed_on else None,
        "amendments": [{"day": one.day.isoformat(), "text": one.text} for one in record.amendments] or None,
        "files": [{"name": one.name, "kind": one.kind, "size": one.size} for one in record.files] or None,
    }
    return {key: value for key, value in facts.items() if value is not None}


def _minute(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _write_review(review: Review, name: Namer) -> dict[str, Any]:
    return {
        "measure": review.measure,
        "note": review.note,
        "text": review.text,
        "owner": name(review.owner),
        "due": review.due.isoformat() if review.due else None,
        "done_on": review.done_on.isoformat() if review.done_on else None,
    }


def _namer(shared: frozenset[str]) -> Namer:
    def name(person: PersonRef | None) -> str | None:
        if person is None:
            return None
        return (person.id if person.name in shared else None) or person.name

    return name


def _write_attendance(record: MeetingRecord, name: Namer) -> dict[str, Any]:
    present = any(person.presence is Presence.PRESENT for person in record.attendees)
    default = Presence.PRESENT if present else Presence.UNKNOWN
    written: dict[str, Any] = {"default": default.value}

    def called(person: Attendee) -> str | None:
        return name(PersonRef(person.name, person.member_id))

    for presence in NAMED:
        marked = [one for one in record.attendees if one.presence is presence]
        if presence is default:  # the others of whom something more is to be told
            marked = [one for one in marked if one.made_up_on or one.made_up_how or (one.reason and not one.late)]
        if marked or (presence is not default and presence in {Presence.ON_LEAVE, Presence.ABSENT}):
            written[presence.value] = {called(one): one.reason for one in marked}
    overrides = record.meeting.overrides
    beside = {
        "late": {called(one): one.reason for one in record.attendees if one.late},
        "online": [called(one) for one in record.attendees if one.online],
        "made_up": {called(one): one.made_up_on.isoformat() for one in record.attendees if one.made_up_on},
        "made_up_how": {called(one): one.made_up_how for one in record.attendees if one.made_up_how},
        "left_out": {name(one.person): one.reason for one in overrides if not one.expected},
        "added": {name(one.person): one.reason for one in overrides if one.expected},
    }
    return written | {key: value for key, value in beside.items() if value}


def _write_item(record: MeetingRecord, position: int, item: AgendaItem, name: Namer) -> dict[str, Any]:
    if isinstance(item, Ballot):
        return _write_ballot(record, position, item, name)
    talk = {
        "speeches": [{"speaker": name(speech.speaker), "text": speech.text} for speech in item.speeches],
        "measures": [_write_measure(measure, name) for measure in item.measures],
    }
    if isinstance(item, Topic):
        reporter = {"reporter": name(item.reporter)} if item.reporter else {}
        wanted = {"to_members_meeting": True} if item.to_members_meeting else {}
        return {"kind": "topic", "title": item.title, "text": item.text, **reporter, **wanted, **talk}
    if isinstance(item, Lecture):
        return {"kind": "lecture", "title": item.title, "lecturer": name(item.lecturer), "text": item.text, **talk}
    documents = [
        {"title": part.title, "source": part.source, "issued": str(part.issued) if part.issued else None}
        for part in item.documents
    ]
    case = {"case_title": item.case_title, "case_text": item.case_text} if item.has_case else {}
    return {"kind": "first_topic", "documents": documents, "lead_reader": name(item.lead_reader), **talk, **case}


def _write_ballot(record: MeetingRecord, position: int, item: Ballot, name: Namer) -> dict[str, Any]:
    left_out = {
        str(name(one.person)): {"reason": one.reason, "approved_by": one.approved_by} for one in item.not_counted
    }
    election = {"seats": item.seats, "invalid": item.invalid} if item.rule is BallotRule.ELECTION else {}
    return {
        "kind": "ballot",
        "title": item.title,
        "rule": item.rule.value,
        **election,
        "not_counted": left_out,
        **({"text": item.text} if item.text else {}),
        "subjects": [_write_subject(record, position, number, one, name) for number, one in enumerate(item.subjects)],
    }


def _write_measure(measure: Measure, name: Namer) -> dict[str, Any]:
    return {
        "text": measure.text,
        "owner": name(measure.owner),
        "due": measure.due.isoformat() if measure.due else None,
        "done_on": measure.done_on.isoformat() if measure.done_on else None,
        "id": measure.id,
    }


def _write_subject(
    record: MeetingRecord,
    position: int,
    number: int,
    subject: Subject,
    name: Namer,
) -> dict[str, Any]:
    verdict = record.verdicts[position, number]
    written_from = [name(one) for one in subject.written_from]
    grades = _write_grades(subject.grades) if subject.grades else {}
    told = {
        "grade": subject.grade.value if subject.grade else None,
        "self_grade": subject.self_grade.value if subject.self_grade else None,
        "mutual": _write_grades(subject.mutual) if subject.mutual else None,
        "feedback_on": subject.feedback_on.isoformat() if subject.feedback_on else None,
        "feedback": subject.feedback or None,
    }
    return {
        "name": subject.name,
        **({"person": subject.person} if subject.person else {}),
        **{key: getattr(subject, key) for key in COUNTS},
        **({"written_from": written_from} if written_from else {}),
        **({"write_in": True} if subject.write_in else {}),
        **grades,
        **{key: value for key, value in told.items() if value is not None},
        "declared": subject.declared.value if subject.declared else None,
        "meets_threshold": verdict.meets_threshold,
        "sentence": verdict.sentence,
        "article": verdict.article,
    }


def _write_grades(grades: Grades) -> dict[str, int | None]:
    return {key: getattr(grades, key) for key in GRADES}
