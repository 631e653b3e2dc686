"""The items with which a meeting of each kind begins: the branch's own, or those that come with the program."""

from __future__ import annotations

from collections.abc import Mapping

from branchdesk.domain import kinds
from branchdesk.domain.agenda import AgendaItem
from branchdesk.domain.frames import framed, from_plain, to_plain
from branchdesk.domain.meetings import MeetingKind
from branchdesk.services import preferences
from branchdesk.store.engine import Store

KEY = "meeting_template."

Agendas = Mapping[MeetingKind, tuple[AgendaItem, ...]]


def agendas(store: Store) -> Agendas:
    """Give what a meeting of each kind begins with."""
    kept = preferences.under(store, KEY)
    return {
        kind: from_plain(kept[kind]) if isinstance(kept.get(kind), list) else kinds.of(kind).agenda
        for kind in MeetingKind
    }


def keep(store: Store, agendas: Agendas) -> None:
    """Let meetings of these kinds begin with the frames of these agendas; it is no step, so undo passes it by.

    What is the program's own is not kept, so that it follows the program.
    """
    for kind, agenda in agendas.items():
        usual = framed(agenda) == kinds.of(kind).agenda
        preferences.put(store, KEY + kind, None if usual else to_plain(agenda))
