"""How a list was arranged is found again, whatever became of the ledger meanwhile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders
from branchdesk.ledgers.members import MEMBERS
from branchdesk.services import Store, preferences
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import views
from branchdesk.services.ledgers.lists import Condition, Sort
from branchdesk.services.ledgers.lists import Test as Compare
from branchdesk.services.ledgers.views import Arrangement, Setup, View

KEYS = [field.key for field in MEMBERS.fields]
ARRANGEMENTS = st.builds(
    Arrangement,
    st.lists(st.sampled_from(KEYS), min_size=1, unique=True).map(tuple),
    st.dictionaries(st.sampled_from(KEYS), st.floats(2, 80)),
)
VIEWS = st.builds(
    View,
    st.text(min_size=1),
    ARRANGEMENTS,
    st.lists(
        st.builds(lambda key, value: Condition(key, Compare.ONE_OF, (value, None)), st.sampled_from(KEYS), st.text())
    ).map(tuple),
    st.text(),
    st.lists(st.builds(Sort, st.sampled_from(KEYS), st.booleans(), st.sampled_from(["", "strokes"]))).map(tuple),
)
SETUPS = st.builds(Setup, ARRANGEMENTS, st.booleans(), st.lists(VIEWS, unique_by=lambda view: view.name).map(tuple))


@given(SETUPS)
def test_a_setup_comes_back_as_it_was(setup: Setup) -> None:
    assert views.from_plain(MEMBERS, views.to_plain(setup)) == setup


@pytest.mark.parametrize(
    "kept",
    [
        None,
        "text",
        [],
        {"columns": "name"},
        {"columns": ["gone", 3, None], "widths": {"gone": 4, "name": "wide"}},
        {"views": [None, {}, {"name": ""}], "first": "nobody"},
    ],
)
def test_what_is_not_understood_is_passed_by(kept: object) -> None:
    assert views.from_plain(MEMBERS, kept) == Setup(Arrangement(MEMBERS.screen))


def test_a_view_keeps_what_is_still_there() -> None:
    kept = {
        "views": [
            {
                "name": "在职",
                "columns": ["name", "gone", "name", "sex"],
                "widths": {"name": 900, "sex": 0},
                "conditions": [["sex", "is", ["male"]], ["gone", "is", [1]], ["sex", "unheard", []], ["sex", "is", []]],
                "order": [["name", True, ""], ["gone", False, ""], "name"],
            },
        ],
        "first": "在职",
    }
    setup = views.from_plain(MEMBERS, kept)
    assert setup.first == "在职"
    assert setup.view("在职") == View(
        "在职",
        Arrangement(("name", "sex"), {"name": 80.0, "sex": 2.0}),
        (Condition("sex", Compare.IS, ("male",)),),
        "",
        (Sort("name", descending=True),),
    )


def test_views_are_named_renamed_and_forgotten() -> None:
    setup = Setup(views.usual(MEMBERS))
    one, other = View("甲", views.usual(MEMBERS)), View("乙", views.usual(MEMBERS))
    setup = replace(setup.with_view(one).with_view(other), first="甲")
    assert [view.name for view in setup.with_view(replace(one, search="李")).views] == ["甲", "乙"]
    renamed = setup.renamed("甲", "丙")
    assert [view.name for view in renamed.views] == ["丙", "乙"]
    assert renamed.first == "丙"
    assert [view.name for view in setup.renamed("甲", "乙").views] == ["乙"]
    assert setup.renamed("甲", "甲") == setup
    assert setup.without_view("甲").first == ""


def test_a_setup_survives_a_restart_and_is_no_step(store: Store, tmp_path: Path) -> None:
    setup = Setup(Arrangement(("name",), {"name": 9.5}), totals=False).with_view(View("甲", views.usual(MEMBERS)))
    views.keep(store, MEMBERS, setup)
    assert past.next_titles(store) == (None, None)
    store.close()
    with builders.opened(store.path) as again:
        assert views.load(again, MEMBERS) == setup
        preferences.put(again, "list:members", None)
        assert views.load(again, MEMBERS) == Setup(views.usual(MEMBERS))
    assert tmp_path in store.path.parents
