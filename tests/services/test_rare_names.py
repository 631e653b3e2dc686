"""Every paper of the list, with the rarest names that people bear: drawn, in a face that the file carries, and found.

A paper that is new in the list is tried here by itself; one that this branch has nothing for says so.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

import builders
from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Declared,
    Document,
    FirstTopic,
    Grades,
    Lecture,
    Measure,
    PersonRef,
    Speech,
    Subject,
    Topic,
)
from branchdesk.domain.meetings import Meeting, MeetingKind, Presence
from branchdesk.domain.organisational_life import Opinion, Rectification
from branchdesk.errors import Refusal
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.papers.blocks import BLANK_CELL, Bars, Paper, Span, Title
from branchdesk.services import Store
from branchdesk.services.clues import clues, volunteers
from branchdesk.services.meetings import meetings
from branchdesk.services.papers import papers
from branchdesk.services.papers.paper_kinds import several
from branchdesk.services.papers.papers import PAPERS, About, Order, PaperKind
from branchdesk.services.people import member_life, members, transfers
from branchdesk.services.people.transfers import Leaving
from papers import reading

NAMES = ("陈䶮", "李𬭎", "赵㛃", "买买提·艾山", "王𬱖", "张𠮷")
RARE = "䶮𬭎㛃𬱖𠮷·"
LEFT = "何𬭎"
# A form that is filled in by hand bears no name, nor does a table of what the branch itself is asked for; a report of
# figures compares no people; the guide is about no branch.
NAMELESS = {"appraisal-form", "year-table", "clue-report", "guide"}


@dataclass(frozen=True, slots=True)
class There:
    """What a branch has to print: its members and its meetings, by identifier; and what was printed, by paper."""

    store: Store
    members: list[str]
    meetings: list[str]
    volunteers: list[str]
    clues: list[str]
    printed: dict[str, list[tuple[Order, Paper]]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[There]:
    """Make a branch of people with rare names once; it is only read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRANCHDESK_TODAY", builders.TODAY.isoformat())
        store = builders.new_branch(tmp_path_factory.mktemp("rare") / "第四支部.branchdesk")
        yield fill(store)
        store.close()


def fill(store: Store) -> There:
    """Put six people of rare names on the roster, let one leave, and record what may be recorded of them."""
    offices = ["书记", "组织委员", "宣传委员", None, None, None]
    facts = {"stage": "full_member", "joined_on": "2001-07-01", "full_since": "2002-07-01", "group": "第一党小组"}
    ids = [
        members.save(store, None, {"name": name, **facts, **({"office": office} if office else {})})[0]
        for name, office in zip(NAMES, offices, strict=True)
    ]
    gone, _ = members.save(store, None, {"name": LEFT, **facts})
    transfers.leave(store, (gone,), Leaving("resigned", day="2026-10-01"))
    riders, reported = [], []
    for name, member_id in zip(NAMES, ids, strict=True):
        riders.append(volunteers.save(store, None, {"name": name, "team": f"{name}队"})[0])
        reported.append(
            clues.save(store, None, {"text": f"{name}说路灯不亮", "reported_on": "2026-11-01", "reporter": name})[0]
        )
        member_life.save_row(store, "talk", member_id, None, {"day": "2026-10-12", "who": NAMES[0], "detail": name})
    return There(store, ids, [meetings.save(store, meeting).id for meeting in held()], riders, reported)


def held() -> Iterator[Meeting]:
    """Give meetings at which these people say, hear, decide and settle everything there is."""
    speeches = tuple(Speech(PersonRef(name), f"赞成{name}同志的意见。") for name in NAMES)
    measures = tuple(Measure("梳理台账", PersonRef(name)) for name in NAMES)
    away = [builders.mark(name, Presence.ABSENT) for name in NAMES[4:]]
    whole: dict[str, Any] = {"attendance": builders.present(*away), "place": "三楼会议室", "observers": NAMES}
    chaired = {"chair": PersonRef(NAMES[0]), "recorder": PersonRef(NAMES[1]), **whole}
    votes = [Subject(name, yes=6, no=0, abstain=0, declared=Declared.PASSED) for name in NAMES]
    agenda = (
        FirstTopic((Document("重要讲话", "求是"),), PersonRef(NAMES[2]), speeches, measures),
        Topic(f"听取{NAMES[3]}同志汇报", "逐项说明。", speeches, measures, PersonRef(NAMES[3])),
        Ballot(f"{NAMES[4]}同志按期转正", BallotRule.ADMISSION, (votes[4],)),
        Ballot("选举委员", BallotRule.ELECTION, tuple(votes), seats=3, invalid=0),
        Ballot("提请讨论的事项", BallotRule.RESOLUTION, (votes[5],)),
    )
    grades = Grades(3, 3, 0, 0)
    appraisal = Ballot("评议", BallotRule.APPRAISAL, tuple(Subject(name, grades=grades) for name in NAMES))
    lecture = Lecture("党课", PersonRef(NAMES[5]), "要点。", speeches, measures)
    yield builders.meeting(agenda=agenda, **chaired)
    yield builders.meeting("2026-11-21", kind=MeetingKind.PARTY_LECTURE, agenda=(lecture,), **chaired)
    yield builders.meeting(
        "2026-11-22",
        kind=MeetingKind.DEMOCRATIC_APPRAISAL,
        agenda=(appraisal,),
        opinions=tuple(Opinion("建议多下基层。", name, PersonRef(name)) for name in NAMES),
        rectifications=tuple(Rectification("下基层不够", f"由{name}同志牵头", PersonRef(name)) for name in NAMES),
        **chaired,
    )
    chaired["attendance"] = builders.present()
    yield builders.meeting("2026-11-18", kind=MeetingKind.COMMITTEE_MEETING, agenda=agenda[:2], **chaired)


