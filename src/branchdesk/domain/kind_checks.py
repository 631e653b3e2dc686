"""What a record still wants because of the kind of meeting it is of: `domain.kinds` says what, this looks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from branchdesk.domain import kinds
from branchdesk.domain.agenda import (
    AgendaItem,
    Ballot,
    BallotRule,
    Lecture,
    Topic,
)
from branchdesk.domain.kinds import Extra, Need
from branchdesk.domain.meetings import (
    Check,
    Meeting,
    MeetingRecord,
    Severity,
)
from branchdesk.domain.sections import BASICS, LIFE, TOPICS
from branchdesk.words import kinds as say
from branchdesk.words import meetings as say_meetings
from branchdesk.words import organisational_life as say_life

PARTS = {
    Need.SELF_CHECK: (say.SELF_CHECK, say.SELF_CHECK_WORDS),
    Need.CRITICISM: (say.CRITICISM, say.CRITICISM_WORDS),
    Need.RECTIFICATION: (say.RECTIFICATION, say.RECTIFICATION_WORDS),
}


def of_kind(record: MeetingRecord) -> Iterator[Check]:
    """Give what is missing of what a kind asks for: its form and year, the lecture, the parts, the ballot.

    支部工作条例第16条 (党课), 第17条 (组织生活会), 第18条 (民主评议党员). An old record that only counts heads is not
    asked for its parts: it says what it says.
    """
    yield from _basics(record.meeting)
    if record.by_name and not record.meeting.text:
        for need in sorted(kinds.of(record.meeting.kind).needs, key=list(Need).index):
            yield from _missing(record.meeting, need)
    for item in record.meeting.agenda:
        if isinstance(item, Lecture):
            yield from _lecture(item)
    yield from _life(record.meeting)


def _basics(meeting: Meeting) -> Iterator[Check]:
    name = say_meetings.KINDS[meeting.kind]
    if kinds.has(meeting.kind, Extra.FORM) and meeting.form is None:
        yield Check("form_missing", Severity.NOTE, say.no_form(), BASICS)
    if not kinds.has(meeting.kind, Extra.YEAR):
        return
    if meeting.for_year is None:
        yield Check("year_missing", Severity.DOUBT, say.no_year(name), BASICS)
    elif meeting.for_year not in {meeting.starts.year, meeting.starts.year - 1}:
        yield Check("year_odd", Severity.DOUBT, say.odd_year(name, meeting.for_year, meeting.starts.year), BASICS)


def _missing(meeting: Meeting, need: Need) -> Iterator[Check]:
    items = meeting.agenda
    if need is Need.LECTURE:
        if not any(isinstance(item, Lecture) for item in items):
            yield Check("lecture_missing", Severity.DOUBT, say.no_lecture(), TOPICS)
    elif need is Need.APPRAISAL:
        if not any(isinstance(item, Ballot) and item.rule is BallotRule.APPRAISAL for item in items):
            yield Check("appraisal_missing", Severity.DOUBT, say.no_appraisal(), TOPICS)
    else:
        yield from _part(meeting, need)


def _part(meeting: Meeting, need: Need) -> Iterator[Check]:
    title, words = PARTS[need]
    topics = [item for item in meeting.agenda if isinstance(item, Topic) and not _names(item, say.EARLIER_WORDS)]
    found = [item for item in topics if _names(item, words)]
    measures = [measure for item in meeting.agenda if not isinstance(item, Ballot) for measure in item.measures]
    if need is Need.RECTIFICATION and (measures or meeting.rectifications):
        return
    if need is Need.CRITICISM and meeting.criticisms:
        return
    if not found:
        sentence = say.part_missing(say_meetings.KINDS[meeting.kind], title)
        yield Check(f"{need}_missing", Severity.DOUBT, sentence, TOPICS)
    elif not any(item.text or item.speeches or item.measures for item in found):
        yield Check("part_empty", Severity.DOUBT, say.part_empty(found[0].title), TOPICS)


def _life(meeting: Meeting) -> Iterator[Check]:
    """Give what entries of criticism and lines of the rectification list lack."""
    for one in meeting.criticisms:
        if not (one.critic.name and one.criticised.name):
            yield Check("criticism_unnamed", Severity.DOUBT, say_life.criticism_unnamed(one.text), LIFE)
    for line in meeting.rectifications:
        if line.owner is None:
            yield Check("line_without_owner", Severity.NOTE, say_life.line_without_owner(line.problem), LIFE)
        if line.due is None:
            yield Check("line_without_due", Severity.NOTE, say_life.line_without_due(line.problem), LIFE)


def _names(item: Topic, words: Iterable[str]) -> bool:
    return any(word in item.title for word in words)


def _lecture(item: Lecture) -> Iterator[Check]:
    if not item.title.strip():
        yield Check("lecture_untitled", Severity.DOUBT, say.lecture_untitled(), TOPICS)
    if item.lecturer is None:
        yield Check("lecturer_missing", Severity.DOUBT, say.no_lecturer(), TOPICS)


def remedy(check: Check) -> AgendaItem | None:
    """Give the item to add where a finding says that one is missing, else None."""
    if check.code == "matter_waiting":
        return Topic(check.about)
    missing: dict[str, AgendaItem] = {f"{need}_missing": Topic(title) for need, (title, _) in PARTS.items()}
    missing["lecture_missing"] = Lecture("")
    missing["appraisal_missing"] = Ballot(say.APPRAISAL, BallotRule.APPRAISAL)
    return missing.get(check.code)
