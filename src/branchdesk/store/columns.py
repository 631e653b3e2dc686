"""How somebody named and a day stand in the columns of a row."""

from __future__ import annotations

from datetime import date

from branchdesk.domain.agenda import PersonRef


def ref(role: str, person: PersonRef | None) -> dict[str, str | None]:
    """Give the columns that name somebody in a role: the name as written, and the member it means."""
    return {f"{role}_name": person.name if person else None, f"{role}_id": person.id if person else None}


def person_of(name: str | None, person_id: str | None) -> PersonRef | None:
    """Give whom two columns name, or None."""
    return PersonRef(name, person_id) if name else None


def iso(day: date | None) -> str | None:
    """Write a day as the store keeps it."""
    return day.isoformat() if day else None


def day_of(text: str | None) -> date | None:
    """Read a day as stored, or None."""
    return date.fromisoformat(text) if text else None
