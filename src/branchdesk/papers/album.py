"""会议照片: the pictures that are kept with a meeting, two a page."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from branchdesk.domain.meetings import MeetingRecord
from branchdesk.papers import wording
from branchdesk.papers.blocks import Gap, Manuscript, Picture, Title, plain
from branchdesk.papers.heads import called, full_branch
from branchdesk.papers.house import House

WHERE = "会议照片"
HEIGHT = 8.5  # lines: two pictures and their captions below a title


def write_album(record: MeetingRecord, pictures: Iterable[tuple[str, bytes]], house: House) -> Manuscript:
    """Write the pages of a meeting's pictures, each given by its file's name and bytes; the name is the caption."""
    day = wording.day(record.meeting.starts.date())
    return Manuscript(
        title=f"{called(record)}照片（{day}）",
        author=full_branch(record, house),
        blocks=(
            Title((called(record), "照片"), WHERE),
            Gap(),
            *(Picture(data, f"{WHERE}“{name}”", plain(PurePath(name).stem), HEIGHT) for name, data in pictures),
        ),
        layout=house.layout(),
    )
