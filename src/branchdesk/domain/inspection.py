"""迎检: what is missing or thin in a period's records, each with what may be done about it.

A finding is only ever about what is on record. Nothing here asks for minutes to be written afterwards: what its papers
prove may be entered, and what never was is explained (RULES.md 6: 会议记录须真实; 0: no records for their own sake).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from branchdesk.domain import kinds
from branchdesk.domain.agenda import Ballot, BallotRule
from branchdesk.domain.dates import known
from branchdesk.domain.duties.duty import Duty, DutyState
from branchdesk.domain.duties.facts import OpenMeasure
from branchdesk.domain.meetings import Check, MeetingKind, MeetingRecord, MeetingState, Phase, Severity
from branchdesk.domain.rulebook import Strength
from branchdesk.domain.sections import BASICS, LIFE, PEOPLE, RESOLUTIONS, TOPICS
from branchdesk.domain.structure import Hint, Weight
from branchdesk.domain.surrounding_checks import which
from branchdesk.domain.surroundings import words_of
from branchdesk.words import inspection as say
from branchdesk.words.duties import period
from branchdesk.words.surroundings import other

FEW_WORDS = 80  # characters, of a whole record: less tells no course of a meeting
TO_CLOSE = timedelta(days=30)  # after which a draft is one that nobody closed
TO_SIGN = timedelta(days=30)
TO_HANDLE = timedelta(days=90)  # after which a clue that was not handled is asked about
TO_FORGET = timedelta(days=90)  # after which a measure without a day of its own is forgotten
TO_TELL = timedelta(days=60)  # after which it counts as missing that somebody was told of their appraisal


class Gap(StrEnum):
    """How a finding is to be taken: something is missing, there is too little of it, or it can hardly be so."""

    MISSING = "missing"
    THIN = "thin"
    DOUBT = "doubt"


class Area(StrEnum):
    """What a finding is about, in the order of the list."""

    LIFE = "life"  # meetings that were to be held
    MINUTES = "minutes"
    ATTENDANCE = "attendance"
    APPRAISAL = "appraisal"  # 组织生活会, 民主评议, 谈心谈话
    STUDY = "study"
    MEASURES = "measures"
    JOINING = "joining"
    FIVE_ONES = "five_ones"
    MEMBERS = "members"
    BRANCH = "branch"
    CLUES = "clues"


@dataclass(frozen=True, slots=True)
class Where:
    """Where a finding is settled: a place of the window, the record there, and the section of its form."""

    place: str
    record: str | None = None
    section: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an inspection would ask about.

    `record` tells it from every other of its code, `day` is that of what it is about (None: of the roster as it
    stands), `about` names that, `what` says what is the matter, `remedy` what may be done. A finding that is a duty
    not done carries it.
    """

    code: str
    gap: Gap
    area: Area
    record: str
    day: date | None
    about: str
    what: str
    article: str
    remedy: str
    where: Where
    duty: Duty | None = None

    @property
    def key(self) -> str:
        """Name the finding so that what was said of it is found again."""
        return f"{self.code}:{self.record}"[:160]


# Where the findings of a rule stand; those of any other rule stand under LIFE.
AREAS: Mapping[str, Area] = {
    "organisational_life_meeting": Area.APPRAISAL,
    "democratic_appraisal": Area.APPRAISAL,
    **dict.fromkeys(("talk_in_committee", "talk_committee_members", "talk_between_members"), Area.APPRAISAL),
    **dict.fromkeys(("make_up", "absent_long"), Area.ATTENDANCE),
    **dict.fromkeys(("measure", "rectification"), Area.MEASURES),
    **dict.fromkeys(
        ("probation", "oath", "activist_review", "probationary_review", "new_member_training"), Area.JOINING
    ),
    **dict.fromkeys(("study_hours", "leader_hours"), Area.STUDY),
    "political_birthday": Area.FIVE_ONES,
    **dict.fromkeys(("lost", "abroad_contact", "abroad_long", "dues_three_months", "dues_six_months"), Area.MEMBERS),
    **dict.fromkeys(("reelection", "reelection_notice", "by_election", "committee_needed"), Area.BRANCH),
    **dict.fromkeys(("too_few_members", "too_many_members", "new_secretary_training"), Area.BRANCH),
}
# Rules whose duties name a thing to do, of which nothing is on record; any other that is late says so in its own words.
_NAMING = frozenset(
    {
        *("secretary_report", "dues_published", "annual_statistics", "reelection_notice", "new_secretary_training"),
        *("talk_in_committee", "talk_committee_members", "talk_between_members"),
    }
)
FOLLOWED = frozenset({"measure", "rectification"})  # which somebody is to see to the end
# The section of a meeting's form where what is left over from it is settled.
_SECTIONS = {"make_up": PEOPLE, "measure": RESOLUTIONS, "rectification": LIFE}
_MEETINGS = frozenset(kind.value for kind in MeetingKind)


