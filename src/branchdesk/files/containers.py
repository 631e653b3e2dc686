"""A look into the container before its sheets are read: a broken or monstrous file costs a sentence, not memory.

The reader of sheets allots a table from the first cell to the last one. What would make that table monstrous, or send
the reader around in circles, is found here first.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from branchdesk.files import opendocument

MAX_UNPACKED = 256 * 1024 * 1024
MAX_CELLS = 4_000_000  # of a table, the empty ones too: 32 bytes each while they are read, and several times that after
MAX_PARTS, MAX_ENDS = 10_000, 16_000_000  # of an archive; ends of elements in one part of it, each a cell or a text
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHEET_PARTS = ("xl/workbook.xml", "xl/workbook.bin")


class Fault(StrEnum):
    """Why a container's sheets are not read."""

    DAMAGED = "sheet_damaged"
    ENCRYPTED = "sheet_encrypted"
    NOT_A_SHEET = "not_a_sheet"
    TOO_BIG = "sheet_too_big"
    SCATTERED = "sheet_scattered"


class Unsound(Exception):
    """A container whose sheets are not read, and why."""

    def __init__(self, fault: Fault, tab: str = "") -> None:
        """Take the fault and, where one is meant, the tab."""
        super().__init__(fault)
        self.fault = fault
        self.tab = tab


def is_container(data: bytes) -> bool:
    """Say whether the bytes are a container of sheets (zip or OLE) rather than text."""
    return data.startswith((b"PK", _OLE_MAGIC))


def checked(data: bytes) -> bytes:
    """Give the bytes in a state that is safe to read, or raise Unsound."""
    if data.startswith(_OLE_MAGIC):
        return _checked_ole(data)
    with _unsound():
        _check_zip(data)
    return data


def check_archive(data: bytes, most: int) -> None:
    """See that an archive unpacks to what it says, and to so many bytes at most; Unsound where it does not."""
    with _unsound():
        for _ in _parts(data, most):
            pass


@contextmanager
def _unsound() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, KeyError) as error:
        raise Unsound(Fault.DAMAGED) from error
    except (NotImplementedError, RuntimeError) as error:  # an unknown way of packing; a zip with a password
        raise Unsound(Fault.ENCRYPTED) from error


