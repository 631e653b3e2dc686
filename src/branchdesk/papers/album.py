"""会议照片: the pictures that are kept with a meeting, two a page or six."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from branchdesk.domain.meetings import MeetingRecord
from branchdesk.papers import wording
from branchdesk.papers.blocks import (
    Block,
    Cell,
    Column,
    Gap,
    Manuscript,
    Picture,
    Role,
    Table,
    TableRow,
    Title,
    cell,
    plain,
)
from branchdesk.papers.heads import called, full_branch
from branchdesk.papers.house import House

WHERE = "会议照片"
HEIGHT = 8.5  # lines: two pictures and their captions below a title
SMALL = 5.6  # lines, where three stand one above the other
BESIDE = 2  # small ones on a line


def write_album(
    record: MeetingRecord, pictures: Iterable[tuple[str, bytes]], house: House, *, small: bool = False
) -> Manuscript:
    """Write the pages of a meeting's pictures, each given by its file's name and bytes; the name is the caption.

    Two are on a page, or six `small` ones.
    """
    day = wording.day(record.meeting.starts.date())
    named = [(plain(PurePath(name).stem), data) for name, data in pictures]
    return Manuscript(
        title=f"{called(record)}照片（{day}）",
        author=full_branch(record, house),
        blocks=(
            Title((called(record), "照片"), WHERE),
            Gap(),
            *(_small(named) if small else _large(named)),
        ),
        layout=house.layout(),
    )


def _large(named: Sequence[tuple[str, bytes]]) -> Iterator[Block]:
    for name, data in named:
        yield Picture(data, f"{WHERE}“{name}”", name, HEIGHT)


def _small(named: Sequence[tuple[str, bytes]]) -> Iterator[Block]:
    rows: list[TableRow] = []
    for at in range(0, len(named), BESIDE):
        beside = named[at : at + BESIDE]
        rows.append(TableRow(tuple(Cell(picture=data) for _, data in beside), SMALL, whole=True, keep_next=True))
        rows.append(TableRow(tuple(cell(name, Role.KAI, where=f"{WHERE}“{name}”") for name, _ in beside), 0.8))
    yield Table((Column(grow=1),) * BESIDE, tuple(rows), WHERE, ruled=False)
