"""A file under a password: who opens it, what a wrong one costs, and what is left of the old file."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

import builders
from branchdesk import clock
from branchdesk.errors import Refusal
from branchdesk.services import branch
from branchdesk.services.keeping import past
from branchdesk.services.keeping import vault as services
from branchdesk.store import driver, swapping, vault
from branchdesk.words import vault as say

LEAST = vault.Cost(1, 8 * 1024 * 1024)
WORD, OTHER = "春风化雨 2026", "秋月无边 1949"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Argon2id cost little: what a real password costs is measured by one test alone."""
    monkeypatch.setattr(vault, "measure", lambda: LEAST)


@pytest.fixture
def locked(path: Path) -> tuple[Path, tuple[str, ...]]:
    made = builders.new_branch(path)
    builders.fill(made)
    made.close()
    done = services.protect(path, "翟堃", WORD)
    done.store.close()
    return path, done.recovery


def code_of(refusal: pytest.ExceptionInfo[Refusal]) -> str:
    return refusal.value.code


@pytest.mark.parametrize("plain", [True, False], ids=["of before keys", "without a password"])
def test_a_password_set_later_keeps_every_row_and_nothing_of_the_old_file(path: Path, *, plain: bool) -> None:
    made = builders.new_branch(path)
    builders.fill(made)
    rows, steps = builders.records(made), len(past.steps(made))
    made.close()
    if plain:
        driver.rewrite(path, driver.OPEN_KEY, swapping.being_made(path), None)
        swapping.put_in_place(path)
        assert driver.is_plain(path)
    store = services.protect(path, "翟堃", WORD).store
    assert store.protected
    assert store.operator == "翟堃"
    assert builders.records(store) == rows
    assert len(past.steps(store)) == steps + 1
    assert branch.check(store).ok
    store.close()
    assert {file.name for file in path.parent.iterdir()} == {path.name, vault.keys_file(path).name}
    assert services.is_locked(path)


def test_the_password_opens_and_a_wrong_one_does_not(locked: tuple[Path, tuple[str, ...]]) -> None:
    path, _ = locked
    with pytest.raises(Refusal) as refusal:
        services.unlock(path, OTHER)
    assert code_of(refusal) == "wrong_password"
    store = services.unlock(path, WORD)
    assert (store.operator, store.protected) == ("翟堃", True)
    assert "密码输错 1 次" in past.steps(store)[0].title
    store.close()
    with pytest.raises(Refusal) as refusal:
        branch.open_file(path)
    assert code_of(refusal) == "locked"


def test_wrong_passwords_slow_down(locked: tuple[Path, tuple[str, ...]]) -> None:
    path, _ = locked
    moment = clock.now()
    for _ in range(vault.FREE_TRIES):
        with pytest.raises(Refusal):
            vault.unlock(path, OTHER, now=lambda: moment)
    with pytest.raises(Refusal) as refusal:
        vault.unlock(path, WORD, now=lambda: moment)
    assert code_of(refusal) == "too_soon"
    later = moment + timedelta(seconds=vault.LONGEST_WAIT)
    assert vault.unlock(path, WORD, now=lambda: later).operator == "翟堃"
    assert not vault.load(path).tried


@pytest.mark.parametrize("keys", ["there", "missing", "damaged"])
def test_the_recovery_key_needs_no_slots(locked: tuple[Path, tuple[str, ...]], keys: str) -> None:
    path, groups = locked
    if keys == "missing":
        vault.keys_file(path).unlink()
    elif keys == "damaged":
        vault.keys_file(path).write_bytes(b"{")
    store = services.unlock_by_recovery(path, " ".join(groups).lower())
    assert branch.check(store).ok
    store.close()


def test_a_mistyped_recovery_key_is_told_by_its_group(locked: tuple[Path, tuple[str, ...]]) -> None:
    path, groups = locked
    typed = [*groups]
    typed[2] = typed[2][::-1] if typed[2] != typed[2][::-1] else "00000000"
    with pytest.raises(Refusal) as refusal:
        services.unlock_by_recovery(path, "-".join(typed))
    assert "第3组" in refusal.value.sentence


def test_operators_come_and_go(locked: tuple[Path, tuple[str, ...]]) -> None:
    path, _ = locked
    store = services.unlock(path, WORD)
    services.add_operator(store, "李𬭎", OTHER)
    with pytest.raises(Refusal):
        services.add_operator(store, "李𬭎", OTHER)
    services.change_password(store, "李𬭎", OTHER, WORD + OTHER)
    store.close()
    store = services.unlock(path, WORD + OTHER)
    assert store.operator == "李𬭎"
    services.remove_operator(store, "翟堃")
    with pytest.raises(Refusal):
        services.remove_operator(store, "李𬭎")
    store.close()
    with pytest.raises(Refusal):
        services.unlock(path, WORD)


