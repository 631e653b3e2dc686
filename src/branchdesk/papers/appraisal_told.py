"""Beside the figures of an appraisal: how members graded themselves and one another, and who was told of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from branchdesk.domain.agenda import GRADES, Grades, PersonRef, Subject
from branchdesk.papers import captions, wording
from branchdesk.papers.blocks import FIVE, Align, Block, Cell, Column, Gap, Paragraph, Role, Span, Table, cell, plain
from branchdesk.papers.vote_summary import counted_paper, head_row
from branchdesk.papers.wording import People
from branchdesk.words import meetings as words

TITLE = "自评、互评和反馈情况"
ROW = 0.75  # lines of a row


def told_beside(subjects: Sequence[Subject], people: People) -> Iterator[Block]:
    """Write a table of those of whom any of it is known, and who has not been told yet; nothing where none is."""
    if not any(one.self_grade or one.mutual or one.feedback_on or one.feedback for one in subjects):
        return
    names = ("序号", "姓名", "自评", *(f"互评{grade}" for grade in words.GRADES.values()), "反馈日期", "反馈方式")
    columns = (
        *(Column(2.0), Column(4.8), Column(2.6)),
        *(Column(2.0, Align.FIGURES),) * len(GRADES),
        *(Column(3.8), Column(grow=1)),
    )
    yield Gap()
    yield Paragraph((Span(TITLE, Role.HEI),), TITLE, keep_next=True)
    rows: list[tuple[Cell, ...]] = []
    for number, one in enumerate(subjects, start=1):
        where = f"{TITLE}，{plain(one.name)}"
        mutual = one.mutual or Grades()
        day = f"{one.feedback_on.month}月{one.feedback_on.day}日" if one.feedback_on else ""
        rows.append(
            (
                cell(str(number)),
                cell(people.span(PersonRef(one.name, one.person)), where=where),
                cell(words.GRADES[one.self_grade] if one.self_grade else ""),
                *(counted_paper(getattr(mutual, key)) for key in GRADES),
                cell(day),
                cell(plain(one.feedback), where=where),
            )
        )
    yield Table(columns, captions.together(rows, ROW), TITLE, (head_row(*names, size=FIVE),))
    waiting = [one for one in subjects if one.feedback_on is None]
    if waiting and len(waiting) < len(subjects):
        listed = "、".join(people.write(PersonRef(one.name, one.person)) for one in waiting)
        yield Paragraph((Span(wording.ended(f"尚未反馈：{listed}")),), TITLE)
