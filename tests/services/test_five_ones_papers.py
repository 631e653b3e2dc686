"""五个一 on paper from the records: who stands there, what was done, and of whom nothing can be said."""

from __future__ import annotations

import pytest

from branchdesk import clock
from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.papers import papers
from branchdesk.services.papers.papers import Order
from branchdesk.services.people import five_ones, five_ones_marks, members
from papers.reading import body


def text(store: Store, **options: object) -> str:
    return body(papers.make(store, Order("five-ones", "", options)))


def test_a_year_shows_what_was_done_and_how_much_of_it(store: Store) -> None:
    facts = {"stage": "full_member", "full_since": "2003-01-01"}
    chen, _ = members.save(store, None, {"name": "陈䶮", "joined_on": "2001-11-05", **facts})
    members.save(store, None, {"name": "李𬭎", "joined_on": "2001-12-19", **facts})
    members.save(store, None, {"name": "张敏", "joined_on": "2001", **facts})
    talk = five_ones.template(store, 2026)[1]
    day = clock.today()
    five_ones_marks.mark(store, five_ones_marks.Noted(chen, talk.id, 2026, day=day.isoformat(), who="翟堃"))
    found = text(store, year=2026)
    assert "陈　䶮" not in found  # who searches finds the name
    assert "陈䶮11月5日25" in found
    assert talk.name in found
    assert f"{day.month}月{day.day}日" in found
    assert "未列入的：张敏" in found
    assert "李𬭎" not in text(store, year=2026, month="11")
    with pytest.raises(Refusal) as refused:
        text(store, year=2026, month="7")
    assert refused.value.code == "nobody"
