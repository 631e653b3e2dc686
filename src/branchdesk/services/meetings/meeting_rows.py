"""One row of a sheet taken into one meeting: the facts it states, and whom its names mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, select

from branchdesk.domain import jottings, roster
from branchdesk.domain.agenda import (
    AgendaItem,
    Document,
    FirstTopic,
    PersonRef,
    Topic,
)
from branchdesk.domain.jottings import Away
from branchdesk.domain.meetings import (
    HeadCounts,
    Mark,
    Meeting,
    MeetingKind,
    Phase,
    Presence,
    Severity,
)
from branchdesk.domain.moments import Moment
from branchdesk.domain.roster import RosterPerson
from branchdesk.ledgers.meetings import HEADS, MEETINGS
from branchdesk.ledgers.spec import Finding
from branchdesk.services.ledgers.intake import Values
from branchdesk.store.roster import roster_on
from branchdesk.store.tables import member
from branchdesk.words import past_meetings as say

PEOPLE = {"on_leave_people": Presence.ON_LEAVE, "absent_people": Presence.ABSENT}
MARKED = {Presence.PRESENT: "present", Presence.ON_LEAVE: "on_leave", Presence.ABSENT: "absent"}
PHASES = {phase.value: phase for phase in (Phase.PLANNED, Phase.NOTIFIED, Phase.CANCELLED)}  # as a state tells them
FULL_DAY = 10  # letters of 2025-03-14


class People:
    """Whom names in old records mean; the roster of a day is read when it is asked for."""

    def __init__(self, connection: Connection, branch_id: str) -> None:
        self._connection, self._branch_id = connection, branch_id
        self._named: dict[str, list[str]] = {}
        for row in connection.execute(select(member.c.id, member.c.name).where(member.c.branch_id == branch_id)):
            self._named.setdefault(row.name, []).append(row.id)
        self._days: dict[date, list[RosterPerson]] = {}

    def on(self, day: date) -> list[RosterPerson]:
        """Give the roster of a day."""
        if day not in self._days:
            self._days[day] = roster_on(self._connection, self._branch_id, day)
        return self._days[day]

    def named(self, name: str, day: date, group: str | None) -> PersonRef | None:
        """Give whom a name means, in a group's meeting first of that group; None where several may be meant."""
        found = self._named.get(name, [])
        if len(found) > 1:
            here = [person for person in self.on(day) if person.name == name]
            found = [person.id for person in here if person.group == group] or [person.id for person in here]
        if len(found) > 1:
            return None
        return PersonRef(name, found[0] if found else None)

    def expected(self, made: Meeting, name: str) -> str | None:
        """Give the one person of that name who was expected at a meeting."""
        people = roster.expected(made.body, self.on(made.starts.date()), made.group, made.overrides)
        found = [person.id for person in people if person.name == name]
        return found[0] if len(found) == 1 else None


