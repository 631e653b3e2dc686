"""A meeting as JSON: what `record` reads. `files.meeting_shown` writes the same shape.

What is missing is "not yet known". Keys that `show` works out (counts, verdicts) are passed over when read, so that
what was shown may be recorded again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from branchdesk.domain.agenda import (
    COUNTS,
    GRADES,
    AgendaItem,
    Ballot,
    BallotRule,
    Declared,
    Document,
    FirstTopic,
    Grade,
    Grades,
    Lecture,
    Measure,
    NotCounted,
    PersonRef,
    Speech,
    Subject,
    Topic,
)
from branchdesk.domain.dates import Unreadable, read_date
from branchdesk.domain.meetings import (
    Attendance,
    Body,
    HeadCounts,
    Mark,
    Meeting,
    MeetingKind,
    Move,
    Override,
    Phase,
    Presence,
    Review,
)
from branchdesk.errors import Refusal
from branchdesk.words import json_input as say

T = TypeVar("T")
LARGEST = 100_000  # no branch casts so many votes
NAMED = (Presence.ON_LEAVE, Presence.ABSENT, Presence.PRESENT, Presence.UNKNOWN)
TOP = {
    *("kind", "starts", "id", "number", "title", "ends", "place", "group", "chair", "recorder", "observers"),
    *("attendance", "agenda", "resolutions", "counted", "text", "phase", "form", "for_year", "sitting"),
    *("partners", "volunteers", "reviews", "moves", "cancelled_for"),
}
HEADS = ("expected", "present", "on_leave", "absent")
BESIDE_MARKS = {"default", "made_up", "late", "online", "left_out", "added"}
WORKED_OUT = {
    *(*HEADS, "state", "entitled", "present_entitled", "unknown", "by_name", "checks"),
    *("signed_on", "amendments", "files"),
}
ITEMS = ("first_topic", "topic", "report", "lecture", "ballot")


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
        overrides=_overrides(meeting.get("attendance")),
        agenda=tuple(_item(item, f"agenda[{n}]") for n, item in enumerate(_list(meeting.get("agenda"), "agenda"))),
        resolutions=_optional(_texts, meeting.get("resolutions"), "resolutions"),
        counted=_optional(_counted, meeting.get("counted"), "counted") or None,
        text=_text(meeting.get("text"), "text"),
        phase=_one_of(Phase, meeting.get("phase") or Phase.HELD, "phase"),
        form=_optional(_form, meeting.get("form"), "form"),
        for_year=_whole(meeting.get("for_year"), "for_year"),
        sitting=_text(meeting.get("sitting"), "sitting"),
        partners=_optional(_texts, meeting.get("partners"), "partners"),
        volunteers=_optional(_texts, meeting.get("volunteers"), "volunteers"),
        reviews=_each(_review, meeting.get("reviews"), "reviews"),
        moves=_each(_move, meeting.get("moves"), "moves"),
        cancelled_for=_text(meeting.get("cancelled_for"), "cancelled_for"),
    )


def _form(data: object, place: str) -> Body:
    found: Body = _one_of(Body, data, place)
    return found


def _review(data: object, place: str) -> Review:
    given = _object(data, place)
    _only(given, {"measure", "note", "text", "owner", "due", "done_on"}, place)
    return Review(_required(given, "measure", place), _text(given.get("note"), f"{place}.note") or "")


def _move(data: object, place: str) -> Move:
    given = _object(data, place)
    _only(given, {"starts", "reason"}, place)
    return Move(_moment(given.get("starts"), f"{place}.starts"), _text(given.get("reason"), f"{place}.reason") or "")


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
    late = dict(_named(given.get("late"), "attendance.late"))
    online = set(_texts(given.get("online"), "attendance.online"))
    marks: list[Mark] = []
    for presence in NAMED:
        place = f"attendance.{presence.value}"
        for name, reason in _named(given.get(presence.value), place):
            marks.append(Mark(PersonRef(name), presence, reason, made_up.pop(name, None)))
    here = {mark.person.name for mark in marks if mark.presence is Presence.PRESENT}
    marks += [Mark(PersonRef(name), Presence.PRESENT) for name in dict.fromkeys([*late, *online]) if name not in here]
    marks = [
        replace(mark, late=True, reason=mark.reason or late[mark.person.name]) if mark.person.name in late else mark
        for mark in marks
    ]
    marks = [replace(mark, online=True) if mark.person.name in online else mark for mark in marks]
    unknown = set(given) - {presence.value for presence in NAMED} - BESIDE_MARKS
    if unknown or made_up:
        raise _wrong(f"attendance.{min(unknown or made_up)}", say.unknown_key())
    return Attendance(default, tuple(marks))


def _overrides(data: object) -> tuple[Override, ...]:
    """Read who is left out of 应到, and who is added, each with the reason."""
    given = _object(data or {}, "attendance")
    return tuple(
        Override(PersonRef(name), expected, reason)
        for key, expected in (("left_out", False), ("added", True))
        for name, reason in _named(given.get(key), f"attendance.{key}")
    )


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
    if kind in {"topic", "report"}:
        _only(item, {"kind", "title", "text", "speeches", "measures", "reporter", "to_members_meeting"}, place)
        reporter = _person(item.get("reporter"), f"{place}.reporter")
        wanted = _truth(item.get("to_members_meeting"), f"{place}.to_members_meeting")
        return Topic(title, text, *_talk(item, place), reporter, wanted)
    if kind == "lecture":
        _only(item, {"kind", "title", "text", "speeches", "measures", "lecturer"}, place)
        return Lecture(title, _person(item.get("lecturer"), f"{place}.lecturer"), text, *_talk(item, place))
    if kind == "ballot":
        return _ballot(item, title, text, place)
    raise _wrong(f"{place}.kind", say.one_of(kind, ITEMS))


def _ballot(item: Mapping[str, Any], title: str, text: str, place: str) -> Ballot:
    _only(item, {"kind", "title", "text", "rule", "not_counted", "subjects", "seats", "invalid"}, place)
    return Ballot(
        title,
        _one_of(BallotRule, item.get("rule"), f"{place}.rule"),
        _each(_subject, item.get("subjects"), f"{place}.subjects"),
        text,
        _whole(item.get("seats"), f"{place}.seats"),
        _whole(item.get("invalid"), f"{place}.invalid"),
        tuple(_not_counted(item.get("not_counted"), f"{place}.not_counted")),
    )


def _not_counted(data: object, place: str) -> Iterator[NotCounted]:
    for name, facts in _object(data or {}, place).items():
        given = _object(facts, f"{place}.{name}")
        _only(given, {"reason", "approved_by"}, f"{place}.{name}")
        reason, approved = (_text(given.get(key), f"{place}.{name}.{key}") or "" for key in ("reason", "approved_by"))
        yield NotCounted(PersonRef(name), reason, approved)


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
    known = {
        "name",
        "person",
        "declared",
        "written_from",
        "write_in",
        "grade",
        "meets_threshold",
        "sentence",
        "article",
    }
    _only(given, known | {*COUNTS, *GRADES}, place)
    counts = {key: _whole(given.get(key), f"{place}.{key}") for key in COUNTS}
    grades = Grades(**{key: _whole(given.get(key), f"{place}.{key}") for key in GRADES})
    declared, grade = given.get("declared"), given.get("grade")
    return Subject(
        _required(given, "name", place),
        **counts,
        declared=_one_of(Declared, declared, f"{place}.declared") if declared is not None else None,
        person=_text(given.get("person"), f"{place}.person"),
        written_from=tuple(PersonRef(name) for name in _texts(given.get("written_from"), f"{place}.written_from")),
        write_in=_truth(given.get("write_in"), f"{place}.write_in"),
        grades=None if grades == Grades() else grades,
        grade=_one_of(Grade, grade, f"{place}.grade") if grade is not None else None,
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


def _truth(data: object, place: str) -> bool:
    if data is None or isinstance(data, bool):
        return bool(data)
    raise _wrong(place, say.not_truth())


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
