"""The papers of study: the record of a first topic, the documents of a year, who has studied one, the year's hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from branchdesk import clock
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.study import HAVE, TO_CATCH_UP, DocumentStudy, Reader, Session, StudyMeeting
from branchdesk.domain.study_hours import PersonHours
from branchdesk.errors import Refusal
from branchdesk.ledgers.spec import Field, FieldKind
from branchdesk.papers import study_record, wording
from branchdesk.papers.blocks import Manuscript
from branchdesk.papers.listing import Listing, write_listing
from branchdesk.papers.study_record import write_study_record
from branchdesk.services.meetings import study, study_hours
from branchdesk.services.meetings.meetings import load
from branchdesk.services.papers.life_papers import YEAR, year_of
from branchdesk.services.papers.paper_kinds import About, Option, Options, PaperKind, branch_of
from branchdesk.services.papers.paper_settings import house
from branchdesk.store.engine import Store
from branchdesk.words import listing as say_lists
from branchdesk.words import study as say_study
from branchdesk.words import study_papers as say
from branchdesk.words.duties import period
from branchdesk.words.person_duties import day_in
from branchdesk.words.schedule import named

DOCUMENT = "document"
YEARS_BACK = 3  # in which the document studied last is looked for
WHOLE = 10  # letters of a day that is known
_SHORT, _LONG = FieldKind.TEXT, FieldKind.LONG_TEXT


def _fields(labels: Sequence[str], kinds: Sequence[FieldKind], widths: Sequence[int]) -> tuple[Field, ...]:
    return tuple(
        Field(label, label, kind, width=width) for label, kind, width in zip(labels, kinds, widths, strict=True)
    )


LIST_FIELDS = _fields(say.LIST_HEADS, (_LONG, _SHORT, _SHORT, _LONG, _LONG, _SHORT), (24, 10, 12, 14, 10, 4))
READER_FIELDS = _fields(say.READER_HEADS, (FieldKind.NAME, _SHORT, _SHORT, _SHORT, _LONG), (8, 6, 8, 12, 16))
HOUR_FIELDS = _fields(say.HOUR_HEADS, (FieldKind.NAME, _SHORT, *[FieldKind.INTEGER] * 3, _LONG), (8, 6, 4, 4, 4, 18))


# -- a first topic


def _record(store: Store, meeting_id: str, _options: Options) -> Manuscript:
    return write_study_record(load(store, meeting_id), house(store))


# -- the documents of a year


def _list(store: Store, _about: str, options: Options) -> Manuscript:
    year = year_of(options)
    found = study.sessions(store, date(year, 1, 1), date(year, 12, 31))
    told: dict[str, list[tuple[Session, int]]] = {}
    for session in found.held:
        for at, text in enumerate(session.documents):
            told.setdefault(text.id or text.title, []).append((session, at))
    rows = [_studied(store, key, sessions, year) for key, sessions in told.items()]
    meetings = sum(bool(session.documents) for session in found.held)
    notes = [say.documents(len(rows), meetings)]
    if found.without:
        notes.append(say.without(len(found.without)))
    return _listing(store, (period(str(year)), say.LIST), period(str(year)), LIST_FIELDS, rows, notes)


def _studied(store: Store, key: str, sessions: Sequence[tuple[Session, int]], year: int) -> tuple[str, ...]:
    """Give the row of a document: how many have studied it is judged by the rosters of those days."""
    first, at = sessions[0]
    text = first.documents[at]
    meetings = [session.meeting for session, _ in sessions]
    leaders = dict.fromkeys(one.lead_reader for one in meetings if one.lead_reader)
    known = study.document(store, key) if text.id else None
    return (
        wording.quoted(text.title),
        text.source,
        _day(text.issued),
        say_lists.joined(_meeting(one, year) for one in meetings),
        say_lists.joined(leaders),
        say.people(len(known.of(*HAVE))) if known else "",
    )


# -- who has studied a document


def _readers(store: Store, _about: str, options: Options) -> Manuscript:
    found = _wanted(store, str(options[DOCUMENT]).strip())
    year = clock.today().year
    rows = [_reader(one, year) for one in found.readers]
    notes = [
        say.read_by(len(found.of(*HAVE)), len(found.of(*TO_CATCH_UP))),
        say.studied_at([_meeting(one, 0) for one in found.meetings]),
    ]
    if source := say.source_of(found.source, _day(found.issued)):
        notes.append(source)
    title = (wording.quoted(found.title), say.READERS)
    return _listing(store, title, "", READER_FIELDS, rows, notes)


def _wanted(store: Store, named_so: str) -> DocumentStudy:
    """Find a document by its identifier or title, or the one studied last. Refusal (no_such_document) where none is."""
    today = clock.today()
    sessions = study.sessions(store, date(today.year - YEARS_BACK, 1, 1), today).held
    there = {text.id: text.title for session in sessions for text in session.documents if text.id}
    if not there:
        raise Refusal(say.nothing_studied(), code="no_such_document")
    if not named_so:
        latest = next(text.id for session in reversed(sessions) for text in session.documents if text.id)
        return study.document(store, latest)
    found = next((key for key, title in there.items() if named_so in {key, title}), None)
    if found is None:
        raise Refusal(say.no_such_document(named_so), code="no_such_document")
    return study.document(store, found)


def _reader(one: Reader, year: int) -> tuple[str, ...]:
    outcome = one.outcome
    missed = say_study.missed(outcome.day, outcome.how) if one.state not in HAVE and outcome.day else ""
    day = day_in(outcome.day, year) if one.state in HAVE and outcome.day else ""
    return (one.label, one.group, say_study.REACHED[one.state.value], day, missed or _how(outcome.how))


def _how(how: str) -> str:
    return say.HOWS.get(how, how)


# -- hours of a year


def _hours(store: Store, _about: str, options: Options) -> Manuscript:
    year = year_of(options)
    found = study_hours.year(store, year)
    asked = [one for one in found.people if one.target and not one.exempt]
    notes = [say.enough(sum(one.minutes >= one.target for one in asked), len(asked))]
    rows = [_person(one) for one in found.people]
    return _listing(store, (period(str(year)), say.HOURS), period(str(year)), HOUR_FIELDS, rows, notes)


def _person(one: PersonHours) -> tuple[str, ...]:
    """Give the row of a member; of whom nothing is asked, nothing is lacking."""
    asked = one.target if not one.exempt else 0
    lacking = max(0, asked - one.minutes)
    note = say.not_asked() if one.exempt else one.note
    return (
        one.label,
        one.group,
        say_study.hours(one.minutes),
        say_study.hours(asked) if asked else "",
        say_study.hours(lacking) if lacking else "",
        say.leader(note) if one.leader and not one.exempt else note,
    )


# -- what they have in common


def _listing(
    store: Store,
    title: tuple[str, ...],
    of: str,
    fields: tuple[Field, ...],
    rows: Sequence[tuple[str, ...]],
    notes: Sequence[str],
) -> Manuscript:
    today = clock.today()
    listing = Listing(
        title=(branch_of(store), *title),
        unit=store.branch.unit,
        period=of or say_lists.as_of(wording.day(today)),
        printed=today,
        fields=fields,
        rows=rows,
        notes=tuple(notes),
    )
    return write_listing(listing, house(store))


def _meeting(one: StudyMeeting, year: int) -> str:
    """Name a meeting by its day and kind: 11月20日党员大会."""
    return f"{day_in(one.day, year)}{named(one.kind, *([one.group] if one.group else []))}"


def _day(stored: str) -> str:
    return wording.day(PartialDate.parse(stored)) if stored else ""


_OF_YEAR = Option(YEAR, say.YEAR, 0)
STUDY_PAPERS = (
    PaperKind("study-record", say.RECORD, About.MEETING, _record, fits=study_record.fits),
    PaperKind("study-list", say.LIST, About.BRANCH, _list, (_OF_YEAR,), holds=say.LIST_HOLDS),
    PaperKind(
        "study-readers",
        say.READERS,
        About.BRANCH,
        _readers,
        (Option(DOCUMENT, say.DOCUMENT, ""),),
        holds=say.READERS_HOLDS,
    ),
    PaperKind("study-hours", say.HOURS, About.BRANCH, _hours, (_OF_YEAR,), holds=say.HOURS_HOLDS),
)