def orders(there: There, kind: PaperKind) -> Iterator[Order]:
    """Give the orders of a paper: about everything that it may be about, and the first in each way it may be varied."""
    for place, about in enumerate(abouts(there, kind)):
        yield Order(kind.key, about)
        ways = () if place else kind.ways(about)
        yield from (
            Order(kind.key, about, {option.key: value})
            for option in ways
            if not isinstance(option.default, tuple)
            for value, _ in option.choices
        )


def printed(there: There, kind: PaperKind) -> list[tuple[Order, Paper]]:
    """Print what is ordered, once; a way to vary it may leave nothing to print, but no character may be missing."""
    if kind.key not in there.printed:
        there.printed[kind.key] = []
        for order in orders(there, kind):
            try:
                there.printed[kind.key].append((order, papers.make(there.store, order)))
            except Refusal as refused:
                if not order.options or refused.code == "missing_glyph":
                    raise
    return there.printed[kind.key]


def abouts(there: There, kind: PaperKind) -> list[str]:
    match kind.about:
        case About.MEETING:
            return [one for one in there.meetings if kind.fits(meetings.load(there.store, one))]
        case About.MEMBER:
            return there.members
        case About.LEDGER:
            return list(LEDGERS)
        case About.CLUE:
            return [there.clues[0], several(there.clues)]
        case About.VOLUNTEER:
            return [several(there.volunteers)]
        case _:
            return [""]


def said(thing: object) -> str:
    """Give every word of a manuscript, without the blanks that spread a name."""
    match thing:
        case Span():
            return thing.text.replace(BLANK_CELL, "")
        case Title():
            return "".join(thing.parts)
        case Bars():
            return "".join(label for label, _ in thing.bars)
        case tuple():
            return "\n".join(map(said, thing))
    return "\n".join(said(getattr(thing, one.name)) for one in fields(thing)) if is_dataclass(thing) else ""


def found(paper: Paper, folder: Path) -> Iterator[str]:
    """Give the text of a paper as each reader finds it."""
    yield reading.body(paper)
    if shutil.which("pdftotext"):
        file = folder / "paper.pdf"
        file.write_bytes(paper.pdf)
        yield reading.squeezed(told("pdftotext", "-raw", file, "-"))


def told(*command: object) -> str:
    return subprocess.run(list(map(str, command)), check=True, capture_output=True, encoding="utf-8").stdout


@pytest.mark.parametrize("key", PAPERS)
def test_rare_names_are_drawn_carried_and_found_in_every_paper(there: There, key: str, tmp_path: Path) -> None:
    named: set[str] = set()
    made = printed(there, PAPERS[key])
    assert made, "there is nothing here that such a paper could be about"
    for order, paper in made:
        words = said(papers.write(there.store, order).blocks)
        names = {name for name in (*NAMES, LEFT) if name in words}
        named |= names
        for text in found(paper, tmp_path):
            assert not [name for name in names if name not in text], order
        assert all(reading.faces(paper).values()), order
        assert not [char for _, char in reading.without_ink(paper, among=RARE)], order
    assert named or key in NAMELESS


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_every_paper_is_sound_and_carries_its_faces_in_the_eyes_of_other_programs(there: There, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    for kind in PAPERS.values():
        for order, paper in printed(there, kind)[:3]:
            file.write_bytes(paper.pdf)
            assert "No syntax or stream encoding errors found" in told("qpdf", "--check", file), order
            if shutil.which("pdffonts"):
                _, _, *faces = told("pdffonts", file).splitlines()
                assert faces
                assert all(re.search(r" yes yes yes +\d+ +0$", face) for face in faces), order
