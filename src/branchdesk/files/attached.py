"""A file to be kept with a record: its bytes, and what they are whatever its name says."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

from branchdesk.errors import Refusal, Trouble
from branchdesk.files.given import TooLargeError, bytes_of
from branchdesk.words import attachments as say

MOST_BYTES = 30 * 1024 * 1024  # of one file
MOST_OF_PHOTO = 150 * 1024 * 1024  # of one that is made smaller before it is kept
UNKNOWN = "application/octet-stream"
JPEG, PNG, TIFF, PDF = "image/jpeg", "image/png", "image/tiff", "application/pdf"
HEIC = "image/heic"
PHOTOS = frozenset({JPEG, PNG, TIFF, "image/bmp", "image/webp", "image/gif"})  # what the program itself can show
DOC, DOCX = "application/msword", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLS, XLSX = "application/vnd.ms-excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
LONGEST_KIND = 64  # characters, what the table holds

_STARTS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"%PDF-", PDF),
    (b"{\\rtf", "application/rtf"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The names of streams by which Word's and Excel's old files are told apart, as their directory has them.
_STREAMS = (("WordDocument", DOC), ("Workbook", XLS), ("Book", XLS))
_PARTS = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("xl/workbook.bin", XLSX))
_BOXES = {b"heic": HEIC, b"heix": HEIC, b"mif1": HEIC}


def read_file(path: Path, *, photos: bool = False) -> bytes:
    """Give a file's bytes; Refusal where it is empty or too large, Trouble where it cannot be read.

    With `photos`, one may be as large as `MOST_OF_PHOTO`: who asks makes it smaller.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES and not (photos and size <= MOST_OF_PHOTO and _begins_as_photo(path)):
            raise too_large(path.name, size)
        content = bytes_of(path, MOST_OF_PHOTO if photos else MOST_BYTES)
    except TooLargeError as error:  # it grew meanwhile
        raise too_large(path.name, MOST_BYTES) from error
    except (OSError, ValueError) as error:
        raise Trouble(say.cannot_read(path.name), code="attachment_unreadable") from error
    if not content:
        raise Refusal(say.empty(path.name), code="attachment_empty")
    return content


def _begins_as_photo(path: Path) -> bool:
    with path.open("rb") as file:
        return media_type(file.read(16)) in {JPEG, PNG, TIFF}


def too_large(name: str, size: int) -> Refusal:
    """Give the refusal of a file that is too large to be kept."""
    return Refusal(say.too_large(name, size, MOST_BYTES), code="attachment_too_large")


def media_type(content: bytes) -> str:
    """Say what bytes are: an image, a PDF, a text or sheet of an office program, or `UNKNOWN`."""
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp":
        return _BOXES.get(content[8:12], "video/mp4")
    if content.startswith(_OLE):
        return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") + b"\0\0" in content), UNKNOWN)
    return _of_archive(content) if content.startswith(b"PK\x03\x04") else UNKNOWN


def _of_archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size <= LONGEST_KIND:
                with archive.open("mimetype") as part:
                    said = part.read(LONGEST_KIND).decode("ascii", "replace")
                if said.startswith(OPEN_DOCUMENT):
                    return said
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, ValueError, KeyError):
        return UNKNOWN
    except (NotImplementedError, RuntimeError):  # an unknown way of packing; a zip with a password
        return UNKNOWN
    return next((kind for name, kind in _PARTS if name in names), UNKNOWN)
