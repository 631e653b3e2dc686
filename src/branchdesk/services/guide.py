"""使用说明 and 新增内容 as the program ships them: the text and its pictures, which ask for no file of a branch."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from branchdesk import places
from branchdesk.domain.guide import Chapter, parse


@cache
def chapters() -> tuple[Chapter, ...]:
    """Give the guide's chapters in their order."""
    return parse((places.resources() / "help" / "guide.md").read_text("utf-8"))


@cache
def news() -> tuple[Chapter, ...]:
    """Give what is new, a chapter a version, the newest first; a chapter's key is its version."""
    return parse((places.resources() / "help" / "news.md").read_text("utf-8"))


def picture(name: str) -> Path:
    """Give the place of a picture of the guide."""
    return places.resources() / "help" / "pictures" / name
