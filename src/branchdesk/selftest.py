"""The checks that run inside the shipped program."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path
from typing import Any

from branchdesk.errors import Refusal
from branchdesk.store.engine import create_store, open_store

KEY_BYTES = 32


def run() -> dict[str, Any]:
    """Run every check and give what each found."""
    checks = [{"name": "keyed_file", "ok": _keyed_file()}]
    return {"ok": all(check["ok"] for check in checks), "checks": checks}


def _keyed_file() -> bool:
    """Make a file under a key, open it again, and see that it stays shut without."""
    with tempfile.TemporaryDirectory() as folder:
        path, key = Path(folder) / "selftest.branchdesk", secrets.token_bytes(KEY_BYTES)
        create_store(path, name="self-test", unit="self-test", duties_from="2026-01", key=key).close()
        open_store(path, key=key).close()
        try:
            open_store(path).close()
        except Refusal:
            return True
        return False
