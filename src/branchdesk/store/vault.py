"""Who may open a file: its random key, wrapped once for each operator under a password, in `FILE.keys`.

A slot is the key encrypted (XChaCha20-Poly1305) under what Argon2id makes of a password; the cost of Argon2id is
measured on the machine where a slot is made and kept in it. Whose slot it is lies in it under the key itself: a file
of keys names nobody. Nothing here opens the database. Decision 20.
PostgreSQL: the server's own accounts.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
import os
import secrets
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from branchdesk import clock
from branchdesk.errors import Refusal, Spoken, Trouble
from branchdesk.store import troubles
from branchdesk.words import vault as say

KEY_BYTES = 32
FORMAT = 1
MIB = 1 << 20
# At least what RFC 9106 asks of a machine with little memory; then as much as the machine does in half a second.
LEAST_MEMORY, MOST_MEMORY, PASSES, WANTED_SECONDS = 64 * MIB, 256 * MIB, 3, 0.5
# What a slot may ask of whoever opens it: a file of another's making must not take the machine down.
_MOST_ASKED, _MOST_PASSES = 512 * MIB, 6
SHORTEST = 8  # characters of a password
FREE_TRIES, LONGEST_WAIT = 3, 300  # wrong passwords without a wait; seconds that a wait grows to, doubling
_KEPT_TRIES = 200
_MOST_BYTES, _MOST_SLOTS = 1 << 20, 50


@dataclass(frozen=True, slots=True)
class Cost:
    """What Argon2id is asked to spend: passes over so many bytes."""

    passes: int
    memory: int


@dataclass(frozen=True, slots=True)
class Slot:
    """The key of a file, wrapped for one operator, whose name is `sealed` under the key; `made` is when."""

    id: str
    made: str
    salt: str
    cost: Cost
    wrapped: str
    sealed: str


@dataclass(frozen=True, slots=True)
class Keys:
    """What `FILE.keys` holds: the slots, and when a wrong password was tried since the last right one."""

    slots: tuple[Slot, ...]
    tried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A key that a password gave, whose it is, and when wrong ones were tried since the last right one."""

    key: bytearray
    operator: str
    tried: tuple[str, ...] = ()


def keys_file(path: Path) -> Path:
    """Name the file beside a data file that holds its wrapped keys."""
    return path.with_name(f"{path.name}.keys")


def new_key() -> bytearray:
    """Make a random key for a database."""
    return bytearray(secrets.token_bytes(KEY_BYTES))


def wipe(key: bytearray | None) -> None:
    """Overwrite a key in memory, as far as Python lets us."""
    if key is not None:
        key[:] = bytes(len(key))


def load(path: Path) -> Keys:
    """Read the keys of a data file; Refusal where there are none or what is there is none of ours."""
    file = keys_file(path)
    try:
        with file.open("rb") as opened:
            held = json.loads(opened.read(_MOST_BYTES))  # cut off where it goes on: no JSON any more
        if held["format"] > FORMAT:
            raise Refusal(say.keys_newer(file), code="keys_newer")
        slots = tuple(_slot(one) for one in held["slots"][:_MOST_SLOTS])
        return Keys(slots, tuple(_word(at) for at in held.get("tried", ())))
    except FileNotFoundError as error:
        raise Refusal(say.keys_missing(file), code="keys_missing") from error
    except OSError as error:
        raise Trouble(say.keys_not_readable(file), code="not_readable") from error
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise Refusal(say.keys_damaged(file), code="keys_damaged") from error


def half_written(path: Path) -> Path:
    """Name the file to which the keys of a data file are written before they have their name."""
    file = keys_file(path)
    return file.with_name(f"{file.name}.new")


def save(path: Path, keys: Keys, then: Callable[[], object] = lambda: None) -> None:
    """Write the keys of a data file whole, or leave what is there; Trouble where the disk will not.

    `then` is done when they are on the disk and not yet in their place: what it raises leaves what is there, too.
    """
    file = keys_file(path)
    fresh = half_written(path)
    text = json.dumps({"format": FORMAT, **asdict(keys)}, ensure_ascii=False, indent=1)
    try:
        with fresh.open("w", encoding="utf-8") as written:
            written.write(text)
            written.flush()
            os.fsync(written.fileno())
        then()
        fresh.replace(file)
    except (OSError, Spoken) as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        if isinstance(error, Spoken):
            raise
        raise Trouble(say.keys_not_writable(file), code=troubles.of_disk(file, error).code) from error


def fit(operator: str, password: str) -> None:
    """Refuse an operator without a name, or a password that is too short."""
    if not operator.strip():
        raise Refusal(say.operator_missing(), code="operator_missing", field="operator")
    if len(password) < SHORTEST:
        raise Refusal(say.password_short(SHORTEST), code="password_short", field="password")


