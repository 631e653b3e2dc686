"""A meeting as JSON: what `record` reads and `show` writes.

What is missing is "not yet known". Keys that `show` works out (counts, verdicts) are passed over when read, so that
what was shown may be recorded again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from branchdesk.domain.dates import Unreadable, read_date
from branchdesk.domain.meetings import (
    AgendaItem,
    Attendance,
    Ballot,
    BallotRule,
    Declared,
    Document,
    FirstTopic,
    HeadCounts,
    Mark,
    Measure,
    Meeting,
    MeetingKind,
    MeetingRecord,
    PersonRef,
    Presence,
    Speech,
    Subject,
    Topic,
)
from branchdesk.errors import Refusal
from branchdesk.words import json_input as say

T = TypeVar("T")
COUNTS = ("yes", "no", "abstain", "written_yes")
LARGEST = 100_000  # no branch casts so many votes
NAMED = (Presence.ON_LEAVE, Presence.ABSENT, Presence.PRESENT, Presence.UNKNOWN)
TOP = {
    *("kind", "starts", "id", "number", "title", "ends", "place", "group", "chair", "recorder", "observers"),
    *("attendance", "agenda", "resolutions", "counted", "text"),
}
HEADS = ("expected", "present", "on_leave", "absent")
WORKED_OUT = {*HEADS, "state", "entitled", "present_entitled", "unknown", "by_name", "checks"}


def read_meeting_file(path: Path) -> Meeting:
    """Read a meeting from a JSON file; Refusal that names the place where it is not one."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(say.unreadable(path), code="json_unreadable") from error
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        where = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else None
        raise Refusal(say.not_json(path, where), code="not_json") from error
    return read_meeting(data)


def read_meeting(data: object) -> Meeting:
    """Read a meeting from parsed JSON; Refusal, naming the key, for what cannot be read."""
    meeting = _object(data, "")
    for key in meeting:
        if key not in TOP | WORKED_OUT:
            raise _wrong(key, say.unknown_key())
    for key in ("kind", "starts"):
        if meeting.get(key) in (None, ""):
            raise _wrong(key, say.missing())
    return Meeting(
        kind=_one_of(MeetingKind, meeting["kind"], "kind"),
        starts=_moment(meeting["starts"], "starts"),
        id=_text(meeting.get("id"), "id"),
        number=_whole(meeting.get("number"), "number"),
        title=_text(meeting.get("title"), "title"),
        ends=_optional(_moment, meeting.get("ends"), "ends"),
        place=_text(meeting.get("place"), "place"),
        group=_text(meeting.get("group"), "group"),
        chair=_person(meeting.get("chair"), "chair"),
        recorder=_person(meeting.get("recorder"), "recorder"),
        observers=_optional(_texts, meeting.get("observers"), "observers"),
        attendance=_attendance(meeting.get("attendance")),
        agenda=tuple(_item(item, f"agenda[{n}]") for n, item in enumerate(_list(meeting.get("agenda"), "agenda"))),
        resolutions=_optional(_texts, meeting.get("resolutions"), "resolutions"),
        counted=_optional(_counted, meeting.get("counted"), "counted") or None,
        text=_text(meeting.get("text"), "text"),
    )


def _counted(data: object, place: str) -> HeadCounts:
    given = _object(data, place)
    _only(given, set(HEADS), place)
    return HeadCounts(**{key: _whole(given.get(key), f"{place}.{key}") for key in HEADS})


def _attendance(data: object) -> Attendance:
    if data is None:
        return Attendance()
    given = _object(data, "attendance")
    default = _one_of(Presence, given.get("default", Presence.UNKNOWN), "attendance.default")
    made_up = {
        name: _day(day, f"attendance.made_up.{name}")
        for name, day in _object(given.get("made_up") or {}, "attendance.made_up").items()
    }
    marks: list[Mark] = []
    for presence in NAMED:
        place = f"attendance.{presence.value}"
        for name, reason in _named(given.get(presence.value), place):
            marks.append(Mark(PersonRef(name), presence, reason, made_up.pop(name, None)))
    unknown = set(given) - {presence.value for presence in NAMED} - {"default", "made_up"}
    if unknown or made_up:
        raise _wrong(f"attendance.{min(unknown or made_up)}", say.unknown_key())
    return Attendance(default, tuple(marks))


