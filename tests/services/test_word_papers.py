"""Every paper of the catalogue is to be had as a Word file that says the same on as many pages."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

import builders
from branchdesk.domain.agenda import Ballot, BallotRule, Subject
from branchdesk.errors import Trouble
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.services import branch, demo, lists, meetings, papers, printing
from branchdesk.services.papers import PAPERS, About, Order
from branchdesk.store.engine import Store
from papers import everything
from papers.office import SOFFICE, read_by_office
from papers.reading import squeezed


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


def orders(store: Store) -> Iterator[Order]:
    """Give an order of every paper, about some of what it can be about."""
    held = [meeting for meeting, _ in lists.page(store, LEDGERS["meetings"]).rows]
    [(person, _), *_] = lists.page(store, LEDGERS["members"]).rows
    for kind in PAPERS.values():
        match kind.about:
            case About.MEETING:
                fitting = (one for one in held if kind.fits(meetings.load(store, one)))
                yield from (Order(kind.key, one) for one in islice(fitting, 2))
            case About.MEMBER:
                yield Order(kind.key, person)
            case About.LEDGER:
                yield from (Order(kind.key, key) for key in LEDGERS)
            case About.BRANCH:
                yield Order(kind.key)


def test_every_paper_has_its_words_in_a_word_file(invented: Store) -> None:
    tried = set()
    for order in orders(invented):
        tried.add(order.paper)
        document = Document(BytesIO(papers.word(invented, order)))
        found = "".join(node.text or "" for node in document.element.body.iter(qn("w:t")))
        assert squeezed(found) == everything.words(papers.write(invented, order)), order
    assert tried == set(PAPERS)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not on every machine that runs the tests")
def test_every_paper_opens_in_an_office_on_as_many_pages(invented: Store) -> None:
    # A book has contents on paper, and none in Word, where its page numbers would be wrong after the first change.
    single = (order for order in orders(invented) if PAPERS[order.paper].book is None)
    wanted = {f"{at}-{order.paper}": order for at, order in enumerate(single)}
    opened = read_by_office({name: papers.word(invented, order) for name, order in wanted.items()})
    printed = {name: papers.make(invented, order).pages for name, order in wanted.items()}
    found = {name: read.paper.pages for name, read in opened.items()}
    assert {name: (pages, found[name]) for name, pages in printed.items() if abs(pages - found[name]) > 1} == {}
    for name, read in opened.items():
        assert squeezed(read.text) == everything.words(papers.write(invented, wanted[name])), name


def test_a_word_file_is_written_whole_or_not_at_all(invented: Store, tmp_path: Path) -> None:
    data = papers.word(invented, next(orders(invented)))
    printing.save_bytes(data, tmp_path / "会议通知.docx")
    assert (tmp_path / "会议通知.docx").read_bytes() == data
    with pytest.raises(Trouble):
        printing.save_bytes(data, tmp_path / "没有" / "会议通知.docx")