def _check_zip(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        open_document = "mimetype" in names and _beginning(archive, "mimetype").startswith(opendocument.MIMETYPE)
        if not open_document and names.isdisjoint(_SHEET_PARTS):
            raise Unsound(Fault.NOT_A_SHEET)
        if open_document and b"encryption-data" in _beginning(archive, "META-INF/manifest.xml"):
            raise Unsound(Fault.ENCRYPTED)
    for name, content in _parts(data, MAX_UNPACKED):
        _check_part(name, content, open_document=open_document)


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(1 << 20)


def _parts(data: bytes, most: int) -> Iterator[tuple[str, bytes]]:
    """Unpack an archive part by part; Unsound before it is begun where it says to be monstrous."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(info.file_size for info in parts) > most:
        raise Unsound(Fault.TOO_BIG)
    for info in parts:
        yield info.filename, _unpacked(data, info)


def _unpacked(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """Unpack a part, and see that there is no more of it than it says: the reader of sheets does not look."""
    if info.flag_bits & 1:
        raise Unsound(Fault.ENCRYPTED)
    name, extra = struct.unpack_from("<HH", data, info.header_offset + 26)
    start = info.header_offset + 30 + name + extra
    packed = memoryview(data)[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        content, whole = bytes(packed), True
    elif info.compress_type == zipfile.ZIP_DEFLATED:
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        content = unpacker.decompress(packed, info.file_size + 1)
        whole = unpacker.eof or not unpacker.unconsumed_tail
    else:
        raise Unsound(Fault.DAMAGED)
    if not whole or len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise Unsound(Fault.DAMAGED)
    return content


def _check_part(name: str, content: bytes, *, open_document: bool) -> None:
    if content.count(b"</") + content.count(b"/>") > MAX_ENDS:
        raise Unsound(Fault.TOO_BIG)
    if not open_document:
        _check_worksheet(content)  # whatever it is called: the workbook may name any part as its sheet
        if name.endswith(".bin"):
            _check_binary_sheet(content)
    elif name == "content.xml":
        for tab in opendocument.survey(content, MAX_CELLS):
            if tab.rows * tab.columns > MAX_CELLS:
                raise Unsound(Fault.SCATTERED)


# A cell beyond column AZ or row 99,999. Then, as every program writes them and as XML might be written: such a cell
# with its content, a row with its cells, the column of a cell with its content.
_FAR = re.compile(rb' r="(?:(?:[A-Z]{3,9}|[B-Z][A-Z])\d|[A-Z]{1,2}\d{6})')
_USUAL = (
    re.compile(rb'<(?:\w+:)?c r="((?:[A-Z]{3,9}|[B-Z][A-Z]))(\d{1,9})"(?:[^>]*[^/>])?>'),
    re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,2})(\d{6,9})"(?:[^>]*[^/>])?>'),
    re.compile(rb'<(?:\w+:)?row[^>]* r="(\d{1,9})"(?:[^>]*[^/>])?>'),
    re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,9})\d{1,9}"(?:[^>]*[^/>])?>'),
)
_AT, _TAKEN = rb"""\s[^>]*?\br\s*=\s*["']""", rb"(?:[^>]*[^/>])?>"
_UNUSUAL = (
    re.compile(rb"<(?:\w+:)?c" + _AT + rb"((?:[A-Za-z]{3,9}|[B-Zb-z][A-Za-z]))(\d{1,9})" + _TAKEN),
    re.compile(rb"<(?:\w+:)?c" + _AT + rb"([A-Za-z]{1,2})(\d{6,9})" + _TAKEN),
    re.compile(rb"<(?:\w+:)?row" + _AT + rb"(\d{1,9})" + _TAKEN),
    re.compile(rb"<(?:\w+:)?c" + _AT + rb"([A-Za-z]{1,9})\d{1,9}" + _TAKEN),
)
_UNUSUAL_SIGNS = (
    b"='",
    b" =",
    b"= ",
    b"\n=",
    b"=\n",
    b"\r=",
    b"=\r",
    b"\t=",
    b"=\t",
    b"\nr=",
    b"\rr=",
    b"\tr=",
    b'" r="',
)
_NEAR_COLUMNS = 52
_PIECE, _LONGEST = 1 << 20, 16  # bytes; the longest that `_FAR` can match is shorter


def _check_worksheet(xml: bytes) -> None:
    pieces = range(0, len(xml), _PIECE)
    # Piece by piece: a search through all of a large sheet would let nothing else run meanwhile.
    is_far = any(_FAR.search(xml, start, start + _PIECE + _LONGEST) for start in pieces)
    is_usual = not any(sign in xml for sign in _UNUSUAL_SIGNS)
    if not is_far and is_usual:
        return
    right, below, row, valued = _USUAL if is_usual else _UNUSUAL
    columns, rows = _NEAR_COLUMNS, max(map(int, row.findall(xml)), default=1)
    for pattern in (right, below):
        found = pattern.findall(xml)
        rows = max(rows, max((int(number) for _, number in found), default=1))
        columns = max(columns, _widest({letters for letters, _ in found}))
    if rows * columns > MAX_CELLS and rows * _widest(set(valued.findall(xml))) > MAX_CELLS:
        raise Unsound(Fault.SCATTERED)


def _widest(columns: set[bytes]) -> int:
    return max(map(_column_number, columns), default=1)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


_ROW_HEAD, _BINARY_CELLS = 0, range(1, 12)  # records of a sheet in an .xlsb, each begun by its row or its column


def _check_binary_sheet(content: bytes) -> None:
    """Walk the records of a part of an .xlsb, as far as they are records, and see how far its cells reach."""
    at, rows, columns = 0, 1, 1
    while at < len(content):
        kind, at = _varying(content, at, 2)
        length, at = _varying(content, at, 4)
        if kind == _ROW_HEAD:
            rows = max(rows, 1 + int.from_bytes(content[at : at + 4], "little"))
        elif kind in _BINARY_CELLS:
            columns = max(columns, 1 + int.from_bytes(content[at : at + 4], "little"))
        at += length
    if rows * columns > MAX_CELLS:
        raise Unsound(Fault.SCATTERED)


def _varying(content: bytes, at: int, most: int) -> tuple[int, int]:
    """Read a number of seven bits a byte, and give where what follows begins."""
    number = 0
    for step, byte in enumerate(content[at : at + most]):
        number |= (byte & 0x7F) << 7 * step
        if byte < 0x80:  # noqa: PLR2004 - the bit that says that more follows
            return number, at + step + 1
    return number, at + most


_HEADER = struct.Struct("<30xHH6x8I")
_END_OF_CHAIN = 0xFFFFFFFA  # and above: marks, not sectors
_ENTRY = 128
_STREAM, _ROOT = 2, 5
_BOF, _FILEPASS = 0x0809, 0x002F
_CELLS = frozenset({0x0006, 0x00BD, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, 0x00D6})
_BIFF_COLUMNS = 256


def _checked_ole(data: bytes) -> bytes:
    try:
        return _walk_ole(data)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise Unsound(Fault.DAMAGED) from error


def _walk_ole(data: bytes) -> bytes:
    """Follow every chain once; the last sector may be cut short by its writer and is filled up."""
    compound = _Compound(data)
    entries = compound.directory()
    if "EncryptedPackage" in entries:
        raise Unsound(Fault.ENCRYPTED)
    stream = next((entries[name] for name in ("Workbook", "Book", "WORKBOOK", "BOOK") if name in entries), None)
    if stream is None:
        raise Unsound(Fault.NOT_A_SHEET)
    _check_biff(compound.stream(*stream))
    return compound.data


class _Compound:
    """An OLE compound file: sectors, chained by a table, that hold a directory and its streams."""

    def __init__(self, data: bytes) -> None:
        """Read the header and the sector table; raise Unsound where they cannot be."""
        head = _HEADER.unpack_from(data)
        self.size, self.mini_size = 1 << head[0], 1 << head[1]
        if self.size not in {512, 4096} or self.mini_size != 64:  # noqa: PLR2004 - the sizes that the format knows
            raise Unsound(Fault.DAMAGED)
        self.data = data + bytes(-len(data) % self.size)
        self.directory_start, self.cutoff, self.mini_start = head[4], head[6], head[7]
        self.per_sector = self.size // 4
        self.table: tuple[int, ...] = ()
        tables = [sector for sector in struct.unpack_from("<109I", data, 76) if sector < _END_OF_CHAIN]
        following = head[9]
        while following < _END_OF_CHAIN and len(tables) * self.size <= len(self.data):
            *more, following = struct.unpack(f"<{self.per_sector}I", self.sector(following))
            tables += [sector for sector in more if sector < _END_OF_CHAIN]
        if not tables or len(tables) * self.size > len(self.data):
            raise Unsound(Fault.DAMAGED)
        table = b"".join(self.sector(sector) for sector in tables)
        self.table = struct.unpack(f"<{len(table) // 4}I", table)
        self.minis = b""
        self.mini_table: tuple[int, ...] = ()

    def sector(self, number: int) -> bytes:
        """Give one sector; Unsound where the file has none of that number."""
        start = (number + 1) * self.size
        found = self.data[start : start + self.size]
        if len(found) < self.size:
            raise Unsound(Fault.DAMAGED)
        return found

    def chain(self, start: int, table: tuple[int, ...]) -> list[int]:
        """Give the numbers of a chain's sectors; Unsound where it leaves the table or goes in circles."""
        found: list[int] = []
        while start < _END_OF_CHAIN:
            found.append(start)
            if start >= len(table) or len(found) > len(table):
                raise Unsound(Fault.DAMAGED)
            start = table[start]
        return found

    def read(self, start: int) -> bytes:
        """Give the bytes of a chain of whole sectors."""
        return b"".join(self.sector(number) for number in self.chain(start, self.table))

    def directory(self) -> dict[str, tuple[int, int]]:
        """Give the start and size of every stream by its name, and make the small ones readable."""
        raw = self.read(self.directory_start)
        entries: dict[str, tuple[int, int]] = {}
        for at in range(0, len(raw), _ENTRY):
            length, kind = struct.unpack_from("<HB", raw, at + 64)
            start, size = struct.unpack_from("<II", raw, at + 116)
            if kind == _STREAM:
                entries[raw[at : at + max(length - 2, 0)].decode("utf-16-le")] = (start, size)
            elif kind == _ROOT and size:
                self.minis = self.read(start)
                table = self.read(self.mini_start)
                self.mini_table = struct.unpack(f"<{len(table) // 4}I", table)
        return entries

    def stream(self, start: int, size: int) -> bytes:
        """Give a stream's bytes; Unsound where it is shorter than it says."""
        if size >= self.cutoff:
            found = self.read(start)
        else:
            step = self.mini_size
            chain = self.chain(start, self.mini_table)
            found = b"".join(self.minis[number * step : (number + 1) * step] for number in chain)
        if len(found) < size:
            raise Unsound(Fault.DAMAGED)
        return found[:size]


def _check_biff(stream: bytes) -> None:
    """Walk the records of a workbook: each whole, none encrypted, no cell in a column that no sheet has."""
    at, end, rows, columns = 0, len(stream), 1, 1
    if end < 4 or int.from_bytes(stream[:2], "little") & 0xFF != _BOF & 0xFF:  # noqa: PLR2004 - a record's head
        raise Unsound(Fault.DAMAGED)
    unpack = struct.Struct("<HH").unpack_from
    while at + 4 <= end:
        kind, length = unpack(stream, at)
        if kind == _FILEPASS:
            raise Unsound(Fault.ENCRYPTED)
        at += 4
        if at + length > end:
            raise Unsound(Fault.DAMAGED)
        if kind in _CELLS and length >= 6:  # noqa: PLR2004 - row and column, two bytes each
            row, column = unpack(stream, at)
            if column >= _BIFF_COLUMNS:
                raise Unsound(Fault.DAMAGED)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        at += length
    if rows * columns > MAX_CELLS:
        raise Unsound(Fault.SCATTERED)
