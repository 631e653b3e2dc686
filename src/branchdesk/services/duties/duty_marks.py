"""Duties noted by hand: done, where no other record shows it, or not asked for this time."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from branchdesk import clock
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.duties.duty import ENDED_WHERE_THEY_STAND, Duty
from branchdesk.domain.duties.spans import CalendarSpan, span_named
from branchdesk.domain.rulebook import FIRM, Rule, RuleBook
from branchdesk.errors import Refusal
from branchdesk.services.duties import rulebook
from branchdesk.services.people.member_life import member_name
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate, row_of
from branchdesk.store.tables import duty_mark, meeting, party_group
from branchdesk.words import rule_changes as say
from branchdesk.words import store as say_store
from branchdesk.words.duties import STRENGTHS


@dataclass(frozen=True, slots=True)
class Mark:
    """What is noted of one duty: done, or not asked for this time.

    `person` is an identifier, `group` a name, as a duty has them; `day` as stored, perhaps cut to the month; `meeting`
    the record that shows it.
    """

    rule: str
    period: str
    done: bool = True
    person: str | None = None
    group: str | None = None
    day: str | None = None
    note: str = ""
    meeting: str | None = None

    @classmethod
    def of(
        cls, duty: Duty, *, done: bool = True, day: str | None = None, note: str = "", meeting: str | None = None
    ) -> Mark:
        """Make the mark of a duty that a screen shows."""
        return cls(duty.rule, duty.period, done, duty.person, duty.group, day, note, meeting)


def mark(store: Store, new: Mark) -> Changes:
    """Note a duty as done or not asked for; what was noted of it before is replaced.

    Refusal where the rule, the period, the person, the group or the meeting is unknown, where the rule is not asked for
    by such periods, or is brought to its end at a meeting's own record, where it would be done on a day to come, or
    where no reason is given for leaving out what a document asks for with 应当 or 必须.
    """
    with operate(store, "mark_duty", "") as work:
        book = rulebook.book(work.connection, store.branch.id)
        rule, span = _judge(book, new)
        subject, whose = _subject(work, rule, new)
        if new.meeting and row_of(work.connection, meeting, new.meeting) is None:
            raise Refusal(say_store.no_such_record(say_store.MEETING, new.meeting), code="no_such_record")
        work.title = say.marked(rule.label, whose, span.name, done=new.done)
        row = {
            "branch_id": store.branch.id,
            "rule": new.rule,
            "subject": subject,
            "period": span.name,
            "state": "done" if new.done else "exempt",
            "day": new.day or None,
            "note": new.note.strip() or None,
            "meeting_id": new.meeting,
        }
        mine = [duty_mark.c[key] == row[key] for key in ("branch_id", "rule", "subject", "period")]
        standing = work.connection.scalar(select(duty_mark.c.id).where(*mine))
        if standing is None:
            work.insert(duty_mark, row)
        else:
            work.update(duty_mark, standing, row)
    return work.changes()


def take_back(store: Store, mark_id: str) -> Changes:
    """Take a mark back, by its identifier (`Duty.mark`); Refusal where there is none."""
    with operate(store, "unmark_duty", "") as work:
        standing = row_of(work.connection, duty_mark, mark_id)
        if standing is None:
            raise Refusal(say.no_such_mark(mark_id), code="no_such_mark")
        label = rulebook.label(standing["rule"])
        work.title = say.unmarked(label, _called(work.connection, standing["subject"]), standing["period"])
        work.delete(duty_mark, mark_id)
    return work.changes()


def _judge(book: RuleBook, new: Mark) -> tuple[Rule, CalendarSpan]:
    rule = rulebook.known(book, new.rule)
    if rule.id in ENDED_WHERE_THEY_STAND:
        raise Refusal(say.ended_at_the_meeting(rule.label), code="ended_at_the_meeting", field="rule")
    try:
        span = span_named(new.period)
    except ValueError as error:
        raise Refusal(say.no_such_period(new.period), code="no_such_period", field="period") from error
    applied = book.applied(rule.id, span.last)
    every = applied.settings.get("every") if applied else None
    if isinstance(every, str) and every != span.every:
        raise Refusal(say.other_period(rule.label, span.name, every), code="other_period", field="period")
    strength = (applied.edition if applied else rule.editions[0]).strength
    if not new.done and strength in FIRM and not new.note.strip():
        said = say.exemption_needs_reason(rule.label, STRENGTHS[strength])
        raise Refusal(said, code="reason_needed", field="note")
    if new.done and new.day:
        _judge_day(new.day)
    return rule, span


def _judge_day(text: str) -> None:
    try:
        known = PartialDate.parse(text)
    except ValueError as error:
        raise Refusal(say.day_unreadable(text), code="day_unreadable", field="day") from error
    if known.first_day() > clock.today():
        raise Refusal(say.day_to_come(text), code="day_to_come", field="day")


def _subject(work: Operation, rule: Rule, new: Mark) -> tuple[str, str]:
    """Give whose the duty is, as stored and as named; both empty where it is the branch's own."""
    if new.person and new.group:
        raise Refusal(say.whose(rule.label), code="two_subjects", field="group")
    if new.person:
        return new.person, member_name(work.connection, new.person)
    if new.group:
        mine = party_group.c.branch_id == work.branch_id
        found = work.connection.scalar(select(party_group.c.id).where(mine, party_group.c.name == new.group))
        if found is None:
            raise Refusal(say.no_such_group(new.group), code="no_such_group", field="group")
        return str(found), new.group
    return "", ""


def _called(connection: Connection, subject: str) -> str:
    """Name whose a duty was; nothing where it is the branch's own, or where they are no longer there."""
    if group := row_of(connection, party_group, subject):
        return str(group["name"])
    try:
        return member_name(connection, subject) if subject else ""
    except Refusal:
        return ""