def test_a_renewed_key_ends_the_old_recovery_key(locked: tuple[Path, tuple[str, ...]]) -> None:
    path, groups = locked
    key = vault.unlock(path, WORD).key
    services.renew(path, key, "翟堃", OTHER).store.close()
    with pytest.raises(Refusal) as refusal:
        services.unlock_by_recovery(path, " ".join(groups))
    assert code_of(refusal) == "wrong_recovery_key"
    services.unlock(path, OTHER).close()


def test_what_a_slot_says_cannot_be_changed_unseen(locked: tuple[Path, tuple[str, ...]]) -> None:
    path, _ = locked
    [slot] = vault.load(path).slots
    vault.save(path, vault.Keys((replace(slot, made="2020-01-01T00:00:00+08:00"),)))
    with pytest.raises(Refusal):
        services.unlock(path, WORD)


def test_keys_name_nobody_and_say_under_the_key_whose_they_are(locked: tuple[Path, tuple[str, ...]]) -> None:
    path, _ = locked
    store = services.unlock(path, WORD)
    services.add_operator(store, "李𬭎", OTHER)
    assert [one.name for one in services.operators(store)] == ["翟堃", "李𬭎"]
    written = vault.keys_file(path).read_text("utf-8")
    assert not any(name in written or json.dumps(name)[1:-1] in written for name in ("翟堃", "李𬭎"))
    store.close()
    first, second = vault.load(path).slots
    vault.save(path, vault.Keys((replace(first, sealed=second.sealed), second)))
    with closing(services.unlock(path, WORD)) as store:
        assert store.operator == say.UNNAMED


def test_nobody_takes_a_password_that_is_somebody_elses(locked: tuple[Path, tuple[str, ...]]) -> None:
    path, groups = locked
    with closing(services.unlock(path, WORD)) as store:
        with pytest.raises(Refusal) as refused:
            services.add_operator(store, "李𬭎", WORD)
        assert code_of(refused) == "password_taken"
        services.add_operator(store, "李𬭎", OTHER)
        for old, new, code in ((OTHER, WORD, "password_taken"), (WORD, WORD + WORD, "wrong_password")):
            with pytest.raises(Refusal) as refused:
                services.change_password(store, "李𬭎", old, new)
            assert code_of(refused) == code
    with closing(services.unlock(path, OTHER)) as store:
        assert store.operator == "李𬭎"
    with pytest.raises(Refusal) as refused:
        services.recover(path, " ".join(groups), "翟堃", OTHER)
    assert code_of(refused) == "password_taken"


def test_whoever_has_the_recovery_key_gets_a_password_also_where_the_keys_are_lost(
    locked: tuple[Path, tuple[str, ...]],
) -> None:
    path, groups = locked
    assert services.try_recovery(path, " ".join(groups)) == ("翟堃",)
    with closing(services.recover(path, " ".join(groups), "翟堃", OTHER)) as store:
        assert store.operator == "翟堃"
    with pytest.raises(Refusal):
        services.unlock(path, WORD)
    vault.keys_file(path).unlink()
    assert services.try_recovery(path, " ".join(groups)) == ()
    services.recover(path, " ".join(groups), "李𬭎", WORD).close()
    with closing(services.unlock(path, WORD)) as store:
        assert [step.operator for step in past.steps(store)[:2]] == ["李𬭎", say.RECOVERY_OPERATOR]


def test_a_clock_set_back_locks_nobody_out(locked: tuple[Path, tuple[str, ...]]) -> None:
    path, _ = locked
    ahead = clock.now() + timedelta(days=400)
    for hour in range(vault.FREE_TRIES):
        with pytest.raises(Refusal):
            vault.unlock(path, OTHER, now=partial(ahead.__add__, timedelta(hours=hour)))
    services.unlock(path, WORD).close()


def test_a_real_password_costs_at_least_what_is_asked() -> None:
    cost = vault.Cost(vault.PASSES, vault.LEAST_MEMORY)
    assert (cost.passes, cost.memory) >= (3, 64 * 1024 * 1024)
    key = vault.new_key()
    slot = vault.wrap(key, "翟堃", WORD, cost)
    assert vault.unwrap(slot, WORD) == key
    assert vault.unwrap(slot, OTHER) is None