def of_duties(found: Iterable[Duty]) -> list[Finding]:
    """Give what was to be done in the period and was not: duties that are late, and what is not as it should be now.

    Measures are looked at one by one: `of_measure`.
    """
    late = [_of_duty(duty) for duty in found if _is_missing(duty) and duty.rule not in FOLLOWED]
    seen: Counter[str] = Counter()
    told: list[Finding] = []
    for one in late:
        seen[one.key] += 1  # somebody may owe two things by one day
        number = seen[one.key]
        told.append(one if number == 1 else replace(one, record=f"{one.record}:{number}"))
    return told


def _is_missing(duty: Duty) -> bool:
    """Say whether a duty is late, or has no last day and holds now: a branch of too few members."""
    return duty.state is DutyState.LATE or (duty.by is None and duty.state is DutyState.DUE)


def of_absences(found: Iterable[Duty]) -> list[Finding]:
    """Give the absences that are not made up yet and have time to be: thin, for an inspection may come before."""
    waiting = (duty for duty in found if duty.state in {DutyState.COMING, DutyState.DUE})
    return [replace(one, gap=Gap.THIN, what=say.has_time(one.what)) for one in map(_of_duty, waiting)]


def _of_duty(duty: Duty) -> Finding:
    held = duty.kind in _MEETINGS
    about, what = duty.name or period(duty.period), duty.what
    if held or duty.rule in _NAMING:
        about, what = duty.what, say.not_done(duty.count, duty.wanted)
    elif duty.name:
        what = what.removeprefix(duty.name)  # it stands beside
    source = duty.source.id if duty.source is not None and duty.source.table == "meeting" else None
    if source is not None:
        where = Where("meeting", source, _SECTIONS.get(duty.rule, BASICS))
    else:
        where = Where("meetings" if held else "members" if duty.person else "committee", duty.person)
    reminder = duty.by is None and duty.strength in {Strength.USUAL, Strength.CUSTOM}  # 一般: nothing was left undone
    return Finding(
        duty.rule,
        Gap.THIN if reminder else Gap.MISSING,
        AREAS.get(duty.rule, Area.LIFE),
        ":".join(part for part in duty.key[1:] if part),
        duty.by,
        about,
        say.told(what) + (f"，{duty.note}" if duty.note else ""),
        duty.article,
        say.enter_what_was_held() if held else say.do_or_explain(),
        where,
        duty,
    )


def of_measure(one: OpenMeasure, article: str, today: date, *, reviewed: bool) -> Finding | None:
    """Give a measure, or a line of a rectification list, whose day has passed; without a day, one long forgotten.

    `reviewed` says whether a later meeting looked back on it.
    """
    due = known(one.due)
    by = due.last_day() if due is not None else None
    held = date.fromisoformat(one.day)
    if by is None and (reviewed or today - held <= TO_FORGET):
        return None
    if by is not None and by >= today:
        return None
    return Finding(
        one.kind,
        Gap.MISSING if by is not None else Gap.THIN,
        Area.MEASURES,
        one.id,
        by or held,
        say.resolved_on(one.day),
        say.not_finished(one.text, one.owner, one.due or "", reviewed=reviewed),
        article,
        say.do_or_explain(),
        Where("meeting", one.meeting_id, _SECTIONS[one.kind]),
    )


def of_five(person: str, name: str, year: int, on: date, missing: Sequence[str]) -> Finding:
    """Give what a branch that does the five did not do for somebody's 政治生日 of a year."""
    return Finding(
        "five_ones",
        Gap.THIN,
        Area.FIVE_ONES,
        f"{person}:{year}",
        on,
        name,
        say.not_all_five(year, missing),
        say.five_ones(),
        say.do_or_explain(),
        Where("five_ones", person),
    )


