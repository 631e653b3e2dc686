"""票数汇总: the figures of every ballot of a meeting, and before they are counted the sheet to count them on.

What the record does not know is left empty to be written by hand: how many ballots were handed out, came back and were
valid. The program says whether the required number was reached; what was decided is what the chair declared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from branchdesk.domain.agenda import Ballot, BallotRule, Declared, PersonRef, Subject
from branchdesk.domain.meetings import MeetingRecord, Presence, Verdict
from branchdesk.domain.voting import quorum, voters_in
from branchdesk.papers import captions, heads, wording
from branchdesk.papers.blocks import (
    FIVE,
    Align,
    Block,
    Cell,
    Column,
    Gap,
    Manuscript,
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
from branchdesk.papers.wording import People
from branchdesk.words import meetings as words

NAME, TALLY = "表决票数汇总表", "计票表"
RULES = frozenset(BallotRule) - {BallotRule.APPRAISAL}
COUNTS = (("赞成", "yes"), ("不赞成", "no"), ("弃权", "abstain"))
COUNTERS = ("监票人", "计票人", "主持人")
PAPERS = ("发出票", "收回票", "有效票", "无效票")
WHO = {BallotRule.COMMITTEE: "委员", BallotRule.ELECTION: "有选举权的"}
STROKES, FIGURE = 4.8, 2.4  # cells to count in, and for the figure
LINE, TALLY_LINE = 1.0, 1.7  # lines of a row
EMPTY_ROWS = 2  # for those who are written in


def write_vote_summary(
    record: MeetingRecord, house: House = USUAL, *, tally: bool = False, item: int = 0
) -> Manuscript:
    """Write the figures of a meeting's ballots, or of the one at that place of the agenda; appraisals stand apart.

    A ballot that is not counted yet, or all of them where `tally` asks for it, is a sheet to count on.
    """
    found = [
        (place, one)
        for place, one in enumerate(record.meeting.agenda)
        if isinstance(one, Ballot) and one.rule in RULES and item in {0, place + 1}
    ]
    to_count = [tally or not _counted(ballot) for _, ballot in found]
    parts = (heads.branch_of(record, house), heads.called(record), TALLY if all(to_count) else NAME)
    blocks: list[Block] = [*heads.headed(house, parts), captions.dated(record, "标题")]
    for number, ((place, ballot), empty) in enumerate(zip(found, to_count, strict=True), start=1):
        count = f"{wording.numeral(number)}、" if len(found) > 1 else ""
        blocks += [*_ballot(record, place, ballot, count, to_count=empty), Gap()]
    return Manuscript(
        f"{''.join(parts)}（{wording.day(record.meeting.starts.date())}）",
        heads.full_branch(record, house),
        (*blocks, to_sign(COUNTERS, house)),
        heads.draft_mark(record) if not all(to_count) else None,
        house.layout(names=wording.names_of(record)),
    )


def counted_paper(count: int | None) -> Cell:
    """Write a count, or leave room for it."""
    return cell("" if count is None else str(count))


def head_row(*texts: str, least: float = LINE, size: float | None = None) -> TableRow:
    """Write the heads of columns."""
    return TableRow(tuple(cell(text, Role.HEI, size=size) for text in texts), least, whole=True, keep_next=True)


def anybody_marked(record: MeetingRecord) -> bool:
    """Say whether it is known of anybody whether they are there."""
    return record.by_name and any(person.presence is not Presence.UNKNOWN for person in record.attendees)


def _counted(ballot: Ballot) -> bool:
    return any(getattr(one, key) is not None for one in ballot.subjects for _, key in COUNTS)


def _ballot(record: MeetingRecord, place: int, ballot: Ballot, count: str, *, to_count: bool) -> Iterator[Block]:
    people, where = People(record.apart), f"表决“{wording.brief(ballot.title)}”"
    heading = count + (plain(ballot.title) or words.RULES[ballot.rule])
    yield Paragraph((Span(heading, Role.HEI),), where, first=0, keep_next=True, bookmark=heading, level=1)
    yield _papers(record, ballot, where)
    if to_count:
        yield _to_count(ballot, people, where)
        return
    yield _figures(ballot, people, where)
    verdicts = [record.verdicts[place, at] for at in range(len(ballot.subjects))]
    yield from _outcome(record, ballot, verdicts, people, where)


def _named(subject: Subject, people: People, where: str) -> Cell:
    name = people.write(PersonRef(subject.name, subject.person))
    return cell(f"{name}（另选）" if subject.write_in else name, where=where)


def _papers(record: MeetingRecord, ballot: Ballot, where: str) -> Table:
    """Write how many should be there and are, with room for the numbers of ballots."""
    voters = voters_in(ballot, record.attendees)
    who = WHO.get(ballot.rule, "有表决权的")
    counts = (
        voters.entitled if record.by_name else None,
        voters.present if anybody_marked(record) else None,
        *(None,) * (len(PAPERS) - 1),
        ballot.invalid,
    )
    figures = TableRow(tuple(map(counted_paper, counts)), LINE, whole=True, keep_next=True)
    columns = (Column(7), Column(7), *(Column(grow=1),) * len(PAPERS))
    return Table(columns, (head_row(f"应到会{who}", f"实到会{who}", *PAPERS), figures), where)


def _figures(ballot: Ballot, people: People, where: str) -> Table:
    """Write the votes on each; an admission counts written opinions with them."""
    written = ballot.rule is BallotRule.ADMISSION
    names = [_first(ballot), *(name for name, _ in COUNTS), *(("书面赞成", "赞成合计") if written else ())]
    rows: list[tuple[Cell, ...]] = []
    for subject in ballot.subjects:
        counts = [getattr(subject, key) for _, key in COUNTS]
        if written:
            counts += [subject.written_yes, None if subject.yes is None else subject.yes + (subject.written_yes or 0)]
        declared = words.DECLARED[subject.declared] if subject.declared else ""
        rows.append((_named(subject, people, where), *map(counted_paper, counts), cell(declared)))
    figures = (Column(3.2, Align.FIGURES),) * (len(names) - 1)
    return Table(
        (Column(grow=1), *figures, Column(5)),
        captions.together(rows, LINE),
        where,
        (head_row(*names, "主持人宣布", size=FIVE),),
    )


def _first(ballot: Ballot) -> str:
    """Name the first column: of people, or of what is asked."""
    by_name = ballot.subjects and all(one.person for one in ballot.subjects)
    return "姓名" if by_name or ballot.rule in {BallotRule.ADMISSION, BallotRule.ELECTION} else "表决事项"


def _outcome(
    record: MeetingRecord, ballot: Ballot, verdicts: Sequence[Verdict], people: People, where: str
) -> Iterator[Block]:
    """Say of each whether the required number was reached; who was there is said once where all have it alike."""
    head = ""
    voters = voters_in(ballot, record.attendees)
    if record.by_name and voters.entitled and len(ballot.subjects) > 1:
        head, enough = quorum(ballot.rule, voters, record.meeting.starts.date())
        yield Paragraph((Span(f"{head.rstrip('；。')}。"),), where)
        if not enough:
            return
    for subject, verdict in zip(ballot.subjects, verdicts, strict=True):
        if subject.yes is not None:
            who = people.write(PersonRef(subject.name, subject.person))
            told = wording.ended(plain(verdict.sentence.removeprefix(head)))
            yield Paragraph((Span(f"{who}：{told}" if len(ballot.subjects) > 1 else told),), where)
    elected = [one for one in ballot.subjects if one.declared is Declared.ELECTED]
    if elected:
        elected.sort(key=lambda one: -(one.yes or 0))
        names = "、".join(people.write(PersonRef(one.name, one.person)) for one in elected)
        order = "（以得票多少为序）" if len(elected) > 1 else ""
        yield Paragraph((Span(f"主持人宣布当选{order}：{names}。"),), where)


def _to_count(ballot: Ballot, people: People, where: str) -> Table:
    """Make the sheet on which strokes of 正 are counted."""
    choices = [name for name, _ in COUNTS]
    names = [_named(one, people, where) for one in ballot.subjects]
    if ballot.rule is BallotRule.ELECTION:
        names += [Cell()] * (ballot.seats or EMPTY_ROWS)
    elif not names:
        names = [cell(plain(ballot.title), where=where) if ballot.rule is not BallotRule.ADMISSION else Cell()]
    over = (cell(_first(ballot), Role.HEI, down=2), *(cell(name, Role.HEI, across=2) for name in choices))
    head = (
        TableRow(over, 1, whole=True, keep_next=True),
        head_row(*("画“正”字", "票数") * len(choices), least=1),
    )
    rows = captions.together([(name, *(Cell(),) * 2 * len(choices)) for name in names], TALLY_LINE)
    return Table((Column(grow=1), *(Column(STROKES), Column(FIGURE)) * len(choices)), rows, where, head)