class Taking:
    """One row taken into one meeting: the facts it states, unless the meeting knows them better."""

    def __init__(self, people: People, before: Meeting | None, values: Values, findings: list[Finding]) -> None:
        self._people, self._before, self._values, self._findings = people, before, values, findings
        self._full = before is not None and typed_in_full(before)
        self._kept: list[str] = []

    def meeting(self) -> Meeting:
        """Give the meeting that comes of it."""
        made = self._with_end(self._begun())
        for key in ("number", "title", "place"):
            made = self._set(made, key, key, self._values.get(key))
        if not _is_told_by(self._values.get("text"), made.text):
            made = self._set(made, "text", "text", self._values.get("text"))
        for role in ("chair", "recorder"):
            made = self._set(made, role, role, self._person(made, role))
        made = self._listed(made, "observers", jottings.names)
        made = self._listed(made, "resolutions", _resolutions)
        made = self._with_agenda(made)
        made = self._with_heads(made)
        made = self._with_people(made)
        if self._kept:
            labels = dict.fromkeys(MEETINGS.field(key).label for key in self._kept)
            self._findings.append(doubt(self._kept[0], "typed_in_full", say.left_as_typed(labels)))
        return made

    def _begun(self) -> Meeting:
        if self._before is None:
            moment, title = moment_in(self._values), str(self._values.get("title") or "")
            kind = MeetingKind(self._values.get("kind") or jottings.kind_in(title) or "")
            group = (self._values.get("group") or jottings.group_in(title)) if kind is MeetingKind.GROUP_MEETING else ""
            starts = datetime.combine(day_of(moment), moment.begins or time())
            return Meeting(
                kind, starts, group=group or None, phase=PHASES.get(str(self._values.get("state")), Phase.HELD)
            )
        moment = moment_in({"day": self._before.starts.date().isoformat(), **self._values})
        if moment.begins is None or self._before.starts.time() != time():
            return self._before
        return replace(self._before, starts=datetime.combine(self._before.starts.date(), moment.begins))

    def _with_end(self, made: Meeting) -> Meeting:
        moment = moment_in({"day": made.starts.date().isoformat(), **self._values})
        length, ends = self._values.get("minutes"), None
        if moment.ends:
            ends = datetime.combine(_end_day(self._values) or made.starts.date(), moment.ends)
        elif length is not None and made.starts.time() == time():
            self._findings.append(doubt("minutes", "hour_for_length", say.hour_for_length()))
        elif length is not None:
            ends = made.starts + timedelta(minutes=length)
        return self._set(made, "ends" if "ends" in self._values else "starts", "ends", ends)

    def _set(self, made: Meeting, key: str, attribute: str, value: Any) -> Meeting:  # noqa: ANN401 - a fact of the meeting, of its own type
        """Set a fact; blanks never overwrite, and what was typed in full keeps what it has."""
        standing = getattr(made, attribute)
        if value is None or value == standing:
            return made
        if self._full and standing not in (None, ()):
            self._kept.append(key)
            return made
        return replace(made, **{attribute: value})

    def _person(self, made: Meeting, role: str) -> PersonRef | None:
        name = self._values.get(role)
        if not name:
            return None
        found = self._people.named(name, made.starts.date(), made.group)
        standing = getattr(made, role)
        if found is None and (standing is None or standing.name != name):
            self._findings.append(doubt(role, "several_called", say.shared_name([name])))
        return standing if standing and standing.name == name and found is None else found or PersonRef(name)

    def _listed(self, made: Meeting, key: str, read: Callable[[str], tuple[str, ...]]) -> Meeting:
        text = self._values.get(key)
        if not text or text == _lines(getattr(made, key), jottings.PARTING if key == "observers" else "\n"):
            return made
        return self._set(made, key, key, read(text))

    def _with_agenda(self, made: Meeting) -> Meeting:
        studied, topics = self._values.get("studied"), self._values.get("topics")
        firsts = [item for item in made.agenda if isinstance(item, FirstTopic)]
        others = [item for item in made.agenda if not isinstance(item, FirstTopic)]
        if studied and studied != "\n".join(part.title for item in firsts for part in item.documents):
            firsts = [FirstTopic(tuple(Document(title) for title in jottings.items(studied)))]
        if topics and topics != "\n".join(item.title for item in others if item.title):
            others = [Topic(title) for title in jottings.items(topics)]
        agenda = (*firsts, *others)
        if set(agenda) == set(made.agenda):
            return made
        return self._set(made, "topics" if topics else "studied", "agenda", agenda)

    def _with_heads(self, made: Meeting) -> Meeting:
        given = {key: self._values[key] for key in HEADS if key in self._values}
        for key, people in (("on_leave", "on_leave_people"), ("absent", "absent_people")):
            number = jottings.heads_in(self._values.get(people) or "")
            if number is not None:
                given.setdefault(key, number)
        if not given:
            return made
        if _by_name(made):
            presences = [mark.presence for mark in made.attendance.marks]
            marked = {key: presences.count(presence) for presence, key in MARKED.items()}
            self._kept += [key for key, number in given.items() if marked.get(key, number) != number]
            return made
        return replace(made, counted=replace(made.counted or HeadCounts(), **given))

    def _with_people(self, made: Meeting) -> Meeting:
        """Mark those who can be told by name, and write the others into the text."""
        for key, presence in PEOPLE.items():
            text = str(self._values.get(key) or "")
            told = jottings.away(text, presence)
            if not told or text == _lines(_names_away(made, presence), jottings.PARTING):
                continue
            if _by_name(made):
                self._kept.append(key)
                continue
            made = self._marked(made, key, presence, told)
        return made

    def _marked(self, made: Meeting, key: str, presence: Presence, told: Iterable[Away]) -> Meeting:
        standing = {mark.person.id: mark for mark in made.attendance.marks}
        marks = {person: mark for person, mark in standing.items() if mark.presence is not presence}
        nobody = []
        for one in told:
            person = self._people.expected(made, one.name)
            if person is None:
                nobody.append(one)
                continue
            made_up, how = (
                (standing[person].made_up_on, standing[person].made_up_how) if person in standing else (None, "")
            )
            marks[person] = Mark(PersonRef(one.name, person), one.presence, one.reason, made_up, made_up_how=how)
        made = replace(made, attendance=replace(made.attendance, marks=tuple(marks.values())))
        if not nobody:
            return made
        line = say.away_line(MEETINGS.field(key).label, jottings.PARTING.join(map(str, nobody)))
        if line in (made.text or "").split("\n"):
            return made
        self._findings.append(doubt(key, "not_marked", say.not_marked([one.name for one in nobody])))
        return replace(made, text=f"{made.text}\n{line}" if made.text else line)