# Codes of a record's checks that say that something is not there; others of a doubt say that it can hardly be so.
_LACKING = frozenset({"not_declared", "part_empty", "people_unmarked", "matter_not_brought_up", "seats_open"})
_FEW = frozenset({"measure_without_owner"})
# What the form tells while one types, and no inspection asks for.
_ASIDE = frozenset({"not_on_roster", "matter_waiting", "many_excellent", "nobody_signs", "form_missing"})
_AREAS_OF_CODES = {
    "reason_missing": Area.ATTENDANCE,
    "people_unmarked": Area.ATTENDANCE,
    "heads_missing": Area.ATTENDANCE,
    "heads_differ": Area.ATTENDANCE,
    "heads_do_not_add_up": Area.ATTENDANCE,
    "first_topic_missing": Area.STUDY,
    "first_topic_not_first": Area.STUDY,
    "document_missing": Area.STUDY,
    "lead_reader_missing": Area.STUDY,
    "measure_without_owner": Area.MEASURES,
    "measure_without_due": Area.MEASURES,
    "few_came": Area.ATTENDANCE,
}
_APPRAISING = frozenset({MeetingKind.ORGANISATIONAL_LIFE, MeetingKind.DEMOCRATIC_APPRAISAL})


def of_meeting(record: MeetingRecord, today: date, told: set[frozenset[str]], *, signs: bool) -> list[Finding]:
    """Give what a record of a meeting that was held lacks; `signs` says whether the branch notes signed records.

    Two meetings at the same time are told of once: `told` has the pairs that were, and takes what is told here.
    """
    if record.meeting.phase is not Phase.HELD:
        return []
    checks = [one for one in record.checks if one.code not in _ASIDE and not _told(record, one, told)]
    seen: Counter[str] = Counter()
    return [
        *(_of_check(record, one, seen) for one in checks),
        *_thin(record),
        *_few_came(record),
        *_left_open(record, today, signs=signs),
        *_not_told(record, today),
    ]


def _told(record: MeetingRecord, check: Check, told: set[frozenset[str]]) -> bool:
    pair = frozenset((which(record.meeting), check.about))
    if check.code != "overlap" or pair in told:
        return check.code == "overlap"
    told.add(pair)
    return False


def called(record: MeetingRecord) -> str:
    """Name a meeting: 2026年11月20日第一党小组会."""
    meeting = record.meeting
    return other(meeting.kind, meeting.starts.date().isoformat(), meeting.group)


def _of_check(record: MeetingRecord, check: Check, seen: Counter[str]) -> Finding:
    """Make a finding of a check; of two of one code each has a name of its own, by whom or what it is about."""
    at = "-".join(map(str, check.at)) if check.at else ""
    name = ":".join(part for part in (record.meeting.id or "", at, check.about) if part)
    seen[f"{check.code}:{name}"] += 1
    if (number := seen[f"{check.code}:{name}"]) > 1:
        name = f"{name}:{number}"
    return _about(record, check.code, _gap(check), say.told(check.message), check.place, name)


def _gap(check: Check) -> Gap:
    if check.severity is Severity.NOTE or check.code in _FEW:
        return Gap.THIN
    if check.severity is Severity.ERROR:
        return Gap.DOUBT
    return Gap.MISSING if check.code.endswith("_missing") or check.code in _LACKING else Gap.DOUBT


def _about(record: MeetingRecord, code: str, gap: Gap, what: str, place: str, name: str = "") -> Finding:
    """Make a finding about a record, to be settled in a section of its form."""
    meeting = record.meeting
    usual = Area.APPRAISAL if meeting.kind in _APPRAISING else Area.MINUTES
    return Finding(
        code,
        gap,
        _AREAS_OF_CODES.get(code, usual),
        name or meeting.id or "",
        meeting.starts.date(),
        called(record),
        what,
        say.article(code),
        say.remedy(code),
        Where("meeting", meeting.id, place),
    )


def _thin(record: MeetingRecord) -> Iterator[Finding]:
    """Find minutes that tell next to nothing of the meeting's course; a ballot's own figures tell of a ballot."""
    meeting = record.meeting
    number = len("".join(words_of(meeting).split()))
    ballots = any(isinstance(item, Ballot) for item in meeting.agenda)
    if number < FEW_WORDS and not ballots and not record.files:
        yield _about(record, "minutes_thin", Gap.THIN, say.few_words(number), TOPICS)


