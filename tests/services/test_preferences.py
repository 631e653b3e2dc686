"""What was arranged on a screen is found again, and undo passes it by."""

from __future__ import annotations

from pathlib import Path

import builders
from branchdesk.services import Store, preferences
from branchdesk.services.keeping import past
from branchdesk.services.people import members


def test_nothing_is_kept_at_first(store: Store) -> None:
    assert preferences.get(store, "columns:members") is None


def test_what_was_put_is_found_again_after_a_restart(store: Store, tmp_path: Path) -> None:
    preferences.put(store, "columns:members", {"name": 120, "order": ["name", "sex"]})
    preferences.put(store, "columns:members", {"name": 90, "order": ["sex"]})
    path = store.path
    store.close()
    with builders.opened(path) as again:
        assert preferences.get(again, "columns:members") == {"name": 90, "order": ["sex"]}
    assert tmp_path in path.parents


def test_none_forgets(store: Store) -> None:
    preferences.put(store, "view", ["a"])
    preferences.put(store, "view", None)
    assert preferences.get(store, "view") is None


def test_it_is_no_step(store: Store) -> None:
    members.save(store, None, {"name": "张三"})
    preferences.put(store, "view", ["a"])
    past.undo(store)
    assert preferences.get(store, "view") == ["a"]
    assert past.next_titles(store)[0] is None


def test_what_lies_under_one_beginning_is_given_by_the_rest_of_its_key(store: Store) -> None:
    for key, value in {"mapping:members:a": ["name"], "mapping:members:b": [None], "mapping:members%": 1}.items():
        preferences.put(store, key, value)
    assert preferences.under(store, "mapping:members:") == {"a": ["name"], "b": [None]}
    assert preferences.under(store, "mapping:members%") == {"": 1}
