"""Which chapter of the guide a screen is told of in, by the screen's key."""

from __future__ import annotations

FIRST, IMPORTING = "first", "members"
CHAPTERS = {
    "first_run": FIRST,
    "not_open": "trouble",
    "damage": "trouble",
    "diagnosis": "trouble",
    "unlock": "password",
    "today": "due",
    "meetings": "meeting",
    "meeting": "meeting",
    "quick_meetings": "meeting",
    "meeting_trash": "meeting",
    "attendance": "meeting",
    "study": "meeting",
    "year": "due",
    "rules": "due",
    "five_ones": "five_ones",
    "talks": "five_ones",
    "members": IMPORTING,
    "former_members": IMPORTING,
    "committee": IMPORTING,
    "volunteers": "clues",
    "clues": "clues",
    "inspection": "papers",
    "papers": "papers",
    "history": "backups",
    "backups": "backups",
    "safety": "password",
}


def chapter_of(screen: str) -> str:
    """Give the chapter that tells of a screen, else the first."""
    return CHAPTERS.get(screen, FIRST)
