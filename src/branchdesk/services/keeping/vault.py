"""The password of a branch's file: setting it, who may open the file, and the recovery key.

What needs the file closed (a file is written anew under a key) takes its path; the window lets go of it meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from branchdesk import clock
from branchdesk.domain import recovery_key
from branchdesk.errors import Refusal, Spoken, Trouble
from branchdesk.store import driver, history, swapping, troubles, vault
from branchdesk.store.engine import Store, open_store
from branchdesk.words import vault as say

SHORTEST = vault.SHORTEST  # characters of a password


@dataclass(frozen=True, slots=True)
class Operator:
    """Who may open a file, and since when."""

    name: str
    since: str


@dataclass(frozen=True, slots=True)
class Protected:
    """A file that lies under a new key: the open file, and the groups of its recovery key, told this once."""

    store: Store
    recovery: tuple[str, ...]


def is_locked(path: Path) -> bool:
    """Say whether a file wants a password, without opening it: it has keys, and is no plain one."""
    return path.is_file() and vault.keys_file(path).exists() and not driver.is_plain(path)


def may_be_locked(path: Path) -> bool:
    """Say whether a file that has lost its keys looks like a locked one: whole pages, and no plain database."""
    size = path.stat().st_size if path.is_file() else 0
    return size > 0 and size % driver.PAGE_BYTES == 0 and not driver.is_plain(path)


def operators(store: Store) -> tuple[Operator, ...]:
    """Give who may open a file; Refusal where it has no password, or its keys are missing or damaged."""
    key = _key(store)
    return tuple(Operator(vault.operator_of(slot, key), slot.made) for slot in vault.load(store.path).slots)


def waiting(path: Path) -> int:
    """Give the seconds until a password may be tried, after wrong ones; Refusal where keys are missing or damaged."""
    return vault.waiting(vault.load(path), clock.now())


def unlock(path: Path, password: str, *, beside: bool = False, holds: bool = True) -> Store:
    """Open a file by a password, which also says who works on it; Refusal wrong_password, too_soon, as open_store says.

    Wrong passwords since the last right one become an event of the history.
    """
    found = vault.unlock(path, password)
    try:
        store = open_store(path, key=found.key, operator=found.operator, beside=beside, holds=holds)
    finally:
        vault.wipe(found.key)
    if not beside:
        _tell_tries(store, found.tried)
    return store


def unlock_by_recovery(path: Path, text: str) -> Store:
    """Open a file by its recovery key, which needs no slots; Refusal where it is none, or another file's."""
    store = _by_recovery(path, text)
    history.event(store, "recovery", say.opened_by_recovery())
    return store


def try_recovery(path: Path, text: str) -> tuple[str, ...]:
    """Give the operators of a file by its recovery key, and close it again; Refusal where it is none, or another's.

    Where the wrapped keys are lost nobody is known.
    """
    store = _by_recovery(path, text)
    try:
        return tuple(vault.operator_of(slot, _key(store)) for slot in _keys(store).slots)
    finally:
        store.close()


def protect(path: Path, operator: str, password: str) -> Protected:
    """Write a file that has no password anew under a random key, and overwrite the old one; nobody has it open.

    Refusal where it has a password, a name is missing or the password too short; Trouble where the disk will not, and
    then everything is as it was.
    """
    if is_locked(path):
        raise Refusal(say.already_protected(path), code="already_protected")
    plain = None if driver.is_plain(path) else driver.OPEN_KEY
    return _under_new_key(path, plain, operator, password, "password_set", say.password_set(operator.strip()))


def renew(path: Path, key: driver.Key, operator: str, password: str) -> Protected:
    """Write a file anew under another key: the recovery key and every other operator's password end."""
    return _under_new_key(path, key, operator, password, "key_renewed", say.key_renewed())


def add_operator(store: Store, name: str, password: str) -> None:
    """Let one more open the file by a password; Refusal where it has one, or either is not fit."""
    keys, name = _keys(store), name.strip()
    if any(one.name == name for one in operators(store)):
        raise Refusal(say.operator_there(name), code="operator_there", field="operator")
    slot = _slot(store, name, password, keys.slots)
    told = partial(history.event, store, "operator_added", say.operator_added(name))
    vault.save(store.path, replace(keys, slots=(*keys.slots, slot)), told)


def remove_operator(store: Store, name: str) -> None:
    """Let an operator open the file no longer; Refusal for the last one. Old backups still open by the old password."""
    keys = _keys(store)
    mine, rest = _parted(store, name)
    if mine is None:
        raise Refusal(say.operator_unknown(name), code="operator_unknown")
    if not rest:
        raise Refusal(say.operator_last(), code="operator_last")
    told = partial(history.event, store, "operator_removed", say.operator_removed(name))
    vault.save(store.path, replace(keys, slots=rest), told)


def change_password(store: Store, name: str, old: str | None, new: str) -> None:
    """Give an operator another password; `old` is asked for but after the recovery key opened the file (None).

    Refusal where the old one is wrong, the name unknown, the new one too short or another operator's.
    """
    mine, others = _parted(store, name)
    if mine is None:
        raise Refusal(say.operator_unknown(name), code="operator_unknown")
    if old is not None:
        confirm(store, name, old)
    slot = _slot(store, name, new, others)
    slots = tuple(slot if one == mine else one for one in _keys(store).slots)
    told = partial(history.event, store, "password_changed", say.password_changed(name))
    vault.save(store.path, vault.Keys(slots), told)


