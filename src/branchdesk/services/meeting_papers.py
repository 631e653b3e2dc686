"""The papers of one meeting."""

from __future__ import annotations

from branchdesk.papers.blocks import Manuscript
from branchdesk.papers.minutes import write_minutes
from branchdesk.services.meetings import load
from branchdesk.services.paper_kinds import About, Options, PaperKind
from branchdesk.services.paper_settings import house
from branchdesk.store.engine import Store
from branchdesk.words import papers as say


def _minutes(store: Store, meeting_id: str, _options: Options) -> Manuscript:
    return write_minutes(load(store, meeting_id), house(store))


MEETING_PAPERS = (PaperKind("minutes", say.MINUTES, About.MEETING, _minutes),)
