"""What an 组织生活会 collected, criticised and resolved to put right, on its minutes.

Each part stands below the item of the agenda that is about it; a part without such an item has a heading of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from branchdesk.domain.agenda import Topic
from branchdesk.domain.meetings import Meeting
from branchdesk.papers import wording
from branchdesk.papers.blocks import Paragraph, Role, Span
from branchdesk.papers.wording import BLANK, People
from branchdesk.words import kinds as words

OPINIONS, CRITICISMS, LIST = "征求意见情况", "批评意见", "整改清单"
OPINION_WORDS = ("征求意见",)  # where no item is called so, they stand where what was found wrong is told


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the parts: its name, what titles of its item have in them, the likeliest first, and how it is written."""

    name: str
    words: tuple[tuple[str, ...], ...]
    write: Callable[[Meeting, People], Iterator[Paragraph]]


def _opinions(meeting: Meeting, people: People) -> Iterator[Paragraph]:
    for number, one in enumerate(meeting.opinions, start=1):
        count = f"{number}. " if len(meeting.opinions) > 1 else ""
        about = f"对{people.write(one.about)}：" if one.about else ""
        first, *more = wording.prose(one.text) or [BLANK]
        if one.source and not more:
            first = f"{first.rstrip('。')}（{wording.phrase(one.source)}）。"
        yield Paragraph((Span(f"{count}{about}{first}"),), OPINIONS)
        yield from (Paragraph((Span(part),), OPINIONS) for part in more)


def _criticisms(meeting: Meeting, people: People) -> Iterator[Paragraph]:
    for one in meeting.criticisms:
        critic = people.write(one.critic) or BLANK
        of = people.write(one.criticised) or BLANK
        head = f"{critic}自我批评：" if one.critic == one.criticised and one.critic.name else f"{critic}对{of}："
        first, *more = wording.prose(one.text) or [BLANK]
        answer = wording.ended(f"{of}：{wording.phrase(one.answer)}") if one.answer else ""
        where = f"{CRITICISMS}，{critic}"
        yield Paragraph(
            (Span(head, Role.KAI, whole=True), Span(wording.ended(first) + ("" if more else answer))), where
        )
        yield from (Paragraph((Span(part),), where) for part in more)
        if more and answer:
            yield Paragraph((Span(answer),), where)


def _list(meeting: Meeting, people: People) -> Iterator[Paragraph]:
    for number, one in enumerate(meeting.rectifications, start=1):
        count = f"{number}. " if len(meeting.rectifications) > 1 else ""
        owner = people.write(one.owner) if one.owner else BLANK
        due = wording.day(one.due) if one.due else wording.DATE_BLANK
        done = f"，已于{wording.day(one.done_on)}完成" if one.done_on else ""
        problem = wording.phrase(one.problem).rstrip("。；") or BLANK
        measure = wording.phrase(one.text).rstrip("。；") or BLANK
        result = wording.ended(f"完成情况：{wording.phrase(one.result)}") if one.result else ""
        told = f"{count}问题：{problem}。整改措施：{measure}（责任人：{owner}，完成时限：{due}{done}）。{result}"
        yield Paragraph((Span(told),), LIST)


_PARTS = (
    _Part(OPINIONS, (OPINION_WORDS, words.SELF_CHECK_WORDS), _opinions),
    _Part(CRITICISMS, (words.CRITICISM_WORDS,), _criticisms),
    _Part(LIST, (words.RECTIFICATION_WORDS,), _list),
)


def placed(
    meeting: Meeting, people: People, *, titles_alone: bool = False
) -> tuple[Mapping[int, list[Paragraph]], list[tuple[str, list[Paragraph]]]]:
    """Give what stands below which item, by its position from 0, and the parts (name, paragraphs) that have no item.

    Where the agenda is told by its `titles_alone`, nothing stands below one of them.
    """
    below: dict[int, list[Paragraph]] = {}
    alone: list[tuple[str, list[Paragraph]]] = []
    for part in _PARTS:
        written = list(part.write(meeting, people))
        home = None if titles_alone else _home(meeting, part.words)
        if written and home is None:
            alone.append((part.name, written))
        elif written and home is not None:
            named = Paragraph((Span(f"{part.name}："),), part.name, keep_next=True)
            below.setdefault(home, []).extend(written if part.name == CRITICISMS else [named, *written])
    return below, alone


def _home(meeting: Meeting, wanted: tuple[tuple[str, ...], ...]) -> int | None:
    topics = [
        (position, item)
        for position, item in enumerate(meeting.agenda)
        if isinstance(item, Topic) and not _names(item, words.EARLIER_WORDS)
    ]
    return next((position for some in wanted for position, item in topics if _names(item, some)), None)


def _names(item: Topic, wanted: tuple[str, ...]) -> bool:
    return any(word in item.title for word in wanted)
