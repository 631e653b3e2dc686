"""The pages of a file that SQLite may not open any more, each judged and read by itself.

SQLCipher 4 lays a page of 4,096 bytes as ciphertext, 16 bytes of IV and a code (HMAC-SHA512) over both and the page's
number; the first 16 bytes of page 1 are the salt, of which the codes' key is made and, under a raw key, nothing else.
The code says which pages are as they were written. Nothing here knows AES: SQLCipher itself decrypts, for a page's
ciphertext, laid into a small file of our own and coded anew for its place there, reads as bytes of a blob.
SQLite-only. PostgreSQL: its own dumps.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from branchdesk.store import driver, raw_journal

PAGE = 4096
_IV, _CODE, _SALT = 16, 64, 16
_USABLE = PAGE - _IV - _CODE
_BODY = _USABLE + _IV  # what the code is over
_SALT_MASK, _ROUNDS = 0x3A, 2
_IN_CHAIN = _USABLE - 4  # bytes of content in an overflow page, behind the number of the next
_LOCAL = 479  # bytes that stay beside the key where a row overflows by exactly one page
_PLACES = (3, 4)  # the overflow pages of the two rows of the small file
_PROBED = 8  # pages at which a salt is tried


@dataclass(frozen=True, slots=True)
class Pages:
    """What can be read of a file: its sound pages by number, of each what SQLite uses, and the numbers of the others.

    `coded` says whether a code told them apart; without one a page is only known to be there. `lost_frames` counts
    pages of the journal that stand behind a break in it. `salt_mended` tells that the salt itself was damaged.
    """

    sound: dict[int, bytes]
    bad: frozenset[int]
    usable: int
    coded: bool
    lost_frames: int = 0
    salt_mended: bool = False

    @property
    def count(self) -> int:
        """Count the pages the file has, or had before it was cut."""
        return len(self.sound) + len(self.bad)


class NoPages(Exception):
    """Not one page of the file is as it was written under this key."""


def read(path: Path, key: driver.Key | None, beside: Path) -> Pages:
    """Read a file and its journal as they lie on the disk, changing neither; NoPages where no page is sound.

    `beside` names a file that may be written for a moment. Raises OSError where the disk will not be read.
    """
    raw = path.read_bytes()
    journal = raw_journal.read(path)
    if key is None:
        return _plain(raw, journal)
    salt, mended = _salt(raw, bytes(key), journal.pages)
    codes = _code_key(bytes(key), salt)
    wanted, bad = {}, set()
    for number in range(1, max(_pages_of(raw, PAGE), *journal.pages, 1) + 1):
        page = journal.pages.get(number) or raw[(number - 1) * PAGE : number * PAGE]
        if _is_sound(page, number, codes):
            wanted[number] = page
        else:
            bad.add(number)
    with _reader(beside, bytes(key)) as decrypt:
        if first_page := wanted.get(1):
            wanted[1] = first_page[_USABLE:_BODY] + first_page[_SALT:]  # its IV belongs before what follows the salt
        sound = {number: decrypt(page) for number, page in wanted.items()}
    if first_page := sound.get(1):
        sound[1] = driver.PLAIN_HEADER + first_page[_SALT:]
        told = _told_count(sound[1])
        bad.update(range(max(sound) + 1, told + 1))
    return Pages(sound, frozenset(bad - set(sound)), _USABLE, coded=True, lost_frames=journal.lost, salt_mended=mended)


def has_sound(path: Path, key: driver.Key) -> bool:
    """Say whether any page of a file is as it was written under this key, whatever its first page says."""
    try:
        _salt(path.read_bytes(), bytes(key), {})
    except (NoPages, OSError):
        return False
    return True


def _plain(raw: bytes, journal: raw_journal.Journal) -> Pages:
    """Read a file of before keys: it has no codes, so a page that is there is taken as it is."""
    size = int.from_bytes(raw[16:18], "big")
    if size not in {512 << n for n in range(7)}:
        size = PAGE
    sound, bad = {}, set()
    for number in range(1, max(_pages_of(raw, size), *journal.pages, 1) + 1):
        page = journal.pages.get(number) or raw[(number - 1) * size : number * size]
        if len(page) == size and any(page):
            sound[number] = page
        else:
            bad.add(number)
    if not sound:
        raise NoPages
    if 1 in sound:
        bad.update(range(max(sound) + 1, min(_told_count(sound[1]), 2 * max(sound) + 1000) + 1))
    return Pages(sound, frozenset(bad), size, coded=False, lost_frames=journal.lost)


def _pages_of(raw: bytes, size: int) -> int:
    return -(-len(raw) // size)


def _told_count(first: bytes) -> int:
    """Give how many pages the first one says there are, where it is up to date in that."""
    return int.from_bytes(first[28:32], "big") if first[24:28] == first[92:96] else 0


def _code_key(key: bytes, salt: bytes) -> bytes:
    masked = bytes(byte ^ _SALT_MASK for byte in salt)
    return hashlib.pbkdf2_hmac("sha512", key, masked, _ROUNDS, len(key))


def _code(body: bytes, number: int, codes: bytes) -> bytes:
    return hmac.digest(codes, body + number.to_bytes(4, "little"), "sha512")


def _is_sound(page: bytes, number: int, codes: bytes) -> bool:
    if len(page) != PAGE:
        return False
    body = page[_SALT if number == 1 else 0 : _BODY]
    return hmac.compare_digest(_code(body, number, codes), page[_BODY:])


def _salt(raw: bytes, key: bytes, journal: dict[int, bytes]) -> tuple[bytes, bool]:
    """Find the salt that the pages were coded with, also where one byte of it is another now."""
    every = {number + 1: raw[number * PAGE : (number + 1) * PAGE] for number in range(_pages_of(raw, PAGE))}
    every |= journal
    step = max(1, len(every) // _PROBED)
    probed = dict(list(every.items())[step - 1 :: step])

    def fits(salt: bytes, pages: dict[int, bytes]) -> bool:
        codes = _code_key(key, salt)
        return len(salt) == _SALT and any(_is_sound(page, number, codes) for number, page in pages.items())

    written = raw[:_SALT]
    for salt in (written, journal.get(1, b"")[:_SALT]):
        if fits(salt, every):
            return salt, salt != written
    for at in range(len(written)):
        for byte in range(256):
            salt = written[:at] + bytes([byte]) + written[at + 1 :]
            if fits(salt, probed):
                return salt, True
    raise NoPages


@contextmanager
def _reader(path: Path, key: bytes) -> Iterator[_Decrypt]:
    """Lend what decrypts pages, over a small file that is gone afterwards."""
    path.unlink(missing_ok=True)
    try:
        with closing(driver.connect(path, key)) as connection:
            connection.execute("CREATE TABLE page (id INTEGER PRIMARY KEY, content BLOB NOT NULL)")
            for place in _PLACES:
                # 4 bytes of the row's own header stand before the content
                connection.execute("INSERT INTO page VALUES (?, zeroblob(?))", (place, _LOCAL + _IN_CHAIN - 4))
            codes = _code_key(key, path.read_bytes()[:_SALT])
            with path.open("r+b", buffering=0) as file:
                yield _Decrypt(connection, file, codes)
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


class _Decrypt:
    """Reads the bytes of a sound page.

    An overflow page's first four bytes are no content, so the page is laid out twice: as it is, and moved by one block
    behind its IV, which then takes the part of the block before and lets the first block be read.
    """

    def __init__(self, connection: Any, file: BinaryIO, codes: bytes) -> None:  # noqa: ANN401 - the driver ships no types
        self._connection, self._file, self._codes = connection, file, codes

    def __call__(self, page: bytes) -> bytes:
        ciphertext, iv = page[:_USABLE], page[_USABLE:_BODY]
        self._lay(_PLACES[0], ciphertext + iv)
        self._lay(_PLACES[1], iv + ciphertext[:-_IV] + iv)
        self._connection.execute("PRAGMA shrink_memory")  # it must not remember the last
        beginning, rest = self._connection.execute(
            f"SELECT (SELECT substr(content, {12 - _IN_CHAIN}, 4) FROM page WHERE id = {_PLACES[1]}),"
            f" (SELECT substr(content, -{_IN_CHAIN}) FROM page WHERE id = {_PLACES[0]})",
        ).fetchone()
        return bytes(beginning + rest)

    def _lay(self, place: int, body: bytes) -> None:
        self._file.seek((place - 1) * PAGE)
        self._file.write(body + _code(body, place, self._codes))