def _named(data: object, place: str) -> Iterator[tuple[str, str]]:
    """Read people with reasons, or a plain list of people."""
    if data is None:
        return
    if isinstance(data, list):
        yield from ((name, "") for name in _texts(data, place))
        return
    for name, reason in _object(data, place).items():
        yield name, _text(reason, f"{place}.{name}") or ""


def _item(data: object, place: str) -> AgendaItem:
    item = _object(data, place)
    kind = item.get("kind")
    if kind == "first_topic":
        _only(item, {"kind", "documents", "lead_reader", "speeches", "measures"}, place)
        documents = _each(_document, item.get("documents"), f"{place}.documents")
        reader = _person(item.get("lead_reader"), f"{place}.lead_reader")
        return FirstTopic(documents, reader, *_talk(item, place))
    title = _text(item.get("title"), f"{place}.title") or ""
    text = _text(item.get("text"), f"{place}.text") or ""
    if kind == "topic":
        _only(item, {"kind", "title", "text", "speeches", "measures"}, place)
        return Topic(title, text, *_talk(item, place))
    if kind == "ballot":
        _only(item, {"kind", "title", "text", "rule", "not_counted", "subjects"}, place)
        if item.get("not_counted"):
            raise _wrong(f"{place}.not_counted", say.not_counted_elsewhere())
        rule = _one_of(BallotRule, item.get("rule"), f"{place}.rule")
        return Ballot(title, rule, _each(_subject, item.get("subjects"), f"{place}.subjects"), text)
    raise _wrong(f"{place}.kind", say.one_of(kind, ("first_topic", "topic", "ballot")))


def _talk(item: Mapping[str, Any], place: str) -> tuple[tuple[Speech, ...], tuple[Measure, ...]]:
    return (
        _each(_speech, item.get("speeches"), f"{place}.speeches"),
        _each(_measure, item.get("measures"), f"{place}.measures"),
    )


def _document(data: object, place: str) -> Document:
    given = _object(data, place)
    _only(given, {"title", "source", "issued"}, place)
    issued = given.get("issued")
    try:
        known = read_date(issued).value if issued else None
    except Unreadable as error:
        raise _wrong(f"{place}.issued", say.not_a_day(issued)) from error
    return Document(_required(given, "title", place), _text(given.get("source"), f"{place}.source"), known)


def _speech(data: object, place: str) -> Speech:
    given = _object(data, place)
    _only(given, {"speaker", "text"}, place)
    return Speech(PersonRef(_required(given, "speaker", place)), _text(given.get("text"), f"{place}.text") or "")


def _measure(data: object, place: str) -> Measure:
    given = _object(data, place)
    _only(given, {"text", "owner", "due", "done_on", "id"}, place)
    return Measure(
        _required(given, "text", place),
        _person(given.get("owner"), f"{place}.owner"),
        _optional(_day, given.get("due"), f"{place}.due"),
        _optional(_day, given.get("done_on"), f"{place}.done_on"),
        _text(given.get("id"), f"{place}.id"),
    )


def _subject(data: object, place: str) -> Subject:
    given = _object(data, place)
    _only(given, {"name", "person", "declared", "meets_threshold", "sentence", "article", *COUNTS}, place)
    counts = {key: _whole(given.get(key), f"{place}.{key}") for key in COUNTS}
    declared = given.get("declared")
    return Subject(
        _required(given, "name", place),
        **counts,
        declared=_one_of(Declared, declared, f"{place}.declared") if declared is not None else None,
        person=_text(given.get("person"), f"{place}.person"),
    )


def _wrong(place: str, sentence: str) -> Refusal:
    return Refusal(say.at(place, sentence), code="json_wrong", field=place)


def _object(data: object, place: str) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise _wrong(place, say.not_an_object())
    return data


def _list(data: object, place: str) -> list[Any]:
    if data is None:
        return []
    if not isinstance(data, list):
        raise _wrong(place, say.not_a_list())
    return data


def _each(read: Callable[[object, str], T], data: object, place: str) -> tuple[T, ...]:
    return tuple(read(part, f"{place}[{number}]") for number, part in enumerate(_list(data, place)))


def _only(given: Mapping[str, Any], known: set[str], place: str) -> None:
    for key in given:
        if key not in known:
            raise _wrong(f"{place}.{key}", say.unknown_key())


