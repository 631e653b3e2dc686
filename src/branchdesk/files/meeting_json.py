"""A meeting as JSON: what `record` reads. `files.meeting_shown` writes the same shape.

What is missing is "not yet known". Keys that `show` works out (counts, verdicts) are passed over when read, so that
what was shown may be recorded again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

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
from branchdesk.files.given import TooLargeError, bytes_of
from branchdesk.files.json_values import (
    day,
    each,
    fields_of,
    list_of,
    moment,
    one_of,
    only,
    optional,
    person,
    required,
    text_of,
    texts_of,
    truth,
    whole,
    wrong,
)
from branchdesk.files.organisational_life_json import LIFE, read_life
from branchdesk.words import json_input as say

MIB = 1 << 20
MAX_BYTES = 16 * MIB
NAMED = (Presence.ON_LEAVE, Presence.ABSENT, Presence.PRESENT, Presence.UNKNOWN)
TOP = {
    *("kind", "starts", "id", "number", "title", "ends", "place", "group", "chair", "recorder", "observers"),
    *("attendance", "agenda", "resolutions", "counted", "text", "phase", "form", "for_year", "sitting"),
    *("partners", "volunteers", "reviews", "moves", "cancelled_for", "study_minutes"),
    *LIFE,
}
HEADS = ("expected", "present", "on_leave", "absent")
BESIDE_MARKS = {"default", "made_up", "made_up_how", "late", "online", "left_out", "added"}
WORKED_OUT = {
    *(*HEADS, "state", "entitled", "present_entitled", "unknown", "by_name", "checks"),
    *("signed_on", "amendments", "files"),
}
ITEMS = ("first_topic", "topic", "report", "lecture", "ballot")


def read_meeting_file(path: Path) -> Meeting:
    """Read a meeting from a JSON file; Refusal that names the place where it is not one."""
    try:
        text = bytes_of(path, MAX_BYTES).decode("utf-8-sig")
    except TooLargeError as error:
        raise Refusal(say.too_large(path, f"{MAX_BYTES // MIB} MB"), code="json_too_large") from error
    except (OSError, ValueError) as error:
        raise Refusal(say.unreadable(path), code="json_unreadable") from error
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:  # also a number of more digits than Python reads
        where = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else None
        raise Refusal(say.not_json(path, where), code="not_json") from error
    return read_meeting(data)


def read_meeting(data: object) -> Meeting:
    """Read a meeting from parsed JSON; Refusal, naming the key, for what cannot be read."""
    meeting = fields_of(data, "")
    for key in meeting:
        if key not in TOP | WORKED_OUT:
            raise wrong(key, say.unknown_key())
    for key in ("kind", "starts"):
        if meeting.get(key) in (None, ""):
            raise wrong(key, say.missing())
    return Meeting(
        kind=one_of(MeetingKind, meeting["kind"], "kind"),
        starts=moment(meeting["starts"], "starts"),
        id=text_of(meeting.get("id"), "id"),
        number=whole(meeting.get("number"), "number"),
        title=text_of(meeting.get("title"), "title"),
        ends=optional(moment, meeting.get("ends"), "ends"),
        place=text_of(meeting.get("place"), "place"),
        group=text_of(meeting.get("group"), "group"),
        chair=person(meeting.get("chair"), "chair"),
        recorder=person(meeting.get("recorder"), "recorder"),
        observers=optional(texts_of, meeting.get("observers"), "observers"),
        attendance=_attendance(meeting.get("attendance")),
        overrides=_overrides(meeting.get("attendance")),
        agenda=tuple(_item(item, f"agenda[{n}]") for n, item in enumerate(list_of(meeting.get("agenda"), "agenda"))),
        resolutions=optional(texts_of, meeting.get("resolutions"), "resolutions"),
        counted=optional(_counted, meeting.get("counted"), "counted") or None,
        text=text_of(meeting.get("text"), "text"),
        phase=one_of(Phase, meeting.get("phase") or Phase.HELD, "phase"),
        form=optional(_form, meeting.get("form"), "form"),
        for_year=whole(meeting.get("for_year"), "for_year"),
        sitting=text_of(meeting.get("sitting"), "sitting"),
        partners=optional(texts_of, meeting.get("partners"), "partners"),
        volunteers=optional(texts_of, meeting.get("volunteers"), "volunteers"),
        reviews=each(_review, meeting.get("reviews"), "reviews"),
        moves=each(_move, meeting.get("moves"), "moves"),
        cancelled_for=text_of(meeting.get("cancelled_for"), "cancelled_for"),
        study_minutes=whole(meeting.get("study_minutes"), "study_minutes"),
        **read_life(meeting),
    )


def _form(data: object, place: str) -> Body:
    found: Body = one_of(Body, data, place)
    return found


def _review(data: object, place: str) -> Review:
    given = fields_of(data, place)
    only(given, {"measure", "note", "text", "owner", "due", "done_on"}, place)
    return Review(required(given, "measure", place), text_of(given.get("note"), f"{place}.note") or "")


def _move(data: object, place: str) -> Move:
    given = fields_of(data, place)
    only(given, {"starts", "reason"}, place)
    return Move(moment(given.get("starts"), f"{place}.starts"), text_of(given.get("reason"), f"{place}.reason") or "")


def _counted(data: object, place: str) -> HeadCounts:
    given = fields_of(data, place)
    only(given, set(HEADS), place)
    return HeadCounts(**{key: whole(given.get(key), f"{place}.{key}") for key in HEADS})


def _attendance(data: object) -> Attendance:
    if data is None:
        return Attendance()
    given = fields_of(data, "attendance")
    default = one_of(Presence, given.get("default", Presence.UNKNOWN), "attendance.default")
    made_up = {
        name: day(told, f"attendance.made_up.{name}")
        for name, told in fields_of(given.get("made_up") or {}, "attendance.made_up").items()
    }
    how = dict(_named(given.get("made_up_how"), "attendance.made_up_how"))
    late = dict(_named(given.get("late"), "attendance.late"))
    online = set(texts_of(given.get("online"), "attendance.online"))
    marks: list[Mark] = []
    for presence in NAMED:
        place = f"attendance.{presence.value}"
        for name, reason in _named(given.get(presence.value), place):
            way = how.pop(name, "")
            marks.append(Mark(PersonRef(name), presence, reason, made_up.pop(name, None), made_up_how=way))
    here = {mark.person.name for mark in marks if mark.presence is Presence.PRESENT}
    marks += [Mark(PersonRef(name), Presence.PRESENT) for name in dict.fromkeys([*late, *online]) if name not in here]
    marks = [
        replace(mark, late=True, reason=mark.reason or late[mark.person.name]) if mark.person.name in late else mark
        for mark in marks
    ]
    marks = [replace(mark, online=True) if mark.person.name in online else mark for mark in marks]
    unknown = set(given) - {presence.value for presence in NAMED} - BESIDE_MARKS
    if unknown or made_up or how:
        raise wrong(f"attendance.{min(unknown or made_up or how)}", say.unknown_key())
    return Attendance(default, tuple(marks))


def _overrides(data: object) -> tuple[Override, ...]:
    """Read who is left out of 应到, and who is added, each with the reason."""
    given = fields_of(data or {}, "attendance")
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
        yield from ((name, "") for name in texts_of(data, place))
        return
    for name, reason in fields_of(data, place).items():
        yield name, text_of(reason, f"{place}.{name}") or ""


def _item(data: object, place: str) -> AgendaItem:
    item = fields_of(data, place)
    kind = item.get("kind")
    if kind == "first_topic":
        only(item, {"kind", "documents", "lead_reader", "speeches", "measures", "case_title", "case_text"}, place)
        documents = each(_document, item.get("documents"), f"{place}.documents")
        reader = person(item.get("lead_reader"), f"{place}.lead_reader")
        case = (text_of(item.get(key), f"{place}.{key}") or "" for key in ("case_title", "case_text"))
        return FirstTopic(documents, reader, *_talk(item, place), *case)
    title = text_of(item.get("title"), f"{place}.title") or ""
    text = text_of(item.get("text"), f"{place}.text") or ""
    if kind in ("topic", "report"):
        only(item, {"kind", "title", "text", "speeches", "measures", "reporter", "to_members_meeting"}, place)
        reporter = person(item.get("reporter"), f"{place}.reporter")
        wanted = truth(item.get("to_members_meeting"), f"{place}.to_members_meeting")
        return Topic(title, text, *_talk(item, place), reporter, wanted)
    if kind == "lecture":
        only(item, {"kind", "title", "text", "speeches", "measures", "lecturer"}, place)
        return Lecture(title, person(item.get("lecturer"), f"{place}.lecturer"), text, *_talk(item, place))
    if kind == "ballot":
        return _ballot(item, title, text, place)
    raise wrong(f"{place}.kind", say.one_of(kind, ITEMS))


def _ballot(item: Mapping[str, Any], title: str, text: str, place: str) -> Ballot:
    only(item, {"kind", "title", "text", "rule", "not_counted", "subjects", "seats", "invalid"}, place)
    return Ballot(
        title,
        one_of(BallotRule, item.get("rule"), f"{place}.rule"),
        each(_subject, item.get("subjects"), f"{place}.subjects"),
        text,
        whole(item.get("seats"), f"{place}.seats"),
        whole(item.get("invalid"), f"{place}.invalid"),
        tuple(_not_counted(item.get("not_counted"), f"{place}.not_counted")),
    )


def _not_counted(data: object, place: str) -> Iterator[NotCounted]:
    for name, facts in fields_of(data or {}, place).items():
        given = fields_of(facts, f"{place}.{name}")
        only(given, {"reason", "approved_by"}, f"{place}.{name}")
        reason, approved = (text_of(given.get(key), f"{place}.{name}.{key}") or "" for key in ("reason", "approved_by"))
        yield NotCounted(PersonRef(name), reason, approved)


def _talk(item: Mapping[str, Any], place: str) -> tuple[tuple[Speech, ...], tuple[Measure, ...]]:
    return (
        each(_speech, item.get("speeches"), f"{place}.speeches"),
        each(_measure, item.get("measures"), f"{place}.measures"),
    )


def _document(data: object, place: str) -> Document:
    given = fields_of(data, place)
    only(given, {"title", "source", "issued"}, place)
    issued = given.get("issued")
    try:
        known = read_date(issued).value if issued else None
    except Unreadable as error:
        raise wrong(f"{place}.issued", say.not_a_day(issued)) from error
    return Document(required(given, "title", place), text_of(given.get("source"), f"{place}.source"), known)


def _speech(data: object, place: str) -> Speech:
    given = fields_of(data, place)
    only(given, {"speaker", "text"}, place)
    return Speech(PersonRef(required(given, "speaker", place)), text_of(given.get("text"), f"{place}.text") or "")


def _measure(data: object, place: str) -> Measure:
    given = fields_of(data, place)
    only(given, {"text", "owner", "due", "done_on", "id"}, place)
    return Measure(
        required(given, "text", place),
        person(given.get("owner"), f"{place}.owner"),
        optional(day, given.get("due"), f"{place}.due"),
        optional(day, given.get("done_on"), f"{place}.done_on"),
        text_of(given.get("id"), f"{place}.id"),
    )


def _subject(data: object, place: str) -> Subject:
    given = fields_of(data, place)
    known = {
        "name",
        "person",
        "declared",
        "written_from",
        "write_in",
        "grade",
        "self_grade",
        "mutual",
        "feedback_on",
        "feedback",
        "meets_threshold",
        "sentence",
        "article",
    }
    only(given, known | {*COUNTS, *GRADES}, place)
    counts = {key: whole(given.get(key), f"{place}.{key}") for key in COUNTS}
    return Subject(
        required(given, "name", place),
        **counts,
        declared=_maybe(Declared, given, "declared", place),
        person=text_of(given.get("person"), f"{place}.person"),
        written_from=tuple(PersonRef(name) for name in texts_of(given.get("written_from"), f"{place}.written_from")),
        write_in=truth(given.get("write_in"), f"{place}.write_in"),
        grades=_grades({key: given.get(key) for key in GRADES}, place),
        grade=_maybe(Grade, given, "grade", place),
        self_grade=_maybe(Grade, given, "self_grade", place),
        mutual=optional(_grades, given.get("mutual"), f"{place}.mutual"),
        feedback_on=optional(day, given.get("feedback_on"), f"{place}.feedback_on"),
        feedback=text_of(given.get("feedback"), f"{place}.feedback") or "",
    )


def _maybe(kinds: Any, given: Mapping[str, Any], key: str, place: str) -> Any:  # noqa: ANN401 - as `one_of`
    return None if given.get(key) is None else one_of(kinds, given[key], f"{place}.{key}")


def _grades(data: object, place: str) -> Grades | None:
    given = fields_of(data, place)
    only(given, set(GRADES), place)
    grades = Grades(**{key: whole(given.get(key), f"{place}.{key}") for key in GRADES})
    return None if grades == Grades() else grades