def typed_in_full(record: Meeting) -> bool:
    """Say whether somebody recorded a meeting in the program, which knows more than a row of a sheet can say."""
    return _by_name(record) or any(item != _bare(item) for item in record.agenda)


def _bare(item: AgendaItem) -> AgendaItem | None:
    """Give an item with no more than a sheet tells of it."""
    if isinstance(item, FirstTopic):
        return FirstTopic(tuple(Document(part.title) for part in item.documents))
    return Topic(item.title) if isinstance(item, Topic) else None


def _is_told_by(text: str | None, standing: str | None) -> bool:
    """Say whether a text is the one that stands, but for who was away, which an import wrote below it."""
    if not text or not standing or not standing.startswith(text):
        return False
    labels = tuple(say.away_line(MEETINGS.field(key).label, "") for key in PEOPLE)
    return all(line.startswith(labels) for line in standing.removeprefix(text).split("\n") if line)


def _by_name(record: Meeting) -> bool:
    return any(mark.presence is Presence.PRESENT for mark in record.attendance.marks)


def _names_away(record: Meeting, presence: Presence) -> tuple[str, ...]:
    return tuple(
        str(Away(mark.person.name, presence, mark.reason))
        for mark in record.attendance.marks
        if mark.presence is presence
    )


def _lines(parts: tuple[str, ...] | None, between: str) -> str | None:
    return jottings.NONE if parts == () else between.join(parts) if parts else None


def _resolutions(text: str) -> tuple[str, ...]:
    return () if text.strip() == jottings.NONE else jottings.items(text)


def moment_in(values: Values) -> Moment:
    """Join what a row says of the time; ValueError where there is no day."""
    whole, begins, ends = (Moment.parse(values.get(key) or "T00:00") for key in ("starts", "begins", "ends"))
    day = str(values.get("day") or "")
    known = whole.day or begins.day or (date.fromisoformat(day) if len(day) == FULL_DAY else None)
    if known is None:
        raise ValueError(day)
    return Moment(known, begins.begins or whole.begins, ends.begins or ends.ends or begins.ends or whole.ends)


def _end_day(values: Mapping[str, Any]) -> date | None:
    return Moment.parse(values["ends"]).day if values.get("ends") else None


def day_of(moment: Moment) -> date:
    """Give a moment's day; ValueError where it has none."""
    if moment.day is None:
        raise ValueError(moment)
    return moment.day


def error(field: str, code: str, message: str) -> Finding:
    """Make a finding that keeps a row out."""
    return Finding(field, Severity.ERROR, code, message)


def doubt(field: str, code: str, message: str) -> Finding:
    """Make a finding that is kept and flagged."""
    return Finding(field, Severity.DOUBT, code, message)
