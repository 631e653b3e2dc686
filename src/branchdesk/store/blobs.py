"""The bytes of files, each once, under their SHA-256: kept beside the rows that name them, outside the history.

Bytes that no row names any more stay: undo and the trash may bring their row back.
"""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, func, insert, select

from branchdesk.store.history import Operation
from branchdesk.store.tables import blob


def keep(work: Operation, content: bytes) -> str:
    """Keep bytes within an operation, unless they are kept already, and give their SHA-256 as hex."""
    return kept(work.connection, content)


def kept(connection: Connection, content: bytes) -> str:
    """Keep bytes within a transaction, unless they are kept already, and give their SHA-256 as hex."""
    digest = hashlib.sha256(content).hexdigest()
    if connection.scalar(select(blob.c.size).where(blob.c.id == digest)) is None:
        connection.execute(insert(blob).values(id=digest, size=len(content), content=content))
    return digest


def read(connection: Connection, digest: str) -> bytes | None:
    """Give the bytes of that SHA-256; None where they are not there, or are not what was kept."""
    content = connection.scalar(select(blob.c.content).where(blob.c.id == digest))
    return content if content is not None and hashlib.sha256(content).hexdigest() == digest else None


def whole_size(connection: Connection) -> int:
    """Count all bytes that are kept."""
    return connection.scalar(select(func.coalesce(func.sum(blob.c.size), 0))) or 0