def _few_came(record: MeetingRecord) -> Iterator[Finding]:
    """Find meetings to which fewer than half of those came who were expected, whoever had a vote."""
    heads = record.heads
    if not kinds.of(record.meeting.kind).due or not heads.expected or heads.present is None:
        return
    if heads.present * 2 < heads.expected and not record.counts.unknown:
        what = say.few_came(heads.expected, heads.present)
        yield _about(record, "few_came", Gap.THIN, what, PEOPLE)


def _left_open(record: MeetingRecord, today: date, *, signs: bool) -> Iterator[Finding]:
    """Find drafts that nobody closed, and in a branch that notes signatures closed records without them."""
    passed = today - record.meeting.starts.date()
    if record.state is MeetingState.DRAFT and passed > TO_CLOSE:
        yield _about(record, "left_open", Gap.THIN, say.left_open(passed.days), BASICS)
    elif signs and record.state is MeetingState.FINAL and record.signed_on is None and passed > TO_SIGN:
        yield _about(record, "not_signed", Gap.THIN, say.not_signed(), BASICS)


def _not_told(record: MeetingRecord, today: date) -> Iterator[Finding]:
    """Find members who were graded and, for all that is on record, never told (支部工作条例第18条)."""
    if today - record.meeting.starts.date() <= TO_TELL:
        return
    graded = [
        subject
        for item in record.meeting.agenda
        if isinstance(item, Ballot) and item.rule is BallotRule.APPRAISAL
        for subject in item.subjects
        if subject.grade is not None and subject.feedback_on is None
    ]
    if graded:
        names = [record.called(one.name, one.person) for one in graded]
        yield _about(record, "feedback_missing", Gap.MISSING, say.not_told(names), TOPICS)


def of_hints(hints: Iterable[Hint], apart: frozenset[str]) -> list[Finding]:
    """Give what the rules say of the branch's make-up, as of the period's last day; custom alone is no finding.

    `apart` names hints that a duty tells already.
    """
    gaps = {Weight.WARNING: Gap.MISSING, Weight.REMINDER: Gap.THIN}
    return [
        Finding(
            hint.code,
            gaps[hint.weight],
            Area.BRANCH,
            hint.person or hint.group or "",
            None,
            hint.group or say.branch(),
            hint.message,
            hint.article,
            say.do_or_explain(),
            Where("members", hint.person) if hint.person else Where("committee"),
        )
        for hint in hints
        if hint.weight in gaps and hint.code not in apart
    ]


def of_document(document: str, title: str, wanted_by: date, people: Sequence[str]) -> Finding:
    """Give a document that everybody was to have studied by a day, and who has not."""
    return Finding(
        "document_not_studied",
        Gap.MISSING,
        Area.STUDY,
        document,
        wanted_by,
        title,
        say.not_studied(people),
        say.article("document_missing"),
        say.catch_up(),
        Where("study", document),
    )


def of_clue(clue: str, number: str, reported: date, today: date) -> Finding | None:
    """Give a clue that nobody has brought to its end in a quarter of a year, else None."""
    waited = today - reported
    if waited <= TO_HANDLE:
        return None
    return Finding(
        "clue_left_open",
        Gap.THIN,
        Area.CLUES,
        clue,
        reported,
        number,
        say.clue_waits(waited.days),
        say.clues_rest_on(),
        say.do_or_explain(),
        Where("clues", clue),
    )


def of_person(person: str, name: str, code: str, gap: Gap, what: str) -> Finding:
    """Give what somebody's line of the roster lacks, or what in it can hardly be so."""
    return Finding(
        code,
        gap,
        Area.MEMBERS,
        person,
        None,
        name,
        say.told(what),
        say.article_of_roster(code),
        say.check_the_file(),
        Where("members", person),
    )


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Put findings in the order of the list: by area, what is missing first, then by day and name."""
    areas, gaps = list(Area), list(Gap)
    return tuple(
        sorted(
            findings,
            key=lambda one: (areas.index(one.area), gaps.index(one.gap), one.day or date.max, one.about, one.code),
        )
    )
