"""The papers of a meeting: before it notice, agenda and a sheet to sign; after it what was said and settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from branchdesk import clock
from branchdesk.domain.dates import Precision, Unreadable, read_date
from branchdesk.domain.meetings import MeetingRecord
from branchdesk.errors import Refusal
from branchdesk.papers import lecture, summary
from branchdesk.papers.agenda import write_agenda
from branchdesk.papers.blocks import Manuscript
from branchdesk.papers.house import MinutesStyle
from branchdesk.papers.lecture import write_lecture
from branchdesk.papers.minutes import write_minutes
from branchdesk.papers.notice import write_notice
from branchdesk.papers.sign_in_sheet import GUESTS, write_sign_in_sheet
from branchdesk.papers.summary import write_summary
from branchdesk.services.meetings.meetings import load
from branchdesk.services.papers.paper_kinds import About, Option, Options, PaperKind
from branchdesk.services.papers.paper_settings import house
from branchdesk.store.engine import Store
from branchdesk.words import meeting_papers as say
from branchdesk.words.papers import MINUTES


def _notice(store: Store, meeting_id: str, options: Options) -> Manuscript:
    record, typed = load(store, meeting_id), str(options["day"])
    day = _day(typed) if typed.strip() else _before(record.meeting.starts.date())
    return write_notice(record, house(store), day=day, note=str(options["note"]))


def _agenda(store: Store, meeting_id: str, _options: Options) -> Manuscript:
    return write_agenda(load(store, meeting_id), house(store))


def _sign_in_sheet(store: Store, meeting_id: str, options: Options) -> Manuscript:
    guests, pairs = _lines(options["guests"]), bool(options["side_by_side"])
    return write_sign_in_sheet(load(store, meeting_id), house(store), guests=guests, side_by_side=pairs)


def _minutes(store: Store, meeting_id: str, options: Options) -> Manuscript:
    wanted, own = str(options["style"]), house(store)
    if wanted and wanted not in set(MinutesStyle):
        raise Refusal(say.no_such_style(wanted), code="no_such_style")
    return write_minutes(load(store, meeting_id), replace(own, style=MinutesStyle(wanted or own.style)))


def _summary(store: Store, meeting_id: str, options: Options) -> Manuscript:
    return write_summary(load(store, meeting_id), house(store), votes=bool(options["votes"]))


def _lecture(store: Store, meeting_id: str, _options: Options) -> Manuscript:
    return write_lecture(load(store, meeting_id), house(store))


def _before(meeting: date) -> date | None:
    """Give today, or nothing once the meeting is over: its notice went out on a day that nobody noted."""
    today = clock.today()
    return today if today <= meeting else None


def _day(typed: str) -> date:
    """Read the day of a notice. Refusal where it cannot be read."""
    try:
        known = read_date(typed).value
    except Unreadable as error:
        raise Refusal(say.no_such_day(typed), code="no_such_day") from error
    if known.precision is not Precision.DAY:
        raise Refusal(say.no_such_day(typed), code="no_such_day")
    return known.first_day()


def _lines(typed: object) -> int:
    """Read a number of blank lines. Refusal where it is none, or more than anybody means."""
    text = str(typed).strip()
    if not text.isdecimal() or int(text) > say.MOST_GUESTS:
        raise Refusal(say.no_such_number(text), code="no_such_number")
    return int(text)


def _by_name(record: MeetingRecord) -> bool:
    """Say whether people stand in it by name: where they were only counted, nobody was to be told or to sign."""
    return record.by_name


MEETING_PAPERS = (
    PaperKind(
        "notice",
        say.NOTICE,
        About.MEETING,
        _notice,
        (Option("day", say.DAY, ""), Option("note", say.NOTE, "")),
        _by_name,
    ),
    PaperKind("agenda", say.AGENDA, About.MEETING, _agenda),
    PaperKind(
        "sign-in-sheet",
        say.SIGN_IN_SHEET,
        About.MEETING,
        _sign_in_sheet,
        (Option("guests", say.GUESTS, GUESTS), Option("side_by_side", say.SIDE_BY_SIDE, default=False)),
        _by_name,
    ),
    PaperKind("minutes", MINUTES, About.MEETING, _minutes, (Option("style", say.STYLE, "", say.STYLES),)),
    PaperKind(
        "summary", say.SUMMARY, About.MEETING, _summary, (Option("votes", say.VOTES, default=True),), summary.fits
    ),
    PaperKind("lecture", say.LECTURE, About.MEETING, _lecture, fits=lecture.fits),
)