def _text(data: object, place: str) -> str | None:
    if data is None:
        return None
    if not isinstance(data, str):
        raise _wrong(place, say.not_text())
    return data


def _texts(data: object, place: str) -> tuple[str, ...]:
    return tuple(_text(part, f"{place}[{number}]") or "" for number, part in enumerate(_list(data, place)))


def _required(given: Mapping[str, Any], key: str, place: str) -> str:
    text = _text(given.get(key), f"{place}.{key}")
    if not text or not text.strip():
        raise _wrong(f"{place}.{key}", say.missing())
    return text


def _whole(data: object, place: str) -> int | None:
    if data is None:
        return None
    if isinstance(data, bool) or not isinstance(data, int) or not 0 <= data <= LARGEST:
        raise _wrong(place, say.not_whole())
    return data


def _moment(data: object, place: str) -> datetime:
    try:
        moment = datetime.fromisoformat(str(data).strip())
    except ValueError as error:
        raise _wrong(place, say.not_a_moment(data)) from error
    return moment.replace(second=0, microsecond=0, tzinfo=None)


def _day(data: object, place: str) -> date:
    try:
        return date.fromisoformat(str(data))
    except ValueError as error:
        raise _wrong(place, say.not_a_day(data)) from error


def _person(data: object, place: str) -> PersonRef | None:
    text = _text(data, place)
    return PersonRef(text.strip()) if text and text.strip() else None


def _optional(read: Callable[[object, str], T], data: object, place: str) -> T | None:
    return None if data is None or data == "" else read(data, place)


def _one_of(kinds: Any, data: object, place: str) -> Any:  # noqa: ANN401 - any of our enumerations
    try:
        return kinds(data)
    except ValueError as error:
        raise _wrong(place, say.one_of(data, tuple(kind.value for kind in kinds))) from error


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
        "starts": meeting.starts.isoformat(timespec="minutes"),
        "ends": meeting.ends.isoformat(timespec="minutes") if meeting.ends else None,
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


Namer = Callable[[PersonRef | None], str | None]


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
    for presence in NAMED:
        marked = [person for person in record.attendees if person.presence is presence]
        if presence is not default and (marked or presence in {Presence.ON_LEAVE, Presence.ABSENT}):
            written[presence.value] = {name(PersonRef(p.name, p.member_id)): p.reason for p in marked}
    made_up = {name(PersonRef(p.name, p.member_id)): p.made_up_on.isoformat() for p in record.attendees if p.made_up_on}
    return written | ({"made_up": made_up} if made_up else {})


def _write_item(record: MeetingRecord, position: int, item: AgendaItem, name: Namer) -> dict[str, Any]:
    if isinstance(item, Ballot):
        subjects = [_write_subject(record, position, n, subject) for n, subject in enumerate(item.subjects)]
        head: dict[str, Any] = {"kind": "ballot", "title": item.title, "rule": item.rule.value, "not_counted": {}}
        return head | ({"text": item.text} if item.text else {}) | {"subjects": subjects}
    talk = {
        "speeches": [{"speaker": name(speech.speaker), "text": speech.text} for speech in item.speeches],
        "measures": [_write_measure(measure, name) for measure in item.measures],
    }
    if isinstance(item, Topic):
        return {"kind": "topic", "title": item.title, "text": item.text, **talk}
    documents = [
        {"title": part.title, "source": part.source, "issued": str(part.issued) if part.issued else None}
        for part in item.documents
    ]
    return {"kind": "first_topic", "documents": documents, "lead_reader": name(item.lead_reader), **talk}


def _write_measure(measure: Measure, name: Namer) -> dict[str, Any]:
    return {
        "text": measure.text,
        "owner": name(measure.owner),
        "due": measure.due.isoformat() if measure.due else None,
        "done_on": measure.done_on.isoformat() if measure.done_on else None,
        "id": measure.id,
    }


def _write_subject(record: MeetingRecord, position: int, number: int, subject: Subject) -> dict[str, Any]:
    verdict = record.verdicts[position, number]
    return {
        "name": subject.name,
        **({"person": subject.person} if subject.person else {}),
        **{key: getattr(subject, key) for key in COUNTS},
        "declared": subject.declared.value if subject.declared else None,
        "meets_threshold": verdict.meets_threshold,
        "sentence": verdict.sentence,
        "article": verdict.article,
    }
