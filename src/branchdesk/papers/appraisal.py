"""民主评议党员测评表 and its summary: the form without a name on which grades are given, and what they came to.

支部工作条例第18条 gives no grades; the four are those of the 中组部's yearly notices (RULES.md 1.3). 预备党员 take part
and are given none. The figures are told, nothing is judged by them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from branchdesk.domain.agenda import GRADES, Ballot, BallotRule, Grade, Grades, PersonRef, Subject
from branchdesk.domain.meetings import MeetingKind, MeetingRecord
from branchdesk.domain.roster import Stage
from branchdesk.papers import captions, heads, wording
from branchdesk.papers.appraisal_told import told_beside
from branchdesk.papers.blocks import (
    FIVE,
    PAD,
    SMALL_FOUR,
    Align,
    Block,
    Cell,
    Column,
    Gap,
    Manuscript,
    NewPage,
    Paragraph,
    Role,
    Span,
    Table,
    TableRow,
    cell,
    plain,
)
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.signing import to_sign
from branchdesk.papers.vote_summary import COUNTERS, anybody_marked, counted_paper, head_row
from branchdesk.papers.wording import People
from branchdesk.words import meetings as words

FORM, SUMMARY = "民主评议党员测评表", "民主评议党员测评汇总表"
ABSTAIN, TOGETHER = "弃权", "合计"
TITLE_SIZE = 18.0
ONE_COLUMN = 16  # members that stand one below the other; more stand in two columns
COLUMNS = 28
# Lines of the page for members, after everything else that a form has; a row takes so many at most and at least.
FOR_MEMBERS, HIGH, LOW = 15.5, 1.2, 0.67
HEADS, NARROW = 9.0, 2.0  # points: of heads and beside them, so that 基本合格 stands in two lines
LINE, ROW = 1.2, 0.75  # lines of a row of the summary
NO_GRADE = "不评定等次"
HOW = "说明：对每名党员只选一项，在所选的空格内画“○”。无记名，不写姓名。"


def write_appraisal_form(
    record: MeetingRecord, house: House = USUAL, *, copies: int = 1, abstain: bool = True
) -> Manuscript:
    """Write the form, so many times; `abstain` gives it a column for 弃权."""
    people = People(record.apart)
    one = (*_head(record, house, FORM), *_form(record, people, abstain=abstain))
    sheets = chain.from_iterable((NewPage(), *one) if number else one for number in range(max(1, copies)))
    return replace(_manuscript(record, house, FORM, tuple(sheets)), layout=captions.unmarked(house))


def write_appraisal_summary(record: MeetingRecord, house: House = USUAL) -> Manuscript:
    """Write what the grades came to, a row a member; a count that is not known is left empty."""
    people = People(record.apart)
    blocks = (*_head(record, house, SUMMARY), *_summary(record, people), Gap(), to_sign(COUNTERS, house))
    return replace(_manuscript(record, house, SUMMARY, blocks), draft=heads.draft_mark(record))


def appraised(record: MeetingRecord) -> bool:
    """Say whether members are appraised at a meeting."""
    return record.meeting.kind is MeetingKind.DEMOCRATIC_APPRAISAL or bool(_ballots(record))


def _ballots(record: MeetingRecord) -> list[Ballot]:
    return [one for one in record.meeting.agenda if isinstance(one, Ballot) and one.rule is BallotRule.APPRAISAL]


def _manuscript(record: MeetingRecord, house: House, name: str, blocks: tuple[Block, ...]) -> Manuscript:
    day = wording.day(record.meeting.starts.date())
    return Manuscript(f"{name}（{day}）", heads.full_branch(record, house), blocks, layout=house.layout())


def _head(record: MeetingRecord, house: House, name: str) -> tuple[Block, ...]:
    year = record.meeting.for_year
    parts = (heads.branch_of(record, house), *((f"{year}年度",) if year else ()), name)
    return *heads.headed(house, parts, size=TITLE_SIZE), captions.dated(record, "标题")


def _subjects(record: MeetingRecord) -> tuple[list[Subject], list[Subject]]:
    """Give who is graded, and who takes part without a grade: those on probation, unless figures stand beside them."""
    stages = {person.member_id: person.stage for person in record.attendees}
    listed = [one for ballot in _ballots(record) for one in ballot.subjects] or [
        Subject(person.name, person=person.member_id) for person in record.attendees
    ]
    graded: list[Subject] = []
    ungraded: list[Subject] = []
    for one in listed:
        plainly = stages.get(one.person or "") != Stage.PROBATIONARY or one.grade is not None
        (graded if plainly else ungraded).append(one)
    return graded, ungraded


def _name(one: Subject, people: People) -> Span:
    return people.span(PersonRef(one.name, one.person))


def _form(record: MeetingRecord, people: People, *, abstain: bool) -> Iterator[Block]:
    """Write the members in one column or two, from the left to the right and down, and how to mark."""
    graded, ungraded = _subjects(record)
    grades = [*words.GRADES.values(), *([ABSTAIN] if abstain else [])]
    halves = 1 if len(graded) <= ONE_COLUMN else 2
    size, number, box = (SMALL_FOUR, 2.2, 3.4) if halves == 1 else (FIVE, 1.8, 1.6)
    name = COLUMNS / halves - number - box * len(grades)
    columns = (Column(number), Column(name), *(Column(box),) * len(grades)) * halves
    deep = max(1, -(-len(graded) // halves))
    line = min(HIGH, max(LOW, FOR_MEMBERS / deep))
    heading = tuple(cell(word, Role.HEI, size=min(size, HEADS)) for word in ("序号", "姓名", *grades) * halves)
    rows = []
    for first in range(0, len(graded), halves):
        cells: list[Cell] = []
        for at, one in enumerate(graded[first : first + halves], start=first + 1):
            where = f"{FORM}，{plain(one.name)}"
            cells += [cell(str(at), size=size), cell(_name(one, people), size=size, where=where)]
            cells += [Cell()] * len(grades)
        if len(cells) < len(columns):
            cells.append(Cell(across=len(columns) - len(cells)))
        rows.append(TableRow(tuple(cells), line, whole=True))
    told = [Paragraph((Span(text),), FORM, first=0, size=FIVE) for text in (HOW, *_without_grade(ungraded, people))]
    rows.append(TableRow((Cell(tuple(told), len(columns), align=Align.LEFT),), whole=True))
    yield Table(
        columns, tuple(rows), FORM, (TableRow(heading, 1, whole=True),), size, pad=NARROW if halves > 1 else PAD
    )


def _without_grade(ungraded: Sequence[Subject], people: People) -> Iterator[str]:
    if ungraded:
        names = "、".join(people.write(PersonRef(one.name, one.person)) for one in ungraded)
        yield f"预备党员{names}参加评议，不评定等次。"


def _summary(record: MeetingRecord, people: People) -> Iterator[Block]:
    graded, ungraded = _subjects(record)
    yield _taking_part(record)
    shown = [*graded, *(one for one in ungraded if one.grades is not None)]
    names = ("序号", "姓名", *words.GRADES.values(), ABSTAIN, "评定等次")
    columns = (Column(2.2), Column(5.2), *(Column(3.2, Align.FIGURES),) * (len(GRADES) + 1), Column(4.6))
    rows: list[tuple[Cell, ...]] = []
    for number, one in enumerate(shown, start=1):
        grade = words.GRADES[one.grade] if one.grade else (NO_GRADE if one in ungraded else "")
        name = cell(_name(one, people), where=f"{SUMMARY}，{plain(one.name)}")
        rows.append((cell(str(number)), name, *map(counted_paper, _counts(one)), cell(grade)))
    if shown:
        sums = (_sum(counts) for counts in zip(*map(_counts, shown), strict=True))
        rows.append((cell(TOGETHER, Role.HEI, across=2), *map(counted_paper, sums), Cell()))
    yield Table(columns, captions.together(rows, ROW), SUMMARY, (head_row(*names, size=FIVE),))
    given = [(words.GRADES[grade], sum(one.grade is grade for one in shown)) for grade in Grade]
    if any(number for _, number in given):
        told = f"以上评定{'，'.join(f'{word}{number}名' for word, number in given)}。"
        yield Paragraph((Span(told),), SUMMARY)
    for told in _without_grade([one for one in ungraded if one not in shown], people):
        yield Paragraph((Span(told),), SUMMARY)
    yield from told_beside(shown, people)


def _counts(one: Subject) -> tuple[int | None, ...]:
    grades = one.grades or Grades()
    return (*(getattr(grades, key) for key in GRADES), one.abstain)


def _sum(counts: Sequence[int | None]) -> int | None:
    """Add counts up; nothing where one of them is not known."""
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _taking_part(record: MeetingRecord) -> Table:
    """Write how many should take part and do, with room for the numbers of forms."""
    told = record.heads
    present = told.present if anybody_marked(record) or not record.by_name else None
    counts = (told.expected, present, *(None,) * 4)
    names = ("应到党员", "实到党员", "发出测评表", "收回测评表", "有效票", "无效票")
    return Table(
        (Column(grow=1),) * len(names),
        (
            head_row(*names),
            TableRow(tuple(map(counted_paper, counts)), LINE, whole=True, keep_next=True),
        ),
        SUMMARY,
    )
