"""A year's minutes of so many meetings, bound in a process of their own: prints its pages, seconds and peak memory."""

import gc
import random
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from branchdesk.domain.agenda import PersonRef, Speech, Topic
from branchdesk.files.progress import untold
from branchdesk.papers.blocks import Manuscript
from branchdesk.papers.book import Book, Chapter, write_cover
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.minutes import write_minutes
from branchdesk.papers.press.binding import bind
from papers.samples import meeting, record

PARAGRAPHS, LENGTH = 12, 220
COMMON = bytes(byte for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFA) for byte in (row, cell)).decode("gb2312")


def written(number: int) -> Callable[[], Manuscript]:
    def write() -> Manuscript:
        chance = random.Random(number)  # noqa: S311 - text, not secrets
        speeches = tuple(
            Speech(
                PersonRef("陈䶮", "m2"), "，".join("".join(chance.choices(COMMON, k=9)) for _ in range(LENGTH // 10))
            )
            for _ in range(PARAGRAPHS)
        )
        return write_minutes(record(of=replace(meeting(), agenda=(Topic("研究工作", speeches=speeches),))))

    return write


def main(meetings: int) -> None:
    gc.disable()  # as services.papers makes papers
    chapters = [Chapter(f"第{number}次会议", written(number)) for number in range(meetings)]
    cover = write_cover("某某市人民检察院", "第四党支部", "会议记录", "2026年度", f"共{meetings}次会议")
    began = time.perf_counter()
    paper = bind(Book("会议记录", "第四党支部", chapters, cover), bundled(), untold)
    seconds = time.perf_counter() - began
    print(paper.pages, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


if __name__ == "__main__":
    main(int(sys.argv[1]))
