"""Papers bound as one file: everything about one meeting, and a year's minutes.

A book knows nothing of what its papers say: it has them written by the list of papers, one when its turn comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from branchdesk import clock
from branchdesk.domain.meetings import AttachedFile, MeetingRecord, MeetingState
from branchdesk.errors import Refusal
from branchdesk.papers import wording
from branchdesk.papers.album import write_album
from branchdesk.papers.blocks import Manuscript, plain
from branchdesk.papers.book import Book, Chapter, joined, write_cover
from branchdesk.papers.heads import branch_of, called, full_branch, unit_of
from branchdesk.services.meetings import attachments
from branchdesk.services.meetings.meeting_finding import FoundMeeting, Wanted, find
from branchdesk.services.meetings.meetings import load
from branchdesk.services.papers.meeting_papers import MEETING_PAPERS
from branchdesk.services.papers.paper_kinds import About, Option, Options, PaperKind
from branchdesk.services.papers.paper_settings import house
from branchdesk.services.papers.vote_papers import VOTE_PAPERS
from branchdesk.store.engine import Store
from branchdesk.words import book_papers as say
from branchdesk.words import meeting_papers as say_meeting
from branchdesk.words import meetings as words

PHOTOS = "photos"
PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff"})
_PAPERS: Mapping[str, PaperKind] = {paper.key: paper for paper in (*MEETING_PAPERS, *VOTE_PAPERS)}
# In the order in which a meeting's papers are filed.
_PARTS = ("notice", "agenda", "sign-in-sheet", "minutes", "vote-summary", "appraisal-summary", PHOTOS)
_NAMES = {**{key: paper.label for key, paper in _PAPERS.items()}, PHOTOS: say.PHOTOS}


def meeting_file(store: Store, meeting_id: str, options: Options) -> Book:
    """Give everything about a meeting as a book of the chosen parts. Refusal where it has none of them."""
    record, own = load(store, meeting_id), house(store)
    chapters = [*_parts(store, meeting_id, record, chosen_of(options["parts"]), small=options["photos"] == say.SIX)]
    if not chapters:
        raise Refusal(say.nothing_in_file(), code="nothing_to_bind")
    day = wording.day(record.meeting.starts.date())
    unit, branch = unit_of(record, own), branch_of(record, own)
    cover = write_cover(unit, branch, called(record), day, "、".join(chapter.title for chapter in chapters))
    return Book(
        title=f"{called(record)}{say.MEETING_FILE}（{day}）",
        author=full_branch(record, own),
        chapters=chapters,
        cover=cover if options["cover"] else (),
        contents=bool(options["cover"]),
        duplex=own.duplex,
    )


def _parts(
    store: Store, meeting_id: str, record: MeetingRecord, wanted: Sequence[str], *, small: bool
) -> Iterator[Chapter]:
    for key in _PARTS:
        if key not in wanted:
            continue
        if key == PHOTOS:
            pictures = [file for file in attachments.kept(store, meeting_id).files if file.kind in PICTURES]
            if pictures:
                yield Chapter(say.PHOTOS, partial(_album, store, record, pictures, small=small))
        elif _PAPERS[key].fits(record):
            yield Chapter(_NAMES[key], partial(written, store, key, meeting_id, {}))


def _album(store: Store, record: MeetingRecord, files: Sequence[AttachedFile], *, small: bool) -> Manuscript:
    pictures = ((file.name, attachments.content(store, file)) for file in files)
    return write_album(record, pictures, house(store), small=small)


def written(store: Store, key: str, about: str, options: Options) -> Manuscript:
    """Write a paper of a meeting, for a book that it stands in."""
    paper = _PAPERS[key]
    return paper.write(store, about, paper.varied(about, options))


def year_book(store: Store, _about: str, options: Options) -> Book:
    """Give the minutes of a year as a book, the oldest first. Refusal where there are none."""
    year, kinds = _year(options["year"]), chosen_of(options["kinds"])
    wanted = Wanted(
        kinds=tuple(kinds),
        since=date(year, 1, 1),
        until=date(year, 12, 31),
    )
    states = {MeetingState.FINAL, *([MeetingState.DRAFT] if options["drafts"] else [])}
    found = [one for one in reversed(find(store, wanted).meetings) if one.state in states] if kinds else []
    if not found:
        chosen = not options["drafts"] or set(kinds) != set(words.KINDS)
        raise Refusal(say.no_meetings(year, chosen=chosen), code="nothing_to_bind")
    own, style = house(store), {"style": options["style"]}
    unit = plain(own.unit) or plain(store.branch.unit)
    branch = plain(store.branch.name).removeprefix(plain(store.branch.unit)).removeprefix(unit)
    days = [wording.day(date.fromisoformat(one.starts[:10])) for one in (found[0], found[-1])]
    return Book(
        title=f"{branch or unit}{say.year(year)}{say.RECORDS}",
        author=unit + branch,
        chapters=[Chapter(named(one), partial(written, store, "minutes", one.id, style)) for one in found],
        cover=write_cover(unit, branch, say.RECORDS, say.year(year), say.bound(len(found), *days)),
        odd=bool(options["odd"]),
        duplex=own.duplex,
    )


def named(one: FoundMeeting) -> str:
    """Name a meeting in a list of contents."""
    called = say.called(one.kind, plain(one.group or ""))
    return say.entry(date.fromisoformat(one.starts[:10]), called, one.number, plain(one.title or ""))


def chosen_of(value: object) -> list[str]:
    """Give what was chosen of an option that takes several."""
    return [str(one) for one in value] if isinstance(value, Sequence) and not isinstance(value, str) else []


def _year(typed: object) -> int:
    text = str(typed).strip()
    if not text:
        return clock.today().year
    year = say.year_in(text)
    if year is None:
        raise Refusal(say.no_such_year(text), code="no_such_year")
    return year


def _file_joined(store: Store, about: str, options: Options) -> Manuscript:
    return joined(meeting_file(store, about, options))


def _year_joined(store: Store, about: str, options: Options) -> Manuscript:
    return joined(year_book(store, about, options))


BOOK_PAPERS = (
    PaperKind(
        "meeting-file",
        say.MEETING_FILE,
        About.MEETING,
        _file_joined,
        (
            Option("parts", say.PARTS, _PARTS, tuple((key, _NAMES[key]) for key in _PARTS)),
            Option("cover", say.COVER, default=False),
            Option("photos", say.ON_A_PAGE, say.TWO, say.PHOTOS_ON_A_PAGE),
        ),
        book=meeting_file,
    ),
    PaperKind(
        "year-book",
        say.YEAR_BOOK,
        About.BRANCH,
        _year_joined,
        (
            Option("year", say.YEAR, ""),
            Option("kinds", say.KINDS, tuple(words.KINDS), tuple(words.KINDS.items())),
            Option("style", say.STYLE, "", say_meeting.STYLES),
            Option("drafts", say.DRAFTS, default=True),
            Option("odd", say.ODD, default=False),
        ),
        book=year_book,
        holds=say.YEAR_BOOK_HOLDS,
    ),
)
