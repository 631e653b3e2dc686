"""第一议题学习记录: what was studied first at a meeting, who led the reading, who came, what was said and resolved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from branchdesk.domain.agenda import FirstTopic
from branchdesk.domain.meetings import MeetingRecord
from branchdesk.papers import wording
from branchdesk.papers.blocks import Gap, Manuscript, Table, TableRow, plain
from branchdesk.papers.heads import branch_of, called, draft_mark, full_branch, headed
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.minutes_course import document_of, measures_of, speeches_of, typed
from branchdesk.papers.minutes_form import COLUMNS, SIZE, fact_row, pair, said, wide
from branchdesk.papers.minutes_people import PLACE, TIME, attendance, fact
from branchdesk.papers.signing import to_sign
from branchdesk.papers.wording import BLANK, People
from branchdesk.words import study_papers as words

SPEECHES, MEASURES, STUDIED, TEXT = 6.0, 3.0, 3.0, 2.0  # lines to write on, and the least that a field of text has


def fits(record: MeetingRecord) -> bool:
    """Say whether a meeting has a first topic."""
    return any(isinstance(item, FirstTopic) for item in record.meeting.agenda)


def write_study_record(record: MeetingRecord, house: House = USUAL, *, today: date | None = None) -> Manuscript:
    """Write the record as a form; what is not known yet is room to write."""
    parts = branch_of(record, house), called(record), words.RECORD
    return Manuscript(
        title=f"{''.join(parts)}（{wording.day(record.meeting.starts.date())}）",
        author=full_branch(record, house),
        blocks=(
            *headed(house, parts),
            Gap(),
            Table(COLUMNS, tuple(_rows(record, People(record.apart))), words.RECORD, size=SIZE),
            Gap(),
            to_sign((words.CHAIR, words.RECORDER), house),
        ),
        draft=draft_mark(record, today),
        layout=house.layout(names=wording.names_of(record)),
    )


def _rows(record: MeetingRecord, people: People) -> Iterator[TableRow]:
    meeting, where = record.meeting, words.RECORD
    topics = [item for item in meeting.agenda if isinstance(item, FirstTopic)]
    yield from pair(fact(TIME, wording.period(meeting.starts, meeting.ends)), fact(PLACE, plain(meeting.place or "")))
    chair = people.span(meeting.chair) if meeting.chair else BLANK
    recorder = people.span(meeting.recorder) if meeting.recorder else BLANK
    yield from pair(fact(words.CHAIR, chair), fact(words.RECORDER, recorder))
    yield from (fact_row(one, people) for one in attendance(record, people))
    for item in topics:
        leader = people.write(item.lead_reader) if item.lead_reader else BLANK
        studied = tuple(said(document_of(document)) for document in item.documents)
        yield wide(words.STUDIED, studied, least=TEXT if studied else STUDIED)
        yield wide(words.LEADER, (said(leader),))
        if item.has_case:
            title = (said(wording.phrase(item.case_title)),) if item.case_title else ()
            yield wide(words.CASE, (*title, *typed(item.case_text, where)), least=TEXT)
        speeches = tuple(speeches_of(item.speeches, where, people))
        yield wide(words.SPEECHES, speeches, least=TEXT if speeches else SPEECHES)
        measures = tuple(measures_of(item.measures, where, people))
        yield wide(words.MEASURES, measures, least=TEXT if measures else MEASURES)