def confirm(store: Store, name: str, password: str) -> None:
    """Refuse a password that is not this operator's; a wrong one counts as one tried at the door."""
    found = vault.unlock(store.path, password)
    vault.wipe(found.key)
    _tell_tries(store, found.tried)
    if found.operator != name:
        raise Refusal(say.wrong_password(), code="wrong_password", field="password")


def recover(path: Path, text: str, name: str, password: str) -> Store:
    """Open a file by its recovery key and give `name` a password; what it was, or that there was none, is no matter.

    Refusal where the key is none, another file's, the name missing or the password too short.
    """
    vault.fit(name, password)
    store, name = unlock_by_recovery(path, text), name.strip()
    try:
        _, others = _parted(store, name)
        there = len(others) < len(_keys(store).slots)
        mine = replace(store, operator=name)
        title = say.password_changed(name) if there else say.operator_added(name)
        told = partial(history.event, mine, "password_changed", title)
        vault.save(path, vault.Keys((*others, _slot(store, name, password, others))), told)
    except Exception:
        store.close()
        raise
    return mine


def write_under_key(path: Path, key: driver.Key | None, target: Path, operator: str, password: str) -> tuple[str, ...]:
    """Write a copy of a file under a key of its own, with its keys, and give the groups of its recovery key.

    Trouble where the disk will not; nothing of the copy is then left.
    """
    fresh = vault.new_key()
    try:
        slot = vault.wrap(fresh, operator, password, vault.measure())
        driver.rewrite(path, key, target, fresh)
        swapping.remove_journals(target)
        vault.save(target, vault.Keys((slot,)))
        return recovery_key.write(fresh)
    except (driver.DriverError, OSError, Trouble) as error:
        with suppress(OSError):
            for rest in (target, vault.keys_file(target)):
                rest.unlink(missing_ok=True)
            swapping.remove_journals(target)
        raise error if isinstance(error, Trouble) else troubles.of_either(target, error) from error
    finally:
        vault.wipe(fresh)


def _under_new_key(
    path: Path, key: driver.Key | None, operator: str, password: str, verb: str, title: str
) -> Protected:
    making, name = swapping.being_made(path), operator.strip()
    recovery = write_under_key(path, key, making, operator, password)
    fresh = recovery_key.read(" ".join(recovery))
    try:
        with closing(open_store(making, key=fresh, operator=name)) as made:
            history.event(made, verb, title)  # before it is the file: afterwards nothing may go wrong any more
        swapping.see_whole(making)
        swapping.put_in_place(path)
        return Protected(open_store(path, key=fresh, operator=name), recovery)
    except Spoken:
        swapping.drop(path)
        raise
    finally:
        vault.wipe(fresh)


def recovery_of(store: Store) -> tuple[str, ...]:
    """Give the groups of an open file's recovery key, for printing it again; Refusal where the file has no password."""
    return recovery_key.write(_key(store))


def _by_recovery(path: Path, text: str) -> Store:
    key = read_recovery(text)
    try:
        return open_store(path, key=key, operator=say.RECOVERY_OPERATOR)
    except Refusal as refusal:
        if refusal.code != "wrong_key":
            raise
        raise Refusal(say.wrong_recovery_key(path), code="wrong_recovery_key", field="recovery") from refusal
    finally:
        vault.wipe(key)


def _tell_tries(store: Store, times: tuple[str, ...]) -> None:
    if times:
        history.event(store, "wrong_password", say.wrong_tries(len(times), times[0], times[-1]))


def _parted(store: Store, name: str) -> tuple[vault.Slot | None, tuple[vault.Slot, ...]]:
    """Part an operator's slot from those of the others."""
    slots, key = _keys(store).slots, _key(store)
    mine = next((slot for slot in slots if vault.operator_of(slot, key) == name), None)
    return mine, tuple(slot for slot in slots if slot is not mine)


def _slot(store: Store, name: str, password: str, others: Iterable[vault.Slot]) -> vault.Slot:
    """Wrap an open file's key; Refusal where the password opens one of the others already: it says who works."""
    vault.fit(name, password)
    if vault.is_taken(others, password):
        raise Refusal(say.password_taken(), code="password_taken", field="password")
    return vault.wrap(_key(store), name, password, vault.measure())


def read_recovery(text: str) -> bytearray:
    """Read the key that a printed recovery key is; Refusal not_a_recovery_key where a group does not hold."""
    try:
        return recovery_key.read(text)
    except recovery_key.NotAKey as error:
        raise Refusal(say.not_a_recovery_key(error.groups), code="not_a_recovery_key", field="recovery") from error


def _key(store: Store) -> bytearray:
    if store.key is None or not store.protected:
        raise Refusal(say.not_protected(store.path), code="not_protected")
    return store.key


def _keys(store: Store) -> vault.Keys:
    """Give the keys of an open file; one that was opened by its recovery key may have lost them."""
    _key(store)
    try:
        return vault.load(store.path)
    except Refusal:
        if store.operator != say.RECOVERY_OPERATOR:
            raise
        return vault.Keys(())
