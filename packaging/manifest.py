"""The list that goes with a release: each file, its size and its SHA-256, for people to compare, for tools to read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fetching import sha256

SUMS = "SHA256SUMS"
MANIFEST = "manifest.json"


def write(folder: Path, version: str, files: Iterable[Path], report: dict[str, Any]) -> Path:
    """Write both lists of these files into a folder; `report` is what the bundle's self-test found. Gives the manifest.

    SHA256SUMS is what `sha256sum -c` and `certutil -hashfile` are compared with. Files of another system that were
    listed there before, and still lie beside, stay listed.
    """
    told = {file.name: {"bytes": file.stat().st_size, "sha256": sha256(file)} for file in files}
    manifest = folder / MANIFEST
    before = json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else {}
    if before.get("version") == version:
        told = {n: f for n, f in before["files"].items() if n not in told and _is_as(folder / n, f)} | told
    told = dict(sorted(told.items()))
    content = {"version": version, "files": told, "self_test": report}
    manifest.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    sums = "".join(f"{fact['sha256']}  {name}\n" for name, fact in told.items())
    (folder / SUMS).write_text(sums, encoding="utf-8", newline="\n")
    return manifest


def _is_as(file: Path, told: dict[str, Any]) -> bool:
    return file.is_file() and file.stat().st_size == told["bytes"] and sha256(file) == told["sha256"]