def wrap(key: bytearray, operator: str, password: str, cost: Cost) -> Slot:
    """Wrap a key for an operator; Refusal as `fit` says."""
    fit(operator, password)
    from nacl.secret import Aead  # noqa: PLC0415 - a file without a password needs no cryptography

    salt = secrets.token_bytes(16)
    slot = Slot(secrets.token_hex(8), clock.stamp(), _text(salt), cost, "", "")
    wrapping = _derive(password, salt, cost)
    wrapped = Aead(wrapping).encrypt(bytes(key), aad=_facts(slot))
    sealed = Aead(bytes(key)).encrypt(operator.strip().encode(), aad=slot.id.encode())
    return replace(slot, wrapped=_text(bytes(wrapped)), sealed=_text(bytes(sealed)))


def operator_of(slot: Slot, key: bytearray) -> str:
    """Read with the key whose slot it is; one that was tampered with is nobody's by name."""
    from nacl.exceptions import CryptoError  # noqa: PLC0415 - as above
    from nacl.secret import Aead  # noqa: PLC0415 - as above

    try:
        return Aead(bytes(key)).decrypt(_bytes(slot.sealed), aad=slot.id.encode()).decode()
    except (CryptoError, ValueError):
        return say.UNNAMED


def unwrap(slot: Slot, password: str) -> bytearray | None:
    """Give the key of a slot, or None where the password is not its own or the slot was tampered with."""
    from nacl.exceptions import CryptoError  # noqa: PLC0415 - as above
    from nacl.secret import Aead  # noqa: PLC0415 - as above

    try:
        wrapping = _derive(password, _bytes(slot.salt), slot.cost)
        key = bytearray(Aead(wrapping).decrypt(_bytes(slot.wrapped), aad=_facts(slot)))
    except (CryptoError, ValueError):
        return None
    return key if len(key) == KEY_BYTES else None


def unlock(path: Path, password: str, *, now: Callable[[], datetime] = clock.now) -> Unlocked:
    """Open a file's key by a password, which also says whose it is.

    A wrong one is recorded in the keys and makes the next wait; Refusal wrong_password or too_soon.
    """
    keys = load(path)
    if wait := waiting(keys, now()):
        raise Refusal(say.too_soon(wait), code="too_soon")
    for slot in keys.slots:
        key = unwrap(slot, password)
        if key is not None:
            if keys.tried:
                save(path, replace(keys, tried=()))
            return Unlocked(key, operator_of(slot, key), keys.tried)
    tried = (*keys.tried, now().isoformat(timespec="seconds"))[-_KEPT_TRIES:]
    with suppress(Trouble):  # on a disk that cannot be written the next try is as slow as Argon2id makes it
        save(path, replace(keys, tried=tried))
    raise Refusal(say.wrong_password(), code="wrong_password", field="password")


def waiting(keys: Keys, now: datetime) -> int:
    """Give the seconds until a password may be tried again; a clock that was set back locks nobody out."""
    if len(keys.tried) < FREE_TRIES:
        return 0
    longest = min(1 << len(keys.tried) - FREE_TRIES, LONGEST_WAIT)
    try:
        passed = (now - datetime.fromisoformat(keys.tried[-1])).total_seconds()
    except (ValueError, TypeError):
        return longest
    return 0 if passed < 0 else max(0, math.ceil(longest - passed))


def is_taken(slots: Iterable[Slot], password: str) -> bool:
    """Say whether a password opens one of some slots already."""
    for slot in slots:
        if (key := unwrap(slot, password)) is not None:
            wipe(key)
            return True
    return False


def measure() -> Cost:
    """Find what Argon2id may cost on this machine: the least that is safe, and more where half a second allows."""
    memory = LEAST_MEMORY
    while memory < MOST_MEMORY:
        began = time.perf_counter()
        _derive("branchdesk", bytes(16), Cost(PASSES, memory))
        if time.perf_counter() - began > WANTED_SECONDS / 2:
            break
        memory *= 2
    return Cost(PASSES, memory)


def _derive(password: str, salt: bytes, cost: Cost) -> bytes:
    from nacl.pwhash import argon2id  # noqa: PLC0415 - as above

    return argon2id.kdf(KEY_BYTES, password.encode(), salt, opslimit=cost.passes, memlimit=cost.memory)


def _facts(slot: Slot) -> bytes:
    """Give what a slot says beside its key, so that no word of it can be changed unseen."""
    return json.dumps([slot.id, slot.made, slot.cost.passes, slot.cost.memory]).encode()


def _slot(held: dict[str, Any]) -> Slot:
    cost = Cost(int(held["cost"]["passes"]), int(held["cost"]["memory"]))
    if not (1 <= cost.passes <= _MOST_PASSES and 8 * 1024 <= cost.memory <= _MOST_ASKED):
        raise ValueError(cost)
    told = {name: _word(held[name]) for name in ("id", "made", "salt", "wrapped", "sealed")}
    return Slot(cost=cost, **told)


def _word(held: object) -> str:
    """Give a text that can be written again; ValueError where it holds half a character."""
    text = str(held)
    text.encode()
    return text


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError from error
