"""Every paper of the catalogue is to be had as a Word file that says the same on as many pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

import builders
from branchdesk.domain.agenda import Ballot, BallotRule, Subject
from branchdesk.errors import Refusal, Trouble
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.papers.blocks import Paper
from branchdesk.papers.house import House
from branchdesk.papers.word import document
from branchdesk.services import branch, demo
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query, Sort
from branchdesk.services.meetings import meetings
from branchdesk.services.papers import papers, printing
from branchdesk.services.papers.paper_kinds import several
from branchdesk.services.papers.papers import PAPERS, About, Order
from branchdesk.store.engine import Store
from papers import everything
from papers.office import SOFFICE, read_by_office
from papers.reading import pages, squeezed


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("demo") / "demo.branchdesk"
    demo.create(path, demo.Size(24, 1, 30), builders.TODAY)
    store = branch.open_file(path)
    candidates = tuple(Subject(name) for name in ("陈䶮", "李𬭎", "赵㛃"))
    election = Ballot("选举支部委员会委员", BallotRule.ELECTION, candidates, seats=2)  # the invented year has none
    meetings.keep(store, builders.meeting("2026-12-01", agenda=(election,)))
    yield store
    store.close()


@dataclass(frozen=True)
class Made:
    """A paper that was ordered: every word of its manuscript, and its Word file."""

    order: Order
    words: str
    file: bytes


@pytest.fixture(scope="module")
def made(invented: Store) -> list[Made]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRANCHDESK_TODAY", builders.TODAY.isoformat())
        return [
            Made(order, everything.words(papers.write(invented, order)), papers.word(invented, order))
            for order in orders(invented)
        ]


def orders(store: Store) -> Iterator[Order]:
    """Give an order of every paper that has a Word file, about some of what it can be about."""
    held = {meeting: meetings.load(store, meeting) for meeting, _ in lists.page(store, LEDGERS["meetings"]).rows}
    [(person, _), *_] = lists.page(store, LEDGERS["members"]).rows
    for kind in (kind for kind in PAPERS.values() if not kind.no_word):
        match kind.about:
            case About.MEETING:
                fitting = (one for one, record in held.items() if kind.fits(record))
                yield from (Order(kind.key, one) for one in islice(fitting, 2))
            case About.MEMBER:
                yield Order(kind.key, person)
            case About.LEDGER:
                yield from (Order(kind.key, key) for key in LEDGERS)
            case About.CLUE:
                yield Order(kind.key, several(open_clues(store)))
            case About.VOLUNTEER:
                yield Order(kind.key, several(riders(store)))
            case About.BRANCH:
                yield Order(kind.key)


def open_clues(store: Store) -> list[str]:
    """Give the clues that may still be handed to a unit."""
    found = lists.page(store, LEDGERS["clues"], Query(limit=3, order=(Sort("number", descending=True),)))
    return [record for record, _ in found.rows]


def riders(store: Store) -> list[str]:
    return [record for record, _ in lists.page(store, LEDGERS["volunteers"], Query(limit=2)).rows]


def said(data: bytes) -> str:
    """Give the text of a file as it runs, without the contents of a book, which are made of it."""
    body = Document(BytesIO(data)).element.body
    for paragraph in body.findall(qn("w:p")):
        text = squeezed("".join(node.text or "" for node in paragraph.iter(qn("w:t"))))
        style = paragraph.find(f".//{qn('w:pStyle')}")
        if text == "目录" or (style is not None and style.get(qn("w:val")) == "TOC1"):
            body.remove(paragraph)
    return squeezed("".join(node.text or "" for node in body.iter(qn("w:t"))))


def test_every_paper_has_its_words_in_a_word_file(made: list[Made]) -> None:
    for one in made:
        assert said(one.file) == one.words, one.order
    assert {one.order.paper for one in made} == {key for key, kind in PAPERS.items() if not kind.no_word}


def test_a_paper_that_has_no_word_file_says_why(invented: Store) -> None:
    without = [kind for kind in PAPERS.values() if kind.no_word]
    assert [kind.key for kind in without] == ["birthday-card", "volunteer-certificate"]
    for kind in without:
        order = Order(kind.key, several(riders(invented)) if kind.about is About.VOLUNTEER else "")
        with pytest.raises(Refusal) as refused:
            papers.word(invented, order)
        assert refused.value.code == "no_word"
        assert refused.value.sentence == kind.no_word
        with pytest.raises(Refusal):
            document.word(papers.write(invented, order), House())


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not on every machine that runs the tests")
def test_every_paper_opens_in_an_office_on_as_many_pages(invented: Store, made: list[Made]) -> None:
    wanted = {f"{at}-{one.order.paper}": one for at, one in enumerate(made)}
    opened = read_by_office({name: one.file for name, one in wanted.items()})
    far = {}
    for name, one in wanted.items():
        printed, found = written_on(papers.make(invented, one.order)), written_on(opened[name].paper)
        if abs(printed - found) > 1 and one.order.paper != "guide":  # its pictures break pages as the office likes
            far[name] = printed, found
        if PAPERS[one.order.paper].book is None:
            assert squeezed(opened[name].text) == one.words, name
    assert far == {}


def written_on(paper: Paper) -> int:
    """Count the pages that bear anything; LibreOffice leaves out those that only turn a leaf."""
    return sum(bool(squeezed(text)) for text in pages(paper))


def test_the_contents_of_a_book_lead_to_its_papers(made: list[Made]) -> None:
    [book] = [one.file for one in made if one.order == Order("year-book")]
    body = Document(BytesIO(book)).element.body
    places = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marks = {mark.get(qn("w:name")): mark.getparent() for mark in body.iter(qn("w:bookmarkStart"))}
    assert len(places) > 12
    assert all("".join(node.text for node in marks[place].iter(qn("w:t"))).endswith("记录") for place in places)
    fields = [node.text for node in body.iter(qn("w:instrText"))]
    assert fields == [f"PAGEREF {place} \\h" for place in places]
    sections = list(body.iter(qn("w:sectPr")))
    assert [one.find(qn("w:footerReference")) is not None for one in sections] == [False, False, True]
    assert sections[-1].find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_a_word_file_is_written_whole_or_not_at_all(made: list[Made], tmp_path: Path) -> None:
    data = made[0].file
    printing.save_bytes(data, tmp_path / "会议通知.docx")
    assert (tmp_path / "会议通知.docx").read_bytes() == data
    with pytest.raises(Trouble):
        printing.save_bytes(data, tmp_path / "没有" / "会议通知.docx")
